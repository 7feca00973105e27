import type { Stem } from '../words.ts';
import { withoutEndings, withoutMarks } from './endings.ts';

const ends = withoutEndings(
  [3, 'ques', 'c'],
  [3, 'gues', 'g'],
  [3, 'ssos', 's'],
  [3, 'es os s'],
  [3, 'a e o'],
  [3, 'cion', 'ci'],
  [3, 'es', ''],
);

/** Catalan: plurals, feminine words, and how the letters before them change (`fàbrica`, `fàbriques`). */
export const stemmer: Stem = (word) => ends(withoutMarks(word));
