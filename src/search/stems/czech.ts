import type { Stem } from '../words.ts';
import { withoutEndings, withoutMarks } from './endings.ts';

const ends = withoutEndings(
  [
    3,
    'iami iach iam ovia ovej ami ach ech och ich ych ymi imi emi eho emu ovi ove ou ov em om um am im ym ej iu ia ie a e i o u y',
  ],
  [3, 'en', 'n'],
  [3, 'ek', 'k'],
  [2, 'ec', 'c'],
  [2, 'c', 'k'],
  [3, 'z', 'h'],
);

/**
 * Czech and Slovak: cases of nouns and adjectives, and the sounds that change before them (`Praha`, `Praze`).
 *
 * @see Ljiljana Dolamic and Jacques Savoy, “Indexing and stemming approaches for the Czech language” (2009), for which
 * endings there are
 */
export const stemmer: Stem = (word) => ends(withoutMarks(word.replace(/ů/g, 'o')));
