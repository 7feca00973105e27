/**
 * The door of the room: what a site folder holds, what is known of its feeds, and whether its site is up to date. What
 * makes pages has side doors, which a run opens only when there is something to render.
 */
export {
  type FeedFace,
  type FeedRecord,
  parseFeedFace,
  parseRepairs,
  selectorsHash,
} from './content/feed-record.ts';
export { forgetFace, readAllRecords, readRecords, withKeptFaces } from './content/records.ts';
export { readCache, writeCache } from './folder/cache-file.ts';
export { archiveOf, cacheDir, readSiteFolder, type SiteFolder } from './folder/site-folder.ts';
export { mayWriteTo } from './render/output.ts';
export { type FolderState, lacksNothing, type Outcome, upToDate } from './render/up-to-date.ts';
