import type { Day } from '../../model/types.ts';
import { listDays, loadDay } from '../day/day-store.ts';
import { ownVersion } from '../day/page-text.ts';
import type { StoredItem } from '../day/stored-item.ts';
import type { ArchiveFs } from '../disk/files.ts';
import { importedVersion, versionHash } from '../identity/content-hash.ts';
import { nameHashes, printOf, storedAliases, storedRungs } from '../identity/identity.ts';
import type { Known } from '../known/known-shard.ts';

/** The hash of an item's id, and of its link when that is another name. */
export function hashesOfStored(stored: StoredItem): string[] {
  const item = ownVersion(stored);
  return nameHashes(item._daybook.feed, storedRungs(item, item._daybook.feed));
}

/** What the index says of an item that lies in the archive. */
function knownOfStored(item: StoredItem, day: string): Known {
  const { key, access, labels, imported } = item._daybook;
  const version = versionHash({ content: item, access, labels });
  return { key, day, version: imported ? importedVersion(version) : version };
}

/** Enters an item's names into the index of its feed: the one of its id in any case, another unless an earlier item has it. */
export function enterItem(feeds: Map<string, Map<string, Known>>, stored: StoredItem, day: string): void {
  const item = ownVersion(stored);
  const known = knownOfStored(item, day);
  const { feed } = item._daybook;
  const rungs = storedRungs(item, feed);
  // Where it has no link, what it says is a name too.
  const names = nameHashes(feed, rungs.link === undefined ? { ...rungs, print: printOf(item) } : rungs);
  const entries = feeds.get(feed) ?? new Map<string, Known>();
  feeds.set(feed, entries);
  [...names, ...storedAliases(item)].forEach((hash, index) => {
    if (index === 0 || !entries.has(hash)) entries.set(hash, known);
  });
}

/** An item's other names, and where it lies. */
interface AliasPlace {
  readonly hash: string;
  readonly key: string;
  readonly day: Day;
}

/** The other names of all items, by feed: for indexes that were written when there were none. Reads every day's file. */
export async function aliasesInArchive(fs: ArchiveFs, dir: string): Promise<Map<string, AliasPlace[]>> {
  const feeds = new Map<string, AliasPlace[]>();
  for (const day of await listDays(fs, dir)) {
    for (const item of (await loadDay(fs, dir, day)).items) {
      const { feed, key } = item._daybook;
      const places = feeds.get(feed) ?? [];
      feeds.set(feed, places);
      for (const hash of storedAliases(ownVersion(item))) places.push({ hash, key, day });
    }
  }
  return feeds;
}

/**
 * Makes indexes again from the archive: of some feeds, or of all when none are named. Reads every day's file; only lost
 * or damaged indexes need it. Of two items with one link the earlier keeps it.
 */
export async function rebuildKnown(
  fs: ArchiveFs,
  dir: string,
  wanted: ReadonlySet<string> | undefined,
): Promise<Map<string, Map<string, Known>>> {
  const feeds = new Map<string, Map<string, Known>>();
  for (const day of await listDays(fs, dir)) {
    const { items } = await loadDay(fs, dir, day);
    for (const item of items)
      if (wanted === undefined || wanted.has(item._daybook.feed)) enterItem(feeds, item, day);
  }
  return feeds;
}
