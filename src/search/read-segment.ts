import { dayNumber, dayOfNumber } from '../model/days.ts';
import { defined } from '../model/defined.ts';
import type { Place } from '../model/places.ts';
import { lastBefore, pageReader } from './blocks.ts';
import { type Dictionary, dictionary, type Listed } from './dictionary.ts';
import { fileReader, once, onceEach, type ReadBytes, type ReadTexts, readJson } from './file-reader.ts';
import type { Postings } from './postings.ts';
import { openDirectory, type SharedPages } from './read-directory.ts';
import { type Spelling, spellingOf } from './read-spelling.ts';
import {
  type DirectoryEntry,
  type FacetColumn,
  type FacetColumns,
  facetFile,
  type LongRecord,
  type ResultRecord,
  recordFields,
  type SegmentDates,
  type SegmentEntry,
  type SegmentHead,
  type Slice,
  type StoredFacet,
  slicesOf,
} from './segment.ts';

/** A segment that is being searched. */
export interface Segment extends Dictionary {
  readonly docs: number;
  /** The edition of each item, newest first. */
  readonly dayOf: (doc: number) => string;
  /** Tells the day on which each item was published. */
  readonly publishedOf: () => Promise<(doc: number) => string>;
  readonly records: (docs: readonly number[]) => Promise<ResultRecord[]>;
  /** The keys of items from one number to another, the last excluded. */
  readonly keys: (from: number, to: number) => Promise<readonly string[]>;
  /** The values of a facet that items have: of so many as stand in a file, by its number. */
  readonly values: (facet: StoredFacet, file: number) => Promise<FacetColumn>;
  readonly spelling: Spelling;
}

/** A slice of a segment that is being searched. */
export interface OpenedSlice extends Slice {
  readonly segment: Segment;
  /** What the slice says of terms, of some items at least where they are named; else each is looked for once. */
  readonly find: (terms: readonly string[], among?: Iterable<number>) => Promise<Listed[]>;
  readonly longLists: (terms: readonly string[]) => Promise<number[]>;
  readonly findPrefix: (beginning: string) => Promise<readonly Postings[]>;
}

/** Opens a slice of a segment, or returns the one that is open. */
export type OpenSlice = () => Promise<OpenedSlice>;

/** The slices of a segment, the newest items first. */
export function slicesFor(docs: number, open: () => Promise<Segment>): OpenSlice[] {
  const whole = once(open);
  return slicesOf(docs).map((slice) =>
    once(async (): Promise<OpenedSlice> => {
      const segment = await whole();
      const findOnce = onceEach(async (terms: readonly string[]) => {
        const lists = await segment.find(terms, slice);
        return (term) => lists[terms.indexOf(term)];
      });
      return {
        ...slice,
        segment,
        find: (terms, among) => (among ? segment.find(terms, slice, among) : findOnce(terms)),
        longLists: (terms) => segment.longLists(terms, slice),
        findPrefix: once((beginning: string) => segment.findPrefix(beginning, slice)),
      };
    }),
  );
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
  return (number) => names[lastBefore(starts, number, (start) => start)] ?? '';
}

async function publishedFinder(
  read: ReadBytes,
  folder: string,
  dayOf: (doc: number) => string,
): Promise<(doc: number) => string> {
  const { shifts } = await readJson<SegmentDates>(read, `${folder}published.json`);
  const days = new Map<number, string>();
  let doc = -1;
  for (let i = 0; i + 1 < shifts.length; i += 2) {
    doc += shifts[i] ?? 0;
    days.set(doc, dayOfNumber(dayNumber(dayOf(doc)) - (shifts[i + 1] ?? 0)));
  }
  return (number) => days.get(number) ?? dayOf(number);
}

/** What a slot says of an item. */
function recordIn(values: readonly unknown[], day: string): ResultRecord {
  const known = recordFields.flatMap((field, at) => ((values[at] ?? 0) === 0 ? [] : [[field, values[at]]]));
  return { ...Object.fromEntries(known), day };
}

function recordReader(
  { docs, slot }: SegmentHead,
  read: ReadTexts,
  dayOf: Segment['dayOf'],
): Segment['records'] {
  return onceEach(async (numbers) => {
    const slotOf = (doc: number): Place => [doc * slot, (doc + 1) * slot];
    const longOf = ({ from, to }: LongRecord): Place => [docs * slot + from, docs * slot + to];
    const textAt = await read(numbers.map(slotOf));
    const inSlot = (doc: number): unknown[] | LongRecord => JSON.parse(textAt(slotOf(doc)));
    const long = numbers.map(inSlot).flatMap((one) => (Array.isArray(one) ? [] : [longOf(one)]));
    const longAt = await read(long);
    return (doc) => {
      const one = inSlot(doc);
      return recordIn(Array.isArray(one) ? one : JSON.parse(longAt(longOf(one))), dayOf(doc));
    };
  });
}

/** A segment, and what it shares with others. */
export interface ListedEntry extends SegmentEntry {
  readonly directory?: SharedPages;
}

/** Reads the list of segments, which is the only file that changes: ask for it past all caches. */
export async function readSegmentList(read: ReadBytes): Promise<readonly ListedEntry[]> {
  const list = await readJson<{
    readonly segments: readonly SegmentEntry[];
    readonly directories?: readonly DirectoryEntry[];
  }>(read, 'segments.json');
  const directories = new Map(
    (list.directories ?? []).flatMap((entry) => {
      const directory = openDirectory(entry, read);
      return entry.segments.map((name) => [name, directory] as const);
    }),
  );
  return list.segments.map((entry) => ({ ...entry, ...defined({ directory: directories.get(entry.name) }) }));
}

/** Opens a segment. Rejects when its first file cannot be had: the site was published anew, or there is no network. */
export async function openSegment(
  { name, head: told, directory }: Omit<ListedEntry, 'docs'>,
  read: ReadBytes,
): Promise<Segment> {
  const folder = `s/${name}/`;
  const head = told ?? (await readJson<SegmentHead>(read, `${folder}head.json`));
  const file = (of: string, bytes: number): ReadTexts => fileReader(read, folder + of, bytes, head.fileSize);
  const keys = file('keys', head.docs * head.keyWidth);
  const dayOf = dayFinder(head);
  const pages =
    (await directory?.pagesOf(name, head.docs)) ?? pageReader(head, file('pages', head.pageBytes));
  const terms = dictionary(pages, file('terms', head.terms));
  const columns = once((path: string) => readJson<FacetColumns>(read, path));
  return {
    docs: head.docs,
    dayOf,
    publishedOf: once(() => publishedFinder(read, folder, dayOf)),
    ...terms,
    records: recordReader(head, file('records', head.records), dayOf),
    keys: async (from, to) => {
      const place: Place = [from * head.keyWidth, to * head.keyWidth];
      const text = (await keys([place]))(place);
      return Array.from({ length: to - from }, (_, i) =>
        text.slice(i * head.keyWidth, (i + 1) * head.keyWidth).trimEnd(),
      );
    },
    values: async (facet, number) => {
      const { [facet]: column } = await columns(folder + facetFile(facet, number));
      return column ?? { values: [], counts: '', codes: '' };
    },
    spelling: spellingOf(terms),
  };
}
