/**
 * A search index in immutable segments, and the reading of it: pure, the same in Node and in browsers. `docs/search.md`
 * tells how it works.
 */
export { type Arrival, type ArrivalGroup, arrivalGroups } from './arrivals.ts';
export { stemmedLanguage, stemmerNames } from './languages.ts';
export type { SearchRecord, SegmentList } from './segment.ts';
export { noStem, remembering, type Stem } from './words.ts';
export { type WriteFile, writeSegment } from './write-segment.ts';
