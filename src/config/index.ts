export { configProblem } from './config-value.ts';
export { type Additions, addToConfig } from './edit-config.ts';
export { maxEditorFileBytes, readEditorFile } from './editor-file.ts';
export { feedIdOf, hashedFeedId } from './feed-id.ts';
export {
  type ImportedFeed,
  type ImportedList,
  type ImportedSite,
  unreadableList,
} from './importers/imported.ts';
export { addressKey, type Merge, mergeList, type Present } from './importers/merge-list.ts';
export { type CachedSource, isOsmosfeedCache, readOsmosfeedCache } from './importers/osmosfeed-cache.ts';
export { readFeedList } from './importers/read-list.ts';
export {
  type VenusSource,
  venusDocument,
  venusFeedOf,
  venusFileName,
  venusSourceOf,
} from './importers/venus-cache.ts';
export { type KeptList, keptListPath, keptListText, maxListFeeds, parseKeptList } from './kept-list.ts';
export { writtenSettings } from './kept-settings.ts';
export { type OpmlFeed, parseOpml } from './opml.ts';
export { maxOwnPageBytes, type OwnPageText, readOwnPage } from './own-page.ts';
export { configPath, readConfig } from './read-config.ts';
export { removeFromConfig } from './remove-feed.ts';
export type { FeedInput } from './schema.ts';
export { configJsonSchema } from './schema-keys.ts';
export { sectionIdOf } from './section-name.ts';
export { webAddress } from './web-address.ts';
export { flowText } from './yaml-text.ts';
