import { describe, expect, it } from 'vitest';
import {
  allItems,
  anItem,
  emptyFolder,
  type Feeds,
  filesIn,
  open,
  quickFs,
  run,
} from './archive.test-kit.ts';
import { kindOf, pointsOf, watched } from './changing-calls.test-kit.ts';
import type { ArchiveFs } from './disk/files.ts';

const first: Feeds = {
  a: [1, 2, 3].map((n) =>
    anItem({ id: `a${n}`, title: `A${n}`, date_published: `2026-05-1${n + 4}T09:00:00Z` }),
  ),
  b: [anItem({ id: 'b1', url: 'https://example.org/b1', title: 'B1', html: '<p>B</p>' })],
};
const second: Feeds = {
  a: [anItem({ id: 'a1', title: 'A1, corrected' }), anItem({ id: 'a4', title: 'A4' })],
  b: [anItem({ id: 'b2', title: 'B2', date_published: '2026-05-18T09:30:00Z' })],
  c: [anItem({ id: 'c1', title: 'C1', date_published: '2024-02-29T12:00:00Z' })],
};
const states = new Map([['a', { etag: '"2"' }]]);
const LATER = { now: '2026-05-18T11:00:00Z' };

class Fault extends Error {
  readonly code: string;

  constructor(code: string) {
    super(`${code}: injected`);
    this.code = code;
  }
}

/** A file system whose nth changing call fails, and, when it is the disk that is full, every write after it. */
function failingFs(nth: number, code: string, isForGood: boolean): ArchiveFs {
  let calls = 0;
  return watched(async ({ name, path }) => {
    if (path.includes('.lock')) return;
    calls += 1;
    const isTaking = name === 'write' || name === 'makeDir';
    if (calls === nth || (isForGood && calls > nth && isTaking)) throw new Fault(code);
  });
}

/** The kinds of the changing calls of the second run, in their order. */
async function kindsOfSecondRun(): Promise<readonly string[]> {
  const dir = await emptyFolder();
  await run(dir, first);
  const kinds: string[] = [];
  const fs = watched(async (change) => {
    if (!change.path.includes('.lock')) kinds.push(kindOf(change, dir));
  });
  await run(dir, second, { ...LATER, fs }, states);
  return kinds;
}

async function expectedAfter(runs: readonly Feeds[]): Promise<Record<string, string>> {
  const dir = await emptyFolder();
  const [one, two] = runs;
  if (one !== undefined) await run(dir, one);
  if (two !== undefined) await run(dir, two, LATER, states);
  return filesIn(dir);
}

describe('a disk that fails', () => {
  it.each([
    ['is full for good', 'ENOSPC', true],
    ['fails once', 'EIO', false],
    ['becomes read-only', 'EROFS', true],
    ['forbids a file', 'EACCES', false],
  ])(
    'and %s, at whatever step, loses nothing and leaves nothing half-done',
    async (_case, code, isForGood) => {
      const before = await expectedAfter([first]);
      const after = await expectedAfter([first, second]);
      const kinds = await kindsOfSecondRun();
      expect(kinds.length).toBeGreaterThan(20);
      for (const nth of pointsOf(kinds)) {
        const dir = await emptyFolder();
        await run(dir, first);
        const archive = open(dir, { ...LATER, fs: failingFs(nth, code, isForGood) });
        const lock = await archive.lock();
        expect(lock.kind).toBe('locked');
        const batch = Object.entries(second).map(([feed, items]) => ({ feed, items }));
        const result = await archive.commit({ feeds: batch, states });
        await archive.unlock().catch(() => undefined);
        const files = await filesIn(dir);
        const pending = Object.keys(files).filter((path) => path.startsWith('state/pending/'));
        if (result.kind === 'failed') {
          expect(result.problem).toMatchObject({
            code: 'ARCHIVE_WRITE_FAILED',
            kept: expect.stringContaining('Everything'),
          });
          const isCommitted = result.problem.kept?.includes('state/pending') === true;
          if (!isCommitted && code !== 'EIO' && code !== 'EACCES') expect(pending).toEqual([]);
          if (!isCommitted) {
            expect(without(files, 'state/pending/')).toEqual(before);
          }
        }
        await run(dir, second, LATER, states);
        expect(without(await filesIn(dir), '.lock/')).toEqual(after);
      }
    },
    120_000,
  );

  it('cannot even be locked: the run ends with a problem, not an exception', async () => {
    const dir = await emptyFolder();
    const fs: ArchiveFs = { ...quickFs, makeDir: () => Promise.reject(new Fault('EROFS')) };
    const lock = await open(dir, { fs }).lock();
    expect(lock).toMatchObject({ kind: 'failed', problem: { code: 'ARCHIVE_WRITE_FAILED' } });
  });

  it('cannot be read: the day gives a problem', async () => {
    const dir = await emptyFolder();
    await run(dir, first);
    const fs: ArchiveFs = { ...quickFs, read: () => Promise.reject(new Fault('EACCES')) };
    const read = await open(dir, { fs }).readDay('2026-05-15', (html) => html as never);
    expect(read).toMatchObject({ items: [], problem: { code: 'ARCHIVE_READ_FAILED' } });
  });
});

describe('an interrupted run', () => {
  it('is completed by the next one from the instant it was decided, and undone before', async () => {
    const before = await expectedAfter([first]);
    const after = await expectedAfter([first, second]);
    let completed = 0;
    for (const nth of pointsOf(await kindsOfSecondRun())) {
      const dir = await emptyFolder();
      await run(dir, first);
      const dying = dyingFs(nth);
      const archive = open(dir, { ...LATER, fs: dying.fs });
      await archive.lock();
      const batch = Object.entries(second).map(([feed, items]) => ({ feed, items }));
      await Promise.race([archive.commit({ feeds: batch, states }), dying.death]);
      await removeLocks(dir);
      const next = open(dir, LATER);
      const lock = await next.lock();
      await next.unlock();
      const files = without(await filesIn(dir), '.lock/');
      if (lock.kind === 'locked' && lock.problems.length > 0) {
        expect(lock.problems[0]?.code).toBe('ARCHIVE_RECOVERED');
        expect(files).toEqual(after);
        completed += 1;
      } else expect([before, after]).toContainEqual(files);
    }
    expect(completed).toBeGreaterThan(5);
  }, 120_000);
});

/** A file system that never answers from its nth changing call on, as after a power cut. */
function dyingFs(nth: number): { fs: ArchiveFs; death: Promise<void> } {
  let calls = 0;
  let die: () => void = () => {};
  const death = new Promise<void>((resolve) => {
    die = resolve;
  });
  const fs = watched(async ({ path }) => {
    if (path.includes('.lock')) return;
    calls += 1;
    if (calls < nth) return;
    die();
    await new Promise(() => {});
  });
  return { fs, death };
}

const removeLocks = (dir: string): Promise<void> => quickFs.remove(`${dir}/.lock`);

const without = (files: Record<string, string>, prefix: string): Record<string, string> =>
  Object.fromEntries(Object.entries(files).filter(([path]) => !path.startsWith(prefix)));

it('a batch that changes nothing writes nothing, so that even a full disk does not stop it', async () => {
  const dir = await emptyFolder();
  await run(dir, first, {}, states);
  const full: ArchiveFs = {
    ...quickFs,
    write: (path, data) =>
      path.includes('.lock') ? quickFs.write(path, data) : Promise.reject(new Fault('ENOSPC')),
  };
  expect(await run(dir, first, { ...LATER, fs: full }, states)).toMatchObject({
    kind: 'committed',
    days: [],
  });
  expect(await allItems(dir)).toHaveLength(4);
});
