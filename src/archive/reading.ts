import { join } from 'node:path';
import { isRecord } from '../model/record.ts';
import type { Day, Item, Problem, SafeHtml } from '../model/types.ts';
import { dayPath, listDays, loadDay } from './day/day-store.ts';
import { readFirstDay } from './day/first-day.ts';
import type { StoredItem } from './day/stored-item.ts';
import { readUnplaced } from './day/unplaced-days.ts';
import type { ArchiveFs } from './disk/files.ts';
import { recordedFeeds, statePath } from './disk/state-path.ts';
import { readLearnedWords } from './known/learned-words.ts';
import { readFailed, stateDamaged } from './problems.ts';

/** What is read of an archive, without a lock and without a clock. */
export interface ArchiveReading {
  /** All days that have items, sorted; reads folders only. Rejects when the disk does. */
  readonly days: () => Promise<readonly Day[]>;
  /**
   * The items of a day, sorted by key; none when there is no such day. A damaged file gives its whole lines and a
   * problem; a copy of it is put beside it. `trust` makes an item's untrusted HTML safe: `clean/` knows how.
   */
  readonly readDay: (day: Day, trust: Trust) => Promise<DayItems>;
  /** The same with HTML that nobody has looked at yet. */
  readonly readStored: (day: Day) => Promise<StoredDay>;
  /** The same, for whoever asks for some items of a day again and again: of a whole file, only their lines are read. */
  readonly openStored: (day: Day) => Promise<OpenedStored>;
  /** Days of which the archive ought to have items, by its index. Reads all of that. */
  readonly knownDays: () => Promise<ReadonlySet<Day>>;
  /** Whether the index knows items that nobody removed, and that are not among these, each as `day key`. Reads all of that. */
  readonly lacksItems: (there: ReadonlySet<string>) => Promise<boolean>;
  /** What earlier runs learned of words, unchecked; `undefined` when there is nothing. */
  readonly learnedWords: () => Promise<string | undefined>;
  /** Days of which a run that stopped kept items without deciding their stories, sorted. */
  readonly unplacedDays: () => Promise<readonly Day[]>;
  /** The day on which the digest began, by which editions are numbered; `undefined` before the first item. */
  readonly firstDay: () => Promise<Day | undefined>;
  /** Ids of the feeds that have a state, sorted: also those that are no longer configured. */
  readonly recordedFeeds: () => Promise<readonly string[]>;
  /** A feed's state as committed last, unchecked JSON; `undefined` when there is none. */
  readonly readFeedState: (feed: string) => Promise<{ readonly state?: unknown; readonly problem?: Problem }>;
}

/** Makes the HTML of an item safe. */
type Trust = (html: string, item: StoredItem) => SafeHtml;

export interface DayItems {
  readonly items: readonly Item[];
  readonly problem?: Problem;
}

interface StoredDay {
  readonly items: readonly StoredItem[];
  readonly problem?: Problem;
}

/** A day whose file was read. What is kept of it is about as large as the file. */
export interface OpenedStored {
  /** Bytes of the file. */
  readonly size: number;
  /** The line of each item by its key, where the file has the form that the archive writes: the same line, the same item. */
  readonly lines?: ReadonlyMap<string, string>;
  /** The items of some keys, or all, in the order of the keys that are asked for. */
  readonly read: (keys?: Iterable<string>) => Promise<StoredDay>;
}

async function readStored(fs: ArchiveFs, dir: string, day: Day): Promise<StoredDay> {
  try {
    const { items, problem, copy } = await loadDay(fs, dir, day);
    if (copy?.data !== undefined) await fs.write(join(dir, copy.path), copy.data).catch(() => undefined);
    return { items, ...(problem !== undefined && { problem }) };
  } catch (error) {
    return { items: [], problem: readFailed(error, join(dir, day)) };
  }
}

async function openStored(fs: ArchiveFs, dir: string, day: Day): Promise<OpenedStored> {
  const { itemsOfLines, linesOfDay } = await import('./day/day-draft.ts');
  const bytes = await fs.read(join(dir, dayPath(day))).catch(() => undefined);
  const lines = bytes && linesOfDay(day, bytes);
  let whole: Promise<StoredDay> | undefined;
  const readWhole = async (keys?: Iterable<string>): Promise<StoredDay> => {
    whole ??= readStored(fs, dir, day);
    const { items, ...rest } = await whole;
    if (keys === undefined) return whole;
    const byKey = new Map(items.map((item) => [item._daybook.key, item]));
    return { ...rest, items: [...keys].flatMap((key) => byKey.get(key) ?? []) };
  };
  return {
    size: bytes?.length ?? 0,
    ...(lines && { lines }),
    read: async (keys) => {
      const asked = keys === undefined ? undefined : [...keys];
      // A line that cannot be read makes the file one that is damaged: what is whole of it is found by reading all.
      const items = lines && itemsOfLines(lines, asked);
      return items === undefined ? readWhole(asked) : { items };
    },
  };
}

async function readFeedState(
  fs: ArchiveFs,
  dir: string,
  feed: string,
): Promise<{ readonly state?: unknown; readonly problem?: Problem }> {
  const where = join(dir, statePath(feed));
  try {
    const bytes = await fs.read(where);
    if (bytes === undefined) return {};
    const text = new TextDecoder().decode(bytes);
    const state: unknown = text.trim() === '' ? {} : JSON.parse(text);
    return isRecord(state) && Object.keys(state).length > 0
      ? { state }
      : { problem: stateDamaged(feed, where, 'empty') };
  } catch (error) {
    const problem =
      error instanceof SyntaxError ? stateDamaged(feed, where, 'no-json') : readFailed(error, where);
    return { problem };
  }
}

export function readingOf(fs: ArchiveFs, dir: string): ArchiveReading {
  return {
    days: () => listDays(fs, dir),
    knownDays: async () => (await import('./upkeep/ought-to-have.ts')).knownDays(fs, dir),
    lacksItems: async (there) => (await import('./upkeep/ought-to-have.ts')).lacksItems(fs, dir, there),
    firstDay: () => readFirstDay(fs, dir),
    learnedWords: () => readLearnedWords(fs, dir),
    unplacedDays: () => readUnplaced(fs, dir),
    readDay: async (day, trust) => {
      const { items, ...rest } = await readStored(fs, dir, day);
      return {
        ...rest,
        items: items.map((item) => ({ ...item, content_html: trust(item.content_html, item) })),
      };
    },
    readStored: (day) => readStored(fs, dir, day),
    openStored: (day) => openStored(fs, dir, day),
    recordedFeeds: () => recordedFeeds(fs, dir),
    readFeedState: (feed) => readFeedState(fs, dir, feed),
  };
}
