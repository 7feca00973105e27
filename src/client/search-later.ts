/** What the search page loads behind its first results: filters with their counts, and the searches that are kept. */
export { drawNarrowing } from './narrowing.ts';
export { drawSearches, keepButton } from './searches.ts';
