export { type Additions, addToConfig } from './edit-config.ts';
export { feedIdOf, hashedFeedId } from './feed-id.ts';
export type { ImportedFeed, ImportedList, ImportedSite } from './importers/imported.ts';
export { addressKey, type Merge, mergeList, type Present, sectionIdOf } from './importers/merge-list.ts';
export { readFeedList } from './importers/read-list.ts';
export { type ConfigResult, configPath, type ReadText, readConfig } from './read-config.ts';
export type { FeedInput } from './schema.ts';
export { configJsonSchema } from './schema-keys.ts';
export { suggest } from './suggest.ts';
