import { readFile, writeFile } from 'node:fs/promises';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { anItem, counts, emptyFolder, open, quickFs, run, trust } from '../archive.test-kit.ts';
import { keyOf } from '../identity/hash.ts';
import { formatDay, parseDay } from './day-file.ts';

afterEach(() => vi.restoreAllMocks());

const DAY = '2026-05-18';
const pathIn = (dir: string): string => `${dir}/archive/2026/05/${DAY}.json`;
const at = { date_published: '2026-05-18T08:00:00Z' };

function items(count: number, from = 0) {
  return Array.from({ length: count }, (_, index) =>
    anItem({
      id: `i${from + index}`,
      title: `Item ${from + index}`,
      html: `<p>${'word '.repeat(40)}</p>`,
      ...at,
    }),
  );
}

async function textOf(dir: string): Promise<string> {
  return readFile(pathIn(dir), 'utf8');
}

/** Characters of JSON that work reads and writes, whoever calls for it. */
async function jsonOf(work: () => Promise<unknown>): Promise<number> {
  let length = 0;
  const { parse, stringify } = JSON;
  vi.spyOn(JSON, 'parse').mockImplementation((text, ...rest) => {
    length += text.length;
    return parse(text, ...rest);
  });
  vi.spyOn(JSON, 'stringify').mockImplementation((value: unknown) => {
    const text = stringify(value);
    length += text.length;
    return text;
  });
  await work();
  vi.restoreAllMocks();
  return length;
}

describe('a change of a day', () => {
  it('reads and writes as much JSON, however many items the day holds', async () => {
    const [small, large] = [await emptyFolder(), await emptyFolder()];
    await run(small, { f: items(10) });
    await run(large, { f: items(1_000) });
    const later = { now: '2026-05-18T11:00:00Z' };
    const add = (dir: string) => () => counts(dir, { f: [...items(2), ...items(3, 5_000)] }, later);
    const inSmall = await jsonOf(add(small));
    const inLarge = await jsonOf(add(large));
    expect(inSmall).toBeGreaterThan(500);
    expect(inLarge).toBe(inSmall);
    expect((await open(large).readDay(DAY, trust)).items).toHaveLength(1_003);

    const place = (dir: string) => async () => {
      const archive = open(dir);
      await archive.lock();
      const key = keyOf('f:i5001');
      const story = { key, reason: { kind: 'first' } } as const;
      expect(await archive.placeStories(new Map([[DAY, new Map([[key, story]])]]))).toMatchObject({
        days: [DAY],
      });
      await archive.unlock();
    };
    expect(await jsonOf(place(large))).toBe(await jsonOf(place(small)));
  });

  it('leaves the bytes that writing the whole day would leave', async () => {
    const dir = await emptyFolder();
    await run(dir, { f: items(20), g: items(5, 100) });
    const change = anItem({ id: 'i3', title: 'Item 3, again', html: '<p>Other words</p>', ...at });
    const result = await counts(dir, { f: [change, ...items(4, 50)] }, { now: '2026-05-18T11:00:00Z' });
    expect(result).toMatchObject({ added: 4, revised: 1 });
    const text = await textOf(dir);
    const content = parseDay(new TextEncoder().encode(text), DAY);
    expect(content.kind === 'whole' && content.items.length).toBe(29);
    expect(content.kind === 'whole' && formatDay(DAY, content.items)).toBe(text);
  });

  const damages: readonly [string, (text: string) => string][] = [
    ['the line of the item that changes is cut', (text) => text.replace(/("id":"f:i3".{40}).*/, '$1"},')],
    [
      'the line of the item that changes lacks a field',
      (text) => text.replace(/("id":"f:i3".*)"access":"open"/, '$1"a":"b"'),
    ],
    ['lines are out of order', (text) => text.replace(/(\{"id".*),\n(\{"id".*),\n/, '$2,\n$1,\n')],
    ['a line stands twice', (text) => text.replace(/(\{"id".*),\n/, '$1,\n$1,\n')],
    ['its head is another', (text) => text.replace('"title"', '"description": "Mine",\n"title"')],
    [
      'a merge failed',
      (text) => text.replace('"items": [\n', '"items": [\n<<<<<<< HEAD\n=======\n>>>>>>> b\n'),
    ],
    ['it has other line ends', (text) => text.replaceAll('\n', '\r\n')],
    ['a line is written otherwise', (text) => text.replace('{"id":', '{ "id": ')],
  ];

  it.each(damages)('reads the whole day where %s', async (_case, damage) => {
    const dir = await emptyFolder();
    await run(dir, { f: items(8) });
    const before = await textOf(dir);
    await writeFile(pathIn(dir), damage(before));
    expect(await textOf(dir)).not.toBe(before);
    const change = anItem({ id: 'i3', title: 'Item 3, again', html: '<p>Other words</p>', ...at });
    await run(dir, { f: [change] }, { now: '2026-05-18T11:00:00Z' });
    const text = await textOf(dir);
    const content = parseDay(new TextEncoder().encode(text), DAY);
    expect(content.kind === 'whole' && formatDay(DAY, content.items)).toBe(text);
    expect(content.kind === 'whole' && content.items.map(({ title }) => title).sort()).toEqual([
      'Item 0',
      'Item 1',
      'Item 2',
      'Item 3, again',
      'Item 4',
      'Item 5',
      'Item 6',
      'Item 7',
    ]);
  });

  it('keeps a line that it does not ask for as it stands', async () => {
    const dir = await emptyFolder();
    await run(dir, { f: items(8) });
    const text = (await textOf(dir)).replace('"title":"Item 5"', '"title":"Item 5","mood":"fine"');
    await quickFs.write(pathIn(dir), text);
    await run(dir, { f: items(1, 100) }, { now: '2026-05-18T11:00:00Z' });
    const after = await textOf(dir);
    for (const line of text.match(/\{"id".*\}/g) ?? []) expect(after).toContain(line);
    expect((await open(dir).readDay(DAY, trust)).items).toHaveLength(9);
  });
});

describe('a day that is opened', () => {
  const read = async (dir: string, keys?: readonly string[]) => {
    const opened = await open(dir).openStored(DAY);
    const { items, problem } = await opened.read(keys);
    return { titles: items.map(({ title }) => title), problem: problem?.code };
  };

  it('gives all its items by key, or those that are asked for, and reads the lines of no others', async () => {
    const dir = await emptyFolder();
    await run(dir, { f: items(200) });
    const all = (await open(dir).readDay(DAY, trust)).items.map(({ title }) => title);
    expect(await read(dir)).toEqual({ titles: all, problem: undefined });
    const keys = [keyOf('f:i7'), keyOf('f:i3'), keyOf('f:none')];
    expect(await read(dir, keys)).toEqual({ titles: ['Item 7', 'Item 3'], problem: undefined });
    const opened = await open(dir).openStored(DAY);
    expect(opened.size).toBe((await readFile(pathIn(dir))).length);
    expect(await jsonOf(() => opened.read(keys))).toBeLessThan(opened.size / 50);
    expect(await (await open(dir).openStored('2026-05-17')).read()).toEqual({ items: [] });
  });

  it.each([
    ['is asked for and damaged', (text: string) => text.replace(/("id":"f:i3".{40}).*/, '$1"},')],
    ['has another form', (text: string) => text.replace('{"id"', ' {"id"')],
  ])('gives what is whole, and says so where that is not all, when a line %s', async (name, damage) => {
    const dir = await emptyFolder();
    await run(dir, { f: items(20) });
    await writeFile(pathIn(dir), damage(await textOf(dir)));
    const isLost = name.includes('damaged');
    const some = await read(dir, [keyOf('f:i3'), keyOf('f:i4')]);
    expect(some.titles).toEqual(isLost ? ['Item 4'] : ['Item 3', 'Item 4']);
    expect(some.problem).toBe(isLost ? 'ARCHIVE_DAY_DAMAGED' : undefined);
    expect((await read(dir)).titles).toHaveLength(isLost ? 19 : 20);
  });
});
