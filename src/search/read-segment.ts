import { dayNumber, dayOfNumber } from '../model/days.ts';
import { type Dictionary, dictionary } from './dictionary.ts';
import { fileReader, once, type ReadBytes, type ReadText, readJson } from './file-reader.ts';
import { numberReader } from './postings.ts';
import { readSpelling, type Spelling } from './read-spelling.ts';
import {
  type FacetColumn,
  placeWidth,
  type ResultRecord,
  type SegmentDates,
  type SegmentEntry,
  type SegmentFacets,
  type SegmentHead,
} from './segment.ts';

/** A segment that is being searched. */
export interface Segment extends Dictionary {
  readonly docs: number;
  /** The edition of each item, newest first. */
  readonly dayOf: (doc: number) => string;
  /** Tells the day on which each item was published. */
  readonly publishedOf: () => Promise<(doc: number) => string>;
  readonly record: (doc: number) => Promise<ResultRecord>;
  /** The keys of items from one number to another, the last excluded. */
  readonly keys: (from: number, to: number) => Promise<readonly string[]>;
  readonly facets: () => Promise<SegmentFacets>;
  readonly spelling: () => Promise<Spelling>;
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

function recordReader(
  { places, records }: SegmentHead,
  read: ReadText,
): (doc: number) => Promise<ResultRecord> {
  return once(async (doc) => {
    const at = places + doc * placeWidth;
    const table = await read(at, Math.min(at + 2 * placeWidth, records));
    const start = Number.parseInt(table.slice(0, placeWidth), 36);
    const next = table.slice(placeWidth);
    const found: ResultRecord = JSON.parse(
      await read(start, next === '' ? places : Number.parseInt(next, 36)),
    );
    return found;
  });
}

/** Reads the list of segments, which is the only file that changes: ask for it past all caches. */
export async function readSegmentList(read: ReadBytes): Promise<readonly SegmentEntry[]> {
  const { segments } = await readJson<{ segments: readonly SegmentEntry[] }>(read, 'segments.json');
  return segments;
}

/** Opens a segment. Rejects when its first file cannot be had: the site was published anew, or there is no network. */
export async function openSegment({ name }: Pick<SegmentEntry, 'name'>, read: ReadBytes): Promise<Segment> {
  const folder = `s/${name}/`;
  const head = await readJson<SegmentHead>(read, `${folder}head.json`);
  const file = (of: string, bytes: number): ReadText => fileReader(read, folder + of, bytes, head.fileSize);
  const { find, findPrefix } = dictionary(head, file('terms', head.terms));
  const keys = file('keys', head.docs * head.keyWidth);
  const dayOf = dayFinder(head);
  const more = {
    facets: once((_: 'facets') => readJson<SegmentFacets>(read, `${folder}facets.json`)),
    published: once((_: 'published') => publishedFinder(read, folder, dayOf)),
    spelling: once((_: 'spelling') => readSpelling(read, folder, head.fileSize)),
  };
  return {
    docs: head.docs,
    dayOf,
    publishedOf: () => more.published('published'),
    find: once(find),
    findPrefix: once(findPrefix),
    record: recordReader(head, file('records', head.records)),
    keys: async (from, to) => {
      const text = await keys(from * head.keyWidth, to * head.keyWidth);
      return Array.from({ length: to - from }, (_, i) =>
        text.slice(i * head.keyWidth, (i + 1) * head.keyWidth).trimEnd(),
      );
    },
    facets: () => more.facets('facets'),
    spelling: () => more.spelling('spelling'),
  };
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
