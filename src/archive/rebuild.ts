import type { Day } from '../model/types.ts';
import { importedVersion, versionHash } from './content-hash.ts';
import { listDays, loadDay } from './day-store.ts';
import type { ArchiveFs } from './files.ts';
import { nameHashes, storedAliases, storedRungs } from './identity.ts';
import type { Known } from './known-shard.ts';
import { ownVersion } from './page-text.ts';
import type { StoredItem } from './stored-item.ts';

/** The hash of an item's id, and of its link when that is another name. */
export function hashesOfStored(item: StoredItem): string[] {
  return nameHashes(item._daybook.feed, storedRungs(item, item._daybook.feed));
}

/** What the index says of an item that lies in the archive. */
function knownOfStored(item: StoredItem, day: string): Known {
  const { key, access, labels, imported } = item._daybook;
  const version = versionHash({ content: ownVersion(item), access, labels });
  return { key, day, version: imported ? importedVersion(version) : version };
}

/** Enters an item's names: the one of its id in any case, another unless an earlier item has it. */
export function enterItem(entries: Map<string, Known>, item: StoredItem, day: string): void {
  const known = knownOfStored(item, day);
  [...hashesOfStored(item), ...storedAliases(item)].forEach((hash, index) => {
    if (index === 0 || !entries.has(hash)) entries.set(hash, known);
  });
}

/** An item's other names, and where it lies. */
export interface AliasPlace {
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
      for (const hash of storedAliases(item)) places.push({ hash, key, day });
    }
  }
  return feeds;
}

/**
 * Makes the index again from the archive: of one feed, or of all when none is named. Reads every day's file; only a
 * lost or damaged index needs it. Of two items with one link the earlier keeps it.
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
      enterItem(entries, item, day);
    }
  }
  return feeds;
}
