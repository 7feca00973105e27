import type { Day } from '../../model/types.ts';
import type { Calendar } from '../calendar.ts';
import { type LostItem, storedOfLost } from '../commit/note-lost.ts';
import { feedPattern } from '../day/item-patterns.ts';
import type { ArchiveFolder, ArchiveFs } from '../disk/files.ts';
import { readFeedList } from '../known/known-feeds.ts';
import { openKnownIndex } from '../known/known-index.ts';
import { readTombstones } from '../known/tombstones.ts';
import { cutoffs } from './prune.ts';
import { hashesOfStored } from './rebuild.ts';

/** What the index of a feed knows of its items. */
interface KnownKeys {
  /** `day key` of those that nobody removed. */
  readonly places: ReadonlySet<string>;
  /** Of all, pruned ones included. */
  readonly keys: ReadonlySet<string>;
}

/** `undefined` where the index cannot tell. */
async function knownKeys(fs: ArchiveFs, dir: string, feed: string): Promise<KnownKeys | undefined> {
  if (!feedPattern.test(feed)) return { places: new Set(), keys: new Set() };
  const index = await openKnownIndex(fs, dir, feed);
  if (index === undefined || !(await index.loadAll())) return undefined;
  const places = new Set<string>();
  const keys = new Set<string>();
  for (const [, { key, day, version }] of index.entries()) {
    keys.add(key);
    if (version !== 'gone') places.add(`${day} ${key}`);
  }
  return { places, keys };
}

/** Places, `day key`, of all items that nobody removed, as far as the indexes of their feeds tell. */
async function* knownPlaces(fs: ArchiveFs, dir: string): AsyncGenerator<string> {
  const feeds = await readFeedList(fs, dir);
  const tombs = await readTombstones(fs, dir);
  for (const feed of feeds ?? []) {
    if (!tombs.feeds.has(feed)) yield* (await knownKeys(fs, dir, feed))?.places ?? [];
  }
}

/** Days of which the index of any feed knows items that nobody removed: see `Archive.knownDays`. */
export async function knownDays(fs: ArchiveFs, dir: string): Promise<ReadonlySet<Day>> {
  const days = new Set<Day>();
  for await (const place of knownPlaces(fs, dir)) days.add(place.slice(0, 10));
  return days;
}

/** Whether items that nobody removed are not among those that are there: see `Archive.lacksItems`. */
export async function lacksItems(fs: ArchiveFs, dir: string, there: ReadonlySet<string>): Promise<boolean> {
  for await (const place of knownPlaces(fs, dir)) if (!there.has(place)) return true;
  return false;
}

interface PublishedItems extends ArchiveFolder {
  readonly items: Iterable<LostItem>;
  readonly calendar: Calendar;
  /** The retention rule: see `prune.ts`. */
  readonly keepFromMs: (feed: string) => number | undefined;
}

/**
 * Which of some published items nobody removed on purpose: see `Archive.oughtToHave`. Reads the whole index of their
 * feeds. One that the index does not know was removed only if a removal request or the retention rule names it; else
 * the index is an older copy, as the days are.
 */
export async function oughtToHave(input: PublishedItems): Promise<ReadonlySet<string>> {
  const { fs, dir, items, calendar, keepFromMs } = input;
  const tombs = await readTombstones(fs, dir);
  const cutoffOf = cutoffs(calendar, keepFromMs);
  const known = new Map<string, KnownKeys | undefined>();
  const found = new Set<string>();
  for (const item of items) {
    const { feed, day, key } = item;
    if (!known.has(feed)) known.set(feed, await knownKeys(fs, dir, feed));
    const index = known.get(feed);
    const isRemoved = (): boolean => {
      const stored = storedOfLost(item);
      if (tombs.feeds.has(feed) || tombs.names(hashesOfStored(stored), stored)) return true;
      // It lies on another day, or was pruned.
      return index?.keys.has(key) === true || day < (cutoffOf(feed) ?? '');
    };
    if (index?.places.has(`${day} ${key}`) === true || !isRemoved()) found.add(key);
  }
  return found;
}
