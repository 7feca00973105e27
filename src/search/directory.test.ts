import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { askIndex } from './ask.ts';
import type { ReadBytes } from './file-reader.ts';
import type { WriteFile } from './file-writer.ts';
import { openSegment, readSegmentList, type Segment, slicesFor } from './read-segment.ts';
import { filesOf, testLanguage, testRecord } from './search.test-kit.ts';
import { slicesOf } from './segment.ts';
import { segmentHeadIn, segmentListText } from './segment-list.ts';
import { type PagedSegment, writeDirectory } from './write-directory.ts';

/** Segments with pages of their own, and the same with a directory. */

const wordOf = (number: number): string => `${'aábcdеж日x'[number % 9]}${(number * 7919).toString(36)}`;
/** Items of a segment: some words are in all, some in many, most in one. */
const itemsOf = (segment: number, count: number, words: number) =>
  Array.from({ length: count }, (_, item) =>
    testRecord({
      key: `s${segment}-${item}`,
      text: [
        'everywhere',
        item % 2 === 0 ? 'often' : '',
        `only${segment}`,
        ...Array.from({ length: words }, (_word, at) => wordOf(segment * 3 + item * words + at)),
      ].join(' '),
    }),
  );
const segments = [itemsOf(0, 600, 30), itemsOf(1, 700, 30), itemsOf(2, 400, 40), itemsOf(3, 3, 5)];

const files = new Map<string, Uint8Array>();
const asked: string[] = [];
const read: ReadBytes = async (path, from, to) => {
  asked.push(path);
  const bytes = files.get(path);
  if (!bytes) throw new Error(`There is no ${path}.`);
  return bytes.slice(from, to);
};
let own: readonly Segment[];
let shared: readonly Segment[];

const opened = async (list: string): Promise<Segment[]> => {
  files.set('segments.json', new TextEncoder().encode(list));
  return Promise.all((await readSegmentList(read)).map((entry) => openSegment(entry, read)));
};

beforeAll(async () => {
  const listed: { readonly name: string; readonly docs: number; readonly head: string }[] = [];
  const paged: PagedSegment[] = [];
  for (const [number, items] of segments.entries()) {
    const name = `n${number}`;
    const made = await filesOf(items);
    for (const [file, content] of made) files.set(`s/${name}/${file}`, content);
    const head = new TextDecoder().decode(made.get('head.json'));
    listed.push({ name, docs: items.length, head });
    const pages = made.get('pages-0.txt');
    const told = segmentHeadIn(head);
    if (pages && told) paged.push({ name, head: told, pages });
  }
  expect(paged).toHaveLength(3);
  const write: WriteFile = async (file, content) => void files.set(`d/all/${file}`, content);
  await writeDirectory(paged, { write, fileSize: 1 << 20 });
  own = await opened(segmentListText(listed));
  const head = new TextDecoder().decode(files.get('d/all/head.json'));
  shared = await opened(segmentListText(listed, [{ name: 'all', head }]));
});

const slice = slicesOf(700)[0] ?? { number: 0, from: 0, to: 0 };

describe('pages that segments share', () => {
  it('say where each term stands, as their own do', async () => {
    const terms = ['everywhere', 'often', 'only1', '!', 'a', 'zzz', 's:lwn', '日', '\u{10ffff}'];
    for (let number = 0; number < 9000; number += 31) terms.push(wordOf(number), `!${wordOf(number)}`);
    for (const [at, segment] of own.entries()) {
      expect(await shared[at]?.find(terms, slice)).toEqual(await segment.find(terms, slice));
      expect(await shared[at]?.longLists(terms, slice)).toEqual(await segment.longLists(terms, slice));
    }
  });

  it('say it of any text', async () => {
    const anyTerm = fc.oneof(
      fc.string({ maxLength: 4 }),
      fc.nat(20_000).map(wordOf),
      fc.nat(20_000).map((number) => wordOf(number).slice(0, 3)),
    );
    await fc.assert(
      fc.asyncProperty(anyTerm, async (term) => {
        for (const [at, segment] of own.entries()) {
          expect(await shared[at]?.find([term], slice)).toEqual(await segment.find([term], slice));
          expect(await shared[at]?.findPrefix(term, slice)).toEqual(await segment.findPrefix(term, slice));
          const mark = `!${term}`;
          expect(await shared[at]?.findWords(mark, mark)).toEqual(await segment.findWords(mark, mark));
        }
      }),
    );
  });

  it('are read once for all', async () => {
    const [first, second] = await opened(new TextDecoder().decode(files.get('segments.json')));
    asked.splice(0);
    for (const one of [first, second]) await one?.longLists([wordOf(77)], slice);
    expect(asked).toEqual(['d/all/pages-0.txt']);
  });

  it('give the same answers', async () => {
    const answer = (some: readonly Segment[], text: string) => {
      const slices = some.flatMap((one) => slicesFor(one.docs, async () => one));
      const question = {
        text,
        facets: {},
        typing: true,
        span: {},
        order: 'best',
        today: '2026-05-20',
      } as const;
      return askIndex(question, { slices, language: testLanguage }, () => false);
    };
    for (const text of [`often ${wordOf(40)}`, wordOf(9), 'oftn', 'only2 everywhere', 'ever'])
      expect((await answer(shared, text)).hits).toEqual((await answer(own, text)).hits);
  });

  it('are asked for where the list has no room for what tells of them', async () => {
    const list: { readonly directories: readonly object[] } = JSON.parse(
      new TextDecoder().decode(files.get('segments.json')),
    );
    const bare = { ...list, directories: [{ name: 'all', segments: ['n0', 'n1', 'n2'] }] };
    const [first] = await opened(JSON.stringify(bare));
    expect(await first?.find(['often'], slice)).toEqual(await own[0]?.find(['often'], slice));
    expect(asked).toContain('d/all/head.json');
  });
});
