import { dayNumber } from '../model/days.ts';
import { evaluate, itemsOf, type Searched, searchedSlice } from './evaluate.ts';
import { type GroupPlan, type Leaf, wantedLeaves } from './plan.ts';
import { everywhere } from './postings.ts';
import type { OpenSlice, Segment } from './read-segment.ts';
import { largestOf, type ResultRecord } from './segment.ts';
import { faultsOf } from './spelling.ts';

/** An item that was found. */
export interface Hit {
  /** Which of the slices that were asked. */
  readonly slice: number;
  readonly doc: number;
  readonly day: string;
  readonly score: number;
}

export interface FoundHits {
  readonly hits: readonly Hit[];
  /** Slices that were looked through, from the newest on. */
  readonly searched: number;
  /** Words that none of these has, and that next to none has: both may be misspelt. */
  readonly missing: readonly string[];
  readonly rare: readonly string[];
  /** Topics that no item has, where nothing was found. */
  readonly noTopics: readonly string[];
  /** Where nothing was found because a word has no items, looks for an item of each other word. */
  readonly examples: (() => Promise<readonly Hit[]>) | undefined;
}

/** How much newer items count, and the age at which little of that is left. */
const newness = 0.15;
const newnessDays = 365;

function rarity(docs: number, count: number): number {
  return Math.log(1 + (docs - count + 0.5) / (count + 0.5));
}

/** A word that so few items have may be a fault in them, too. */
const maxRare = 2;

/** The newest item of each leaf that has some. */
async function examplesOf(leaves: readonly Leaf[], searched: readonly Searched[]): Promise<Hit[]> {
  const examples: Hit[] = [];
  for (const leaf of leaves) {
    for (const [slice, one] of searched.entries()) {
      const matches = await one.matchesOf(leaf, [one.slice.from]);
      const [doc] = matches === everywhere ? [] : matches.keys();
      if (doc === undefined) continue;
      examples.push({ slice, doc, day: one.slice.segment.dayOf(doc), score: 0 });
      break;
    }
  }
  return examples;
}

const termsOf = (leaves: readonly Leaf[]): string[] => [
  ...new Set(leaves.flatMap(({ any }) => any.flatMap(({ terms }) => terms))),
];

const emptyTopics = (leaves: readonly Leaf[], counts: ReadonlyMap<Leaf, number>): string[] =>
  leaves.flatMap((leaf) => (leaf.topic !== undefined && counts.get(leaf) === 0 ? leaf.topic : []));

/** Whether a leaf is found by whole terms alone: beginnings are looked up where they are needed. */
const isWhole = ({ any }: Leaf): boolean => !any.some(({ prefix }) => prefix);

/**
 * Searches slices from the newest on, until there is enough. How rare a word is follows from all that were searched, so
 * they are looked through first and weighed then. Rejects when a file cannot be had.
 *
 * @param isEnough asked after each slice, with the number of items found so far
 */
export async function findHits(
  slices: readonly OpenSlice[],
  plan: GroupPlan,
  isEnough: (found: number) => boolean,
): Promise<FoundHits> {
  const leaves = wantedLeaves(plan);
  const searched: Searched[] = [];
  let [docs, count] = [0, 0];
  /** Items of each leaf. */
  const counts = new Map<Leaf, number>();
  const weightOf = (leaf: Leaf): number => rarity(docs, counts.get(leaf) ?? 0);
  for (const open of slices) {
    const slice = await open();
    const whole = leaves.filter(isWhole);
    const one = await searchedSlice(slice, whole);
    searched.push(one);
    docs += slice.to - slice.from;
    // All terms at once, as each answer takes its time; but the long list of one word may not be needed beside the short
    // one of another.
    const short = whole.filter((leaf) => !one.counts.has(leaf));
    await slice.find(termsOf(short[0] || slice.number > 0 ? short : whole));
    count += itemsOf(await evaluate(plan, one, weightOf), slice).size;
    await Promise.all(short.map((leaf) => one.matchesOf(leaf)));
    for (const [leaf, items] of one.counts) counts.set(leaf, (counts.get(leaf) ?? 0) + items);
    if (isEnough(count)) break;
  }
  const newest = Math.max(
    ...searched.map(({ slice: { segment, from, to } }) => (to > from ? dayNumber(segment.dayOf(from)) : 0)),
  );
  const hits: Hit[] = [];
  for (const [number, one] of searched.entries()) {
    for (const [doc, score] of itemsOf(await evaluate(plan, one, weightOf), one.slice)) {
      const day = one.slice.segment.dayOf(doc);
      const factor = 1 + newness * Math.exp((dayNumber(day) - newest) / newnessDays);
      hits.push({ slice: number, doc, day, score: score * factor });
    }
  }
  const words = leaves.filter(({ scores }) => scores);
  const isMissing = hits.length === 0 && words.some((leaf) => counts.get(leaf) === 0);
  const wordsWith = (isSo: (items: number) => boolean): string[] =>
    words.flatMap((leaf) => (isSo(counts.get(leaf) ?? Number.POSITIVE_INFINITY) ? (leaf.word ?? []) : []));
  return {
    hits,
    searched: searched.length,
    examples: isMissing ? () => examplesOf(words, searched) : undefined,
    missing: wordsWith((items) => items === 0),
    rare: wordsWith((items) => items > 0 && items <= maxRare),
    noTopics: hits.length > 0 || searched.length < slices.length ? [] : emptyTopics(leaves, counts),
  };
}

const byDay = (one: Hit, other: Hit): number => {
  if (one.day !== other.day) return one.day < other.day ? 1 : -1;
  return one.slice - other.slice || one.doc - other.doc;
};

/** The order of results: the best match or the newest first, the newer of equals. */
export function inOrder(hits: readonly Hit[], order: 'best' | 'date'): Hit[] {
  return [...hits].sort(
    order === 'date' ? byDay : (one, other) => other.score - one.score || byDay(one, other),
  );
}

export async function readHits(slices: readonly OpenSlice[], hits: readonly Hit[]): Promise<ResultRecord[]> {
  const read = await Promise.all(
    hits.map(async ({ slice, doc }) => {
      const opened = await slices[slice]?.();
      // All of a slice at once: what stands together is read together.
      const docs = hits.flatMap((hit) => (hit.slice === slice ? hit.doc : []));
      const records = await opened?.segment.records(docs);
      return records?.[docs.indexOf(doc)] ?? [];
    }),
  );
  return read.flat();
}

/** Words that are tried for one that nothing has. */
const maxMeant = 3;

/**
 * What was probably meant by words that next to nothing has: other words of the archive with the fewest faults between,
 * the most frequent first. Empty where there are none.
 */
export async function correctionsOf(
  slices: readonly OpenSlice[],
  words: readonly string[],
): Promise<Map<string, readonly string[]>> {
  const opened = await Promise.all(slices.map((open) => open()));
  const segments = largestOf([...new Set(opened.map(({ segment }) => segment))], ({ docs }) => docs);
  // All words at once, as each answer takes its time.
  const found = await Promise.all(
    words.map(async (word): Promise<readonly [string, readonly string[]]> => {
      const most = faultsOf(word);
      if (most === 0) return [word, []];
      const near = await meantBy(word, 1, segments);
      return [word, near.length > 0 || most === 1 ? near : await meantBy(word, 2, segments)];
    }),
  );
  return new Map(found.filter(([, meant]) => meant.length > 0));
}

async function meantBy(word: string, faults: 1 | 2, segments: readonly Segment[]): Promise<string[]> {
  for (const { spelling } of segments) {
    const near = (await spelling(word, faults)).filter(([one]) => one !== word);
    if (near.length === 0) continue;
    return near
      .sort(([one, items], [other, more]) => more - items || (one < other ? -1 : 1))
      .slice(0, maxMeant)
      .map(([one]) => one);
  }
  return [];
}
