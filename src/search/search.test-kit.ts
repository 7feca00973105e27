import { stemmer as english } from '@orama/stemmers/english';
import { stemmer as french } from '@orama/stemmers/french';
import { type Language, narrowedBy, parseWords } from './parse-words.ts';
import { openSegment, type ReadBytes, type Segment } from './read-segment.ts';
import { findHits, inOrder, readHits } from './search.ts';
import type { SearchRecord } from './segment.ts';
import { noStem, type Stem } from './words.ts';
import { writeSegment } from './write-segment.ts';

/** An index in memory. */

const stems: Readonly<Record<string, Stem>> = { en: english, fr: french };

export const stemOf = (language: string | undefined): Stem => stems[language ?? ''] ?? noStem;

export function testRecord(fields: Partial<SearchRecord> & { readonly key: string }): SearchRecord {
  const { text = '', day = '2026-05-18' } = fields;
  return {
    day,
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

async function* each(records: readonly SearchRecord[]): AsyncGenerator<SearchRecord> {
  yield* records;
}

const newest = (one: SearchRecord, other: SearchRecord): number => (one.day < other.day ? 1 : -1);

/** The files of a segment, by name. */
export async function filesOf(records: readonly SearchRecord[]): Promise<Map<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>();
  await writeSegment(each([...records].sort(newest)), stemOf, async (name, content) => {
    files.set(name, content);
  });
  return files;
}

export const testLanguage: Language = {
  stems: [english, french],
  today: '2026-05-20',
  sourcesNamed: (words) => (words === 'LWN' || words === 'lwn' ? ['lwn'] : []),
};

export interface TestIndex {
  /** Keys of what is found, in order. */
  readonly find: (text: string, filters?: Readonly<Record<string, readonly string[]>>) => Promise<string[]>;
  readonly segments: readonly (() => Promise<Segment>)[];
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
  const segments = parts.map((records, number) => {
    const opened = openSegment({ name: String(number), docs: records.length }, read);
    return (): Promise<Segment> => opened;
  });
  return {
    segments,
    taken: () => taken,
    find: async (text, filters = {}) => {
      const asked = parseWords(text, testLanguage);
      const { clauses, months } = narrowedBy(filters);
      const search = { clauses: [...asked.clauses, ...clauses], spans: asked.spans, months };
      const { hits } = await findHits(segments, search, () => false);
      const records = await readHits(segments, inOrder(hits, text === '' ? 'date' : 'best'));
      return records.map(({ key }) => key);
    },
  };
}
