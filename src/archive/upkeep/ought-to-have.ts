import type { Day } from '../../model/types.ts';
import { feedPattern } from '../day/item-patterns.ts';
import type { ArchiveFs } from '../disk/files.ts';
import { readFeedList } from '../known/known-feeds.ts';
import { openKnownIndex } from '../known/known-index.ts';
import { readTombstones } from '../known/tombstones.ts';

/** Days and keys of a feed's items that nobody removed; `undefined` where the index cannot tell. */
async function knownKeys(fs: ArchiveFs, dir: string, feed: string): Promise<Set<string> | undefined> {
  if (!feedPattern.test(feed)) return new Set();
  const index = await openKnownIndex(fs, dir, feed);
  if (index === undefined || !(await index.loadAll())) return undefined;
  const keys = new Set<string>();
  for (const [, { key, day, version }] of index.entries()) if (version !== 'gone') keys.add(`${day} ${key}`);
  return keys;
}

/** Places, `day key`, of all items that nobody removed, as far as the indexes of their feeds tell. */
async function* knownPlaces(fs: ArchiveFs, dir: string): AsyncGenerator<string> {
  const feeds = await readFeedList(fs, dir);
  const tombs = await readTombstones(fs, dir);
  for (const feed of feeds ?? []) {
    if (!tombs.feeds.has(feed)) yield* (await knownKeys(fs, dir, feed)) ?? [];
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

/** Which of some items nobody removed on purpose: see `Archive.oughtToHave`. Reads the whole index of their feeds. */
export async function oughtToHave(
  fs: ArchiveFs,
  dir: string,
  items: Iterable<{ readonly feed: string; readonly day: Day; readonly key: string }>,
): Promise<ReadonlySet<string>> {
  const tombs = await readTombstones(fs, dir);
  const known = new Map<string, Set<string> | undefined>();
  const found = new Set<string>();
  for (const { feed, day, key } of items) {
    if (tombs.feeds.has(feed)) continue;
    if (!known.has(feed)) known.set(feed, await knownKeys(fs, dir, feed));
    if (known.get(feed)?.has(`${day} ${key}`) ?? true) found.add(key);
  }
  return found;
}
