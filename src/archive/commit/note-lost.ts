import { grouped } from '../../model/group.ts';
import type { DatedBy, Day, StoryPlace } from '../../model/types.ts';
import { listDays } from '../day/day-store.ts';
import type { StoredItem } from '../day/stored-item.ts';
import type { ArchiveFs } from '../disk/files.ts';
import { openTransaction } from '../disk/journal.ts';
import { allOrNothing, type Failed } from '../disk/stop.ts';
import { readFeedList } from '../known/known-feeds.ts';
import { type KnownIndex, openKnownIndex } from '../known/known-index.ts';
import { hashesOfStored } from '../upkeep/rebuild.ts';

/** An item by its feed, day and key. */
interface ItemPlace {
  readonly feed: string;
  readonly day: Day;
  readonly key: string;
}

/** An item that was published, and that the archive lost, as far as it is remembered: it comes back as it was. */
export interface LostItem extends ItemPlace {
  readonly id: string;
  readonly url?: string;
  readonly title: string;
  /** Names. */
  readonly authors: readonly string[];
  /** RFC 3339: its own date, where it has one. */
  readonly date: string;
  /** RFC 3339 */
  readonly first_seen: string;
  readonly dated_by: DatedBy;
  readonly backlog: boolean;
  /** RFC 3339 */
  readonly revised?: string;
  readonly story?: StoryPlace;
}

/** By the item's key. */
export type RememberedItems = ReadonlyMap<string, LostItem>;

/** What a lost item was in the archive, without its text. */
export function storedOfLost(lost: LostItem): StoredItem {
  const { id, url, title, authors, date, feed, key, first_seen, dated_by } = lost;
  return {
    id,
    ...(url !== undefined && { url }),
    title,
    content_html: '',
    authors: authors.map((name) => ({ name })),
    ...(dated_by === 'published' && { date_published: date }),
    _daybook: { feed, key, first_seen, dated_by, access: 'open' },
  };
}

export type NoteLostResult =
  | {
      readonly kind: 'noted';
      /** Feeds of which something is noted that was not before. */
      readonly feeds: ReadonlySet<string>;
    }
  | Failed;

/**
 * Notes in the index of a feed that items are lost, also in one that is an older copy and does not know them. Returns
 * whether that is news.
 */
function noteIn(index: KnownIndex, items: readonly LostItem[]): boolean {
  const places = new Set(items.map(({ day, key }) => `${day} ${key}`));
  const keys = new Set([...index.entries()].map(([, { key }]) => key));
  let isNews = false;
  for (const item of items.filter(({ key }) => !keys.has(key)))
    for (const hash of hashesOfStored(storedOfLost(item))) {
      if (index.get(hash) !== undefined) continue;
      index.set(hash, { day: item.day, key: item.key, version: 'lost' });
      isNews = true;
    }
  for (const [hash, known] of [...index.entries()]) {
    if (!places.has(`${known.day} ${known.key}`) || known.version === 'lost' || known.version === 'gone')
      continue;
    index.set(hash, { ...known, version: 'lost' });
    isNews = true;
  }
  return isNews;
}

/** Has notes written into the indexes of feeds, all or nothing. `noteFor` returns whether it noted something new. */
async function noting(
  fs: ArchiveFs,
  dir: string,
  feeds: Iterable<string>,
  noteFor: (index: KnownIndex, feed: string) => boolean,
): Promise<NoteLostResult> {
  const transaction = openTransaction(fs, dir);
  return allOrNothing(transaction, dir, async () => {
    const noted = new Set<string>();
    for (const feed of feeds) {
      const index = await openKnownIndex(fs, dir, feed);
      // An index that is lost is made again from the next document, which has to be a whole one.
      if (index === undefined || !(await index.loadAll())) noted.add(feed);
      else {
        if (noteFor(index, feed)) noted.add(feed);
        for (const change of index.changes()) await transaction.stage(change);
      }
    }
    if (noted.size > 0) await transaction.commit();
    return { kind: 'noted', feeds: noted };
  });
}

/**
 * Notes in the index that items are lost: when their feed brings them again, they come back to their own day and key.
 * What was noted before is not reported again.
 */
export function noteLost(fs: ArchiveFs, dir: string, items: readonly LostItem[]): Promise<NoteLostResult> {
  const byFeed = grouped(items, (item) => item.feed);
  return noting(fs, dir, byFeed.keys(), (index, feed) => noteIn(index, byFeed.get(feed) ?? []));
}

/** Notes that all items of days are lost which the archive has no file of. Reads all indexes. */
export async function noteLostDays(fs: ArchiveFs, dir: string): Promise<NoteLostResult> {
  const there = new Set(await listDays(fs, dir));
  const feeds = (await readFeedList(fs, dir)) ?? [];
  return noting(fs, dir, feeds, (index) => {
    let isNews = false;
    for (const [hash, known] of [...index.entries()]) {
      if (there.has(known.day) || known.version === 'lost' || known.version === 'gone') continue;
      index.set(hash, { ...known, version: 'lost' });
      isNews = true;
    }
    return isNews;
  });
}
