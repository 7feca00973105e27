import type { Stem } from '../words.ts';
import { withoutEndings } from './endings.ts';

const ends = withoutEndings([3, 'هایی های ها'], [4, 'ان ات'], [3, 'ی']);

/** Persian: plurals and the article that is written to a word. Letters are often those of an Arabic keyboard. */
export const stemmer: Stem = (word) => ends(word.replace(/ي/g, 'ی').replace(/ك/g, 'ک'));
