import { join } from 'node:path';
import type { Problem } from '../../model/types.ts';
import { listDays } from '../day/day-store.ts';
import type { ArchiveFs } from '../disk/files.ts';
import type { Change } from '../disk/journal.ts';
import { indexRebuilt } from '../problems.ts';
import { FEED_LIST, formatFeedList, readFeedList } from './known-feeds.ts';
import { createKnownIndex, type KnownIndex, knownFolder, openKnownIndex } from './known-index.ts';

/** The indexes of a run's feeds. */
export interface Indexes {
  /** Opens a feed's index so that it answers for these hashes; makes it again when it is lost or damaged. */
  readonly open: (
    feed: string,
    hashes: readonly string[],
  ) => Promise<{ readonly index: KnownIndex; readonly isNewFeed: boolean }>;
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
  const rebuild = async (wanted: ReadonlySet<string> | undefined): Promise<void> => {
    const { rebuildKnown } = await import('../upkeep/rebuild.ts');
    const rebuilt = await rebuildKnown(fs, dir, wanted);
    for (const name of wanted ?? rebuilt.keys()) {
      const entries = rebuilt.get(name) ?? new Map();
      const folder = join(dir, knownFolder(name));
      opened.set(name, createKnownIndex(name, entries, await fs.list(folder)));
      feeds.add(name);
      const items = new Set([...entries.values()].map(({ key }) => key)).size;
      problems.push(indexRebuilt(name, folder, items));
    }
  };
  /** Feeds whose index is lost or damaged. What befell one often befell others: the archive is then read once for all. */
  const broken = async (): Promise<Set<string>> => {
    const found = new Set<string>();
    for (const feed of feeds) {
      if (opened.has(feed)) continue;
      const index = await openKnownIndex(fs, dir, feed);
      if (index === undefined || !(await index.loadAll())) found.add(feed);
    }
    return found;
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
  const open: Indexes['open'] = async (feed, hashes) => {
    const isNewFeed = !feeds.has(feed);
    const index = opened.get(feed) ?? (await openKnownIndex(fs, dir, feed));
    if (index !== undefined && (await index.load(hashes))) opened.set(feed, index);
    else if (isNewFeed)
      opened.set(feed, createKnownIndex(feed, new Map(), await fs.list(join(dir, knownFolder(feed)))));
    else await rebuild(await broken());
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
