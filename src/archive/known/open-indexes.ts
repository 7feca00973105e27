import { join } from 'node:path';
import { sortedByKey } from '../../model/sorted.ts';
import type { Problem } from '../../model/types.ts';
import { listDays } from '../day/day-store.ts';
import type { ArchiveFolder, ArchiveFs } from '../disk/files.ts';
import type { Change } from '../disk/journal.ts';
import { indexRebuilt } from '../problems.ts';
import { feedListPath, formatFeedList, readFeedList } from './known-feeds.ts';
import { createKnownIndex, type KnownIndex, knownFolder, openKnownIndex } from './known-index.ts';
import type { Known } from './known-shard.ts';

/** The indexes of a run's feeds. */
class OpenIndexes {
  readonly problems: Problem[] = [];
  readonly #fs: ArchiveFs;
  readonly #dir: string;
  /** Feeds that had an index when the run began; `undefined` when the list of them is lost. */
  readonly #listed: ReadonlySet<string> | undefined;
  readonly #feeds: Set<string>;
  readonly #opened = new Map<string, KnownIndex>();

  constructor({ fs, dir }: ArchiveFolder, listed: ReadonlySet<string> | undefined) {
    this.#fs = fs;
    this.#dir = dir;
    this.#listed = listed;
    this.#feeds = new Set(listed);
  }

  /** Opens a feed's index so that it answers for these hashes; makes it again when it is lost or damaged. */
  async open(
    feed: string,
    hashes: readonly string[],
  ): Promise<{ readonly index: KnownIndex; readonly isNewFeed: boolean }> {
    const isNewFeed = !this.#feeds.has(feed);
    const index = await this.#find(feed);
    if (index !== undefined && (await index.load(hashes))) this.#opened.set(feed, index);
    else if (isNewFeed) await this.#create(feed, new Map());
    else await this.rebuild(await this.#broken());
    this.#feeds.add(feed);
    if (this.#opened.get(feed)?.isOld()) await this.#renewAll();
    return { index: this.#opened.get(feed) ?? createKnownIndex(feed, new Map(), []), isNewFeed };
  }

  /** The files to be written, in order. */
  changes(): readonly Change[] {
    const files = sortedByKey(this.#opened).flatMap(([, index]) => index.changes());
    const isSame = this.#listed?.size === this.#feeds.size;
    return isSame ? files : [...files, { path: feedListPath, data: formatFeedList(this.#feeds) }];
  }

  /** Makes the indexes of these feeds again, or of all in the archive. */
  async rebuild(wanted: ReadonlySet<string> | undefined): Promise<void> {
    const { rebuildKnown } = await import('../upkeep/rebuild.ts');
    const rebuilt = await rebuildKnown(this.#fs, this.#dir, wanted);
    for (const name of wanted ?? rebuilt.keys()) {
      const entries = rebuilt.get(name) ?? new Map<string, Known>();
      await this.#create(name, entries);
      this.#feeds.add(name);
      const items = new Set([...entries.values()].map(({ key }) => key)).size;
      this.problems.push(indexRebuilt(name, join(this.#dir, knownFolder(name)), items));
    }
  }

  async #find(feed: string): Promise<KnownIndex | undefined> {
    return this.#opened.get(feed) ?? (await openKnownIndex(this.#fs, this.#dir, feed));
  }

  async #create(feed: string, entries: ReadonlyMap<string, Known>): Promise<void> {
    const shards = await this.#fs.list(join(this.#dir, knownFolder(feed)));
    this.#opened.set(feed, createKnownIndex(feed, entries, shards));
  }

  /** Feeds whose index is lost or damaged. What befell one often befell others: the archive is then read once for all. */
  async #broken(): Promise<Set<string>> {
    const found = new Set<string>();
    for (const feed of this.#feeds) {
      if (this.#opened.has(feed)) continue;
      const index = await openKnownIndex(this.#fs, this.#dir, feed);
      if (index === undefined || !(await index.loadAll())) found.add(feed);
    }
    return found;
  }

  /** Gives all indexes of an older schema the names that they lack: once, with the first items after an upgrade. */
  async #renewAll(): Promise<void> {
    const { aliasesInArchive } = await import('../upkeep/rebuild.ts');
    const aliases = await aliasesInArchive(this.#fs, this.#dir);
    for (const feed of this.#feeds) {
      const index = await this.#find(feed);
      if (index === undefined || !(await index.loadAll()) || !index.isOld()) continue;
      const byKey = new Map([...index.entries()].map(([, known]) => [known.key, known]));
      for (const { hash, key, day } of aliases.get(feed) ?? []) {
        const known = byKey.get(key);
        if (known?.day === day && index.get(hash) === undefined) index.set(hash, known);
      }
      index.renew();
      this.#opened.set(feed, index);
    }
  }
}

export type Indexes = Pick<OpenIndexes, 'open' | 'changes' | 'problems'>;

/** Reads the list of feeds that have an index; when that list is lost, all indexes are made again. */
export async function openIndexes(fs: ArchiveFs, dir: string): Promise<Indexes> {
  const listed = await readFeedList(fs, dir);
  const indexes = new OpenIndexes({ fs, dir }, listed);
  if (listed === undefined && (await listDays(fs, dir)).length > 0) await indexes.rebuild(undefined);
  return indexes;
}
