import { join } from 'node:path';
import type { Problem } from '../../model/types.ts';
import { listDays } from '../day/day-store.ts';
import type { ArchiveFs } from '../disk/files.ts';
import type { Change } from '../disk/journal.ts';
import { indexRebuilt } from '../problems.ts';
import { FEED_LIST, formatFeedList, readFeedList } from './known-feeds.ts';
import { createKnownIndex, type KnownIndex, knownFolder, openKnownIndex } from './known-index.ts';

export interface OpenedIndex {
  readonly index: KnownIndex;
  readonly isNewFeed: boolean;
}

/** The indexes of a run's feeds. */
export interface Indexes {
  /** Opens a feed's index so that it answers for these hashes; makes it again when it is lost or damaged. */
  readonly open: (feed: string, hashes: readonly string[]) => Promise<OpenedIndex>;
  /** The files to be written, in order. */
  readonly changes: () => readonly Change[];
  readonly problems: readonly Problem[];
}

/** Reads the list of feeds that have an index; when that list is lost, all indexes are made again. */
export async function openIndexes(fs: ArchiveFs, dir: string): Promise<Indexes> {
  const problems: Problem[] = [];
  const opened = new Map<string, KnownIndex>();
  const listed = await readFeedList(fs, dir);
  const feeds = new Set(listed);
  const rebuild = async (feed: string | undefined): Promise<void> => {
    const { rebuildKnown } = await import('../upkeep/rebuild.ts');
    const rebuilt = await rebuildKnown(fs, dir, feed);
    for (const name of feed === undefined ? rebuilt.keys() : [feed]) {
      const entries = rebuilt.get(name) ?? new Map();
      const folder = join(dir, knownFolder(name));
      opened.set(name, createKnownIndex(name, entries, await fs.list(folder)));
      feeds.add(name);
      const items = new Set([...entries.values()].map(({ key }) => key)).size;
      problems.push(indexRebuilt(name, folder, items));
    }
  };
  /** Gives all indexes of an older schema the names that they lack: once, with the first items after an upgrade. */
  const renewAll = async (): Promise<void> => {
    const { aliasesInArchive } = await import('../upkeep/rebuild.ts');
    const aliases = await aliasesInArchive(fs, dir);
    for (const feed of feeds) {
      const index = opened.get(feed) ?? (await openKnownIndex(fs, dir, feed));
      if (index === undefined || !(await index.loadAll()) || !index.isOld()) continue;
      const byKey = new Map([...index.entries()].map(([, known]) => [known.key, known]));
      for (const { hash, key, day } of aliases.get(feed) ?? []) {
        const known = byKey.get(key);
        if (known?.day === day && index.get(hash) === undefined) index.set(hash, known);
      }
      index.renew();
      opened.set(feed, index);
    }
  };
  if (listed === undefined && (await listDays(fs, dir)).length > 0) await rebuild(undefined);
  const open = async (feed: string, hashes: readonly string[]): Promise<OpenedIndex> => {
    const isNewFeed = !feeds.has(feed);
    const index = opened.get(feed) ?? (await openKnownIndex(fs, dir, feed));
    if (index !== undefined && (await index.load(hashes))) opened.set(feed, index);
    else if (isNewFeed)
      opened.set(feed, createKnownIndex(feed, new Map(), await fs.list(join(dir, knownFolder(feed)))));
    else await rebuild(feed);
    feeds.add(feed);
    if (opened.get(feed)?.isOld()) await renewAll();
    return { index: opened.get(feed) ?? createKnownIndex(feed, new Map(), []), isNewFeed };
  };
  const changes = (): Change[] => {
    const files = [...opened].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([, index]) => index.changes());
    const isSame = listed !== undefined && listed.size === feeds.size;
    return isSame ? files : [...files, { path: FEED_LIST, data: formatFeedList(feeds) }];
  };
  return { open, changes, problems };
}
