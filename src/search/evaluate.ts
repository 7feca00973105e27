import type { Alternative } from './alternatives.ts';
import { isWithin } from './date-span.ts';
import type { Listed } from './dictionary.ts';
import type { SpanNode } from './grammar.ts';
import type { GroupPlan, Leaf, MostPlan, Plan } from './plan.ts';
import { everywhere, followerOf, formOf, maxImpact, type Posting, type Postings } from './postings.ts';
import type { OpenedSlice } from './read-segment.ts';
import type { Slice } from './segment.ts';

/** Which items of a slice a plan finds, and how well each fits. */

/** An item of a leaf. */
interface Match {
  readonly score: number;
  readonly inTitle: boolean;
  readonly followers: string;
}

type Matches = ReadonlyMap<number, Match> | typeof everywhere;
/** Scores by item, or all items. */
type Scores = ReadonlyMap<number, number> | typeof everywhere;

/** What another form of a word counts beside the one that was typed. */
const otherFormShare = 0.7;
/** What a word in the title counts more. */
const titleBonus = 0.4;
/** What words count more that stand side by side as they were typed, and when all are in the title. */
const neighbourBonus = 0.25;
const allInTitleBonus = 0.25;

/** Weighs the leaves of a plan. */
type WeightOf = (leaf: Leaf) => number;

function matchOf(posting: Posting, form: string | undefined, share: number): Match {
  const { impact, inTitle, followers } = posting;
  const isForm = form === undefined || posting.form === everywhere || posting.form === form;
  const score = (impact / maxImpact + (inTitle ? titleBonus : 0)) * share * (isForm ? 1 : otherFormShare);
  return { score, inTitle, followers };
}

/** The items that a word is in and that the words before it were found in, where the next word may follow it. */
function following(
  { docs, postings }: Postings,
  found: Matches,
  { form, follower, share }: { form: string | undefined; follower: string | undefined; share: number },
): Matches {
  const kept = new Map<number, Match>();
  for (const [at, doc] of docs.entries()) {
    const posting = postings[at];
    const before: Match | undefined = found === everywhere ? undefined : found.get(doc);
    if (posting === undefined || (found !== everywhere && before === undefined)) continue;
    if (follower !== undefined && posting.followers !== everywhere && !posting.followers.includes(follower))
      continue;
    const match = matchOf(posting, form, share);
    kept.set(doc, {
      score: Math.max(match.score, before?.score ?? 0),
      inTitle: match.inTitle && (before?.inTitle ?? true),
      followers: match.followers,
    });
  }
  return kept;
}

/** Items where each word follows the one before it, as far as can be told without the text. */
function inARow(lists: readonly Listed[], { forms, share }: Alternative): Matches {
  let found: Matches = everywhere;
  for (const [i, list] of lists.entries()) {
    if (list === undefined) return new Map();
    if (list === everywhere) continue;
    const [own, next] = [forms[i], forms[i + 1]];
    const form = own === undefined ? undefined : formOf(own);
    const follower = next === undefined ? undefined : followerOf(next);
    found = following(list, found, { form, follower, share });
  }
  return found;
}

/** The best matches of longer words that begin with a term. */
async function longerMatches({ terms, share }: Alternative, slice: OpenedSlice): Promise<Matches> {
  const best = new Map<number, Match>();
  for (const list of await slice.findPrefix(terms[0] ?? '')) {
    for (const [at, doc] of list.docs.entries()) {
      const posting = list.postings[at];
      const match = posting && matchOf(posting, undefined, share);
      if (match && match.score > (best.get(doc)?.score ?? 0)) best.set(doc, match);
    }
  }
  return best;
}

/** What each alternative of a leaf finds: all terms are looked for at once. */
async function matchesOfEach(
  { any }: Leaf,
  slice: OpenedSlice,
  among?: Iterable<number>,
): Promise<Matches[]> {
  const terms = [...new Set(any.flatMap((one) => (one.prefix ? [] : one.terms)))];
  const lists = await slice.find(terms, among);
  return Promise.all(
    any.map((one) =>
      one.prefix
        ? longerMatches(one, slice)
        : inARow(
            one.terms.map((term) => lists[terms.indexOf(term)]),
            one,
          ),
    ),
  );
}

/** A slice, with what each leaf of a plan has in it. */
export interface Searched {
  readonly slice: OpenedSlice;
  /** Each is looked for once; where its list is long, and others have narrowed the items, among those. */
  readonly matchesOf: (leaf: Leaf, among?: Iterable<number>) => Promise<Matches>;
  /** How many items each leaf has whose list is long, or that was looked for, if not all. At first those of long lists. */
  readonly counts: ReadonlyMap<Leaf, number>;
}

const termsOf = ({ any }: Leaf): readonly string[] => any.flatMap(({ terms }) => terms);

/** @param leaves that are found by whole terms alone: of single words it is told first whether their lists are long */
export async function searchedSlice(slice: OpenedSlice, leaves: readonly Leaf[]): Promise<Searched> {
  const long = new Map<Leaf, number>();
  const single = leaves.filter(({ any }) => any.every(({ terms }) => terms.length === 1));
  // All words at once, as each answer takes its time.
  const terms = [...new Set(single.flatMap(termsOf))];
  const lengths = await slice.longLists(terms);
  const lengthOf = new Map(terms.map((term, at) => [term, lengths[at] ?? 0]));
  for (const leaf of single) {
    const items = Math.max(...termsOf(leaf).map((term) => lengthOf.get(term) ?? 0));
    if (items > 0) long.set(leaf, items);
  }
  const counts = new Map(long);
  const made = new Map<Leaf, Promise<Matches>>();
  const make = async (leaf: Leaf, among?: Iterable<number>): Promise<Matches> => {
    const matches = await bestMatches(leaf, slice, among);
    if (matches === everywhere) counts.delete(leaf);
    else if (!among) counts.set(leaf, matches.size);
    return matches;
  };
  return {
    slice,
    matchesOf: (leaf, among) => {
      const matches = made.get(leaf) ?? make(leaf, long.has(leaf) ? among : undefined);
      made.set(leaf, matches);
      return matches;
    },
    counts,
  };
}

/** The best match of any alternative. */
async function bestMatches(leaf: Leaf, slice: OpenedSlice, among?: Iterable<number>): Promise<Matches> {
  const best = new Map<number, Match>();
  for (const matches of await matchesOfEach(leaf, slice, among)) {
    if (matches === everywhere) return everywhere;
    for (const [doc, match] of matches) {
      if (leaf.intitle && !match.inTitle) continue;
      if (match.score > (best.get(doc)?.score ?? -1)) best.set(doc, match);
    }
  }
  return best;
}

async function inSpan({ of, span }: SpanNode, slice: OpenedSlice): Promise<Scores> {
  const { segment, from, to } = slice;
  const dayOf = of === 'edition' ? segment.dayOf : await segment.publishedOf();
  const docs = new Map<number, number>();
  for (let doc = from; doc < to; doc += 1) if (isWithin(dayOf(doc), span)) docs.set(doc, 0);
  return docs;
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

/** All items of a slice, where scores stand for all. */
export function itemsOf(scores: Scores, { from, to }: Slice): ReadonlyMap<number, number> {
  if (scores !== everywhere) return scores;
  return new Map(Array.from({ length: to - from }, (_, at) => [from + at, 0]));
}

function without(scores: Scores, taken: Scores, slice: Slice): Scores {
  if (taken === everywhere) return new Map();
  return new Map([...itemsOf(scores, slice)].filter(([doc]) => !taken.has(doc)));
}

/** What comes on top for words that stand as they were typed. */
function bonusOf(doc: number, leaves: readonly { readonly leaf: Leaf; readonly matches: Matches }[]): number {
  if (leaves.length < 2) return 0;
  let bonus = 0;
  let isTitle = true;
  for (const [i, { matches }] of leaves.entries()) {
    const match = matches === everywhere ? undefined : matches.get(doc);
    if (matches !== everywhere && !match?.inTitle) isTitle = false;
    const next = leaves[i + 1]?.leaf.any[0]?.forms[0];
    if (next !== undefined && match?.followers.includes(followerOf(next))) bonus += neighbourBonus;
  }
  return bonus + (isTitle ? allInTitleBonus * leaves.length : 0);
}

/** What narrows most comes first: a list that is not needed is not read. */
async function evaluateAll({ of }: GroupPlan, searched: Searched, weightOf: WeightOf): Promise<Scores> {
  let found: Scores = everywhere;
  const order = { leaf: 0, all: 1, any: 1, most: 1, span: 2, not: 3 };
  const length = (plan: Plan): number => (plan.kind === 'leaf' ? (searched.counts.get(plan) ?? 0) : 0);
  const rarity = (plan: Plan): number => (plan.kind === 'leaf' ? weightOf(plan) : 0);
  const sorted = [...of].sort(
    (a, b) => order[a.kind] - order[b.kind] || length(a) - length(b) || rarity(b) - rarity(a),
  );
  for (const plan of sorted) {
    if (found !== everywhere && found.size === 0) return found;
    if (plan.kind === 'not')
      found = without(found, await evaluate(plan.of, searched, weightOf), searched.slice);
    else if (plan.kind === 'leaf' && found !== everywhere)
      found = intersect(found, scoresOf(plan, await searched.matchesOf(plan, found.keys()), weightOf));
    else found = intersect(found, await evaluate(plan, searched, weightOf));
  }
  const words = of.flatMap((plan) => (plan.kind === 'leaf' && plan.scores ? plan : []));
  if (found === everywhere || words.length < 2) return found;
  const leaves = await Promise.all(
    words.map(async (leaf) => ({ leaf, matches: await searched.matchesOf(leaf) })),
  );
  return new Map([...found].map(([doc, score]) => [doc, score + bonusOf(doc, leaves)]));
}

async function evaluateMost(
  { of, least }: MostPlan,
  searched: Searched,
  weightOf: WeightOf,
): Promise<Scores> {
  const found = new Map<number, { score: number; count: number }>();
  let everywhereCount = 0;
  for (const leaf of of) {
    const scores = scoresOf(leaf, await searched.matchesOf(leaf), weightOf);
    if (scores === everywhere) {
      everywhereCount += 1;
      continue;
    }
    for (const [doc, score] of scores) {
      const known = found.get(doc) ?? { score: 0, count: 0 };
      found.set(doc, { score: known.score + score, count: known.count + 1 });
    }
  }
  const enough = [...found].filter(([, { count }]) => count + everywhereCount >= least);
  return new Map(enough.map(([doc, { score }]) => [doc, score]));
}

function scoresOf(leaf: Leaf, matches: Matches, weightOf: WeightOf): Scores {
  if (matches === everywhere) return everywhere;
  const weight = leaf.scores ? weightOf(leaf) : 0;
  return new Map([...matches].map(([doc, { score }]) => [doc, weight * score]));
}

/** The items of a slice that a plan finds, with their scores; rejects when a file cannot be had. */
export async function evaluate(plan: Plan, searched: Searched, weightOf: WeightOf): Promise<Scores> {
  switch (plan.kind) {
    case 'leaf':
      return scoresOf(plan, await searched.matchesOf(plan), weightOf);
    case 'span':
      return inSpan(plan, searched.slice);
    case 'not':
      return without(everywhere, await evaluate(plan.of, searched, weightOf), searched.slice);
    case 'all':
      return evaluateAll(plan, searched, weightOf);
    case 'most':
      return evaluateMost(plan, searched, weightOf);
    case 'any': {
      const best = new Map<number, number>();
      for (const one of plan.of) {
        const scores = await evaluate(one, searched, weightOf);
        if (scores === everywhere) return everywhere;
        for (const [doc, score] of scores) best.set(doc, Math.max(score, best.get(doc) ?? 0));
      }
      return best;
    }
  }
}
