import { onceEach, type Place, type ReadTexts } from './file-reader.ts';
import {
  everywhere,
  numberReader,
  otherMark,
  type Posting,
  type Postings,
  readPostings,
} from './postings.ts';
import type { SegmentHead, Slice } from './segment.ts';
import { frontDecoded } from './separator.ts';

/** What a segment says of a term: its items, or that nearly all have it. */
export type Listed = Postings | typeof everywhere | undefined;

/** Terms with a beginning that are looked up, and blocks that they are read from. */
const maxExpansions = 40;
const maxPrefixBlocks = 3;

/** A block of terms, or the list of one. */
interface Block {
  readonly first: string;
  readonly isList: boolean;
  /** Where it stands; of a long list the items of each slice. */
  readonly places: readonly Place[];
}

/** The last of sorted things that does not come after a term, or a number. */
export function lastBefore<T, K extends string | number>(
  list: readonly T[],
  term: K,
  firstOf: (one: T) => K,
): number {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const one = list[middle];
    if (one !== undefined && firstOf(one) <= term) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Where a term would stand among blocks or pages: the last that does not begin after it, else the first. */
export function blockOf<T>(list: readonly T[], term: string, firstOf: (one: T) => string): number {
  return Math.max(0, lastBefore(list, term, firstOf));
}

export interface Dictionary {
  /** What a slice of a segment says of terms, in their order. */
  readonly find: (terms: readonly string[], slice: Slice) => Promise<Listed[]>;
  /** Some terms that begin with a text, with their items. */
  readonly findPrefix: (beginning: string, slice: Slice) => Promise<readonly Postings[]>;
  /** Words of a list for what was misspelt that begin with a text, and how many items have each, of so many blocks. */
  readonly findWords: (
    beginning: string,
    maxBlocks: number,
  ) => Promise<readonly (readonly [string, number])[]>;
}

/** The items of a slice. */
function within({ docs, postings }: Postings, { from, to }: Slice): Postings {
  const start = lastBefore(docs, from - 1, (doc) => doc) + 1;
  const end = lastBefore(docs, to - 1, (doc) => doc) + 1;
  return { docs: docs.slice(start, end), postings: postings.slice(start, end) };
}

/** The terms of a block, each with its list. */
export function termsOf(text: string): (readonly [term: string, list: string])[] {
  let term = '';
  return text.split('\n').flatMap((line) => {
    const [written = '', list] = line.split('\t');
    if (list === undefined) return [];
    term = frontDecoded(term, written);
    return [[term, list]];
  });
}

/** What a text says of a term's items. */
function listed(text: string, { places }: Block, slice: Slice): Listed {
  if (text === everywhere) return text;
  return places.length > 1 ? readPostings(text, slice.from) : within(readPostings(text), slice);
}

/** What a dictionary says of a term, and other terms that what is written like it is found by. */
interface Entry {
  readonly items: Listed;
  readonly others: readonly string[];
}

/** What a block's text says of a term. */
function entryIn(text: string, block: Block, term: string, slice: Slice): Entry {
  const list = block.isList ? text : termsOf(text).find(([one]) => one === term)?.[1];
  const [items, ...others] = list?.split(otherMark) ?? [];
  return {
    items: items === undefined ? undefined : listed(items, block, slice),
    others: others.map((other) => frontDecoded(term, other)),
  };
}

/** The items of several lists in their order; of one that is in two, what the first says. */
function merged(lists: readonly Listed[]): Listed {
  const known = lists.filter((one) => one !== undefined);
  if (known.length < 2) return known[0];
  const items = new Map<number, Posting>();
  for (const one of known) {
    if (one === everywhere) return one;
    for (const [at, doc] of one.docs.entries()) {
      const posting = one.postings[at];
      if (posting && !items.has(doc)) items.set(doc, posting);
    }
  }
  const docs = [...items.keys()].sort((a, b) => a - b);
  return { docs, postings: docs.flatMap((doc) => items.get(doc) ?? []) };
}

/** The blocks and long lists that a page tells of. */
function blocksOf(page: string): Block[] {
  const [begins, ...lines] = page.split('\n');
  let [from, first] = [Number(begins), ''];
  return lines.filter(Boolean).map((line) => {
    const { next, rest } = numberReader(line);
    const slices = next();
    const places = Array.from({ length: slices || 1 }, (): Place => {
      const start = from;
      from += next();
      return [start, from];
    });
    first = frontDecoded(first, rest());
    return { first, isList: slices > 0, places };
  });
}

/** Reads pages of the dictionary, by their numbers. */
function pageReader(
  { pages, terms }: SegmentHead,
  read: ReadTexts,
): (numbers: readonly number[]) => Promise<Block[][]> {
  let at = pages.reduce((sum, [, length]) => sum - length, terms);
  const places = pages.map(([, length]): Place => {
    at += length;
    return [at - length, at];
  });
  return onceEach(async (numbers) => {
    const placeOf = (number: number): Place => places[number] ?? [0, 0];
    const textAt = await read(numbers.map(placeOf));
    return (number) => blocksOf(pages[number]?.[2] ?? textAt(placeOf(number)));
  });
}

/** Finds terms in the dictionary: pages of it, then the blocks and lists that the pages name. */
export function dictionary(head: SegmentHead, read: ReadTexts): Dictionary {
  const pagesAt = pageReader(head, read);
  const textsAt = onceEach(read);
  const textsOf = (blocks: readonly Block[], { number }: Slice): Promise<string[]> =>
    textsAt(blocks.flatMap(({ places }) => places.slice(places.length > 1 ? number : 0).slice(0, 1)));
  const pageOf = (term: string): number => blockOf(head.pages, term, ([first]) => first);
  /** The block where a term would stand, and those behind it. */
  const from = (blocks: readonly Block[] = [], term: string): readonly Block[] =>
    blocks.slice(blockOf(blocks, term, ({ first }) => first));
  const blocksFrom = async function* (term: string): AsyncGenerator<Block> {
    for (let page = pageOf(term); page < head.pages.length; page += 1)
      yield* from((await pagesAt([page]))[0], term);
  };
  /** What stands in some blocks whose terms begin with a text. */
  const beginningWith = async (beginning: string, maxBlocks: number, slice: Slice) => {
    const chosen: Block[] = [];
    for await (const block of blocksFrom(beginning)) {
      if (block.first > `${beginning}\u{10ffff}` || chosen.length === maxBlocks) break;
      if (!block.isList || block.first.startsWith(beginning)) chosen.push(block);
    }
    const texts = await textsOf(chosen, slice);
    return chosen.flatMap((block, at) => {
      const text = texts[at] ?? '';
      const terms = block.isList ? ([[block.first, text]] as const) : termsOf(text);
      return terms.flatMap(([term, list]) => (term.startsWith(beginning) ? { term, list, block } : []));
    });
  };
  const entriesOf = async (terms: readonly string[], slice: Slice): Promise<Map<string, Entry>> => {
    const pages = await pagesAt(terms.map(pageOf));
    const found = terms.flatMap((term, at) => {
      const [block] = from(pages[at], term);
      return block && (!block.isList || block.first === term) ? [{ term, block }] : [];
    });
    const texts = await textsOf(
      found.map(({ block }) => block),
      slice,
    );
    return new Map(found.map(({ term, block }, at) => [term, entryIn(texts[at] ?? '', block, term, slice)]));
  };
  return {
    find: async (terms, slice) => {
      const entries = await entriesOf(terms, slice);
      const others = new Set([...entries.values()].flatMap((entry) => entry.others));
      const more = await entriesOf([...others], slice);
      return terms.map((term) => {
        const entry = entries.get(term);
        return merged([entry?.items, ...(entry?.others ?? []).map((other) => more.get(other)?.items)]);
      });
    },
    findPrefix: async (beginning, slice) => {
      const terms = await beginningWith(beginning, maxPrefixBlocks, slice);
      return terms
        .map(({ list, block }) => ({ items: list.split(otherMark, 1)[0] ?? '', block }))
        .filter(({ items }) => items !== '')
        .flatMap(({ items, block }) => listed(items, block, slice) ?? [])
        .flatMap((one) => (one === everywhere ? [] : one))
        .slice(0, maxExpansions);
    },
    findWords: async (beginning, maxBlocks) => {
      const words = await beginningWith(beginning, maxBlocks, { number: 0, from: 0, to: 0 });
      return words.map(({ term, list }) => [term, numberReader(list).next()]);
    },
  };
}
