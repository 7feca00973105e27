import { foldWord } from './fold.ts';

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
const token = new RegExp(
  `(?<![\\p{L}\\p{N}])\\.?${part}(?:[-._]${part})*(?:\\+\\+|#)?|${part}(?:\\+\\+|#)?`,
  'gu',
);
const parts = new RegExp(`${part}(?:\\+\\+|#)?`, 'gu');
const plain = /^[\p{L}\p{N}\p{M}]+$/u;
const digit = /\p{N}/u;
/** Parts of a version or number that lead to it: of `6.12.3` also `6.12`. */
const maxParts = 5;
/** Two parts that are as often written as one: `e-mail`. */
const maxJoined = 20;

const maybeUnspaced =
  /[\u0e00-\u0eff\u1000-\u11ff\u1780-\u17ff\u3000-\ud7ff\ud840-\udbff\uf900-\ufaff\uff66-\uffdc]/;
const scripts =
  '\\p{scx=Han}\\p{scx=Hira}\\p{scx=Kana}\\p{scx=Hang}\\p{scx=Thai}\\p{scx=Laoo}\\p{scx=Khmr}\\p{scx=Mymr}';
const unspacedRuns = new RegExp(`[${scripts}]+|[^${scripts}]+`, 'gu');
const unspaced = new RegExp(`^[${scripts}]`, 'u');

/**
 * How words of scripts without spaces are cut, and those of Korean, whose particles are written to their words:
 * overlapping pairs of characters need no dictionary.
 */
function addPairs(run: string, at: number, isQuery: boolean, words: Word[]): void {
  const characters = [...run];
  let start = at;
  const add = (text: string, end: number): void => {
    const form = foldWord(text);
    words.push({ term: form, form, start, end });
  };
  for (const [i, character] of characters.entries()) {
    const next = characters[i + 1];
    const end = start + character.length;
    if (next !== undefined) add(character + next, end + next.length);
    else if (!isQuery || characters.length === 1) add(character, end);
    start = end;
  }
}

/** What a written word is found by. */
interface Found {
  readonly form: string;
  readonly term: string;
  /** Where rules see accents: what the word without them is found by, as many are typed. */
  readonly bare?: string;
}

const found = new WeakMap<Stem, (word: string) => Found>();

/** What a word is found by, remembered for each stem: texts repeat their words. */
function finderOf(stem: Stem): (word: string) => Found {
  const known = found.get(stem);
  if (known) return known;
  const made = remembering((word: string): Found => {
    const form = foldWord(word);
    if (stem === noStem) return { form, term: form };
    const term = foldWord(stem(word.toLowerCase()));
    const bare = foldWord(stem(form));
    return bare === term ? { form, term } : { form, term, bare };
  });
  found.set(stem, made);
  return made;
}

function addWord(text: string, start: number, stem: Stem, words: Word[]): void {
  const { form, term, bare } = finderOf(stem)(text);
  const end = start + text.length;
  words.push({ term, form, start, end });
  if (bare !== undefined) words.push({ term: bare, form, extra: true, start, end });
}

function addRun(text: string, start: number, { stem, isQuery }: Use, words: Word[]): void {
  if (!maybeUnspaced.test(text)) {
    addWord(text, start, stem, words);
    return;
  }
  for (const { 0: run, index } of text.matchAll(unspacedRuns)) {
    if (unspaced.test(run)) addPairs(run, start + index, isQuery, words);
    else addWord(run, start + index, stem, words);
  }
}

interface Use {
  readonly stem: Stem;
  readonly isQuery: boolean;
}

/** Names of a run as a whole: `node.js`; of numbers also their beginnings; `email` for `e-mail`. */
export function wholesOf(text: string): string[] {
  if (plain.test(text)) return [];
  const folded = foldWord(text).replace(/^\.(?=\p{N})/u, '');
  const pieces = folded.split(/[-._]/).filter(Boolean);
  if (pieces.length === 1) return folded.startsWith('.') ? [folded] : [];
  if (digit.test(folded)) {
    const ends = [...folded.matchAll(/(?<=.)[-._]/g)].slice(1, maxParts).map(({ index }) => index);
    return [...ends.map((end) => folded.slice(0, end)), folded];
  }
  if (folded.includes('.')) return [folded];
  const joined = pieces.join('');
  return pieces.length === 2 && joined.length <= maxJoined ? [joined] : [];
}

/**
 * The words of a text in their order. Scripts that set no spaces give overlapping pairs of characters, and the last
 * character by itself: unlike a dictionary, which each browser has its own of, pairs are the same everywhere.
 *
 * @param use `query` leaves out the last character of a run: its pairs say all
 */
export function wordsOf(text: string, stem: Stem, use: 'text' | 'query' = 'text'): Word[] {
  const words: Word[] = [];
  const how = { stem, isQuery: use === 'query' };
  for (const { 0: run, index: start } of text.matchAll(token)) {
    if (plain.test(run)) {
      addRun(run, start, how, words);
      continue;
    }
    for (const { 0: one, index } of run.matchAll(parts)) addRun(one, start + index, how, words);
    for (const form of wholesOf(run))
      words.push({ term: form, form, extra: true, start, end: start + run.length });
  }
  return words;
}

/** What a name as a whole is found by: a topic, a label. */
export function nameTerm(name: string): string {
  return wordsOf(name, noStem, 'query')
    .filter(({ extra }) => !extra)
    .map(({ term }) => term)
    .join('-');
}

/** What a facet's value is found by. */
export function facetTerm(facet: string, value: string): string {
  return facet === 'topic' ? nameTerm(value) : value;
}

const maxRemembered = 200_000;

/** A function of words that remembers: texts repeat their words. */
export function remembering<T>(make: (word: string) => T): (word: string) => T {
  const known = new Map<string, T>();
  return (word) => {
    const one = known.get(word);
    if (one !== undefined) return one;
    const made = make(word);
    if (known.size >= maxRemembered) known.clear();
    known.set(word, made);
    return made;
  };
}
