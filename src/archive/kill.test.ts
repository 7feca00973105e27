import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testRuns } from '../model/test-runs.test-kit.ts';
import { emptyFolder, filesIn, open } from './archive.test-kit.ts';
import { type Change, kindOf, pointsOf, watched } from './changing-calls.test-kit.ts';
import { commitSteps } from './run-child.test-kit.ts';

const STEPS = 4;
const LANES = 2;
/** A second death comes within so many calls: while the lock is taken and what is pending completed. */
const RECOVERY_CALLS = 15;

let folder = '';
let script = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'daybook-child-'));
  script = join(folder, 'run.mjs');
  const entryPoints = [join(import.meta.dirname, 'run-child.test-kit.ts')];
  await build({
    entryPoints,
    outfile: script,
    bundle: true,
    platform: 'node',
    format: 'esm',
    logLevel: 'error',
  });
});

afterAll(() => rm(folder, { recursive: true, force: true }));

function start(mode: 'commits' | 'holds', dir: string, ...rest: readonly (string | number)[]): ChildProcess {
  return spawn(process.execPath, [script, mode, dir, ...rest.map(String)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

async function firstLine(child: ChildProcess): Promise<string> {
  if (child.stdout === null) return '';
  const [data] = await once(child.stdout, 'data');
  return String(data).trim();
}

async function killAll(children: readonly ChildProcess[]): Promise<void> {
  for (const child of children) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    const end = once(child, 'exit');
    child.kill('SIGKILL');
    await end;
  }
}

/** A place to die at. */
interface Death {
  readonly nth: number;
  /** `torn`: half of what is written is there. */
  readonly how: 'before' | 'torn';
}

/** The places where an undisturbed run writes, renames or removes, and the files that it leaves. */
async function undisturbed(): Promise<{
  readonly deaths: readonly Death[];
  readonly files: Record<string, string>;
}> {
  const dir = await emptyFolder();
  const changes: Change[] = [];
  const fs = watched(async (change) => void changes.push(change));
  await commitSteps(dir, STEPS, fs);
  const kinds = changes.map((change) => kindOf(change, dir));
  const deaths = pointsOf(kinds).flatMap((nth): Death[] => {
    const name = changes[nth - 1]?.name;
    // A process that dies takes nothing with it that only the disk has not got yet.
    if (name === 'syncDir') return [];
    return [{ nth, how: 'before' }, ...(name === 'write' ? [{ nth, how: 'torn' } as const] : [])];
  });
  return { deaths, files: withoutLock(await filesIn(dir)) };
}

/** Runs in a process that dies at its nth changing call. Answers whether it came to that. */
async function die(dir: string, { nth, how }: Death): Promise<boolean> {
  const [code, signal] = await once(start('commits', dir, STEPS, nth, how), 'exit');
  expect(signal === 'SIGKILL' || code === 0).toBe(true);
  return signal === 'SIGKILL';
}

const withoutLock = (files: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(files).filter(([path]) => !path.startsWith('.lock/')));

describe('a run that is killed', () => {
  it('wherever it changes a file, and here and there again while it recovers, ends in the archive of an undisturbed run, byte for byte', async () => {
    const { deaths, files } = await undisturbed();
    expect(Object.keys(files).length).toBeGreaterThan(8);
    expect(deaths.length).toBeGreaterThan(15);
    const left = [...deaths.entries()];
    const lane = async (): Promise<void> => {
      for (let next = left.shift(); next !== undefined; next = left.shift()) {
        const [at, death] = next;
        const dir = await emptyFolder();
        const where = `${death.how} call ${death.nth}`;
        expect(await die(dir, death), where).toBe(true);
        if (at % 3 === 0) await die(dir, { nth: 1 + ((at / 3) % RECOVERY_CALLS), how: 'before' });
        await commitSteps(dir, STEPS);
        expect(withoutLock(await filesIn(dir)), where).toEqual(files);
      }
    };
    await Promise.all(Array.from({ length: LANES }, lane));
  }, 1_200_000);

  it('gives the lock back at once', async () => {
    const dir = await emptyFolder();
    const child = start('holds', dir);
    expect(await firstLine(child)).toBe('locked');
    const other = open(dir);
    expect(await other.lock()).toMatchObject({ kind: 'held', problem: { code: 'ARCHIVE_LOCKED' } });
    await killAll([child]);
    expect(await other.lock()).toEqual({ kind: 'locked', problems: [] });
    await other.unlock();
  });
});

describe('two runs at once', () => {
  it('never both get the lock', async () => {
    const rounds = testRuns({ quick: 1, full: 10 });
    for (let round = 0; round < rounds; round += 1) {
      const dir = await emptyFolder();
      const runs = [start('holds', dir), start('holds', dir), start('holds', dir)];
      const answers = await Promise.all(runs.map(firstLine));
      // Those that meet step back and try again; where the machine is slow, all may give up.
      expect(answers.filter((answer) => answer !== 'held').length).toBeLessThanOrEqual(1);
      await killAll(runs);
    }
  });

  it('in one process do not share the lock either, and it is free after the first is done', async () => {
    const dir = await emptyFolder();
    const [one, other] = [open(dir), open(dir)];
    expect((await one.lock()).kind).toBe('locked');
    expect((await other.lock()).kind).toBe('held');
    await one.unlock();
    expect((await other.lock()).kind).toBe('locked');
    await other.unlock();
  });
});
