export type { Batch, CommitResult, IncomingFeed } from './commit/commit.ts';
export type { Counts } from './commit/counts.ts';
export type { KeepTextsResult, PageTexts } from './commit/keep-texts.ts';
export type { RememberedItems } from './commit/note-lost.ts';
export type { PlaceResult } from './commit/place-stories.ts';
export { dayPath as dayFilePath } from './day/day-store.ts';
export type { PageText } from './day/page-text.ts';
export type { IncomingItem, StoredItem } from './day/stored-item.ts';
export type { ArchiveFs } from './disk/files.ts';
export { type LockAnswer, lockFolder } from './disk/lock.ts';
export { withIds } from './identity/identity.ts';
export {
  type Archive,
  type ArchiveOptions,
  type DayItems,
  type LockResult,
  type OpenedStored,
  openArchive,
  type Retention,
} from './store.ts';
export type { DroppedItem } from './upkeep/drop-items.ts';
export type { ForgetResult, ForgetTarget } from './upkeep/forget.ts';
export type { PruneResult } from './upkeep/prune.ts';
export type { RepairResult } from './upkeep/repair.ts';
export type { Verification } from './upkeep/verify.ts';
