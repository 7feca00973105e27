import { everywhere, numberReader, type Postings, readPostings } from './postings.ts';
import {
  dayOfNumber,
  type FacetColumn,
  placeWidth,
  type ResultRecord,
  type SegmentEntry,
  type SegmentFacets,
  type SegmentHead,
} from './segment.ts';

/** Bytes of a file below the index, whole or from one place to another. Rejects when they cannot be had. */
export type ReadBytes = (path: string, from?: number, to?: number) => Promise<Uint8Array>;

/** What a segment says of a term: its items, or that nearly all have it. */
export type Listed = Postings | typeof everywhere | undefined;

/** A segment that is being searched. */
export interface Segment {
  readonly docs: number;
  /** The edition of each item, newest first. */
  readonly dayOf: (doc: number) => string;
  readonly find: (term: string) => Promise<Listed>;
  /** Some terms that begin with a text, with their items. */
  readonly findPrefix: (beginning: string) => Promise<readonly Postings[]>;
  readonly record: (doc: number) => Promise<ResultRecord>;
  readonly facets: () => Promise<SegmentFacets>;
}

/** Files up to this are read whole: compressed on their way, they cost less than a part. */
const wholeFile = 16_384;
/** Terms with a beginning that are looked up, and blocks that they are read from. */
const maxExpansions = 40;
const maxPrefixBlocks = 3;

const decoder = new TextDecoder();

interface Block {
  readonly first: string;
  readonly from: number;
  readonly to: number;
}

/** Reads bytes of what was cut into files of one size. */
function fileReader(read: ReadBytes, prefix: string, total: number, fileSize: number) {
  const part = async (file: number, from: number, to: number): Promise<Uint8Array> => {
    const length = Math.min(fileSize, total - file * fileSize);
    const path = `${prefix}-${file}.txt`;
    if (length <= wholeFile) return (await read(path)).slice(from, to);
    return read(path, from, to);
  };
  return async (from: number, to: number): Promise<string> => {
    const parts: Uint8Array[] = [];
    for (let at = from; at < to; ) {
      const file = Math.floor(at / fileSize);
      const end = Math.min(to, (file + 1) * fileSize);
      parts.push(await part(file, at - file * fileSize, end - file * fileSize));
      at = end;
    }
    const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
    let at = 0;
    for (const one of parts) {
      bytes.set(one, at);
      at += one.length;
    }
    return decoder.decode(bytes);
  };
}

/** The last of sorted things that does not come after a term. */
function lastBefore<T>(list: readonly T[], term: string, firstOf: (one: T) => string): number {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const one = list[middle];
    if (one !== undefined && firstOf(one) <= term) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Calls a function once for each argument; what failed is tried again. */
function once<K, V>(make: (key: K) => Promise<V>): (key: K) => Promise<V> {
  const made = new Map<K, Promise<V>>();
  return (key) => {
    const known = made.get(key);
    if (known) return known;
    const promise = make(key).catch((error: unknown) => {
      made.delete(key);
      throw error;
    });
    made.set(key, promise);
    return promise;
  };
}

/** Finds terms in the dictionary: a page of it, then the block that the page names. */
function dictionary(head: SegmentHead, readText: (from: number, to: number) => Promise<string>) {
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
  return { blocksFrom };
}

function listedOf(line: string): Listed {
  const text = line.slice(line.indexOf('\t') + 1);
  return text === everywhere ? everywhere : readPostings(text);
}

/** Tells the day of an item by its number. */
function dayFinder({ days }: SegmentHead): (doc: number) => string {
  const starts: number[] = [];
  const names: string[] = [];
  let [day, doc] = [0, 0];
  for (let i = 0; i + 1 < days.length; i += 2) {
    day = i === 0 ? (days[0] ?? 0) : day - (days[i] ?? 0);
    starts.push(doc);
    names.push(dayOfNumber(day));
    doc += days[i + 1] ?? 0;
  }
  return (number) => {
    let [low, high] = [0, starts.length];
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if ((starts[middle] ?? 0) <= number) low = middle + 1;
      else high = middle;
    }
    return names[low - 1] ?? '';
  };
}

async function readJson<T>(read: ReadBytes, path: string): Promise<T> {
  const value: T = JSON.parse(decoder.decode(await read(path)));
  return value;
}

/** Reads the list of segments, which is the only file that changes: ask for it past all caches. */
export async function readSegmentList(read: ReadBytes): Promise<readonly SegmentEntry[]> {
  const { segments } = await readJson<{ segments: readonly SegmentEntry[] }>(read, 'segments.json');
  return segments;
}

/** Opens a segment. Rejects when its first file cannot be had: the site was published anew, or there is no network. */
export async function openSegment({ name }: SegmentEntry, read: ReadBytes): Promise<Segment> {
  const folder = `s/${name}/`;
  const head = await readJson<SegmentHead>(read, `${folder}head.json`);
  const records = fileReader(read, `${folder}records`, head.records, head.fileSize);
  const { blocksFrom } = dictionary(head, fileReader(read, `${folder}terms`, head.terms, head.fileSize));
  const facets = once((_: string) => readJson<SegmentFacets>(read, `${folder}facets.json`));
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
  const record = once(async (doc: number): Promise<ResultRecord> => {
    const at = head.places + doc * placeWidth;
    const table = await records(at, Math.min(at + 2 * placeWidth, head.records));
    const start = Number.parseInt(table.slice(0, placeWidth), 36);
    const next = table.slice(placeWidth);
    const end = next === '' ? head.places : Number.parseInt(next, 36);
    const found: ResultRecord = JSON.parse(await records(start, end));
    return found;
  });
  return { docs: head.docs, dayOf: dayFinder(head), find, findPrefix, record, facets: () => facets('') };
}

/** Calls a function with each value of some items in a column. */
export function eachValue(
  { values, codes }: FacetColumn,
  isWanted: (doc: number) => boolean,
  take: (value: string) => void,
): void {
  const reader = numberReader(codes);
  for (let doc = 0; !reader.done(); doc += 1) {
    const wanted = isWanted(doc);
    for (let count = reader.next(); count > 0; count -= 1) {
      const value = values[reader.next()];
      if (wanted && value !== undefined) take(value);
    }
  }
}
