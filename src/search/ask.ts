import type { DateSpan } from './date-span.ts';
import { type GroupNode, parseQueryText, type QueryNode, type QueryProblem } from './grammar.ts';
import { writtenRarely } from './otherwise.ts';
import {
  type FacetValues,
  type GroupPlan,
  type Language,
  narrowedPlan,
  planOf,
  type Reach,
  ranks,
  withoutOne,
} from './plan.ts';
import type { OpenSlice } from './read-segment.ts';
import { correctionsOf, type FoundHits, findHits, type Hit, inOrder, readHits } from './search.ts';

/** A question to an index: what was typed, and what narrows it. */
export interface Question {
  readonly text: string;
  readonly facets: FacetValues;
  /** Days of editions. */
  readonly span: DateSpan;
  /** Without words, the newest come first in either order. */
  readonly order: 'best' | 'date';
  /** The last word is still being typed: longer ones that begin with it are found too. */
  readonly typing: boolean;
  /** `2026-05-18`, for spans such as `P7D/`. */
  readonly today: string;
}

/** What a reader's browser remembers of items, by their keys. */
export interface Marks {
  readonly isRead: (key: string) => boolean;
  readonly isSaved: (key: string) => boolean;
  /** Editions that saved items are in. */
  readonly savedDays: ReadonlySet<string>;
}

/** Where an answer comes from. */
export interface Index {
  /** The slices of all segments, the newest first. */
  readonly slices: readonly OpenSlice[];
  /** The languages to begin with. */
  readonly language: Language;
  /** Those and the languages of some items, by their tags, or all that there are; where any are left. */
  readonly further?: (tags?: readonly (string | undefined)[]) => Promise<Language>;
  /** Where nobody remembers anything, `is:saved` and the like are told to mean nothing. */
  readonly marks?: Marks;
}

export interface Answer {
  /** In their order. */
  readonly hits: readonly Hit[];
  readonly searched: number;
  /** Whether every slice, and every item in it, was looked at. */
  readonly complete: boolean;
  readonly root: GroupNode;
  readonly problems: readonly QueryProblem[];
  /** What the answer was found by. */
  readonly plan: GroupPlan;
  /** The same, narrowed by other values of facets. */
  readonly narrowed: (facets: FacetValues) => GroupPlan;
  /** Words that were taken for others, because nothing has them. */
  readonly corrections: ReadonlyMap<string, string>;
  /** Nothing has all of the words: these items lack one. */
  readonly partial: boolean;
}

interface Condition {
  readonly mark: 'saved' | 'read';
  readonly not: boolean;
}

/** Takes what only the browser knows out of the top of a query. */
function splitMarks(root: GroupNode): {
  readonly root: GroupNode;
  readonly conditions: readonly Condition[];
} {
  const conditionOf = (node: QueryNode): Condition | undefined => {
    if (node.kind === 'mark') return { mark: node.mark, not: false };
    return node.kind === 'not' && node.of.kind === 'mark' ? { mark: node.of.mark, not: true } : undefined;
  };
  return {
    root: { kind: 'all', of: root.of.filter((node) => conditionOf(node) === undefined) },
    conditions: root.of.flatMap((node) => conditionOf(node) ?? []),
  };
}

/** Hits whose marks are looked at; those behind them are left out, and the answer is said not to be complete. */
const maxMarked = 1000;
/** Items between two hits whose keys are read in one go. */
const maxGap = 200;

/** The keys of hits, read in few stretches. */
async function keysOf(slices: readonly OpenSlice[], hits: readonly Hit[]): Promise<Map<Hit, string>> {
  const keys = new Map<Hit, string>();
  for (const [number, open] of slices.entries()) {
    const own = hits.filter(({ slice }) => slice === number).sort((a, b) => a.doc - b.doc);
    for (let from = 0; from < own.length; ) {
      let end = from + 1;
      while (end < own.length && (own[end]?.doc ?? 0) - (own[end - 1]?.doc ?? 0) <= maxGap) end += 1;
      const first = own[from]?.doc ?? 0;
      const read = await (await open()).segment.keys(first, (own[end - 1]?.doc ?? first) + 1);
      for (const hit of own.slice(from, end)) keys.set(hit, read[hit.doc - first] ?? '');
      from = end;
    }
  }
  return keys;
}

async function marked(
  hits: readonly Hit[],
  conditions: readonly Condition[],
  { slices, marks }: Index,
): Promise<{ readonly hits: readonly Hit[]; readonly complete: boolean }> {
  if (marks === undefined || conditions.length === 0) return { hits, complete: true };
  const wantsSaved = conditions.some(({ mark, not }) => mark === 'saved' && !not);
  const possible = wantsSaved ? hits.filter(({ day }) => marks.savedDays.has(day)) : hits;
  const looked = wantsSaved ? possible : possible.slice(0, maxMarked);
  const keys = await keysOf(slices, looked);
  const fits = (key: string): boolean =>
    conditions.every(({ mark, not }) => (mark === 'saved' ? marks.isSaved(key) : marks.isRead(key)) !== not);
  return {
    hits: looked.filter((hit) => fits(keys.get(hit) ?? '')),
    complete: looked.length === possible.length,
  };
}

const noCorrections: ReadonlyMap<string, string> = new Map();

/** Marks that are asked for and that nobody remembers. */
function unknownMarks(conditions: readonly Condition[], { marks }: Index): QueryProblem[] {
  return marks === undefined
    ? conditions.map(({ mark }): QueryProblem => ({ code: 'unknownMark', text: `is:${mark}` }))
    : [];
}

interface Try extends FoundHits {
  readonly plan: GroupPlan;
  readonly problems: readonly QueryProblem[];
}

/** Looks once; nothing is found where a plan cannot be changed. */
type Attempt = (
  language: Language,
  reach: Reach,
  change?: (plan: GroupPlan) => GroupPlan | undefined,
) => Promise<Try>;

const nothing: FoundHits = {
  hits: [],
  searched: 0,
  missing: [],
  rare: [],
  noTopics: [],
  examples: undefined,
};

interface Something {
  readonly found: Try;
  readonly corrections: ReadonlyMap<string, string>;
  readonly partial: boolean;
}

/** The likeliest words for all, then the next ones. */
function choices(meant: ReadonlyMap<string, readonly string[]>): ReadonlyMap<string, string>[] {
  const most = Math.max(0, ...[...meant.values()].map(({ length }) => length));
  return Array.from(
    { length: most },
    (_, at) => new Map([...meant].map(([word, words]) => [word, words[at] ?? words[0] ?? word])),
  );
}

/** Rare words that are taken for others one by one. */
const maxRare = 3;

/**
 * What words may have been meant: those that nothing has are taken for others first, then one that next to nothing has
 * besides, and at last all.
 */
async function* respelt(
  meant: ReadonlyMap<string, readonly string[]>,
  rare: readonly string[],
  { slices }: Index,
): AsyncGenerator<ReadonlyMap<string, string>> {
  yield* choices(meant);
  const others = [...(await correctionsOf(slices, rare))].slice(0, maxRare);
  for (const other of others) yield* choices(new Map([...meant, other]));
  if (others.length > 1) yield* choices(new Map([...meant, ...others]));
}

/**
 * The rules that may find what was not found: none where each word has items as it was typed. Items with the other words
 * tell the language of one that has none; where no word has any, it may be each.
 */
async function furtherLanguage({ examples }: Try, { further, language, slices }: Index): Promise<Language> {
  if (!further || !examples) return language;
  const records = await readHits(slices, await examples());
  const tags = records.map((one) => one.language ?? one.guessedLanguage);
  return further(tags.length > 0 ? tags : undefined);
}

/** Looks further and further until something is found. */
async function findSomething(attempt: Attempt, { typing }: Question, index: Index): Promise<Something> {
  const as = (found: Try): Something => ({ found, corrections: noCorrections, partial: false });
  const exact = await attempt(index.language, { prefix: typing, spelling: noCorrections });
  if (exact.hits.length > 0 || exact.plan.of.length === 0) return as(exact);
  const language = await furtherLanguage(exact, index);
  const further = await attempt(language, { prefix: true, spelling: noCorrections, also: writtenRarely });
  if (further.hits.length > 0) return as(further);
  const meant = await correctionsOf(index.slices, further.missing);
  for await (const corrections of respelt(meant, further.rare, index)) {
    const corrected = await attempt(language, { prefix: false, spelling: corrections });
    if (corrected.hits.length > 0) return { found: corrected, corrections, partial: false };
  }
  const [corrections = noCorrections] = choices(meant);
  const most = await attempt(language, { prefix: false, spelling: corrections }, withoutOne);
  if (most.hits.length === 0) return as(further);
  return { found: most, corrections, partial: true };
}

/** A query within days of editions. */
function within(root: GroupNode, span: DateSpan): GroupNode {
  if (span.from === undefined && span.to === undefined) return root;
  return { kind: 'all', of: [...root.of, { kind: 'span', of: 'edition', text: '', span }] };
}

/**
 * Asks an index. What is asked for is looked for as it is; if nothing has it, by the rules of further languages and
 * with the last word unfinished; and then with words that nothing has taken for those that were meant. Rejects when a
 * file cannot be had.
 *
 * @param isEnough asked after each slice, with the number of items found so far
 */
export async function askIndex(
  question: Question,
  index: Index,
  isEnough: (found: number) => boolean,
): Promise<Answer> {
  const { root: parsed, problems } = parseQueryText(question.text, question.today);
  const { root, conditions } = splitMarks(parsed);
  const asked = within(root, question.span);
  const looksForSaved = conditions.some(({ mark, not }) => mark === 'saved' && !not);
  const attempt: Attempt = async (language, reach, change) => {
    const { plan: whole, problems: more } = planOf(asked, language, reach);
    const plan = change ? change(whole) : whole;
    if (plan === undefined) return { ...nothing, plan: whole, problems: more };
    const narrow = narrowedPlan(plan, question.facets);
    const found = await findHits(index.slices, narrow, looksForSaved ? () => false : isEnough);
    return { ...found, plan, problems: more };
  };
  const { found, corrections, partial } = await findSomething(attempt, question, index);
  const ordered = inOrder(found.hits, ranks(found.plan) ? question.order : 'date');
  const { hits, complete } = await marked(ordered, conditions, index);
  return {
    hits,
    searched: found.searched,
    complete: complete && found.searched === index.slices.length,
    root: parsed,
    problems: [
      ...problems,
      ...found.problems,
      ...found.noTopics.map((text): QueryProblem => ({ code: 'noTopic', text })),
      ...unknownMarks(conditions, index),
    ],
    plan: found.plan,
    narrowed: (facets) => narrowedPlan(found.plan, facets),
    corrections,
    partial,
  };
}
