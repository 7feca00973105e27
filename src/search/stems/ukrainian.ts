import { type Refine, withoutEndings } from './endings.ts';

const ends = withoutEndings([3, 'і'], [2, 'ев ов єв ів їв']);

/** Ukrainian: of `станція`, and of names of towns such as `Львів` and `Києва`, the rules of endings leave several stems. */
export const refine: Refine = (stem) => (word) => ends(stem(word));
