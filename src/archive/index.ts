export type { Batch, CommitResult, IncomingFeed } from './commit.ts';
export type { Counts } from './counts.ts';
export { dayPath as dayFilePath } from './day-store.ts';
export type { DroppedItem } from './drop-items.ts';
export type { ArchiveFs } from './files.ts';
export type { ForgetResult, ForgetTarget } from './forget.ts';
export { withIds } from './identity.ts';
export type { KeepTextsResult, PageTexts } from './keep-texts.ts';
export { type LockAnswer, lockFolder } from './lock.ts';
export type { RememberedItems } from './note-lost.ts';
export type { PageText } from './page-text.ts';
export type { PlaceResult } from './place-stories.ts';
export type { PruneResult } from './prune.ts';
export type { RepairResult } from './repair.ts';
export {
  type Archive,
  type ArchiveOptions,
  type DayItems,
  type LockResult,
  type OpenedStored,
  openArchive,
  type Retention,
} from './store.ts';
export type { IncomingItem, StoredItem } from './stored-item.ts';
export type { Verification } from './verify.ts';
