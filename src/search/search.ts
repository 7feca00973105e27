import { dayNumber } from '../model/days.ts';
import { evaluate, type Scores } from './evaluate.ts';
import { type GroupPlan, type Leaf, wantedLeaves } from './plan.ts';
import { everywhere } from './postings.ts';
import { eachValue, type Segment } from './read-segment.ts';
import type { Spelling } from './read-spelling.ts';
import { type ResultRecord, storedFacets } from './segment.ts';
import { faultsOf } from './spelling.ts';

/** Opens a segment, or gives the one that is open. */
export type OpenSegment = () => Promise<Segment>;

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
  /** Leaves that none of these has, or next to none: what may be misspelt. */
  readonly doubtful: ReadonlySet<Leaf>;
}

/** How much newer items count, and the age at which little of that is left. */
const newness = 0.15;
const newnessDays = 365;

function rarity(docs: number, count: number): number {
  return Math.log(1 + (docs - count + 0.5) / (count + 0.5));
}

/** A word that so few items have may be a fault in them, too. */
const maxDoubtful = 2;

/** Counts the items of leaves over segments, and weighs a leaf by how few there are. */
class Rarities {
  readonly #counts = new Map<Leaf, number>();
  docs = 0;

  count(leaf: Leaf, items: number): void {
    this.#counts.set(leaf, (this.#counts.get(leaf) ?? 0) + items);
  }

  weightOf(leaf: Leaf): number {
    return rarity(this.docs, this.#counts.get(leaf) ?? 0);
  }

  isDoubtful(leaf: Leaf): boolean {
    return (this.#counts.get(leaf) ?? maxDoubtful + 1) <= maxDoubtful;
  }
}

function each(scores: Scores, docs: number): Iterable<readonly [number, number]> {
  return scores === everywhere ? Array.from({ length: docs }, (_, doc) => [doc, 0] as const) : scores;
}

/** Asks for all terms at once, as each answer takes its time; what fails is told when it is needed. */
async function lookUp(plan: GroupPlan, segment: Segment): Promise<void> {
  const all = wantedLeaves(plan).flatMap(({ any }) => any);
  const terms = new Set(all.filter(({ prefix }) => !prefix).flatMap((one) => one.terms));
  await Promise.allSettled([...terms].map((term) => segment.find(term)));
}

/**
 * Searches segments from the newest on, until there is enough. How rare a word is follows from all segments that were
 * searched, so what is asked for is looked at twice; files are read once. Rejects when a file cannot be had.
 *
 * @param isEnough asked after each segment, with the number of items found so far
 */
export async function findHits(
  segments: readonly OpenSegment[],
  plan: GroupPlan,
  isEnough: (found: number) => boolean,
): Promise<FoundHits> {
  const rarities = new Rarities();
  const opened: Segment[] = [];
  let count = 0;
  const counting = { weightOf: () => 1, count: (leaf: Leaf, items: number) => rarities.count(leaf, items) };
  for (const open of segments) {
    const segment = await open();
    opened.push(segment);
    rarities.docs += segment.docs;
    await lookUp(plan, segment);
    const scores = await evaluate(plan, segment, counting);
    count += scores === everywhere ? segment.docs : scores.size;
    if (isEnough(count)) break;
  }
  const weighing = { weightOf: (leaf: Leaf) => rarities.weightOf(leaf), count: () => undefined };
  const newest = Math.max(...opened.map(({ docs, dayOf }) => (docs > 0 ? dayNumber(dayOf(0)) : 0)));
  const hits: Hit[] = [];
  for (const [number, segment] of opened.entries()) {
    for (const [doc, score] of each(await evaluate(plan, segment, weighing), segment.docs)) {
      const day = segment.dayOf(doc);
      const factor = 1 + newness * Math.exp((dayNumber(day) - newest) / newnessDays);
      hits.push({ segment: number, doc, day, score: score * factor });
    }
  }
  const doubtful = new Set(wantedLeaves(plan).filter((leaf) => rarities.isDoubtful(leaf)));
  return { hits, searched: opened.length, doubtful };
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

export function readHits(segments: readonly OpenSegment[], hits: readonly Hit[]): Promise<ResultRecord[]> {
  return Promise.all(
    hits.map(async ({ segment, doc }) => {
      const open = segments[segment];
      if (!open) throw new Error('There is no such segment.');
      return (await open()).record(doc);
    }),
  );
}

/** Segments that are asked for words that may have been meant: the newest of them hold most. */
const maxSpellingSegments = 3;

/** Words that are tried for one that nothing has. */
const maxMeant = 3;

/**
 * What was probably meant by words that next to nothing has: other words of the archive with the fewest faults between, the most
 * frequent first. Empty where there are none.
 */
export async function correctionsOf(
  segments: readonly OpenSegment[],
  doubtful: Iterable<Leaf>,
): Promise<Map<string, readonly string[]>> {
  const opened = await Promise.all(segments.map((open) => open()));
  const asked = opened.sort((one, other) => other.docs - one.docs).slice(0, maxSpellingSegments);
  const spellings = await Promise.all(asked.map((segment) => segment.spelling()));
  const corrections = new Map<string, readonly string[]>();
  for (const { word } of doubtful) {
    const most = word === undefined ? 0 : faultsOf(word);
    if (word === undefined || most === 0) continue;
    const near = await meantBy(word, 1, spellings);
    const meant = near.length > 0 || most === 1 ? near : await meantBy(word, 2, spellings);
    if (meant.length > 0) corrections.set(word, meant);
  }
  return corrections;
}

async function meantBy(word: string, faults: 1 | 2, spellings: readonly Spelling[]): Promise<string[]> {
  const items = new Map<string, number>();
  for (const found of await Promise.all(spellings.map((spelling) => spelling(word, faults))))
    for (const one of found)
      if (one.word !== word) items.set(one.word, (items.get(one.word) ?? 0) + one.items);
  return [...items]
    .sort(([wordA, a], [wordB, b]) => b - a || (wordA < wordB ? -1 : 1))
    .slice(0, maxMeant)
    .map(([one]) => one);
}

/** How many of the items have each value of each facet. */
export async function countHits(
  segments: readonly OpenSegment[],
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
