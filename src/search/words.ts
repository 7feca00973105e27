/** Reduces a word to what its forms share: `tables` to `tabl`. */
export type Stem = (word: string) => string;

/** A word of a text: what it is found by, and where it stands, in UTF-16 units. */
export interface Word {
  readonly term: string;
  readonly start: number;
  readonly end: number;
}

/** The stem of words whose language has no rules here. */
export const noStem: Stem = (word) => word;

/** Longer ones are addresses and codes; their beginning is enough. */
const maxTermLength = 40;

const token = /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*(?:\+\+|#)?/gu;
const maybeUnspaced =
  /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3000-\ud7ff\ud840-\udbff\uf900-\ufaff\uff66-\uff9f]/;
const unspacedRuns =
  /[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Thai}\p{scx=Laoo}\p{scx=Khmr}\p{scx=Mymr}]+|[^\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Thai}\p{scx=Laoo}\p{scx=Khmr}\p{scx=Mymr}]+/gu;
const unspaced = /^[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Thai}\p{scx=Laoo}\p{scx=Khmr}\p{scx=Mymr}]/u;

/** Accents and vowel signs that people leave out when they type, of Latin, Greek, Cyrillic, Hebrew and Arabic. */
const marks = /[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed]/g;
const alike: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
  ς: 'σ',
  ى: 'ي',
  ة: 'ه',
  ک: 'ك',
  ی: 'ي',
};
const plainAscii = /^[a-z0-9]*$/;

/** A word without case, accents and the other differences that nobody types. */
export function foldWord(word: string): string {
  if (plainAscii.test(word)) return word.slice(0, maxTermLength);
  const folded = word
    .normalize('NFKD')
    .replace(marks, '')
    .toLowerCase()
    .replace(/[ßæœøłđðþıςىةکی]/g, (letter) => alike[letter] ?? letter)
    .normalize('NFC');
  return folded.length <= maxTermLength
    ? folded
    : folded.slice(0, maxTermLength).replace(/[\ud800-\udbff]$/, '');
}

/** How words of scripts without spaces are cut: overlapping pairs of characters need no dictionary. */
function addPairs(run: string, at: number, isQuery: boolean, words: Word[]): void {
  const characters = [...run];
  let start = at;
  for (const [i, character] of characters.entries()) {
    const next = characters[i + 1];
    const end = start + character.length;
    if (next !== undefined) {
      words.push({ term: foldWord(character + next), start, end: end + next.length });
    } else if (!isQuery || characters.length === 1) {
      words.push({ term: foldWord(character), start, end });
    }
    start = end;
  }
}

const terms = new WeakMap<Stem, Stem>();

/** The term of a word as it is written, remembered for each stem: texts repeat their words. */
function termsOf(stem: Stem): Stem {
  const known = terms.get(stem) ?? remembering((word) => stem(foldWord(word)));
  terms.set(stem, known);
  return known;
}

/**
 * The words of a text in their order. Scripts that set no spaces give overlapping pairs of characters, and the last
 * character by itself: unlike a dictionary, which each browser has its own of, pairs are the same everywhere.
 *
 * @param use `query` leaves out the last character of a run: its pairs say all
 */
export function wordsOf(text: string, stem: Stem, use: 'text' | 'query' = 'text'): Word[] {
  const words: Word[] = [];
  const termOf = termsOf(stem);
  for (const { 0: found, index } of text.matchAll(token)) {
    if (!maybeUnspaced.test(found)) {
      words.push({ term: termOf(found), start: index, end: index + found.length });
      continue;
    }
    for (const { 0: run, index: at } of found.matchAll(unspacedRuns)) {
      const start = index + at;
      if (unspaced.test(run)) addPairs(run, start, use === 'query', words);
      else words.push({ term: termOf(run), start, end: start + run.length });
    }
  }
  return words;
}

/** What a name as a whole is found by: a topic, a label. */
export function nameTerm(name: string): string {
  return wordsOf(name, noStem, 'query')
    .map(({ term }) => term)
    .join('-');
}

/** What a facet's value is found by. */
export function facetTerm(facet: string, value: string): string {
  return facet === 'topic' ? nameTerm(value) : value;
}

const maxRemembered = 200_000;

/** A stem that remembers: texts repeat their words. */
export function remembering(stem: Stem): Stem {
  const known = new Map<string, string>();
  return (word) => {
    const found = known.get(word);
    if (found !== undefined) return found;
    const made = stem(word);
    if (known.size >= maxRemembered) known.clear();
    known.set(word, made);
    return made;
  };
}
