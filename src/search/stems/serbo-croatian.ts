import type { Stem } from '../words.ts';
import { withoutEndings, withoutMarks } from './endings.ts';

const cyrillic = [...'абвгдђежзијклљмнњопрстћуфхцчџш'];
const latin = 'a b v g d d e z z i j k l lj m n nj o p r s t c u f h c c dz s'.split(' ');

const ends = withoutEndings(
  [3, 'ovima evima ovi evi ova eva ove eve ima ama iju ija ije iji og eg oj om em im ih a e i o u'],
  [3, 'ov ev'],
  [3, 'ij j'],
  [3, 'ac', 'c'],
  [3, 'ar', 'r'],
  [2, 'c', 'k'],
  [3, 'z', 'g'],
);

/**
 * Bosnian, Croatian and Serbian, whichever letters they are written in: cases, and the sounds that change before them
 * (`liječnik`, `liječnici`).
 *
 * @see Nikola Ljubešić and others, “Retrieving Information in Croatian: Building a Simple and Efficient Rule-Based
 * Stemmer” (2007), for which endings there are
 */
export const stemmer: Stem = (word) => {
  const letters = word.replace(/[а-џ]/g, (letter) => latin[cyrillic.indexOf(letter)] ?? letter);
  return ends(withoutMarks(letters).replace(/dj|đ/g, 'd'));
};
