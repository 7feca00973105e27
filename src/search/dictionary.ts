import { once, type ReadText } from './file-reader.ts';
import { everywhere, type Postings, readPostings } from './postings.ts';
import type { SegmentHead } from './segment.ts';

/** What a segment says of a term: its items, or that nearly all have it. */
export type Listed = Postings | typeof everywhere | undefined;

/** Terms with a beginning that are looked up, and blocks that they are read from. */
const maxExpansions = 40;
const maxPrefixBlocks = 3;

interface Block {
  readonly first: string;
  readonly from: number;
  readonly to: number;
}

/** The last of sorted things that does not come after a term. */
export function lastBefore<T>(list: readonly T[], term: string, firstOf: (one: T) => string): number {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const one = list[middle];
    if (one !== undefined && firstOf(one) <= term) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

function listedOf(line: string): Listed {
  const text = line.slice(line.indexOf('\t') + 1);
  return text === everywhere ? everywhere : readPostings(text);
}

export interface Dictionary {
  readonly find: (term: string) => Promise<Listed>;
  /** Some terms that begin with a text, with their items. */
  readonly findPrefix: (beginning: string) => Promise<readonly Postings[]>;
}

/** Finds terms in the dictionary: a page of it, then the block that the page names. */
export function dictionary(head: SegmentHead, readText: ReadText): Dictionary {
  const page = once(async (number: number): Promise<Block[]> => {
    const [, from, length, blockAt] = head.pages[number] ?? ['', 0, 0, 0];
    let at = blockAt;
    const lines = (await readText(from, from + length)).split('\n').filter(Boolean);
    return lines.map((line) => {
      const [first = '', size = ''] = line.split('\t');
      const start = at;
      at += Number(size);
      return { first, from: start, to: at };
    });
  });
  const linesOf = once(async (place: string): Promise<string[]> => {
    const [from, to] = place.split('-').map(Number);
    return (await readText(from ?? 0, to ?? 0)).split('\n').filter(Boolean);
  });
  const block = ({ from, to }: Block): Promise<string[]> => linesOf(`${from}-${to}`);
  /** The block where a term would stand, and those behind it. */
  const blocksFrom = async function* (term: string): AsyncGenerator<string[]> {
    const first = Math.max(
      0,
      lastBefore(head.pages, term, ([start]) => start),
    );
    for (let number = first; number < head.pages.length; number += 1) {
      const blocks = await page(number);
      const start =
        number === first
          ? Math.max(
              0,
              lastBefore(blocks, term, (one) => one.first),
            )
          : 0;
      for (const one of blocks.slice(start)) yield await block(one);
    }
  };
  const find = async (term: string): Promise<Listed> => {
    for await (const lines of blocksFrom(term)) {
      const line = lines.find((one) => one.startsWith(`${term}\t`));
      return line === undefined ? undefined : listedOf(line);
    }
    return undefined;
  };
  const findPrefix = async (beginning: string): Promise<Postings[]> => {
    const found: Postings[] = [];
    let blocks = 0;
    for await (const lines of blocksFrom(beginning)) {
      const matching = lines.filter((line) => line.startsWith(beginning)).map(listedOf);
      for (const one of matching) if (one !== undefined && one !== everywhere) found.push(one);
      blocks += 1;
      const isOver = (lines.at(-1) ?? '') > `${beginning}\u{10ffff}`;
      if (isOver || blocks >= maxPrefixBlocks || found.length >= maxExpansions) break;
    }
    return found.slice(0, maxExpansions);
  };
  return { find, findPrefix };
}
