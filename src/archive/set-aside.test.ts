import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { allItems, anItem, emptyFolder, type Feeds, filesIn, open, run } from './archive.test-kit.ts';
import { nodeFs } from './disk/files.ts';

const feeds: Feeds = { a: [anItem({ id: 'a1', title: 'A1', date_published: '2026-05-18T09:00:00Z' })] };
const more: Feeds = { a: [anItem({ id: 'a2', title: 'A2', date_published: '2026-05-18T09:30:00Z' })] };
const states = new Map([['a', { etag: '"1"' }]]);
const dayFile = 'archive/2026/05/2026-05-18.json';
const stateFile = 'state/feeds/a.json';
const files = [dayFile, stateFile, 'state/known/feeds.txt', 'state/known/a/all.txt'];

/** An archive with a folder, and something in it, in the place of one of its files. */
async function withFolderAt(path: string): Promise<string> {
  const dir = await emptyFolder();
  await run(dir, feeds, {}, states);
  await rm(join(dir, path));
  await mkdir(join(dir, path));
  await writeFile(join(dir, path, 'mine.txt'), 'mine');
  return dir;
}

const mine = (dir: string, path: string): Promise<string> =>
  readFile(join(dir, `${path}.aside`, 'mine.txt'), 'utf8');

async function repair(dir: string): Promise<string> {
  const archive = open(dir);
  await archive.lock();
  const { kind } = await archive.repair();
  await archive.unlock();
  return kind;
}

// As of a day whose file is gone, what was published of it is noted as lost by the run, and then comes back.
const expected = files.map((path): [string, string[]] => [path, path === dayFile ? ['A2'] : ['A1', 'A2']]);

it.each(expected)(
  'a folder in the place of %s ends no run, and stays whole beside it',
  async (path, titles) => {
    const dir = await withFolderAt(path);
    const both: Feeds = { a: [...(feeds.a ?? []), ...(more.a ?? [])] };
    const result = await run(dir, both, {}, new Map([['a', { etag: '"2"' }]]));
    expect(result).toMatchObject({ kind: 'committed' });
    expect((await allItems(dir)).map(({ title }) => title).sort()).toEqual(titles);
    expect(await mine(dir, path)).toBe('mine');
  },
);

it.each(files.slice(0, 2))(
  'check tells of a folder in the place of %s, and repair moves it',
  async (path) => {
    const dir = await withFolderAt(path);
    expect((await open(dir).verify()).problems).toContainEqual(
      expect.objectContaining({ code: 'ARCHIVE_FOLDER_FOR_FILE', what: expect.stringContaining(path) }),
    );
    expect(await repair(dir)).toBe('repaired');
    expect(await mine(dir, path)).toBe('mine');
    expect((await open(dir).verify()).problems).not.toContainEqual(
      expect.objectContaining({ code: 'ARCHIVE_FOLDER_FOR_FILE' }),
    );
  },
);

it.each(['.lock', 'state/known', 'state/known/a', 'state/feeds'])(
  'a file in the place of the folder %s ends no run',
  async (path) => {
    const dir = await emptyFolder();
    await run(dir, feeds, {}, states);
    await rm(join(dir, path), { recursive: true });
    await mkdir(dirname(join(dir, path)), { recursive: true });
    await writeFile(join(dir, path), 'mine');
    expect(await run(dir, more, { fs: nodeFs }, states)).toMatchObject({ kind: 'committed' });
    expect((await allItems(dir)).map(({ title }) => title).sort()).toEqual(['A1', 'A2']);
    expect((await filesIn(dir))[`${path}.aside`]).toBe('mine');
  },
);

it('a folder in the place of the removal requests stops every run: what was removed must not come back', async () => {
  const dir = await emptyFolder();
  await run(dir, feeds, {}, states);
  await mkdir(join(dir, 'archive/forgotten.txt'));
  const before = await filesIn(dir);
  expect(await run(dir, more)).toMatchObject({ kind: 'failed', problem: { code: 'ARCHIVE_READ_FAILED' } });
  expect((await open(dir).verify()).problems).toMatchObject([{ code: 'ARCHIVE_READ_FAILED' }]);
  expect(await repair(dir)).toBe('failed');
  expect(await filesIn(dir)).toEqual(before);
});

it.each([
  ['nothing', ''],
  ['bytes of a disk that lost power', '\0\0\0\0'],
  ['something else', '{"a":1}'],
  ['a place outside of the archive', '[{"to":"../mine","from":"0"}]'],
])('what a run had still to write ends no run if its list says %s, and is set aside', async (_case, text) => {
  const dir = await emptyFolder();
  await run(dir, feeds, {}, states);
  await mkdir(join(dir, 'state/pending'));
  await writeFile(join(dir, 'state/pending/0'), 'a day');
  await writeFile(join(dir, 'state/pending/commit.json'), text);
  const archive = open(dir);
  expect(await archive.lock()).toMatchObject({ problems: [{ code: 'ARCHIVE_PENDING_DAMAGED' }] });
  await archive.unlock();
  expect((await filesIn(dir))['state/pending.aside/0']).toBe('a day');
  expect(await run(dir, more)).toMatchObject({ kind: 'committed', problems: [] });
  expect((await allItems(dir)).map(({ title }) => title).sort()).toEqual(['A1', 'A2']);
});

it.each([
  ['cut off', (text: string) => text.slice(0, -5), 1, true],
  ['emptied', () => '', 0, true],
  [
    'merged by git with its marks',
    (text: string) => `<<<<<<< a\n${text}=======\n${text}>>>>>>> b\n`,
    2,
    false,
  ],
])('a list of removal requests that was %s holds as far as it can be read, and says so', async (...row) => {
  const [, damage, count, isDamaged] = row;
  const dir = await emptyFolder();
  await run(dir, { ...feeds, b: [anItem({ id: 'b1', title: 'B1' })] }, {}, states);
  const archive = open(dir);
  await archive.lock();
  await archive.forget('do', { kind: 'author', name: 'Ann' });
  await archive.forget('do', { kind: 'author', name: 'Bea' });
  await archive.unlock();
  const path = join(dir, 'archive/forgotten.txt');
  await writeFile(path, damage(await readFile(path, 'utf8')));
  expect((await open(dir).verify()).tombstones).toBe(count);
  const expected = isDamaged ? [{ code: 'ARCHIVE_REMOVALS_DAMAGED' }] : [];
  expect(await run(dir, { b: [anItem({ id: 'b2', title: 'B2' })] })).toMatchObject({ problems: expected });
  expect(await repair(dir)).toBe('repaired');
  expect((await open(dir).verify()).problems).toEqual([]);
});

it('a file that may not be read is named', async () => {
  const dir = await emptyFolder();
  await run(dir, feeds, {}, states);
  const path = join(dir, 'state/known/feeds.txt');
  const fs = {
    ...nodeFs,
    read: async (asked: string) => {
      if (asked === path) throw Object.assign(new Error('EACCES'), { code: 'EACCES', path });
      return nodeFs.read(asked);
    },
  };
  const where = { where: path, why: 'Daybook may not read or write there.' };
  expect(await run(dir, more, { fs })).toMatchObject({ kind: 'failed', problem: where });
  expect((await open(dir, { fs }).verify()).problems).toMatchObject([where]);
});
