import { onceEach, type Place, type ReadTexts } from './file-reader.ts';
import { everywhere, type Postings, readPostings } from './postings.ts';
import type { SegmentHead, Slice } from './segment.ts';

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
}

/** The items of a slice. */
function within({ docs, postings }: Postings, { from, to }: Slice): Postings {
  const start = lastBefore(docs, from - 1, (doc) => doc) + 1;
  const end = lastBefore(docs, to - 1, (doc) => doc) + 1;
  return { docs: docs.slice(start, end), postings: postings.slice(start, end) };
}

/** What a block's text says of a term. */
function listedIn(text: string, { isList, places }: Block, term: string, slice: Slice): Listed {
  if (places.length > 1) return readPostings(text, slice.from);
  // A term stands at the beginning of a line.
  const list = isList ? text : `\n${text}`.split(`\n${term}\t`)[1]?.split('\n')[0];
  return list === undefined || list === everywhere ? list : within(readPostings(list), slice);
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
    return (number) => {
      const [begins, ...lines] = (pages[number]?.[2] ?? textAt(placeOf(number))).split('\n');
      let from = Number(begins);
      return lines.flatMap((line) => {
        const [first = '', size] = line.split('\t');
        if (size === undefined) return [];
        const places = size
          .replace('=', '')
          .split(',')
          .map((bytes): Place => {
            const start = from;
            from += Number(bytes);
            return [start, from];
          });
        return { first, isList: size.startsWith('='), places };
      });
    };
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
  return {
    find: async (terms, slice) => {
      const pages = await pagesAt(terms.map(pageOf));
      const found = terms.flatMap((term, at) => {
        const [block] = from(pages[at], term);
        return block && (!block.isList || block.first === term) ? [{ term, block }] : [];
      });
      const texts = await textsOf(
        found.map(({ block }) => block),
        slice,
      );
      const lists = new Map(
        found.map(({ term, block }, at) => [term, listedIn(texts[at] ?? '', block, term, slice)]),
      );
      return terms.map((term) => lists.get(term));
    },
    findPrefix: async (beginning, slice) => {
      const chosen: Block[] = [];
      for await (const block of blocksFrom(beginning)) {
        if (block.first > `${beginning}\u{10ffff}` || chosen.length === maxPrefixBlocks) break;
        if (!block.isList || block.first.startsWith(beginning)) chosen.push(block);
      }
      const texts = await textsOf(chosen, slice);
      const found = chosen.flatMap((block, at) => {
        const text = texts[at] ?? '';
        const terms = block.isList ? [block.first] : text.split('\n').flatMap((line) => line.split('\t', 1));
        return terms
          .filter((term) => term.startsWith(beginning))
          .flatMap((term) => listedIn(text, block, term, slice) ?? []);
      });
      return found.flatMap((one) => (one === everywhere ? [] : one)).slice(0, maxExpansions);
    },
  };
}
