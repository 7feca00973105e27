import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  allItems,
  anItem,
  counts,
  emptyFolder,
  type Feeds,
  filesIn,
  open,
  quickFs,
  run,
  trust,
} from '../archive.test-kit.ts';
import type { ArchiveFs } from '../disk/files.ts';
import type { Archive, ArchiveOptions } from '../store.ts';

const DAY_MS = 86_400_000;
const day = (dir: string, name: string): string =>
  join(dir, `archive/${name.slice(0, 4)}/${name.slice(5, 7)}/${name}.json`);

const feeds: Feeds = {
  a: [1, 2, 3].map((n) =>
    anItem({
      id: `a${n}`,
      url: `https://example.org/a${n}`,
      title: `A${n}`,
      html: `<p>Text of a${n}</p>`,
      authors: [{ name: n === 1 ? 'Jane  Doe' : 'John' }],
      date_published: `2026-05-1${n + 4}T09:00:00Z`,
    }),
  ),
  b: [anItem({ id: 'b1', title: 'B1', html: '<p>B</p>' })],
};

async function locked<T>(
  dir: string,
  work: (archive: Archive) => Promise<T>,
  options: Partial<ArchiveOptions> = {},
) {
  const archive = open(dir, options);
  expect((await archive.lock()).kind).toBe('locked');
  const result = await work(archive);
  await archive.unlock();
  return result;
}

async function filled(): Promise<string> {
  const dir = await emptyFolder();
  await run(dir, feeds, {}, new Map([['a', { etag: 'x' }]]));
  return dir;
}

const titles = async (dir: string): Promise<(string | undefined)[]> =>
  (await allItems(dir)).map(({ title }) => title).sort();

const codes = async (dir: string, ids?: ReadonlySet<string>): Promise<string[]> =>
  (await open(dir).verify(ids)).problems.map(({ code }) => code).sort();

describe('check', () => {
  it('tells in numbers what is there, and nothing is wrong with a whole archive', async () => {
    expect(await open(await filled()).verify(new Set(['a', 'b']))).toEqual({
      days: 4,
      items: 4,
      feeds: 2,
      revised: 0,
      backlog: 4,
      known: 11,
      tombstones: 0,
      copies: 0,
      first: '2026-05-15',
      last: '2026-05-18',
      problems: [],
    });
  });

  it('needs no archive', async () => {
    expect(await open(await emptyFolder()).verify()).toMatchObject({ days: 0, items: 0, problems: [] });
  });

  it('names a damaged day, and the items that are lost with it', async () => {
    const dir = await filled();
    await writeFile(day(dir, '2026-05-15'), '{"version": ');
    expect(await codes(dir)).toEqual(['ARCHIVE_DAY_DAMAGED', 'ARCHIVE_ITEM_LOST']);
  });

  it('finds a file that was copied to another day, a lost index and orphan state', async () => {
    const dir = await filled();
    const text = await readFile(day(dir, '2026-05-15'), 'utf8');
    await writeFile(day(dir, '2026-05-01'), text.replaceAll('"2026-05-15"', '"2026-05-01"'));
    await rm(join(dir, 'state/known/b'), { recursive: true });
    await writeFile(join(dir, 'state/feeds/old.json'), '{}');
    expect(await codes(dir, new Set(['a', 'b']))).toEqual([
      'ARCHIVE_INDEX_DAMAGED',
      'ARCHIVE_ITEM_LOST',
      'ARCHIVE_KEY_TWICE',
      'ARCHIVE_ORPHAN_STATE',
      'ARCHIVE_WRONG_DAY',
    ]);
  });
});

describe('a damaged day', () => {
  it('is named and set aside once as a copy, and the other days read on', async () => {
    const dir = await filled();
    const path = day(dir, '2026-05-15');
    const damaged = (await readFile(path, 'utf8')).slice(0, -4);
    await writeFile(path, damaged);
    for (let time = 0; time < 3; time += 1) {
      const { items, problem } = await open(dir).readDay('2026-05-15', trust);
      expect(items).toHaveLength(1);
      expect(problem).toMatchObject({ code: 'ARCHIVE_DAY_DAMAGED', where: path });
    }
    const files = await filesIn(dir);
    const copies = Object.keys(files).filter((name) => name.includes('.damaged-'));
    expect(copies).toEqual(['archive/2026/05/2026-05-15.json.damaged-1']);
    expect(files[copies[0] ?? '']).toBe(damaged);
    expect(await titles(dir)).toEqual(['A1', 'A2', 'A3', 'B1']);
  });

  it('is written anew by the repair, and what was lost comes back from its feed with its key and day', async () => {
    const dir = await filled();
    const before = await filesIn(dir);
    const [item] = (await open(dir).readDay('2026-05-15', trust)).items;
    await writeFile(day(dir, '2026-05-15'), '{"version": ');
    expect(await locked(dir, (archive) => archive.repair())).toMatchObject({
      kind: 'repaired',
      days: ['2026-05-15'],
      lost: 1,
    });
    expect(await titles(dir)).toEqual(['A2', 'A3', 'B1']);
    expect(await codes(dir)).toEqual([]);
    expect(await counts(dir, feeds, { now: '2026-05-28T10:00:00Z' })).toMatchObject({
      added: 1,
      unchanged: 3,
    });
    const [back] = (await open(dir).readDay('2026-05-15', trust)).items;
    expect(back?._daybook.key).toBe(item?._daybook.key);
    expect(back?._daybook.first_seen).toBe('2026-05-15T12:00:00Z');
    expect(Object.keys(await filesIn(dir))).toEqual(expect.arrayContaining(Object.keys(before)));
  });
});

describe('a lost index', () => {
  it.each([
    ['of one feed', 'state/known/a'],
    ['in part', 'state/known/a/all.txt'],
    ['of all feeds', 'state/known'],
    ['with all state', 'state'],
    ['in its list of feeds', 'state/known/feeds.txt'],
  ])('%s is made again from the archive: no item comes twice', async (_case, path) => {
    const dir = await filled();
    await rm(join(dir, path), { recursive: true });
    const result = await run(dir, feeds, { now: '2026-05-28T10:00:00Z' });
    expect(result).toMatchObject({ kind: 'committed', counts: { added: 0, unchanged: 4 } });
    expect(result.kind === 'committed' && result.problems[0]?.code).toBe('ARCHIVE_INDEX_REBUILT');
    expect(await codes(dir)).toEqual([]);
  });

  it('of several feeds is made again by one reading of the archive', async () => {
    const dir = await filled();
    const own = Object.keys(feeds).map((feed) => join(dir, 'state/known', feed));
    const before = await Promise.all(own.map((path) => readFile(join(path, 'all.txt'), 'utf8')));
    for (const path of own) await rm(path, { recursive: true });
    const read: string[] = [];
    const fs: ArchiveFs = {
      ...quickFs,
      read: (path) => {
        if (path.includes(join(dir, 'archive'))) read.push(path);
        return quickFs.read(path);
      },
    };
    await run(dir, { ...feeds, a: [anItem({ id: 'new', url: 'https://example.org/new' })] }, { fs });
    expect(read.filter((path) => path === day(dir, '2026-05-15'))).toHaveLength(1);
    const after = await Promise.all(own.map((path) => readFile(join(path, 'all.txt'), 'utf8')));
    expect(after[1]).toBe(before[1]);
    for (const line of before[0]?.split('\n') ?? []) expect(after[0]).toContain(line);
  });

  it('that was cut off or edited is made again too', async () => {
    const dir = await filled();
    const path = join(dir, 'state/known/a/all.txt');
    await writeFile(path, (await readFile(path, 'utf8')).slice(0, 100));
    expect(await counts(dir, feeds, { now: '2026-05-28T10:00:00Z' })).toMatchObject({
      added: 0,
      unchanged: 4,
    });
  });
});

describe('the repair', () => {
  it('leaves a whole archive as it is, byte for byte', async () => {
    const dir = await filled();
    await run(dir, {
      a: [anItem({ id: 'new', url: 'https://example.org/a1', title: 'A1', html: '<p>Text of a1!</p>' })],
    });
    const before = await filesIn(dir);
    expect(await locked(dir, (archive) => archive.repair())).toMatchObject({
      days: [],
      removed: 0,
      lost: 0,
      feeds: 0,
    });
    expect(await filesIn(dir)).toEqual(before);
  });

  it('mends what git leaves when two branches both fetched: marks in files, one item on two days', async () => {
    const [ours, theirs] = [await filled(), await filled()];
    const late = anItem({ id: 'u1', title: 'Undated', html: '<p>U</p>' });
    const revised = anItem({ id: 'u1', title: 'Undated, corrected', html: '<p>U</p>' });
    await run(ours, { b: [late] }, { now: '2026-05-20T10:00:00Z' });
    await run(theirs, { b: [late] }, { now: '2026-05-21T10:00:00Z' });
    await run(theirs, { b: [revised] }, { now: '2026-05-21T11:00:00Z' });
    const conflict = (one: string, other: string): string =>
      `<<<<<<< HEAD\n${one}=======\n${other}>>>>>>> theirs\n`;
    const known = 'state/known/b/all.txt';
    const both = [
      await readFile(join(ours, known), 'utf8'),
      await readFile(join(theirs, known), 'utf8'),
    ] as const;
    await writeFile(join(ours, known), conflict(...both));
    await mkdir(join(ours, 'archive/2026/05'), { recursive: true });
    await rename(day(theirs, '2026-05-21'), day(ours, '2026-05-21'));
    const kept = await readFile(day(ours, '2026-05-18'), 'utf8');
    await writeFile(day(ours, '2026-05-18'), conflict(kept, kept));
    const result = await locked(ours, (archive) => archive.repair());
    expect(result).toMatchObject({
      kind: 'repaired',
      days: ['2026-05-18', '2026-05-20', '2026-05-21'],
      removed: 1,
      lost: 0,
    });
    expect(await codes(ours)).toEqual([]);
    expect(await titles(ours)).toEqual(['A1', 'A2', 'A3', 'B1', 'Undated, corrected']);
    expect(await counts(ours, { b: [revised] }, { now: '2026-05-25T10:00:00Z' })).toMatchObject({ added: 0 });
  });
});

describe('prune', () => {
  const keep = { everyMs: 2 * DAY_MS, feedsMs: new Map([['b', Number.POSITIVE_INFINITY]]) };

  it('drops what the rule does not keep, and it does not come back', async () => {
    const dir = await filled();
    const options = { keep, now: '2026-05-18T10:00:00Z' };
    const preview = await locked(dir, (archive) => archive.prune('preview'), options);
    expect(preview).toMatchObject({ kind: 'pruned', items: [{ title: 'A1', day: '2026-05-15', feed: 'a' }] });
    expect(await titles(dir)).toEqual(['A1', 'A2', 'A3', 'B1']);
    expect(await locked(dir, (archive) => archive.prune('do'), options)).toEqual(preview);
    expect(await titles(dir)).toEqual(['A2', 'A3', 'B1']);
    expect(await codes(dir)).toEqual([]);
    expect(await counts(dir, feeds, options)).toMatchObject({ added: 0, refused: 1 });
    expect((await open(dir).days())[0]).toBe('2026-05-16');
  });

  it('keeps an undated item from coming back too', async () => {
    const dir = await filled();
    const options = { keep: { everyMs: DAY_MS }, now: '2026-06-18T10:00:00Z' };
    expect(await locked(dir, (archive) => archive.prune('do'), options)).toMatchObject({
      items: { length: 4 },
    });
    expect(await counts(dir, feeds, options)).toMatchObject({ added: 0, refused: 4 });
    expect(await open(dir).days()).toEqual([]);
  });

  it('without a rule drops nothing', async () => {
    const dir = await filled();
    const before = await filesIn(dir);
    expect(await locked(dir, (archive) => archive.prune('do'))).toMatchObject({ items: [], days: [] });
    expect(await filesIn(dir)).toEqual(before);
  });
});

describe('forget', () => {
  it.each([
    ['an item by its address', { kind: 'item', name: 'http://example.org/a1?utm_source=x' }],
    ['an item by its id', { kind: 'item', name: 'a:a1' }],
    ['an author, however the name is spaced', { kind: 'author', name: 'jane doe' }],
  ] as const)('removes %s for good', async (_case, target) => {
    const dir = await filled();
    await writeFile(`${day(dir, '2026-05-15')}.damaged-1`, await readFile(day(dir, '2026-05-15'), 'utf8'));
    const before = await filesIn(dir);
    const preview = await locked(dir, (archive) => archive.forget('preview', target));
    expect(await filesIn(dir)).toEqual(before);
    const result = await locked(dir, (archive) => archive.forget('do', target));
    expect(result).toMatchObject({
      kind: 'forgotten',
      items: [{ title: 'A1', day: '2026-05-15' }],
      copies: ['archive/2026/05/2026-05-15.json.damaged-1'],
    });
    expect(preview).toEqual(result);
    const files = await filesIn(dir);
    expect(JSON.stringify(files)).not.toMatch(/A1|Jane|Text of a1/);
    expect(await counts(dir, feeds)).toMatchObject({ added: 0, refused: 1, unchanged: 3 });
    expect(await codes(dir)).toEqual([]);
    await rm(join(dir, 'state'), { recursive: true });
    expect(await counts(dir, feeds)).toMatchObject({ added: 0, refused: 1 });
  });

  it('removes an item by its key', async () => {
    const dir = await filled();
    const [item] = (await open(dir).readDay('2026-05-15', trust)).items;
    const target = { kind: 'item', name: item?._daybook.key ?? '' } as const;
    expect(await locked(dir, (archive) => archive.forget('do', target))).toMatchObject({
      items: { length: 1 },
    });
    expect(await titles(dir)).toEqual(['A2', 'A3', 'B1']);
  });

  it('removes a feed with its state, and says so when it is still fetched', async () => {
    const dir = await filled();
    const result = await locked(dir, (archive) => archive.forget('do', { kind: 'feed', name: 'a' }));
    expect(result).toMatchObject({ kind: 'forgotten', items: { length: 3 } });
    expect(Object.keys(await filesIn(dir))).toEqual([
      'archive/2026/05/2026-05-18.json',
      'archive/forgotten.txt',
      'state/editions.json',
      'state/known/b/all.txt',
      'state/known/feeds.txt',
    ]);
    const again = await run(dir, feeds, {}, new Map([['a', { etag: 'x' }]]));
    expect(again).toMatchObject({
      counts: { added: 0, refused: 3 },
      problems: [{ code: 'ARCHIVE_FEED_FORGOTTEN' }],
    });
    expect(await open(dir).readFeedState('a')).toEqual({});
  });

  it('also bars an author of whom there is nothing yet', async () => {
    const dir = await emptyFolder();
    await locked(dir, (archive) => archive.forget('do', { kind: 'author', name: 'Jane Doe' }));
    expect(await counts(dir, feeds)).toMatchObject({ added: 3, refused: 1 });
  });

  it('says when there is nothing to forget, and changes nothing', async () => {
    const dir = await filled();
    const before = await filesIn(dir);
    const result = await locked(dir, (archive) =>
      archive.forget('do', { kind: 'item', name: 'https://example.org/none' }),
    );
    expect(result).toMatchObject({ kind: 'failed', problem: { code: 'ARCHIVE_NOTHING_TO_FORGET' } });
    expect(await filesIn(dir)).toEqual(before);
  });

  it('is not undone by an older branch: the check finds it, the repair removes it', async () => {
    const dir = await filled();
    const old = await readFile(day(dir, '2026-05-15'), 'utf8');
    await locked(dir, (archive) => archive.forget('do', { kind: 'item', name: 'a:a1' }));
    await writeFile(day(dir, '2026-05-15'), old);
    expect(await codes(dir)).toContain('ARCHIVE_FORGOTTEN_BACK');
    expect(await locked(dir, (archive) => archive.repair())).toMatchObject({ removed: 1 });
    expect(await titles(dir)).toEqual(['A2', 'A3', 'B1']);
    expect(await codes(dir)).toEqual([]);
  });
});

describe('the state of a feed', () => {
  it('that is no JSON is named, and counts as absent', async () => {
    const dir = await filled();
    await writeFile(join(dir, 'state/feeds/a.json'), '{"etag": ');
    expect(await open(dir).readFeedState('a')).toMatchObject({ problem: { code: 'ARCHIVE_STATE_DAMAGED' } });
  });
});
