import type { Alternative, Asked, Clause, Span } from './parse-words.ts';
import { everywhere, followerOf, maxImpact, type Postings } from './postings.ts';
import { eachValue, type Listed, type Segment } from './read-segment.ts';
import { type ResultRecord, storedFacets } from './segment.ts';

/** What one search looks for. */
export interface Search extends Asked {
  /** Editions of one of these months, `2026-05`; of all when empty. */
  readonly months: readonly string[];
}

/** An item that was found. */
export interface Hit {
  readonly segment: number;
  readonly doc: number;
  readonly day: string;
  readonly score: number;
}

export interface FoundHits {
  readonly hits: readonly Hit[];
  /** Segments that were looked through, from the newest on. */
  readonly searched: number;
}

/** Scores by item, or all items. */
type Scores = ReadonlyMap<number, number> | typeof everywhere;

/** How much a longer word counts that only begins with what was typed. */
const prefixShare = 0.3;

function rarity(docs: number, count: number): number {
  return Math.log(1 + (docs - count + 0.5) / (count + 0.5));
}

function scoresOf({ docs, impacts }: Postings, all: number, share = 1): Map<number, number> {
  const weight = (share * rarity(all, docs.length)) / maxImpact;
  return new Map(docs.map((doc, i) => [doc, weight * (impacts[i] ?? 1)]));
}

/** Items where each term follows the one before it, as far as can be told without the text. */
function inARow(lists: readonly Listed[], terms: readonly string[], all: number): Scores {
  let found: Scores = everywhere;
  for (const [i, list] of lists.entries()) {
    if (list === undefined) return new Map();
    if (list === everywhere) continue;
    const next = terms[i + 1];
    const follower = next === undefined ? undefined : followerOf(next);
    const scores = scoresOf(list, all);
    const kept = new Map<number, number>();
    for (const [at, doc] of list.docs.entries()) {
      const followers = list.followers[at] ?? '';
      if (follower !== undefined && followers !== everywhere && !followers.includes(follower)) continue;
      const before = found === everywhere ? 0 : found.get(doc);
      if (before !== undefined) kept.set(doc, before + (scores.get(doc) ?? 0));
    }
    found = kept;
  }
  return found;
}

async function scoresOfOne({ terms, prefix }: Alternative, segment: Segment): Promise<Scores> {
  const [first = ''] = terms;
  if (prefix) {
    const best = new Map<number, number>();
    for (const one of await segment.findPrefix(first)) {
      for (const [doc, score] of scoresOf(one, segment.docs, prefixShare))
        if (score > (best.get(doc) ?? 0)) best.set(doc, score);
    }
    return best;
  }
  const lists: Listed[] = [];
  for (const term of terms) {
    const list = await segment.find(term);
    if (list === undefined) return new Map();
    lists.push(list);
  }
  return inARow(lists, terms, segment.docs);
}

/** The best score of any alternative. */
async function scoresOfClause({ any }: Clause, segment: Segment): Promise<Scores> {
  const best = new Map<number, number>();
  for (const one of any) {
    const scores = await scoresOfOne(one, segment);
    if (scores === everywhere) return everywhere;
    for (const [doc, score] of scores) if (score > (best.get(doc) ?? -1)) best.set(doc, score);
  }
  return best;
}

function intersect(one: Scores, other: Scores): Scores {
  if (one === everywhere) return other;
  if (other === everywhere) return one;
  const both = new Map<number, number>();
  for (const [doc, score] of one) {
    const more = other.get(doc);
    if (more !== undefined) both.set(doc, score + more);
  }
  return both;
}

function isWithin(day: string, { from, to, not }: Span): boolean {
  return ((from === undefined || day >= from) && (to === undefined || day <= to)) !== not;
}

/** The items of a segment that a search finds, with their scores. */
async function findIn(segment: Segment, search: Search): Promise<Map<number, number>> {
  let found: Scores = everywhere;
  for (const clause of search.clauses.filter(({ not }) => !not)) {
    found = intersect(found, await scoresOfClause(clause, segment));
    if (found !== everywhere && found.size === 0) return new Map();
  }
  const all: ReadonlyMap<number, number> =
    found === everywhere ? new Map(Array.from({ length: segment.docs }, (_, doc) => [doc, 0])) : found;
  const kept = new Map(
    [...all].filter(([doc]) => {
      const day = segment.dayOf(doc);
      const inMonth = search.months.length === 0 || search.months.includes(day.slice(0, 7));
      return inMonth && search.spans.every((span) => isWithin(day, span));
    }),
  );
  for (const clause of search.clauses.filter(({ not }) => not)) {
    const without = await scoresOfClause(clause, segment);
    if (without === everywhere) return new Map();
    for (const doc of without.keys()) kept.delete(doc);
  }
  return kept;
}

/**
 * Searches segments from the newest on, until there is enough. Rejects when a file cannot be had.
 *
 * @param isEnough asked after each segment, with the number of items found so far
 */
export async function findHits(
  segments: readonly (() => Promise<Segment>)[],
  search: Search,
  isEnough: (found: number) => boolean,
): Promise<FoundHits> {
  const hits: Hit[] = [];
  let searched = 0;
  for (const [number, open] of segments.entries()) {
    const segment = await open();
    for (const [doc, score] of await findIn(segment, search))
      hits.push({ segment: number, doc, day: segment.dayOf(doc), score });
    searched = number + 1;
    if (isEnough(hits.length)) break;
  }
  return { hits, searched };
}

const byDay = (one: Hit, other: Hit): number => {
  if (one.day !== other.day) return one.day < other.day ? 1 : -1;
  return one.segment - other.segment || one.doc - other.doc;
};

/** The order of results: the best match or the newest first, the newer of equals. */
export function inOrder(hits: readonly Hit[], order: 'best' | 'date'): Hit[] {
  return [...hits].sort(
    order === 'date' ? byDay : (one, other) => other.score - one.score || byDay(one, other),
  );
}

export function readHits(
  segments: readonly (() => Promise<Segment>)[],
  hits: readonly Hit[],
): Promise<ResultRecord[]> {
  return Promise.all(
    hits.map(async ({ segment, doc }) => {
      const open = segments[segment];
      if (!open) throw new Error('There is no such segment.');
      return (await open()).record(doc);
    }),
  );
}

/** How many of the items have each value of each facet. */
export async function countHits(
  segments: readonly (() => Promise<Segment>)[],
  hits: readonly Hit[],
): Promise<Record<string, Record<string, number>>> {
  const counts = new Map<string, Map<string, number>>();
  const count = (facet: string, value: string): void => {
    const known = counts.get(facet) ?? new Map<string, number>();
    counts.set(facet, known.set(value, (known.get(value) ?? 0) + 1));
  };
  for (const hit of hits) count('month', hit.day.slice(0, 7));
  for (const [number, open] of segments.entries()) {
    const docs = new Set(hits.filter(({ segment }) => segment === number).map(({ doc }) => doc));
    if (docs.size === 0) continue;
    const facets = await (await open()).facets();
    for (const facet of storedFacets)
      eachValue(
        facets[facet],
        (doc) => docs.has(doc),
        (value) => count(facet, value),
      );
  }
  return Object.fromEntries([...counts].map(([facet, values]) => [facet, Object.fromEntries(values)]));
}
