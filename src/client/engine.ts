import { type Answer, askIndex, type Index, type Marks } from '../search/ask.ts';
import type { GroupNode, QueryProblem } from '../search/grammar.ts';
import { type GroupPlan, type Language, namedIn, wantedLeaves } from '../search/plan.ts';
import { openSegment, readSegmentList, type Segment } from '../search/read-segment.ts';
import { countHits, findHits, type OpenSegment, readHits } from '../search/search.ts';
import type { ResultRecord } from '../search/segment.ts';
import { byteReader } from './byte-reader.ts';
import { excerptParts, type Part, titleParts } from './excerpt.ts';
import { facets, pageSize, type Query } from './query.ts';
import { languagesFor, type Stems, stemLoader } from './stems.ts';

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
  /** What was understood. */
  readonly root: GroupNode;
  /** What was not. */
  readonly problems: readonly QueryProblem[];
  /** Words that were taken for others, as nothing has them. */
  readonly corrections: ReadonlyMap<string, string>;
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
  /** Languages that most items are in: their rules are tried first. */
  readonly first: readonly string[];
  /** Titles of sources and sections, by id. */
  readonly names: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** What the reader saved and read. */
  readonly marks: Marks;
}

export interface SearchOptions {
  /** The last word may be unfinished. */
  readonly typing: boolean;
}

export interface Engine {
  readonly search: (query: Query, options: SearchOptions) => Promise<Found>;
  /** How many items a query finds that were first seen after a day, that day included; of those in the newest segments. */
  readonly countSince: (query: Query, day: string) => Promise<number>;
}

/** Tells the words of a text that were asked for. */
function matcher(plan: GroupPlan): (term: string) => boolean {
  const wanted = wantedLeaves(plan)
    .filter(({ scores }) => scores)
    .flatMap(({ any }) => any);
  const terms = new Set(wanted.filter(({ prefix }) => !prefix).flatMap((one) => one.terms));
  const beginnings = wanted.filter(({ prefix }) => prefix).flatMap((one) => one.terms);
  return (term) => terms.has(term) || beginnings.some((beginning) => term.startsWith(beginning));
}

class IndexEngine implements Engine {
  readonly #settings: EngineSettings;
  readonly #segments: readonly OpenSegment[];
  readonly #taken: () => number;
  readonly #stems: Stems;

  constructor(settings: EngineSettings, segments: readonly OpenSegment[], taken: () => number) {
    this.#settings = settings;
    this.#segments = segments;
    this.#taken = taken;
    this.#stems = stemLoader(settings.stemmers);
  }

  async search(query: Query, options: SearchOptions): Promise<Found> {
    const answer = await this.#ask(query, options);
    const page = answer.hits.slice((query.page - 1) * pageSize, query.page * pageSize);
    const isMatch = matcher(answer.plan);
    const records = await readHits(this.#segments, page);
    return {
      total: answer.hits.length,
      complete: answer.complete,
      items: records.map((record) => {
        const match = { record, stem: this.#stems.of(record.language ?? record.guessedLanguage), isMatch };
        return { record, title: titleParts(match), excerpt: excerptParts(match) };
      }),
      root: answer.root,
      problems: answer.problems,
      corrections: answer.corrections,
      counts: () => this.#countsOf(query, answer),
    };
  }

  async countSince(query: Query, day: string): Promise<number> {
    const later = { ...query, span: { ...query.span, from: day } };
    return (await this.#ask(later, { typing: false })).hits.length;
  }

  async #ask(query: Query, { typing }: SearchOptions): Promise<Answer> {
    const before = this.#taken();
    const question = {
      text: query.text,
      facets: query.filters,
      span: query.span,
      order: query.sort,
      typing,
      today: new Date().toISOString().slice(0, 10),
    };
    const isEnough = (found: number): boolean =>
      !query.all && found >= query.page * pageSize && this.#taken() - before > enoughBytes;
    return askIndex(question, await this.#indexFor(query.text), isEnough);
  }

  async #indexFor(text: string): Promise<Index> {
    const { stemmers, first, marks } = this.#settings;
    const possible = languagesFor(text, Object.keys(stemmers));
    return {
      segments: this.#segments,
      language: await this.#language(possible.filter((one) => first.includes(one))),
      allLanguages: () => this.#language(possible),
      marks,
    };
  }

  async #language(languages: readonly string[]): Promise<Language> {
    return { stems: await this.#stems.load(languages), named: namedIn(this.#settings.names) };
  }

  async #countsOf(query: Query, { hits, searched, narrowed }: Answer): Promise<Counts> {
    const looked = this.#segments.slice(0, searched);
    const counts = await countHits(looked, hits);
    for (const facet of facets.filter((one) => query.filters[one].length > 0)) {
      const wider = await findHits(looked, narrowed({ ...query.filters, [facet]: [] }), () => false);
      counts[facet] = (await countHits(looked, wider.hits))[facet] ?? {};
    }
    return counts;
  }
}

/** Opens the index. Rejects when the list of segments cannot be had. */
export async function openEngine(settings: EngineSettings): Promise<Engine> {
  const { read, taken } = byteReader(settings.base);
  const entries = await readSegmentList(read);
  const opened = new Map<string, Promise<Segment>>();
  const segments = entries.map((entry) => (): Promise<Segment> => {
    const known = opened.get(entry.name) ?? openSegment(entry, read);
    opened.set(entry.name, known);
    return known;
  });
  return new IndexEngine(settings, segments, taken);
}
