import { join } from 'node:path';
import { feedPattern } from '../day/item-patterns.ts';
import { type ArchiveFolder, textOf } from '../disk/files.ts';
import type { Change, Transaction } from '../disk/journal.ts';
import { feedListPath, formatFeedList } from './known-feeds.ts';
import { createKnownIndex, knownFolder, openKnownIndex } from './known-index.ts';
import { isShardFile, type Known, salvageShard } from './known-shard.ts';
import type { Tombstones } from './tombstones.ts';

/** What the archive says of its items' names: by feed, by hash. */
export type FreshIndex = ReadonlyMap<string, ReadonlyMap<string, Known>>;

/** A feed's old index: all that can be read of it, and whether that is all there was. */
async function readOld(
  input: ArchiveFolder,
  feed: string,
): Promise<{ entries: Map<string, Known>; isWhole: boolean }> {
  const whole = await openKnownIndex(input.fs, input.dir, feed);
  if (whole !== undefined && (await whole.loadAll()))
    return { entries: new Map(whole.entries()), isWhole: !whole.isOld() };
  const folder = join(input.dir, knownFolder(feed));
  const entries = new Map<string, Known>();
  for (const name of (await input.fs.list(folder)).filter(isShardFile)) {
    const bytes = await input.fs.read(join(folder, name));
    for (const [hash, known] of salvageShard(bytes ? textOf(bytes) : '')) entries.set(hash, known);
  }
  return { entries, isWhole: false };
}

/**
 * The index as the archive has it, with what only the old one knew: other names of kept items, the version seen last,
 * pruned items, and items whose lines are lost, so that they come back to their own day and key when their feed still
 * has them. A whole old index gains only names of items that it could not find.
 */
function joinIndexes(
  fresh: ReadonlyMap<string, Known>,
  old: ReadonlyMap<string, Known>,
  isWhole: boolean,
): Joined {
  const there = new Map([...fresh.values()].map((known) => [known.key, known]));
  const joined = new Map<string, Known>();
  const lost = new Set<string>();
  for (const [hash, known] of old) {
    const kept = there.get(known.key);
    if (kept === undefined && known.version !== 'gone') lost.add(known.key);
    const missing = known.version === 'gone' ? known : { ...known, version: 'lost' };
    const isFound = known.version !== 'gone' && known.version !== 'lost' && kept?.day === known.day;
    joined.set(hash, isFound ? known : (kept ?? missing));
  }
  const findable = new Set([...joined.values()].map(({ key }) => key));
  for (const [hash, known] of fresh) {
    if (!joined.has(hash) && !(isWhole && findable.has(known.key))) joined.set(hash, known);
  }
  return { entries: joined, lost: lost.size };
}

interface Joined {
  readonly entries: ReadonlyMap<string, Known>;
  readonly lost: number;
}

/** Stages all indexes as they follow from the archive and from what can be read of the old ones. */
export async function stageIndexes(
  input: ArchiveFolder,
  transaction: Transaction,
  fresh: FreshIndex,
  tombs: Tombstones,
): Promise<{ feeds: number; lost: number; lostFeeds: readonly string[] }> {
  const { fs, dir } = input;
  const folders = (await fs.list(join(dir, 'state/known'))).filter((name) => feedPattern.test(name));
  const feeds = [...new Set([...fresh.keys(), ...folders])].filter((feed) => !tombs.feeds.has(feed)).sort();
  let changed = 0;
  let lost = 0;
  const lostFeeds: string[] = [];
  for (const feed of feeds) {
    const old = await readOld(input, feed);
    const entries = new Map([...old.entries].filter(([hash]) => !tombs.names([hash], {})));
    const joined = joinIndexes(fresh.get(feed) ?? new Map(), entries, old.isWhole);
    lost += joined.lost;
    if (joined.lost > 0) lostFeeds.push(feed);
    const names = await fs.list(join(dir, knownFolder(feed)));
    let isChanged = false;
    for (const change of createKnownIndex(feed, joined.entries, names).changes()) {
      isChanged = (await stageIfNew(input, transaction, change)) || isChanged;
    }
    if (isChanged) changed += 1;
  }
  await stageIfNew(input, transaction, {
    path: feedListPath,
    data: feeds.length === 0 ? undefined : formatFeedList(feeds),
  });
  return { feeds: changed, lost, lostFeeds };
}

/** Stages a file unless it has these bytes already. */
export async function stageIfNew(
  input: ArchiveFolder,
  transaction: Transaction,
  change: Change,
): Promise<boolean> {
  const old = await input.fs.read(join(input.dir, change.path));
  const isSame =
    change.data === undefined ? old === undefined : old !== undefined && Buffer.from(change.data).equals(old);
  if (!isSame) await transaction.stage(change);
  return !isSame;
}
