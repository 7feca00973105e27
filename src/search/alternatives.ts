import { addressTerm } from './address-term.ts';
import { shortForm } from './fold.ts';
import { writtenOtherwise } from './otherwise.ts';
import { isOneUnspaced, noStem, type Stem, token, type Word, wholesOf, wordsOf } from './words.ts';

/** What the words of a query are found by, as they were typed and otherwise. */

/** A term, or several that follow each other. */
export interface Alternative {
  readonly terms: readonly string[];
  /** The words as they were typed, folded; empty where forms do not matter. */
  readonly forms: readonly string[];
  /** How much it counts beside the word as it was typed: 1 at most. */
  readonly share: number;
  /** The term may go on. */
  readonly prefix?: true;
}

const otherwiseShare = 0.8;
const partsShare = 0.6;

export const single = (term: string): Alternative => ({ terms: [term], forms: [], share: 1 });

function sequence(words: readonly Word[], share: number): Alternative {
  return { terms: words.map(({ term }) => term), forms: words.map(({ form }) => form), share };
}

function distinct(alternatives: readonly Alternative[]): Alternative[] {
  const made = new Map<string, Alternative>();
  for (const one of alternatives) {
    const name = one.terms.join(' ');
    if (one.terms.length > 0 && !made.has(name)) made.set(name, one);
  }
  return [...made.values()];
}

/** The words in a row, by the rules of each language; one word also without its accents. */
export function sequences(text: string, stems: readonly Stem[], share: number): Alternative[] {
  return distinct(
    [noStem, ...stems].flatMap((stem) => {
      const words = wordsOf(text, stem, 'query');
      const row = words.filter(({ extra }) => !extra);
      const bare = row.length === 1 ? words.filter(({ extra, form }) => extra && form === row[0]?.form) : [];
      return [sequence(row, share), ...bare.map((word) => sequence([word], share))];
    }),
  );
}

/** Texts have pairs of characters, of which one by itself is the first only: `第3季` is found in `第3季度` by what stands before. */
function beginnings(text: string): Alternative[] {
  const row = wordsOf(text, noStem, 'query').filter(({ extra }) => !extra);
  const last = row.pop();
  return row.length > 0 && isOneUnspaced(last?.form ?? '') ? [sequence(row, partsShare)] : [];
}

/** A word, or a run of words and signs, as it is written: a version or number is what it is, `e-mail` is also two words. */
export function asWritten(text: string, stems: readonly Stem[], share = otherwiseShare): Alternative[] {
  // Not the signs around it: `$5.99`, `6.12?`.
  const [run = '', ...others] = text.match(token) ?? [];
  const whole = others.length > 0 ? undefined : wholesOf(run).at(-1);
  if (whole === undefined) return sequences(text, stems, share);
  const parts = /\p{N}|^\./u.test(run) ? [] : sequences(text, stems, share * partsShare);
  return [{ terms: [whole], forms: [whole], share }, ...parts];
}

/**
 * What a word, or a run of words and signs, is found by, however it is written.
 *
 * @param also further ways of writing it
 */
export function wordAlternatives(
  text: string,
  stems: readonly Stem[],
  also: (word: string) => readonly string[] = () => [],
): Alternative[] {
  const bare = text.replace(/^[^\p{L}\p{N}.]+|[^\p{L}\p{N}+#]+$/gu, '');
  const joined = /\d/.test(bare) ? bare.replaceAll('-', '') : bare;
  const others = [joined, shortForm(text.toLowerCase()) ?? text, ...writtenOtherwise(bare), ...also(bare)];
  return distinct([
    ...asWritten(text, stems, 1),
    ...(text.includes('/') ? [single(addressTerm(text))] : []),
    ...beginnings(text),
    ...others.flatMap((other) => asWritten(other, stems)),
  ]);
}
