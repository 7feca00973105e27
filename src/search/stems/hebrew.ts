import { withoutEndings } from './endings.ts';

/** Hebrew: the endings of plurals, of what belongs to something, and of feminine words. */
export const stemmer = withoutEndings([2, 'יות ים ות ה ת י']);
