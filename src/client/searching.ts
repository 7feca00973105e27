/** What the search page loads once somebody searches: the engine, and what shows its answers. */
export { openEngine } from './engine.ts';
export { drawFound, drawKept } from './search-more.ts';
