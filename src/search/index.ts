/**
 * A search index in immutable segments, and the reading of it: pure, the same in Node and in browsers. `docs/search.md`
 * tells how it works.
 */
export { type Arrival, type ArrivalGroup, arrivalGroups, sharingGroups } from './arrivals.ts';
export { type Answer, askIndex, type Question } from './ask.ts';
export { fileSizeFor, once, type ReadBytes, sharedSizeFor } from './file-reader.ts';
export type { WriteFile } from './file-writer.ts';
export type { QueryProblem } from './grammar.ts';
export { fewLanguages, isLatin } from './languages.ts';
export { loadedStem, rememberedStem } from './load-stems.ts';
export { type CompiledQuery, compileQuery } from './match.ts';
export { type Language, namedIn } from './plan.ts';
export { openSegment, readSegmentList, slicesFor } from './read-segment.ts';
export { readHits } from './search.ts';
export { type IndexAbout, indexVersion, type ResultRecord, type SearchRecord } from './segment.ts';
export { type ListedDirectory, type ListedHead, segmentHeadIn, segmentListText } from './segment-list.ts';
export { stemmedLanguage } from './stemmers.ts';
export { noStem } from './words.ts';
export { type PagedSegment, writeDirectory } from './write-directory.ts';
export { writeSegment } from './write-segment.ts';
