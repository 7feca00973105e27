import { foldWord, maxFormLength } from './fold.ts';

/** Reduces a word to what its forms share: `tables` to `tabl`. */
export type Stem = (word: string) => string;

/** A word of a text: what it is found by, and where it stands, in UTF-16 units. */
export interface Word {
  readonly term: string;
  /** As it is written, folded: what tells an exact match from another form. */
  readonly form: string;
  /** A further name of words that are there already: `6.12` beside `6` and `12`. */
  readonly extra?: true;
  readonly start: number;
  readonly end: number;
}

/** The stem of words whose language has no rules here. */
export const noStem: Stem = (word) => word;

const part = '[\\p{L}\\p{N}][\\p{L}\\p{N}\\p{M}]*';
/** Words, and what signs hold together: `C++`, `C#`, `.NET`, `node.js`, `6.12`, `CVE-2026-1234`, `e-mail`. */
export const token = new RegExp(
  `(?<![\\p{L}\\p{N}])\\.?${part}(?:[-._]${part})*(?:\\+\\+|#)?|${part}(?:\\+\\+|#)?`,
  'gu',
);
const parts = new RegExp(`${part}(?:\\+\\+|#)?`, 'gu');
/** What holds together the parts of a run that is not a plain word. */
const signs = /[-._+#]/;
const digit = /\p{N}/u;
/** Parts of a version or number that lead to it: of `6.12.3` also `6.12`. */
const maxParts = 5;
/** Two parts that are as often written as one: `e-mail`. */
const maxJoined = 20;

export const maybeUnspaced =
  /[\u0e00-\u0eff\u1000-\u11ff\u1780-\u17ff\u3000-\ud7ff\ud840-\udbff\uf900-\ufaff\uff66-\uffdc]/;
const scripts =
  '\\p{scx=Han}\\p{scx=Hira}\\p{scx=Kana}\\p{scx=Hang}\\p{scx=Thai}\\p{scx=Laoo}\\p{scx=Khmr}\\p{scx=Mymr}';
const unspacedRuns = new RegExp(`[${scripts}]+|[^${scripts}]+`, 'gu');
const unspaced = new RegExp(`^[${scripts}]`, 'u');

/** Takes the words of a text one after the other, each as it is written and with its place. */
export interface TakeWords {
  readonly word: (text: string, start: number) => void;
  /** Two neighbours in a script without spaces, or its last character. */
  readonly pair: (text: string, start: number) => void;
  /** A further name of words that came before, folded, and the run that it names. */
  readonly whole: (form: string, start: number, run: string) => void;
}

/**
 * How words of scripts without spaces are cut, and those of Korean, whose particles are written to their words:
 * overlapping pairs of characters need no dictionary.
 */
function takePairs(run: string, at: number, { pair }: TakeWords): void {
  const characters = [...run];
  let start = at;
  for (const [i, character] of characters.entries()) {
    pair(character + (characters[i + 1] ?? ''), start);
    start += character.length;
  }
}

/** What a written word is found by. */
export interface Found {
  readonly form: string;
  readonly term: string;
  /** Where rules see accents: what the word without them is found by, because many are typed. */
  readonly bare?: string;
  /** What other words in it are found by: see {@link wordsIn}. */
  readonly parts: readonly string[];
}

/** Where a part of a name in camel case ends. */
const hump = /(?<=\p{Ll})(?=\p{Lu})|(?<=\p{Lu}{2})(?=\p{Lu}\p{Ll}{2})/u;
/** Shorter parts are not words: the `i` of `iPhone`. */
const minHump = 3;

const none: readonly string[] = [];

/** What the parts of a name in camel case are. */
function humpsOf(word: string): readonly string[] {
  const humps = word.split(hump);
  return humps.length > 1 ? humps.filter(({ length }) => length >= minHump) : none;
}

/** A word, and what Hebrew writes to the beginning of others: `and`, `the`, `in`, `to`, `from`, `that`, `as`. */
const written = [/^[ובהלמשכ](?=[א-ת]{3})/, /^[ובהלמשכ]{2}(?=[א-ת]{3})/];

/** What other words are in a word: of `PostgreSQL`, `Postgre` and `SQL`; of a Hebrew one what stands behind its prefix. */
function wordsIn(word: string, lower: string): readonly string[] {
  if (/^[א-ת]/.test(word))
    return written.flatMap((prefix) => (prefix.test(word) ? word.replace(prefix, '') : []));
  return word === lower ? none : humpsOf(word);
}

/** What the rules make of a word. Libraries' rules were seen to throw on some: such a word stays as it is. */
function stemOf(word: string, stem: Stem): string {
  // What is longer has no endings, and some rules take the square of its length.
  if (word.length > maxFormLength) return word;
  try {
    return stem(word);
  } catch {
    return word;
  }
}

/** What a word is found by, by the rules of a language. */
export function foundBy(word: string, stem: Stem): Found {
  const form = foldWord(word);
  const lower = word.toLowerCase();
  const termOf = (text: string): string => foldWord(stemOf(text, stem));
  const term = termOf(lower);
  const bare = lower === form || lower.length > maxFormLength ? term : termOf(form);
  const parts = wordsIn(word, lower).map((part) => termOf(part.toLowerCase()));
  return bare === term ? { form, term, parts } : { form, term, bare, parts };
}

function takeRun(text: string, start: number, take: TakeWords): void {
  if (!maybeUnspaced.test(text)) {
    take.word(text, start);
    return;
  }
  for (const { 0: run, index } of text.matchAll(unspacedRuns)) {
    if (unspaced.test(run)) takePairs(run, start + index, take);
    else take.word(run, start + index);
  }
}

/** Names of a run as a whole: `node.js`; of numbers also their beginnings, and without hyphens; `email` for `e-mail`. */
export function wholesOf(text: string): string[] {
  if (!signs.test(text)) return [];
  const folded = foldWord(text).replace(/^\.(?=\p{N})/u, '');
  const pieces = folded.split(/[-._]/).filter(Boolean);
  if (pieces.length === 1) return folded.startsWith('.') ? [folded] : [];
  const joined = pieces.join('');
  if (digit.test(folded)) {
    const ends = [...folded.matchAll(/(?<=.)[-._]/g)].slice(1, maxParts).map(({ index }) => index);
    const hasJoined = joined.length <= maxJoined && !folded.includes('.');
    return [...ends.map((end) => folded.slice(0, end)), ...(hasJoined ? [joined] : []), folded];
  }
  if (folded.includes('.')) return [folded];
  return pieces.length === 2 && joined.length <= maxJoined ? [joined] : [];
}

/** Takes the words of what {@link token} found. */
export function takeToken(run: string, start: number, take: TakeWords): void {
  if (!signs.test(run)) {
    takeRun(run, start, take);
    return;
  }
  for (const { 0: one, index } of run.matchAll(parts)) takeRun(one, start + index, take);
  for (const form of wholesOf(run)) take.whole(form, start, run);
}

/**
 * Takes the words of a text in their order. Scripts that set no spaces give overlapping pairs of characters, and the last
 * character by itself: unlike a dictionary, which each browser has its own of, pairs are the same everywhere.
 */
function takeWords(text: string, take: TakeWords): void {
  for (const { 0: run, index } of text.matchAll(token)) takeToken(run, index, take);
}

/** Whether a word is the last character of a run, which the pair before it ends with, too. */
function isTail(word: Word, before: Word | undefined): boolean {
  return before !== undefined && before.end === word.end && before.start < word.start;
}

/** Without the last character of a run that may go on in what is looked for. */
function withoutTail(words: readonly Word[]): Word[] {
  const [last, before] = words.filter(({ extra }) => !extra).reverse();
  const isLeftOut = last !== undefined && isTail(last, before);
  return words.filter(({ start, end }) => !(isLeftOut && start === last.start && end === last.end));
}

/**
 * The words of a text in their order, as {@link takeWords} takes them. A query leaves out what its last pair says already:
 * texts may go on there.
 */
export function wordsOf(text: string, stem: Stem, use: 'text' | 'query' = 'text'): Word[] {
  const words: Word[] = [];
  const add = (found: Found, start: number, { length }: string): void => {
    const { term, form, bare = [], parts } = found;
    const place = { form, start, end: start + length };
    words.push({ term, ...place });
    const others = use === 'text' ? parts.concat(bare) : [bare].flat();
    for (const other of others) words.push({ term: other, extra: true, ...place });
  };
  takeWords(text, {
    word: (one, start) => add(foundBy(one, stem), start, one),
    pair: (one, start) => add(foundBy(one, noStem), start, one),
    whole: (form, start, run) =>
      words.push({ term: form, form, extra: true, start, end: start + run.length }),
  });
  return use === 'query' ? withoutTail(words) : words;
}

/** Whether a word is one character of a script without spaces. */
export function isOneUnspaced(word: string): boolean {
  return unspaced.test(word) && [...word].length === 1;
}

/** What a name as a whole is found by: a topic, a label. */
export function nameTerm(name: string): string {
  return wordsOf(name, noStem)
    .filter(({ extra }) => !extra)
    .filter((word, at, all) => !isTail(word, all[at - 1]))
    .map(({ term }) => term)
    .join('-');
}

/** What a facet's value is found by. */
export function facetTerm(facet: string, value: string): string {
  return facet === 'topic' ? nameTerm(value) : value;
}
