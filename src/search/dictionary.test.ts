import { beforeAll, describe, expect, it } from 'vitest';
import { pageReader } from './blocks.ts';
import { type Dictionary, dictionary, type Listed } from './dictionary.ts';
import { fileReader, type ReadBytes } from './file-reader.ts';
import type { SegmentHead, Slice } from './segment.ts';
import { slicesOf } from './segment.ts';
import { TermLists } from './term-lists.ts';
import { TextList } from './text-list.ts';
import { newPosting, withImpact } from './write-postings.ts';
import { writeTerms } from './write-terms.ts';

const items = 20_000;

/** Which items have a term: some nearly none, some many, and names that separators and slices can be wrong about. */
const terms: Readonly<Record<string, (item: number) => boolean>> = {
  kern: (item) => item === 7,
  kernel: (item) => item % 3 === 0,
  kernels: (item) => item === 19_999,
  '\u{1d518}a': (item) => item === 1,
  '\u{1d519}b': (item) => item % 7 === 0,
  'x:open': () => true,
  the: (item) => item % 2 === 0,
  late: (item) => item > 17_000,
  some: (item) => item % 20 === 3,
};
for (let i = 0; i < 3000; i += 1)
  Object.assign(terms, { [`w${(i * 7919) % 3001}`]: (item: number) => item % 3000 === i });

/** Words for what was misspelt, which stand before all terms. */
const words = new TextList(1);
for (let at = 0; at < 5000; at += 1) words.set(words.push(`!m${10_000 + at}`), 0, at);

const head: Pick<SegmentHead, 'terms' | 'pageBytes' | 'pages'> = { terms: 0, pageBytes: 0, pages: '' };
const files = new Map<string, Uint8Array>();
const asked: string[] = [];

beforeAll(async () => {
  const lists = new TermLists();
  const named = Object.entries(terms).map(([term, has]) => ({ number: lists.texts.of(term), has }));
  const posting = withImpact(newPosting(1, false), 3);
  for (let item = 0; item < items; item += 1) {
    const own = named.filter(({ has }) => has(item)).map(({ number }) => number);
    lists.addItem(
      own,
      own.map(() => posting),
    );
  }
  const write = async (name: string, content: Uint8Array): Promise<void> => void files.set(name, content);
  const sorted = { lists: lists.sorted(), words: [{ words, order: words.select(() => true) }] };
  Object.assign(head, await writeTerms(sorted, items, { write, fileSize: 65_536 }));
});

function open(): Dictionary {
  const read: ReadBytes = async (path, from, to) => {
    asked.push(path);
    return files.get(path)?.slice(from, to) ?? new Uint8Array(0);
  };
  const whole = { ...head, docs: items, days: [], fileSize: 65_536, records: 0, slot: 0, keyWidth: 0 };
  const pages = pageReader(whole, fileReader(read, 'pages', head.pageBytes, 65_536));
  return dictionary(pages, fileReader(read, 'terms', head.terms, 65_536));
}

const docsOf = (listed: Listed): readonly number[] | undefined =>
  typeof listed === 'object' ? listed.docs : undefined;
const expected = (term: string, { from, to }: Slice): number[] => {
  const found: number[] = [];
  for (let item = from; item < to; item += 1) if (terms[term]?.(item)) found.push(item);
  return found;
};

describe('a dictionary', () => {
  it('parts items so that the newest are few', () => {
    expect(slicesOf(items).map(({ from, to }) => [from, to])).toEqual([
      [0, 4096],
      [4096, 16_384],
      [16_384, 20_000],
    ]);
    expect(slicesOf(0)).toEqual([{ number: 0, from: 0, to: 0 }]);
    expect(slicesOf(4096)).toHaveLength(1);
  });

  it('has the items of each term in each slice, several terms at once', async () => {
    const opened = open();
    const names = [
      ...Object.keys(terms).filter((name) => !/^w\d/.test(name) && name !== 'the'),
      'w0',
      'w1500',
      'w3000',
      'w17',
    ];
    for (const slice of slicesOf(items)) {
      const lists = await opened.find(names, slice);
      for (const [at, name] of names.entries())
        expect(docsOf(lists[at]) ?? [], `${name} in ${slice.from}`).toEqual(expected(name, slice));
    }
  });

  it('says of a word in many items that it is everywhere, and of others that they are not there', async () => {
    const [slice = { number: 0, from: 0, to: 0 }] = slicesOf(items);
    const others = ['', 'a', 'ker', 'kernela', 'kernelz', '\u{1d518}', 'w3001', 'zz', '\u{1f600}'];
    expect(await open().find(['the', ...others], slice)).toEqual(['*', ...others.map(() => undefined)]);
  });

  it('finds what begins with a text, and reads no long list of another word', async () => {
    const [slice = { number: 0, from: 0, to: 0 }] = slicesOf(items);
    const found = await open().findPrefix('kernel', slice);
    expect(found.map(docsOf)).toEqual([expected('kernel', slice), []]);
    expect((await open().findPrefix('w29', slice)).length).toBeGreaterThan(30);
    expect(await open().findPrefix('kernelx', slice)).toEqual([]);
  });

  it('finds words for what was misspelt, of few blocks, and no terms among them', async () => {
    const found = await open().findWords('!m1234', '!m1234');
    expect(found).toEqual(Array.from({ length: 10 }, (_, at) => [`!m1234${at}`, 2340 + at]));
    const near = await open().findWords('!m1', '!m12345x');
    expect(near.length).toBeLessThan(1500);
    for (const at of [2345, 2346]) expect(near).toContainEqual([`!m1${at}`, at]);
    expect(await open().findWords('!n', '!n')).toEqual([]);
    expect(await open().findWords('!w', '!w')).toEqual([]);
  });

  it('asks for little: a page and a block, and of a long list the slice', async () => {
    const [newest, older] = slicesOf(items);
    if (!newest || !older) throw new Error('There are slices.');
    const one = open();
    asked.length = 0;
    await one.find(['kern', 'kernels'], newest);
    expect(asked.length).toBeLessThanOrEqual(4);
    const before = asked.length;
    await one.find(['kern', 'kernels'], older);
    expect(asked.length).toBe(before);
    await one.find(['kernel'], older);
    expect(asked.length).toBe(before + 1);
  });

  it('reads of a long list what some items need, and says without it how many it has', async () => {
    const [, older] = slicesOf(items);
    if (!older) throw new Error('There are slices.');
    const one = open();
    const [whole = 0, none] = await one.longLists(['kernel', 'kern'], older);
    expect(Math.abs(whole - 4096)).toBeLessThan(200);
    expect(none).toBe(0);
    const before = asked.length;
    const wanted = [5000, 5001, 15_000];
    const [listed] = await one.find(['kernel'], older, wanted);
    const docs = docsOf(listed) ?? [];
    expect(docs.length).toBeLessThan(whole / 2);
    expect(wanted.filter((doc) => docs.includes(doc))).toEqual([5001, 15_000]);
    expect(expected('kernel', older)).toEqual(expect.arrayContaining([...docs]));
    expect(asked.length).toBe(before + 2);
    const many = Array.from({ length: 6 }, (_, at) => 4100 + 2000 * at);
    expect((docsOf((await open().find(['kernel'], older, many))[0]) ?? []).length).toBeGreaterThan(3000);
    expect(docsOf((await open().find(['kernels'], older, wanted))[0])).toEqual([]);
  });
});
