import type { Day } from '../model/types.ts';

/** An item as search takes it. */
export interface SearchRecord {
  readonly key: string;
  /** The day of its edition. */
  readonly day: Day;
  /** The day on which it was published, as far as is known. */
  readonly published: Day;
  /** RFC 3339 */
  readonly date: string;
  /** The date in words, as pages write it. */
  readonly dateText: string;
  readonly link: string;
  readonly title: string;
  /** All words that the item is found by, besides its title. */
  readonly text: string;
  /** What of the text may be shown. */
  readonly shown: string;
  readonly authors: readonly string[];
  /** The source's id, and its title. */
  readonly source: string;
  readonly sourceTitle: string;
  readonly section?: string;
  readonly topics: readonly string[];
  readonly labels: readonly string[];
  readonly language?: string;
  /** Whose rules its words follow, where it names no language. */
  readonly guessedLanguage?: string;
  readonly access: string;
}

/** What a result needs, and what it is counted by. */
export type ResultRecord = Omit<SearchRecord, 'text' | 'labels' | 'sourceTitle' | 'shown' | 'published'> & {
  readonly text: string;
};

/**
 * What a segment's records say of an item, in this order, as an array of JSON: 0 stands for what the item has not got,
 * but at the end. The day follows from the item's number.
 */
export const recordFields = [
  'key',
  'date',
  'dateText',
  'link',
  'title',
  'authors',
  'source',
  'access',
  'text',
  'topics',
  'section',
  'language',
  'guessedLanguage',
] as const satisfies readonly (keyof ResultRecord)[];

/** What results are narrowed by; its values are counted. Topics come last: there are most of them. */
export const facets = ['source', 'section', 'language', 'month', 'access', 'topic'] as const;
export type Facet = (typeof facets)[number];

/** Facets whose values stand with each item; a month follows from the day. */
export const storedFacets = ['source', 'section', 'topic', 'language', 'access'] as const;
export type StoredFacet = (typeof storedFacets)[number];

/** What a term of the dictionary begins with that is no word of the text: words of authors, values of facets, labels. */
export const marksOf = {
  author: 'a:',
  source: 's:',
  section: 'n:',
  topic: 'g:',
  language: 'l:',
  access: 'x:',
  label: 'b:',
  address: 'u:',
} as const;

/** The first file of a segment: where everything stands. */
export interface SegmentHead {
  /** How many items; they are numbered from the newest day to the oldest. */
  readonly docs: number;
  /** Days from the newest on: days back from the one before (from 1970 for the first), and how many items, in turn. */
  readonly days: readonly number[];
  /** Bytes of each file that is read by ranges, at most. */
  readonly fileSize: number;
  /** Bytes of all files of `terms` and `records` together. */
  readonly terms: number;
  readonly records: number;
  /** Bytes of each record. */
  readonly slot: number;
  /** Characters of each item's key in `keys`, spaces included. */
  readonly keyWidth: number;
  /** Bytes of all files of pages of the dictionary. */
  readonly pageBytes: number;
  /** Tells of the pages as those tell of blocks. */
  readonly pages: string;
  /** Where there is one page only, it stands here. */
  readonly page?: string;
}

/** A record that is longer than its slot: where it stands, counted from the end of the slots. */
export interface LongRecord {
  readonly from: number;
  readonly to: number;
}

/** `published.json` of a segment: items that stand on another day than they were published, and by how many days. */
export interface SegmentDates {
  /** Pairs of an item's distance from the one before it and the days from its edition back. */
  readonly shifts: readonly number[];
}

/**
 * Of the form of the index, and of the rules by which words are found. Raise it where the same items give other files:
 * the names of segments are made with it, as browsers keep their files for good.
 */
export const indexVersion = 8;

/** The first file of pages that several segments have side by side. */
export interface DirectoryHead {
  /** Names of its segments, in the order of what its pages have. */
  readonly segments: readonly string[];
  readonly fileSize: number;
  /** Bytes of all of its files, and what tells of its pages, as {@link SegmentHead} has them. */
  readonly pageBytes: number;
  readonly pages: string;
}

/** A directory as `segments.json` names it. */
export interface DirectoryEntry {
  /** Its folder: `2024-01_2026-05.3f9c…`. */
  readonly name: string;
  readonly segments: DirectoryHead['segments'];
  /** What else its `head.json` says, where there is room. */
  readonly head?: Omit<DirectoryHead, 'segments'>;
}

/** A segment as `segments.json` names it, the newest arrivals first. */
export interface SegmentEntry {
  /** Its folder: `2026-05.3f9c…`. */
  readonly name: string;
  readonly docs: number;
  /** What its `head.json` says, of the newest ones: it need not be asked for. */
  readonly head?: SegmentHead;
}

/** Items of a segment that are searched together: from one number to another, the last excluded. */
export interface Slice {
  readonly number: number;
  readonly from: number;
  readonly to: number;
}

const maxSpellingSegments = 3;
/** What is so much smaller than a large segment has few words of its own, and costs as many requests. */
const [minLarge, maxTimesLarger] = [2048, 64];

/** The segments that are asked for words that may have been meant, one after the other: some of the largest. */
export function largestOf<T>(segments: readonly T[], docsOf: (segment: T) => number): T[] {
  const sorted = [...segments].sort((one, other) => docsOf(other) - docsOf(one));
  const most = sorted[0] === undefined ? 0 : docsOf(sorted[0]);
  const least = most < minLarge ? 0 : most / maxTimesLarger;
  return sorted.slice(0, maxSpellingSegments).filter((one) => docsOf(one) >= least);
}

/** Items of the first slice; each of those behind it has three times as many as all before. */
const firstSlice = 4096;
const growth = 4;

/** How the items of a segment are parted, so that of a long list what is new can be read without the rest. */
export function slicesOf(docs: number): Slice[] {
  const slices: Slice[] = [];
  for (let from = 0, to = firstSlice; from < docs || slices.length === 0; from = to, to *= growth)
    slices.push({ number: slices.length, from, to: Math.min(to, docs) });
  return slices;
}

/** Items that a part of a long list covers, by a number that its page has: all slices begin where a part does. */
export function rangeOf(number: number): number {
  return (firstSlice / 8) * 2 ** number;
}

/** `about.json`: what a reader elsewhere has to know to ask the index what the site's own page asks it. */
export interface IndexAbout {
  readonly version: typeof indexVersion;
  readonly title: string;
  /** Where the site is published, absolute. */
  readonly url: string;
  /** Languages of items that there are rules for, and those that are tried first. */
  readonly languages: readonly string[];
  readonly first: readonly string[];
  /** Titles by id. */
  readonly sources: Readonly<Record<string, string>>;
  readonly sections: Readonly<Record<string, string>>;
}

/** Items whose values of facets stand in one file. */
export const facetItems = 4096;

/** The values of a facet, how many of them each item has, and their numbers, of all items in turn. */
export interface FacetColumn {
  readonly values: readonly string[];
  readonly counts: string;
  readonly codes: string;
}

/** The file with a facet's values: topics have one of their own, because they are as much as all others together. */
export function facetFile(facet: StoredFacet, number: number): string {
  return `${facet === 'topic' ? 'topics' : 'facets'}-${number}.json`;
}

/** A file of values: `facets-0.json` has all facets but topics. */
export type FacetColumns = Readonly<Partial<Record<StoredFacet, FacetColumn>>>;
