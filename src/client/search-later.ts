/**
 * What the search page loads behind its first results, or before them where something other than words was asked for:
 * what was understood, filters with their counts, and the searches that are kept.
 */
export { chipsOf, spanText } from './chips.ts';
export { nameOf } from './facet-names.ts';
export { drawNarrowing } from './narrowing.ts';
export { drawSearches, keepButton } from './searches.ts';
