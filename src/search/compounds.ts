import { languageOf } from './languages.ts';
import type { NumberRows } from './numbers.ts';
import type { TermTexts } from './term-texts.ts';

/** Languages that write several words as one. */
const compounding: ReadonlySet<string> = new Set(['da', 'de', 'fi', 'hu', 'is', 'nl', 'no', 'sv']);

export function writesCompounds(language: string | undefined): boolean {
  return compounding.has(languageOf(language));
}

/** Shorter parts are mostly endings. */
const minPart = 4;
const minLastPart = 3;
const minCompound = minPart + minLastPart;
/** What stands between the parts of a German, Dutch or Scandinavian word. */
const links = ['', 's', 'es', 'n', 'en', 'er', 'e'];
/** How often a word is taken apart again. */
const maxDepth = 2;

/** Returns the term of a word that is known, without what links it to a next one. */
type Known = (word: string) => number | undefined;

/** A word without what may link it to a next one. */
function* unlinked(word: string): Generator<string> {
  for (const link of links) {
    const bare = word.slice(0, word.length - link.length);
    if (bare.length >= minPart && word.endsWith(link)) yield bare;
  }
}

/** The terms of what stands before a last part: a word that is known, or several. */
function termsBefore(word: string, known: Known, depth: number): number[] {
  for (const bare of unlinked(word)) {
    const term = known(bare);
    if (term !== undefined) return [term];
  }
  if (depth >= maxDepth) return [];
  for (const bare of unlinked(word)) {
    const terms = partsOf(bare, known, depth + 1);
    if (terms.length > 0) return terms;
  }
  return [];
}

/**
 * The terms of the words that a word is made of, by words that are known: its longest last part, and what stands before
 * it, which may be made of several again. None where it cannot be taken apart whole.
 */
export function partsOf(word: string, known: Known, depth = 0): number[] {
  if (word.length < minCompound) return [];
  for (let at = minPart; at <= word.length - minLastPart; at += 1) {
    const last = known(word.slice(at));
    const before = last === undefined ? [] : termsBefore(word.slice(0, at), known, depth);
    if (last !== undefined && before.length > 0) return [...before, last];
  }
  return [];
}

/**
 * Which words are parts of which: `Haus` and `Bau` of `Hausbau`, by what they are found by, so that long words are
 * found by their parts.
 *
 * @param parts by words of languages that write compounds, as they are written, folded: one more than what they are
 * found by
 */
export function partsOfAll(terms: TermTexts, parts: NumberRows): Map<number, Set<number>> {
  const termOf = (form: number): number | undefined => {
    const part = parts.get(form, 0);
    return part === 0 ? undefined : part - 1;
  };
  const known: Known = (word) => {
    const form = terms.known(word);
    return form === undefined ? undefined : termOf(form);
  };
  const compounds = new Map<number, Set<number>>();
  const { list } = terms;
  const long = list.select((place) => list.lengthOf(place) >= minCompound);
  for (const place of long) {
    const term = termOf(terms.numberAt(place));
    if (term === undefined) continue;
    for (const part of partsOf(list.textOf(place), known)) {
      if (part === term) continue;
      compounds.set(part, (compounds.get(part) ?? new Set()).add(term));
    }
  }
  return compounds;
}
