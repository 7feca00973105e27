import type { Refine } from './endings.ts';

/** Consonants that change where a syllable is closed, as they are written in either grade. */
const grades: Readonly<Record<string, string>> = {
  d: 't',
  v: 'p',
  nk: 'n',
  ng: 'n',
  nt: 'n',
  lt: 'l',
  rt: 'r',
  mp: 'm',
  ks: 's',
};
const graded = new RegExp(`^(.{2,}?)(${Object.keys(grades).join('|')})([aeiouyäö]?)$`);

/** Finnish: what the rules of endings leave of a word has the same consonants in all of its forms (`katu`, `kadun`). */
export const refine: Refine = (stem) => (word) =>
  stem(word)
    .replace(graded, (_, before, found, vowel) => before + grades[found] + vowel)
    .replace(/^(.{4,})[aeiouyäö]$/, '$1');
