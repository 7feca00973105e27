import type { Lexicon } from './lexicon.ts';
import { inTitle, isName, type Profile, type Texts, textsOf, type Words } from './profile.ts';
import type { Text, Word } from './text.ts';
import { hasDigit } from './words.ts';

/** So many days apart, one text with other numbers is the next report of a series; before, it may be a better count. */
const seriesDays = 3;

interface Numbers {
  /** Numbers by what they are of: `kernel`, `episode`. */
  readonly named: ReadonlyMap<string, readonly string[]>;
  /** `2–1` */
  readonly scores: ReadonlySet<string>;
}

function numbersOf(title: readonly Word[]): Numbers {
  const named = new Map<string, string[]>();
  const scores = new Set<string>();
  for (const { form, of } of title) {
    if (of === undefined) continue;
    if (/^\d{1,3}$/.test(of) && /^\d{1,3}$/.test(form)) scores.add([of, form].sort().join('–'));
    else named.set(of, [...(named.get(of) ?? []), form]);
  }
  return { named, scores };
}

function holds({ title, lead }: Texts, form: string): boolean {
  return [title, lead].some(({ words }) => words.some((word) => word.form === form));
}

/** `7.1-rc3` and `7.1-rc4`, `Episode 58` and `Episode 59`, `2–1` and `0–3`: both titles number one thing, and differ. */
function numbersDiffer(a: Texts, b: Texts): boolean {
  const [one, other] = [numbersOf(a.title.words), numbersOf(b.title.words)];
  if (one.scores.size > 0 && other.scores.size > 0)
    if (![...one.scores].some((score) => other.scores.has(score))) return true;
  for (const [of, numbers] of one.named) {
    const others = other.named.get(of);
    if (!others) continue;
    if (numbers.some((number) => holds(b, number)) || others.some((number) => holds(a, number))) continue;
    return true;
  }
  return false;
}

/** “Security updates for Monday” and those for Tuesday: two titles say the same, but for the days that they name. */
function datesDiffer({ title: a }: Texts, { title: b }: Texts): boolean {
  if (a.dates.length === 0 || b.dates.length === 0) return false;
  if (a.dates.some((date) => b.dates.includes(date))) return false;
  const [shorter = [], longer = []] = [a.words, b.words].sort((x, y) => x.length - y.length);
  const forms = new Set(longer.map(({ form }) => form));
  return 3 * shorter.filter(({ form }) => forms.has(form)).length >= 2 * shorter.length;
}

/** Room for a table that is made again and again. */
let lengths = new Uint16Array(1024);

/** Where the words of a longest common subsequence stand in `a` and `b`. */
function commonPlaces(a: readonly number[], b: readonly number[]): (readonly [number, number])[] {
  const width = b.length + 1;
  const size = (a.length + 1) * width;
  if (lengths.length < size) lengths = new Uint16Array(2 * size);
  else lengths.fill(0, 0, size);
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

/** Words, their stems, and the stems of the item that they are part of. */
interface Part {
  readonly words: readonly Word[];
  readonly stems: readonly number[];
  readonly all: ReadonlySet<number>;
}

function partsOf({ title, lead }: Texts, lexicon: Lexicon): { readonly title: Part; readonly lead: Part } {
  const stems = ({ words }: Text): number[] =>
    words.map(({ numbered }) => lexicon.stemOfForm(lexicon.numberOf(numbered)));
  const [own, other] = [stems(title), stems(lead)];
  const all = new Set([...own, ...other]);
  return {
    title: { words: title.words, stems: own, all },
    lead: { words: lead.words, stems: other, all },
  };
}

/**
 * Whether two texts are one frame that is filled with other names: at least half of the shorter text, all that they
 * share and in one order, and somewhere in between (or at an end) each has a name that the other item holds nowhere.
 * “Barn fire near Thorne”, “Barn fire near Lenn”.
 */
function fillsFrame(a: Part, b: Part, isFill: (word: Word) => boolean): boolean {
  const places = commonPlaces(a.stems, b.stems);
  if (places.length < 2 || 2 * places.length < Math.min(a.stems.length, b.stems.length)) return false;
  const frame = new Set(places.map(([at]) => a.stems[at]));
  if (a.stems.some((stem) => b.stems.includes(stem) && !frame.has(stem))) return false;
  const fills = (part: Part, from: number, to: number, other: Part): boolean =>
    part.words
      .slice(from, to)
      .some((word, at) => isFill(word) && !other.all.has(part.stems[from + at] ?? -1));
  let [i, j] = [0, 0];
  for (const [nextA, nextB] of [...places, [a.stems.length, b.stems.length] as const]) {
    if (fills(a, i, nextA, b) && fills(b, j, nextB, a)) return true;
    [i, j] = [nextA + 1, nextB + 1];
  }
  return false;
}

function namesIn(words: Words): Set<number> {
  return new Set([...words.stems].filter((_, place) => isName(words, place)));
}

function namesInTitle(words: Words): boolean {
  const { lexicon, stems } = words;
  return stems.some(
    (stem, place) => isName(words, place) && inTitle(words, place) && !hasDigit(lexicon.stems[stem] ?? ''),
  );
}

/** Whether both titles name something, and the two items have no name or number in common. */
function nameOthers(a: Words, b: Words): boolean {
  // Two languages are alike by their names alone.
  if (a.lexicon !== b.lexicon || !namesInTitle(a) || !namesInTitle(b)) return false;
  const [one, other] = [namesIn(a), namesIn(b)];
  return !a.stems.some((stem) => other.has(stem)) && !b.stems.some((stem) => one.has(stem));
}

/** Whether two items of one language share numbers, and nothing else: dates that stand in for titles, prices. */
function shareNumbersAlone({ lexicon, stems }: Words, b: Words): boolean {
  if (lexicon !== b.lexicon) return false;
  const shared = stems.filter((stem) => b.stems.includes(stem));
  return shared.length > 0 && shared.every((stem) => hasDigit(lexicon.stems[stem] ?? ''));
}

/**
 * Whether two items that are alike are about two things all the same: their titles number one thing and differ, or
 * name other days, they are one form that is filled with other names, or they have nothing in common but numbers, or no
 * name.
 */
export function contradict(a: Profile, b: Profile): boolean {
  if (nameOthers(a.words, b.words) || shareNumbersAlone(a.words, b.words)) return true;
  const [one, other] = [textsOf(a.item), textsOf(b.item)];
  if (numbersDiffer(one, other) || datesDiffer(one, other)) return true;
  const isLater = Math.abs(a.time - b.time) >= seriesDays;
  const isFill = ({ isName: isNamed, form }: Word): boolean => isNamed && (isLater || !hasDigit(form));
  // Words of two languages are compared as if they were of one.
  const { lexicon } = a.words;
  const [parts, others] = [partsOf(one, lexicon), partsOf(other, lexicon)];
  return fillsFrame(parts.title, others.title, isFill) || fillsFrame(parts.lead, others.lead, isFill);
}
