import { versionHash } from './content-hash.ts';
import { listDays, loadDay } from './day-store.ts';
import type { ArchiveFs } from './files.ts';
import { rungHashes, storedRungs } from './identity.ts';
import type { Known } from './known-shard.ts';
import type { StoredItem } from './stored-item.ts';

/** The hash that stands for an item in the index, and all others it goes by. */
export function hashesOfStored(item: StoredItem): string[] {
  return rungHashes(item._daybook.feed, storedRungs(item, item._daybook.feed));
}

/** What the index says of an item that lies in the archive. */
export function knownOfStored(item: StoredItem, day: string): Known {
  const { key, access, labels } = item._daybook;
  return { key, day, version: versionHash({ content: item, access, labels }) };
}

/**
 * Makes the index again from the archive: of one feed, or of all when none is named. Reads every day's file; only a
 * lost or damaged index needs it. Of two items with one name the earlier keeps it.
 */
export async function rebuildKnown(
  fs: ArchiveFs,
  dir: string,
  feed: string | undefined,
): Promise<Map<string, Map<string, Known>>> {
  const feeds = new Map<string, Map<string, Known>>();
  for (const day of await listDays(fs, dir)) {
    const { items } = await loadDay(fs, dir, day);
    for (const item of items) {
      const own = item._daybook.feed;
      if (feed !== undefined && own !== feed) continue;
      const entries = feeds.get(own) ?? new Map<string, Known>();
      feeds.set(own, entries);
      const known = knownOfStored(item, day);
      for (const hash of hashesOfStored(item)) if (!entries.has(hash)) entries.set(hash, known);
    }
  }
  return feeds;
}
