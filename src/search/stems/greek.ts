import { type Refine, withoutEndings } from './endings.ts';

const ends = withoutEndings([3, 'ι']);

/** Greek: of `εργοστάσιο` and `εργοστάσια` the rules of endings leave two stems. They know no letter with two dots. */
export const refine: Refine = (stem) => (word) =>
  ends(stem(word.replace(/[ϊΐ]/g, 'ι').replace(/[ϋΰ]/g, 'υ')));
