import { stemmedLanguage } from '../search/languages.ts';
import { type Asked, narrowedBy, parseWords } from '../search/parse-words.ts';
import { openSegment, readSegmentList, type Segment } from '../search/read-segment.ts';
import { countHits, findHits, inOrder, readHits, type Search } from '../search/search.ts';
import type { ResultRecord } from '../search/segment.ts';
import { noStem, remembering, type Stem } from '../search/words.ts';
import { byteReader } from './byte-reader.ts';
import { excerptParts, type Part, titleParts } from './excerpt.ts';
import { pageSize, type Query } from './query.ts';

/** How many items have a value, by facet and value. */
export type Counts = Readonly<Record<string, Readonly<Record<string, number>>>>;

/** An item that was found, with what matches marked. */
export interface Result {
  readonly record: ResultRecord;
  readonly title: readonly Part[];
  readonly excerpt: readonly Part[];
}

export interface Found {
  readonly total: number;
  /** Whether every edition was looked through. */
  readonly complete: boolean;
  readonly items: readonly Result[];
  /** Counted when it is asked for. A facet in use is counted as if it were not. */
  readonly counts: () => Promise<Counts>;
}

/** Bytes that a search takes before it is content with a full page of the newest. */
const enoughBytes = 48_000;

export interface EngineSettings {
  /** Where the index lies: `/kernel/search-index/`. */
  readonly base: string;
  /** Scripts with the rules of the languages that items are in. */
  readonly stemmers: Readonly<Record<string, string>>;
  /** Titles of sources, by id. */
  readonly sources: Readonly<Record<string, string>>;
}

export interface Engine {
  readonly search: (query: Query) => Promise<Found>;
}

async function loadStems(stemmers: EngineSettings['stemmers']): Promise<Map<string, Stem>> {
  const loaded = Object.entries(stemmers).map(async ([language, address]): Promise<[string, Stem]> => {
    const { stemmer }: { stemmer: Stem } = await import(address);
    return [language, remembering(stemmer)];
  });
  return new Map(await Promise.all(loaded));
}

function searchOf(asked: Asked, filters: Query['filters']): Search {
  const { clauses, months } = narrowedBy(filters);
  return { clauses: [...asked.clauses, ...clauses], spans: asked.spans, months };
}

/** Tells the words of a text that were asked for. */
function matcher({ clauses }: Asked): (term: string) => boolean {
  const wanted = clauses.filter(({ not }) => !not).flatMap(({ any }) => any);
  const word = (term: string): string => term.replace(/^[a-z]:/, '');
  const terms = new Set(wanted.filter(({ prefix }) => !prefix).flatMap((one) => one.terms.map(word)));
  const beginnings = wanted.filter(({ prefix }) => prefix).flatMap((one) => one.terms);
  return (term) => terms.has(term) || beginnings.some((beginning) => term.startsWith(beginning));
}

const facetsInUse = ({ filters }: Query): (keyof Query['filters'])[] => {
  const all: readonly (keyof Query['filters'])[] = [
    'source',
    'section',
    'topic',
    'language',
    'month',
    'access',
  ];
  return all.filter((facet) => filters[facet].length > 0);
};

/** Opens the index. Rejects when the list of segments or a language's rules cannot be had. */
export async function openEngine({ base, stemmers, sources }: EngineSettings): Promise<Engine> {
  const { read, taken } = byteReader(base);
  const [entries, stems] = await Promise.all([readSegmentList(read), loadStems(stemmers)]);
  const opened = new Map<string, Promise<Segment>>();
  const segments = entries.map((entry) => (): Promise<Segment> => {
    const known = opened.get(entry.name) ?? openSegment(entry, read);
    opened.set(entry.name, known);
    return known;
  });
  const language = {
    stems: [...stems.values()],
    today: new Date().toISOString().slice(0, 10),
    sourcesNamed: (words: string): string[] => {
      const wanted = words.toLowerCase();
      const ids = Object.entries(sources).filter(
        ([id, title]) => id === wanted || title.toLowerCase().includes(wanted),
      );
      return ids.map(([id]) => id);
    },
  };
  const stemOf = (tag: string | undefined): Stem => stems.get(stemmedLanguage(tag) ?? '') ?? noStem;
  const search = async (query: Query): Promise<Found> => {
    const asked = parseWords(query.text, language);
    const before = taken();
    const isEnough = (found: number): boolean =>
      !query.all && found >= query.page * pageSize && taken() - before > enoughBytes;
    const { hits, searched } = await findHits(segments, searchOf(asked, query.filters), isEnough);
    const order = query.sort === 'date' || asked.clauses.length === 0 ? 'date' : 'best';
    const page = inOrder(hits, order).slice((query.page - 1) * pageSize, query.page * pageSize);
    const isMatch = matcher(asked);
    const records = await readHits(segments, page);
    const looked = segments.slice(0, searched);
    return {
      total: hits.length,
      complete: searched === segments.length,
      items: records.map((record) => {
        const match = { record, stem: stemOf(record.language), isMatch };
        return { record, title: titleParts(match), excerpt: excerptParts(match) };
      }),
      counts: async () => {
        const counts = await countHits(looked, hits);
        for (const facet of facetsInUse(query)) {
          const open = searchOf(asked, { ...query.filters, [facet]: [] });
          const wider = await findHits(looked, open, () => false);
          const among = await countHits(looked, wider.hits);
          counts[facet] = among[facet] ?? {};
        }
        return counts;
      },
    };
  };
  return { search };
}
