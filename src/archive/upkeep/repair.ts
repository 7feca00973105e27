import { join } from 'node:path';
import { parseJson } from '../../model/json.ts';
import type { Day, Problem } from '../../model/types.ts';
import { dayPath, listDays, loadDay } from '../day/day-store.ts';
import type { StoredItem } from '../day/stored-item.ts';
import type { ArchiveFolder } from '../disk/files.ts';
import { openTransaction, type Transaction } from '../disk/journal.ts';
import { recordedFeeds, statePath } from '../disk/state-path.ts';
import { allOrNothing, type Failed, Stop } from '../disk/stop.ts';
import type { Known } from '../known/known-shard.ts';
import { type FreshIndex, stageIfNew, stageIndexes } from '../known/repair-index.ts';
import { formatTombstones, readTombstones, type Tombstones, tombstonePath } from '../known/tombstones.ts';
import { enterItem, hashesOfStored } from './rebuild.ts';
import { setFoldersAside } from './set-aside.ts';

export type RepairResult =
  | {
      readonly kind: 'repaired';
      /** Days whose file was written anew or removed, sorted. */
      readonly days: readonly Day[];
      /** Copies of items that lay on a second day, or had come back after a removal request. */
      readonly removed: number;
      /** Items that are known but whose lines are lost: they come back if their feed still has them. */
      readonly lost: number;
      /** Ids of the feeds that they came from. */
      readonly lostFeeds: readonly string[];
      /** Feeds whose list of known items was made again. */
      readonly feeds: number;
      /** What was wrong with days' files. */
      readonly problems: readonly Problem[];
    }
  | Failed;

interface RepairInput extends ArchiveFolder {
  /** Ids of the configured feeds: state of any other feed without items is removed. */
  readonly feeds?: ReadonlySet<string>;
}

interface Home {
  readonly day: Day;
  readonly first_seen: string;
  readonly isTwice: boolean;
}

/** The day each key belongs to: that of the copy seen first; of two seen at once, the earlier day. */
async function findHomes(input: RepairInput, days: readonly Day[]): Promise<Map<string, Home>> {
  const homes = new Map<string, Home>();
  for (const day of days) {
    const { items, problem, isTooNew } = await loadDay(input.fs, input.dir, day);
    if (isTooNew && problem !== undefined) throw new Stop(problem);
    for (const { _daybook } of items) {
      const home = homes.get(_daybook.key);
      const isFirst = home === undefined || _daybook.first_seen < home.first_seen;
      const place = isFirst ? { day, first_seen: _daybook.first_seen } : home;
      homes.set(_daybook.key, { ...place, isTwice: home !== undefined });
    }
  }
  return homes;
}

/** Items that lie on several days, as one: the text of the copy revised last. */
async function joinCopies(
  input: RepairInput,
  days: readonly Day[],
  homes: ReadonlyMap<string, Home>,
): Promise<Map<string, StoredItem>> {
  const joined = new Map<string, StoredItem>();
  if (![...homes.values()].some(({ isTwice }) => isTwice)) return joined;
  const { mergeCopies } = await import('../day/day-file.ts');
  for (const day of days) {
    const { items } = await loadDay(input.fs, input.dir, day);
    for (const item of items.filter(({ _daybook }) => homes.get(_daybook.key)?.isTwice === true)) {
      const other = joined.get(item._daybook.key);
      joined.set(item._daybook.key, other === undefined ? item : mergeCopies(other, item));
    }
  }
  return joined;
}

interface Mended {
  readonly days: Day[];
  readonly problems: Problem[];
  readonly index: Map<string, Map<string, Known>>;
  removed: number;
}

const isBarred = (item: StoredItem, tombs: Tombstones): boolean =>
  tombs.feeds.has(item._daybook.feed) || tombs.names(hashesOfStored(item), item);

/** Writes anew the days that are damaged, hold a second copy, or hold what was to be forgotten. */
async function mendDays(input: RepairInput, transaction: Transaction, tombs: Tombstones): Promise<Mended> {
  const { fs, dir } = input;
  const days = await listDays(fs, dir);
  const homes = await findHomes(input, days);
  const joined = await joinCopies(input, days, homes);
  const { formatDay } = await import('../day/day-file.ts');
  const mended: Mended = { days: [], problems: [], index: new Map(), removed: 0 };
  for (const day of days) {
    const { items, problem, copy } = await loadDay(fs, dir, day);
    const isHome = (item: StoredItem): boolean => homes.get(item._daybook.key)?.day === day;
    const kept = items
      .filter((item) => isHome(item) && !isBarred(item, tombs))
      .map((item) => joined.get(item._daybook.key) ?? item);
    for (const item of kept) enterItem(mended.index, item, day);
    mended.removed += items.length - kept.length;
    if (problem !== undefined) mended.problems.push(problem);
    const data = kept.length === 0 ? undefined : formatDay(day, kept);
    const old = await fs.read(join(dir, dayPath(day)));
    if (data !== undefined && old !== undefined && Buffer.from(data).equals(old)) continue;
    if (copy !== undefined) await transaction.stage(copy);
    await transaction.stage({ path: dayPath(day), data });
    mended.days.push(day);
  }
  return mended;
}

/** State that is not JSON, or of a feed that has neither items nor a place in the configuration, goes. */
async function dropStates(input: RepairInput, transaction: Transaction, index: FreshIndex): Promise<void> {
  const { fs, dir, feeds } = input;
  for (const feed of await recordedFeeds(fs, dir)) {
    const isOrphan = feeds !== undefined && !feeds.has(feed) && !index.has(feed);
    const path = statePath(feed);
    if (isOrphan || parseJson(await fs.read(join(dir, path))) === undefined)
      await transaction.stage({ path, data: undefined });
  }
}

/**
 * Mends what `check` finds: damaged days are set aside as copies and written anew from their whole lines, items on two
 * days keep the one they were first seen on, and all indexes are made again from the archive. All or nothing, as a
 * commit; a whole archive is left as it is, byte for byte.
 */
export async function repairArchive(input: RepairInput): Promise<RepairResult> {
  const transaction = openTransaction(input.fs, input.dir);
  return allOrNothing(transaction, input.dir, async () => {
    const tombs = await readTombstones(input.fs, input.dir);
    await setFoldersAside(input);
    const { days, problems, index, removed } = await mendDays(input, transaction, tombs);
    const indexes = await stageIndexes(input, transaction, index, tombs);
    await dropStates(input, transaction, index);
    if (tombs.lines.size > 0 || tombs.problem !== undefined) {
      await stageIfNew(input, transaction, { path: tombstonePath, data: formatTombstones(tombs.lines) });
    }
    await transaction.commit();
    return { kind: 'repaired', days, removed, problems, ...indexes };
  });
}
