import type { Stem } from '../words.ts';
import { withoutEndings, withoutMarks } from './endings.ts';

const ends = withoutEndings(
  [3, 'nci', 'nt'],
  [3, 'iami iach iom iem owi ami ach ego emu ych ymi imi ich om em ej ie ia iu io a e i o u y'],
  [3, 'ow'],
  [3, 'iec', 'c'],
  [3, 'ek', 'k'],
  [3, 'c', 'k'],
);

/**
 * Polish: cases of nouns and adjectives, and the sounds that change before them (`gatunek`, `gatunki`).
 *
 * @see Adam Przepiórkowski and others, the tables of the Morfeusz dictionary, for which endings there are
 */
export const stemmer: Stem = (word) => ends(withoutMarks(word.replace(/ł/g, 'l')));
