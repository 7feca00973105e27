import { type Answer, askIndex, type Index, type Marks } from '../search/ask.ts';
import type { Countable } from '../search/count-hits.ts';
import { inOrder } from '../search/date-span.ts';
import { isContent } from '../search/enough.ts';
import type { GroupNode, QueryProblem } from '../search/grammar.ts';
import { languageOf } from '../search/languages.ts';
import { type GroupPlan, type Language, namedIn, wantedLeaves } from '../search/plan.ts';
import type { OpenSlice } from '../search/read-segment.ts';
import { findHits, type Hit, readHits } from '../search/search.ts';
import type { ResultRecord } from '../search/segment.ts';
import type { ByteReader } from './byte-reader.ts';
import { nowMs } from './clock.ts';
import { excerptParts, type Part, titleParts } from './excerpt.ts';
import { type Facet, pageSize, type Query } from './query.ts';
import { BrokenSegment, type ListedSegment, type ListSegments, mayHold, segmentLister } from './segments.ts';
import type { Stems } from './stems.ts';

/** An item that was found, with what matches marked. */
export interface Result {
  readonly record: ResultRecord;
  readonly title: readonly Part[];
  readonly excerpt: readonly Part[];
}

export interface Found {
  readonly total: number;
  /** Whether every edition that can be read was looked through. */
  readonly complete: boolean;
  /** Segments that could not be read, and whose items are missing here. */
  readonly broken: number;
  readonly items: readonly Result[];
  /** What was understood. */
  readonly root: GroupNode;
  /** What was not. */
  readonly problems: readonly QueryProblem[];
  /** Words that were taken for others, because nothing has them. */
  readonly corrections: ReadonlyMap<string, string>;
  /** Nothing has all of the words: these items lack one. */
  readonly partial: boolean;
  /** What the values of a facet are counted of: where it is in use, of what would be found if it were not. */
  readonly countable: (facet: Facet) => Promise<Countable>;
}

interface EngineSettings {
  /** Reads the files of the index. */
  readonly reader: Pick<ByteReader, 'read' | 'taken'>;
  /** The rules of the languages that items are in. */
  readonly stems: Stems;
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

/** Tells the words of a text that were asked for. */
function matcher(plan: GroupPlan): (term: string) => boolean {
  const wanted = wantedLeaves(plan)
    .filter(({ scores }) => scores)
    .flatMap(({ any }) => any);
  const terms = new Set(wanted.filter(({ prefix }) => !prefix).flatMap((one) => one.terms));
  const beginnings = wanted.filter(({ prefix }) => prefix).flatMap((one) => one.terms);
  return (term) => terms.has(term) || beginnings.some((beginning) => term.startsWith(beginning));
}

class IndexEngine {
  readonly #settings: EngineSettings;
  readonly #list: ListSegments;
  #segments: readonly ListedSegment[];

  constructor(settings: EngineSettings, list: ListSegments, segments: readonly ListedSegment[]) {
    this.#settings = settings;
    this.#list = list;
    this.#segments = segments;
  }

  async search(query: Query, options: SearchOptions): Promise<Found> {
    const pageOf = async (slices: readonly OpenSlice[]) => {
      const answer = await this.#ask({ ...query, span: inOrder(query.span) }, options, slices);
      const page = answer.hits.slice((query.page - 1) * pageSize, query.page * pageSize);
      return { answer, slices, page, records: await readHits(slices, page) };
    };
    const { result, broken } = await this.#withoutBroken(() => true, pageOf);
    const { answer, page, records, slices } = result;
    const known = new Map(
      records.flatMap((record, at) => page.slice(at, at + 1).map((hit) => [hit, record])),
    );
    const isMatch = matcher(answer.plan);
    return {
      total: answer.hits.length,
      complete: answer.complete,
      broken,
      items: records.map((record) => {
        const match = {
          record,
          stem: this.#settings.stems.of(record.language ?? record.guessedLanguage),
          isMatch,
        };
        return { record, title: titleParts(match), excerpt: excerptParts(match) };
      }),
      root: answer.root,
      problems: answer.problems,
      corrections: answer.corrections,
      partial: answer.partial,
      countable: (facet) => countableOf(query, facet, { answer, slices, known }),
    };
  }

  /** How many items a query finds that were first seen after a day, that day included; of those in the newest segments. */
  async countSince(query: Query, day: string): Promise<number> {
    const { from = day, ...rest } = inOrder(query.span);
    const later = { ...query, all: true, span: { ...rest, from: from > day ? from : day } };
    const { result } = await this.#withoutBroken(
      ({ name }) => mayHold(name, day),
      (slices) => this.#ask(later, { typing: false }, slices),
    );
    return result.hits.length;
  }

  /**
   * Works with the segments that can be read, of those that are wanted. Where one cannot, the site may be newer than the
   * list of its segments; else the rest has to do. Rejects when there is no rest.
   */
  async #withoutBroken<T>(
    isWanted: (segment: ListedSegment) => boolean,
    use: (slices: readonly OpenSlice[]) => Promise<T>,
  ): Promise<{ readonly result: T; readonly broken: number }> {
    const broken = new Set<string>();
    for (let listed = this.#segments; ; ) {
      const wanted = listed.filter(isWanted);
      const whole = wanted.filter(({ name }) => !broken.has(name));
      if (whole.length === 0 && broken.size > 0) throw new Error('No segment can be read.');
      try {
        const result = await use(whole.flatMap(({ slices }) => slices));
        return { result, broken: wanted.length - whole.length };
      } catch (error) {
        if (!(error instanceof BrokenSegment)) throw error;
        if (broken.size === 0) listed = this.#segments = await this.#list().catch(() => listed);
        broken.add(error.message);
      }
    }
  }

  async #ask(query: Query, { typing }: SearchOptions, slices: readonly OpenSlice[]): Promise<Answer> {
    const before = this.#settings.reader.taken();
    const question = {
      text: query.text,
      facets: query.filters,
      span: query.span,
      order: query.sort,
      typing,
      today: new Date(nowMs()).toISOString().slice(0, 10),
    };
    const wanted = query.all ? Number.POSITIVE_INFINITY : query.page * pageSize;
    const isEnough = (found: number): boolean =>
      isContent({ found, wanted, bytes: this.#settings.reader.taken() - before });
    return askIndex(question, await this.#indexFor(query.text, slices), isEnough);
  }

  async #indexFor(text: string, slices: readonly OpenSlice[]): Promise<Index> {
    const { stems, first, marks } = this.#settings;
    const possible = stems.languagesFor(text);
    const known = possible.filter((one) => first.includes(one));
    const further: Index['further'] = (tags) => {
      const wanted = new Set([...known, ...(tags?.map(languageOf) ?? possible)]);
      return this.#language(possible.filter((one) => wanted.has(one)));
    };
    return {
      slices,
      language: await this.#language(known),
      ...(known.length < possible.length && { further }),
      marks,
    };
  }

  async #language(languages: readonly string[]): Promise<Language> {
    return { stems: await this.#settings.stems.load(languages), named: namedIn(this.#settings.names) };
  }
}

export type Engine = Pick<IndexEngine, 'search' | 'countSince'>;

/** What was found, where, and what was read of it. */
interface Read {
  readonly answer: Answer;
  readonly slices: readonly OpenSlice[];
  readonly known: ReadonlyMap<Hit, ResultRecord>;
}

async function countableOf(
  { filters }: Query,
  facet: Facet,
  { answer, slices, known }: Read,
): Promise<Countable> {
  const looked = slices.slice(0, answer.searched);
  if (filters[facet].length === 0) return { slices: looked, hits: answer.hits, known };
  const wider = await findHits(looked, answer.narrowed({ ...filters, [facet]: [] }), () => false);
  return { slices: looked, hits: wider.hits, known };
}

/** Opens the index. Rejects when the list of segments cannot be had. */
export async function openEngine(settings: EngineSettings): Promise<Engine> {
  const list = segmentLister(settings.reader.read);
  return new IndexEngine(settings, list, await list());
}
