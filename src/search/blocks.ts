import type { Place } from '../model/places.ts';
import { onceEach, type ReadTexts } from './file-reader.ts';
import { numberReader } from './postings.ts';
import { rangeOf, type SegmentHead, type Slice } from './segment.ts';
import { frontDecoded } from './separator.ts';

/** Where the terms of a dictionary stand: pages of it name blocks of terms, and long lists. */

/** A block of terms, or the list of one. */
export interface Block {
  readonly first: string;
  /** Of a long list how many items it has, and how many of the segment's each part covers. */
  readonly list?: { readonly items: number; readonly range: number };
  /** Where it stands; of a long list each part. */
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
export function blockOf(list: readonly Pick<Block, 'first'>[], term: string): number {
  return Math.max(
    0,
    lastBefore(list, term, ({ first }) => first),
  );
}

/** Stands before the numbers of a long list; those of a block are told from it by their alphabet. */
export const listMark = '*';

/** The blocks and long lists that a page tells of. */
export function blocksOf(page: string, docs: number): Block[] {
  const [begins, ...lines] = page.split('\n');
  let [from, first] = [Number(begins), ''];
  return lines.filter(Boolean).map((line) => {
    const isList = line.startsWith(listMark);
    const { next, rest } = numberReader(isList ? line.slice(listMark.length) : line);
    const list = isList ? { range: rangeOf(next()), items: next() } : undefined;
    const places = Array.from({ length: list ? Math.ceil(docs / list.range) : 1 }, (): Place => {
      const start = from;
      from += next();
      return [start, from];
    });
    first = frontDecoded(first, rest());
    return { first, places, ...(list && { list }) };
  });
}

/** Pages of a dictionary, by their numbers. */
export interface Pages {
  readonly count: number;
  /** The page where a term would stand. */
  readonly of: (term: string) => number;
  readonly read: (numbers: readonly number[]) => Promise<Block[][]>;
}

export function pageReader({ docs, pages, page }: SegmentHead, read: ReadTexts): Pages {
  const listed = blocksOf(pages, docs);
  const placeOf = (number: number): Place => listed[number]?.places[0] ?? [0, 0];
  return {
    count: listed.length || 1,
    of: (term) => blockOf(listed, term),
    read: onceEach(async (numbers) => {
      const textAt = await read(numbers.map(placeOf));
      return (number) => blocksOf(page ?? textAt(placeOf(number)), docs);
    }),
  };
}

/** Stretches of a list that are read by themselves; of more, what lies between them, too. */
const maxStretches = 4;

/** The parts of a long list that a slice has, or that have some items. */
export function partsOf({ list, places }: Block, { from, to }: Slice, among?: Iterable<number>): number[] {
  const range = list?.range ?? to;
  const [first, end] = [Math.floor(from / range), Math.min(places.length, Math.ceil(to / range))];
  const all = Array.from({ length: end - first }, (_, at) => first + at);
  if (!among) return all;
  const wanted = new Set([...among].map((doc) => Math.floor(doc / range)));
  // One part between two costs less than another request.
  const some = all.filter((part) => wanted.has(part) || (wanted.has(part - 1) && wanted.has(part + 1)));
  const stretches = some.filter((part, at) => some[at - 1] !== part - 1).length;
  return stretches > maxStretches ? all.slice((some[0] ?? 0) - first, (some.at(-1) ?? 0) + 1 - first) : some;
}
