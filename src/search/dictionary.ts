import type { Place } from '../model/places.ts';
import { type Block, blockOf, type Pages, partsOf } from './blocks.ts';
import { onceEach, type ReadTexts } from './file-reader.ts';
import {
  everywhere,
  numberReader,
  otherMark,
  type Posting,
  type Postings,
  readPostings,
} from './postings.ts';
import type { Slice } from './segment.ts';
import { frontDecoded } from './separator.ts';

/** What a segment says of a term: its items, or that nearly all have it. */
export type Listed = Postings | typeof everywhere | undefined;

/** Terms with a beginning that are looked up, and blocks that they are read from. */
const maxExpansions = 40;
const maxPrefixBlocks = 3;
/** The same of words for what was misspelt. */
const maxWordBlocks = 4;

export interface Dictionary {
  /** What a slice of a segment says of terms, in their order; of long lists mostly no more than of some items. */
  readonly find: (terms: readonly string[], slice: Slice, among?: Iterable<number>) => Promise<Listed[]>;
  /** About how many items of a slice terms have, in their order; 0 for those that have no long list. */
  readonly longLists: (terms: readonly string[], slice: Slice) => Promise<number[]>;
  /** Some terms that begin with a text, with their items. */
  readonly findPrefix: (beginning: string, slice: Slice) => Promise<readonly Postings[]>;
  /** Words of a list for what was misspelt that begin with a text, those near a word, and how many items have each. */
  readonly findWords: (beginning: string, near: string) => Promise<readonly (readonly [string, number])[]>;
}

type Line = readonly [term: string, list: string];

/** The terms of a block, each with its list, and words, some with the number of their items. */
function termsOf(text: string): Line[] {
  let term = '';
  return text.split('\n').flatMap((line) => {
    if (line === '') return [];
    const [written = '', list = ''] = line.split('\t');
    term = frontDecoded(term, written);
    return [[term, list]];
  });
}

/** What a text says of a term's items. */
function listed(text: string, slice: Slice): Postings | typeof everywhere {
  return text === everywhere ? text : readPostings(text, slice);
}

/** What a dictionary says of a term, and other terms that what is written like it is found by. */
interface Entry {
  readonly items: Listed;
  readonly others: readonly string[];
}

/** What a block's text says of a term. */
function entryIn(text: string, term: string, slice: Slice): Entry {
  const list = termsOf(text).find(([one]) => one === term)?.[1];
  const [items, ...others] = list?.split(otherMark) ?? [];
  return {
    items: items === undefined ? undefined : listed(items, slice),
    others: others.map((other) => frontDecoded(term, other)),
  };
}

/** The items of several lists in their order; of one that is in two, what the last says. */
function merged(lists: readonly Listed[]): Listed {
  const known = lists.filter((one) => one !== undefined);
  if (known.length < 2) return known[0];
  const items = new Map<number, Posting>();
  for (const one of known) {
    if (one === everywhere) return one;
    for (const [at, doc] of one.docs.entries()) {
      const posting = one.postings[at];
      if (posting) items.set(doc, posting);
    }
  }
  const docs = [...items.keys()].sort((a, b) => a - b);
  return { docs, postings: docs.flatMap((doc) => items.get(doc) ?? []) };
}

/** Reads blocks and lists, each once. */
class BlockReader {
  readonly #pages: Pages;
  readonly #textsAt: (places: readonly Place[]) => Promise<string[]>;

  constructor(pages: Pages, read: ReadTexts) {
    this.#pages = pages;
    this.#textsAt = onceEach(read);
  }

  /** The blocks and lists where terms would stand. */
  async placesOf(terms: readonly string[]): Promise<Map<string, Block>> {
    const pages = await this.#pages.read(terms.map(this.#pages.of));
    return new Map(
      terms.flatMap((term, at) => {
        const [block] = blocksFrom(pages[at], term);
        return block && (!block.list || block.first === term) ? [[term, block]] : [];
      }),
    );
  }

  /** What terms are found by, of those that stand somewhere. */
  async entriesOf(
    terms: readonly string[],
    slice: Slice,
    among?: Iterable<number>,
  ): Promise<Map<string, Entry>> {
    const found = await this.placesOf(terms);
    // What stands together is read together, and lists at the same time.
    const blocks = this.#textsAt([...found.values()].flatMap(({ list, places }) => (list ? [] : places)));
    const entries = [...found].map(async ([term, block]): Promise<[string, Entry]> => {
      if (block.list) return [term, { items: await this.longList(block, slice, among), others: [] }];
      const [text = ''] = await this.#textsAt(block.places);
      return [term, entryIn(text, term, slice)];
    });
    const [made] = await Promise.all([Promise.all(entries), blocks]);
    return new Map(made);
  }

  /** The items of a slice in a long list; mostly no more than some of them. */
  async longList(block: Block, slice: Slice, among?: Iterable<number>): Promise<Postings> {
    const parts = partsOf(block, slice, among);
    const texts = await this.#textsAt(parts.flatMap((part) => block.places.slice(part, part + 1)));
    const { range = 0 } = block.list ?? {};
    const read = parts.map((part, at) => readPostings(texts[at] ?? '', slice, part * range));
    return { docs: read.flatMap(({ docs }) => docs), postings: read.flatMap(({ postings }) => postings) };
  }

  /** What blocks, so many at most, say of terms that begin with a text, near one, and long lists of such terms. */
  async beginningWith(
    beginning: string,
    near: string,
    most: number,
  ): Promise<{ lines: Line[]; lists: Block[] }> {
    const chosen: Block[] = [];
    for await (const block of this.#blocksFrom(beginning)) {
      if (block.first > `${beginning}\u{10ffff}`) break;
      if (chosen.length === most) {
        if ((chosen[most >> 1]?.first ?? '') > near) break;
        chosen.shift();
      }
      if (!block.list || block.first.startsWith(beginning)) chosen.push(block);
    }
    const texts = await this.#textsAt(chosen.flatMap(({ list, places }) => (list ? [] : places)));
    const lines = texts.flatMap(termsOf).filter(([term]) => term.startsWith(beginning));
    return { lines, lists: chosen.filter(({ list }) => list) };
  }

  async *#blocksFrom(term: string): AsyncGenerator<Block> {
    let end = 0;
    for (let page = this.#pages.of(term); page < this.#pages.count; page += 1) {
      for (const block of blocksFrom((await this.#pages.read([page]))[0], term)) {
        // A page may begin with the block that the one before it ended with.
        if (block.places[0] && block.places[0][0] >= end) yield block;
        end = Math.max(end, block.places.at(-1)?.[1] ?? 0);
      }
    }
  }
}

/** The block where a term would stand, and those behind it. */
function blocksFrom(blocks: readonly Block[] = [], term: string): readonly Block[] {
  return blocks.slice(blockOf(blocks, term));
}

const bytesOf = (places: readonly Place[]): number => places.reduce((sum, [from, to]) => sum + to - from, 0);

/** About how many items of a slice a long list has. */
function itemsIn(block: Block | undefined, slice: Slice): number {
  if (!block?.list) return 0;
  const own = partsOf(block, slice).flatMap((part) => block.places.slice(part, part + 1));
  return Math.round((block.list.items * bytesOf(own)) / bytesOf(block.places));
}

/** Finds terms in the dictionary: pages of it, then the blocks and lists that the pages name. */
export function dictionary(pages: Pages, read: ReadTexts): Dictionary {
  const reader = new BlockReader(pages, read);
  return {
    find: async (terms, slice, among) => {
      const entries = await reader.entriesOf(terms, slice, among);
      const found = [...entries.values()].flatMap(({ others }) => others);
      const missing = found.filter((other) => !entries.has(other));
      const all = new Map([...entries, ...(await reader.entriesOf(missing, slice, among))]);
      return terms.map((term) => {
        const { items, others = [] } = all.get(term) ?? {};
        return merged([...others.map((other) => all.get(other)?.items), items]);
      });
    },
    longLists: async (terms, slice) => {
      const found = await reader.placesOf(terms);
      return terms.map((term) => itemsIn(found.get(term), slice));
    },
    findPrefix: async (beginning, slice) => {
      const { lines, lists } = await reader.beginningWith(beginning, beginning, maxPrefixBlocks);
      const long = await Promise.all(lists.map((block) => reader.longList(block, slice)));
      const short = lines.map(([, list]) => list.split(otherMark, 1)[0] ?? '').filter(Boolean);
      return [...long, ...short.map((list) => listed(list, slice))]
        .flatMap((one) => (one === everywhere ? [] : one))
        .slice(0, maxExpansions);
    },
    findWords: async (beginning, near) => {
      const { lines } = await reader.beginningWith(beginning, near, maxWordBlocks);
      return lines.map(([word, items]) => [word, items === '' ? 1 : numberReader(items).next()]);
    },
  };
}
