import { type Refine, withoutEndings } from './endings.ts';

const ends = withoutEndings([3, 'iu i u'], [3, 'z', 'd'], [3, 'ţ', 't']);

/** Romanian: `ș` and `ț` are what the rules of endings know as `ş` and `ţ`; sounds change before plurals (`dobândă`, `dobânzi`). */
export const refine: Refine = (stem) => (word) => ends(stem(word.replace(/ș/g, 'ş').replace(/ț/g, 'ţ')));
