export type { Batch, CommitResult, Counts, IncomingFeed } from './commit.ts';
export type { ArchiveFs } from './files.ts';
export {
  type Archive,
  type ArchiveOptions,
  type DayItems,
  type LockResult,
  openArchive,
  type Retention,
} from './store.ts';
export type { IncomingItem, StoredItem } from './stored-item.ts';
