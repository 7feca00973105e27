import type { Profile } from './story-profile.ts';

/** How alike two items are, from 0 to 1, and the words that say so, rarest first, as the later item wrote them. */
export interface Likeness {
  readonly score: number;
  readonly words: readonly string[];
}

/** Weight of a stem: 1 for one that nothing else holds, 0 for one that everything holds. */
export type Weigh = (stem: string) => number;

/** Weighted share of words in common (cosine): below it, two items only touch on the same things. */
const minScore = 0.4;
/** A short headline can be alike in two names without being about one event: this many words must say so. */
export const minShared = 4;
/** Their weight. A word of two items weighs less than 1, so that it takes at least {@link minShared}. */
const minSharedWeight = minShared - 1;

function isWithin(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  for (const value of a) if (!b.has(value)) return false;
  return true;
}

/** `7.1-rc3` and `7.1-rc4`, `Episode 58` and `Episode 59`: numbers that contradict each other name two things. */
function numbersAgree(a: Profile, b: Profile): boolean {
  return isWithin(a.titleNumbers, b.titleNumbers) || isWithin(b.titleNumbers, a.titleNumbers);
}

/** Where the words of a longest common subsequence stand in `a` and `b`. */
function commonPlaces(a: readonly string[], b: readonly string[]): (readonly [number, number])[] {
  const width = b.length + 1;
  const lengths = new Uint16Array((a.length + 1) * width);
  const at = (i: number, j: number): number => lengths[i * width + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i -= 1)
    for (let j = b.length - 1; j >= 0; j -= 1)
      lengths[i * width + j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  const places: (readonly [number, number])[] = [];
  let [i, j] = [0, 0];
  while (i < a.length && j < b.length) {
    if (a[i] === b[j]) {
      places.push([i, j]);
      i += 1;
      j += 1;
    } else if (at(i + 1, j) >= at(i, j + 1)) i += 1;
    else j += 1;
  }
  return places;
}

/** The words of a text and of the item it is part of. */
interface Part {
  readonly text: readonly string[];
  readonly words: ReadonlyMap<string, string>;
}

/**
 * The words between which two texts are filled differently, when they are one frame: at least half of the shorter
 * text, all that they share and in one order, and somewhere in between (or at an end) each has a word that the other
 * item holds nowhere. “Barn fire near Thorne”, “Barn fire near Lenn”.
 */
function frameOf(a: Part, b: Part): ReadonlySet<string> | undefined {
  const places = commonPlaces(a.text, b.text);
  if (places.length < 2 || 2 * places.length < Math.min(a.text.length, b.text.length)) return undefined;
  const frame = new Set(places.map(([at]) => a.text[at] ?? ''));
  if (a.text.some((stem) => b.text.includes(stem) && !frame.has(stem))) return undefined;
  let [i, j] = [0, 0];
  for (const [nextA, nextB] of [...places, [a.text.length, b.text.length] as const]) {
    const fillA = a.text.slice(i, nextA).some((stem) => !b.words.has(stem));
    const fillB = b.text.slice(j, nextB).some((stem) => !a.words.has(stem));
    if (fillA && fillB) return frame;
    [i, j] = [nextA + 1, nextB + 1];
  }
  return undefined;
}

function cosine(a: readonly string[] | ReadonlySet<string>, b: ReadonlySet<string>, weigh: Weigh): number {
  let [shared, onlyA, all] = [0, 0, 0];
  for (const stem of a) if (b.has(stem)) shared += weigh(stem);
  for (const stem of a) onlyA += weigh(stem);
  for (const stem of b) all += weigh(stem);
  return onlyA === 0 || all === 0 ? 0 : shared / Math.sqrt(onlyA * all);
}

/** Made from one template: the titles fill one frame, and the leads do too, or little is shared beside it. */
function isTemplate(a: Profile, b: Profile, shared: readonly string[]): boolean {
  const part = ({ words }: Profile, text: readonly string[]): Part => ({ text, words });
  const frame = frameOf(part(a, a.title), part(b, b.title));
  if (!frame) return false;
  return (
    frameOf(part(a, a.lead), part(b, b.lead)) !== undefined ||
    shared.filter((stem) => !frame.has(stem)).length < minShared
  );
}

/** Whether two items share a telling word at all. */
export function sharesWord(a: Profile, b: Profile): boolean {
  for (const stem of a.words.keys()) if (b.words.has(stem)) return true;
  return false;
}

/**
 * How alike the title and lead of two items are, or `undefined` where they are not about one thing: too few rare words
 * in common, none of them in a title, contradicting numbers, or one template filled in differently.
 */
export function likenessOf(later: Profile, earlier: Profile, weigh: Weigh): Likeness | undefined {
  const shared = [...later.words.keys()].filter((stem) => earlier.words.has(stem));
  const weights = new Map(shared.map((stem) => [stem, weigh(stem)]));
  const sum = [...weights.values()].reduce((total, weight) => total + weight, 0);
  if (sum < minSharedWeight) return undefined;
  const score = cosine([...later.words.keys()], new Set(earlier.words.keys()), weigh);
  if (score < minScore) return undefined;
  const inTitle = (profile: Profile): boolean => profile.title.some((stem) => weights.has(stem));
  if (!inTitle(later) || !inTitle(earlier) || !numbersAgree(later, earlier)) return undefined;
  if (isTemplate(later, earlier, shared)) return undefined;
  const words = shared
    .sort((a, b) => (weights.get(b) ?? 0) - (weights.get(a) ?? 0) || (a < b ? -1 : 1))
    .map((stem) => later.words.get(stem) ?? stem);
  return { score, words };
}
