import { mkdir, writeFile } from 'node:fs/promises';
import { testRuns } from '../model/test-runs.test-kit.ts';
import { type ArchiveFs, nodeFs } from './disk/files.ts';

/** The real file system without waiting for the disk: tests start hundreds of archives. */
export const quickFs: ArchiveFs = {
  ...nodeFs,
  write: (path, data) => writeFile(path, data),
  makeDir: async (path) => {
    await mkdir(path, { recursive: true });
  },
  syncDir: async () => {},
};

/** One call that changes a file. */
export interface Change {
  /** 1 for the first. */
  readonly nth: number;
  readonly name: 'write' | 'rename' | 'makeDir' | 'remove' | 'syncDir';
  readonly path: string;
  /** What is written. */
  readonly data?: string | Uint8Array;
}

/** `fs` with a word before each changing call: what rejects, or never ends, happens in its place. */
export function watched(before: (change: Change) => Promise<void>): ArchiveFs {
  let calls = 0;
  const told = async (change: Omit<Change, 'nth'>): Promise<void> => {
    calls += 1;
    await before({ nth: calls, ...change });
  };
  return {
    ...quickFs,
    write: (path, data) => told({ name: 'write', path, data }).then(() => quickFs.write(path, data)),
    rename: (from, to) => told({ name: 'rename', path: to }).then(() => quickFs.rename(from, to)),
    makeDir: (path) => told({ name: 'makeDir', path }).then(() => quickFs.makeDir(path)),
    remove: (path) => told({ name: 'remove', path }).then(() => quickFs.remove(path)),
    syncDir: (path) => told({ name: 'syncDir', path }).then(() => quickFs.syncDir(path)),
  };
}

/** What calls of one kind have in common: what they do, and in which folder. */
export function kindOf({ name, path }: Change, dir: string): string {
  const below = path.slice(dir.length + 1).replace(/[0-9a-f]{8,}|\d+/g, '#');
  return `${name} ${below.startsWith('state/pending') ? below : below.split('/').slice(0, 2).join('/')}`;
}

/**
 * The numbers of the calls to break at, given the kind of each: of every kind the one in the middle, so that all runs of
 * the tests cover the same; all calls with `DAYBOOK_TEST_RUNS=full`.
 */
export function pointsOf(kinds: readonly string[]): readonly number[] {
  const byKind = new Map<string, number[]>();
  for (const [at, kind] of kinds.entries()) byKind.set(kind, [...(byKind.get(kind) ?? []), at + 1]);
  const middles = [...byKind.values()].map((numbers) => numbers[Math.floor(numbers.length / 2)] ?? 1);
  const rest = kinds.map((_, at) => at + 1).filter((nth) => !middles.includes(nth));
  return [...middles, ...rest].slice(0, testRuns({ quick: middles.length, full: kinds.length }));
}
