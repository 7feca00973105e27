import { stemmer as french } from '@orama/stemmers/french';
import { stemmer as german } from '@orama/stemmers/german';
import { stemmer as english } from 'stemmer';
import { defined } from '../model/defined.ts';
import { type Answer, askIndex, type Index, type Marks } from './ask.ts';
import { fileSizeFor, type ReadBytes } from './file-reader.ts';
import type { FacetValues, Language } from './plan.ts';
import { type OpenSlice, openSegment, slicesFor } from './read-segment.ts';
import { readHits } from './search.ts';
import type { SearchRecord } from './segment.ts';
import { noStem, type Stem } from './words.ts';
import { writeSegment } from './write-segment.ts';

/** An index in memory. */

const stems: Readonly<Record<string, Stem>> = { en: english, fr: french, de: german };

export const stemOf = (language: string | undefined): Stem => stems[language ?? ''] ?? noStem;

export function testRecord(fields: Partial<SearchRecord> & { readonly key: string }): SearchRecord {
  const { text = '', day = '2026-05-18' } = fields;
  return {
    day,
    published: day,
    date: `${day}T07:30:00Z`,
    dateText: day,
    link: `https://example.org/${fields.key}`,
    title: `Item ${fields.key}`,
    text,
    shown: text,
    authors: [],
    source: 'lwn',
    sourceTitle: 'LWN',
    topics: [],
    labels: [],
    language: 'en',
    access: 'open',
    ...fields,
  };
}

/** Two items in English, which share words, and one in French. */
export const fewRecords: readonly SearchRecord[] = [
  testRecord({
    key: 'swap',
    title: 'Swap tables',
    text: 'The kernel learns to swap faster.',
    topics: ['Memory'],
  }),
  testRecord({
    key: 'kernel',
    title: 'The kernel',
    text: 'It has tables, and swap.',
    authors: ['Jonathan Corbet'],
  }),
  testRecord({
    key: 'horse',
    language: 'fr',
    title: 'Les chevaux',
    text: 'Des nouvelles de l’été.',
    source: 'bulletin',
  }),
];

async function* each(records: readonly SearchRecord[]): AsyncGenerator<SearchRecord> {
  yield* records;
}

const newest = (one: SearchRecord, other: SearchRecord): number => (one.day < other.day ? 1 : -1);

/** The files of a segment, by name. */
export async function filesOf(records: readonly SearchRecord[]): Promise<Map<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>();
  await writeSegment({
    records: each([...records].sort(newest)),
    spells: true,
    stemOf,
    fileSize: fileSizeFor(records.length, 'small'),
    write: async (name, content) => {
      files.set(name, content);
    },
  });
  return files;
}

const titles: Readonly<Record<string, string>> = { lwn: 'LWN', bulletin: 'Bulletin libre' };

export const testLanguage: Language = {
  stems: [english, french, german],
  named: (_field, words) =>
    Object.keys(titles).filter(
      (id) => id === words || titles[id]?.toLowerCase().includes(words.toLowerCase()),
    ),
};

export interface Asking {
  readonly facets?: FacetValues;
  readonly typing?: boolean;
  readonly marks?: Marks;
  readonly span?: { readonly from?: string; readonly to?: string };
  readonly order?: 'best' | 'date';
  /** Rules to begin with, and further ones. */
  readonly language?: Language;
  readonly further?: Index['further'];
}

export interface TestIndex {
  readonly ask: (text: string, more?: Asking) => Promise<Answer>;
  /** Keys of what is found, in order. */
  readonly find: (text: string, more?: Asking) => Promise<string[]>;
  readonly slices: readonly OpenSlice[];
  /** Bytes that were read. */
  readonly taken: () => number;
}

/** @param parts the items of each segment, the newest segment first */
export async function testIndex(parts: readonly (readonly SearchRecord[])[]): Promise<TestIndex> {
  const files = new Map<string, Uint8Array>();
  for (const [number, records] of parts.entries()) {
    for (const [name, content] of await filesOf(records)) files.set(`s/${number}/${name}`, content);
  }
  let taken = 0;
  const read: ReadBytes = async (path, from, to) => {
    const bytes = files.get(path);
    if (!bytes) throw new Error(`There is no ${path}.`);
    const part = bytes.slice(from, to);
    taken += part.length;
    return part;
  };
  const slices = parts.flatMap(({ length }, number) => {
    const opened = openSegment({ name: String(number) }, read);
    return slicesFor(length, () => opened);
  });
  const ask = (text: string, more: Asking = {}): Promise<Answer> => {
    const { facets = {}, typing = false, marks, span = {}, order = 'best' } = more;
    const { language = testLanguage, further } = more;
    const question = { text, facets, typing, span, order, today: '2026-05-20' };
    return askIndex(question, { slices, language, ...defined({ marks, further }) }, () => false);
  };
  return {
    ask,
    slices,
    taken: () => taken,
    find: async (text, more) => {
      const { hits } = await ask(text, more);
      return (await readHits(slices, hits)).map(({ key }) => key);
    },
  };
}
