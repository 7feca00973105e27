import { join } from 'node:path';
import { formatInstant } from '../model/instant.ts';
import { isRecord } from '../model/record.ts';
import type { Day, Item, Problem, SafeHtml } from '../model/types.ts';
import type { Calendar } from './calendar.ts';
import type { Batch, CommitResult } from './commit/commit.ts';
import type { KeepTextsResult, PageTexts } from './commit/keep-texts.ts';
import type { ItemPlace, LostItem, NoteLostResult } from './commit/note-lost.ts';
import type { PlaceInput, PlaceResult } from './commit/place-stories.ts';
import { dayPath, listDays, loadDay } from './day/day-store.ts';
import { readFirstDay } from './day/first-day.ts';
import type { StoredItem } from './day/stored-item.ts';
import { type ArchiveFs, nodeFs } from './disk/files.ts';
import { recoverJournal } from './disk/journal.ts';
import { takeLock } from './disk/lock.ts';
import { recordedFeeds, statePath } from './disk/state-path.ts';
import { readLearnedWords } from './known/learned-words.ts';
import { locked, readFailed, recovered, stateDamaged, writeFailed } from './problems.ts';
import type { ForgetResult, ForgetTarget } from './upkeep/forget.ts';
import type { PruneResult } from './upkeep/prune.ts';
import type { RepairResult } from './upkeep/repair.ts';
import type { Verification } from './upkeep/verify.ts';

export interface ArchiveOptions {
  /** The site's data folder, `_data`. Made when there is none. */
  readonly dir: string;
  /** The clock of the run, RFC 3339. */
  readonly now: string;
  /** IANA name. */
  readonly timezone: string;
  /** How long a day's edition takes new items after the day's end. */
  readonly closeAfterMs: number;
  /** How long items are kept; without it, forever. */
  readonly keep?: Retention;
  /** Tests pass their own. */
  readonly fs?: ArchiveFs;
}

/** The retention rule, in ms; absent means forever. */
export interface Retention {
  readonly everyMs?: number;
  /** By feed id; goes before `everyMs`. `Infinity` keeps a feed forever. */
  readonly feedsMs?: ReadonlyMap<string, number>;
}

export type LockResult =
  /** `problems`: what an interrupted run had left and was completed. */
  | { readonly kind: 'locked'; readonly problems: readonly Problem[] }
  /** Another run works on the folder: exit code 4. */
  | { readonly kind: 'held'; readonly problem: Problem }
  | { readonly kind: 'failed'; readonly problem: Problem };

/** The kept items of a site. Reading needs no lock; `commit` does. */
export interface Archive {
  /** Takes the run lock, and completes what an interrupted run left. Never waits longer than half a second. */
  readonly lock: () => Promise<LockResult>;
  readonly unlock: () => Promise<void>;
  /** Takes items and states in, all or nothing. Throws only when the lock is not held: a bug. */
  readonly commit: (batch: Batch) => Promise<CommitResult>;
  /** Keeps what was decided of stories, by day and item key, and what was learned of words. Needs the lock. */
  readonly placeStories: (places: PlaceInput['places'], learned?: string) => Promise<PlaceResult>;
  /** Puts texts of pages in the place of what feeds say, by day and item key. Needs the lock. */
  readonly keepTexts: (texts: PageTexts) => Promise<KeepTextsResult>;
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
  /** Reads everything and tells what is there and what is wrong; changes nothing, needs no lock. */
  readonly verify: (feeds?: ReadonlySet<string>) => Promise<Verification>;
  /** Mends what `verify` finds. Needs the lock. `feeds`: ids of the configured feeds. */
  readonly repair: (feeds?: ReadonlySet<string>) => Promise<RepairResult>;
  /** Drops what the retention rule does not keep; of published items that are lost, too. Needs the lock. */
  readonly prune: (mode: 'do' | 'preview', lost?: readonly LostItem[]) => Promise<PruneResult>;
  /** Removes what a removal request names, permanently; of published items that are lost, too. Needs the lock. */
  readonly forget: (
    mode: 'do' | 'preview',
    target: ForgetTarget,
    lost?: readonly LostItem[],
  ) => Promise<ForgetResult>;
  /**
   * The keys of those items that the archive ought to have: its index knows them, so nobody removed them on purpose. Of
   * a feed whose index is gone, all of them.
   */
  readonly oughtToHave: (
    items: Iterable<{ readonly feed: string; readonly day: Day; readonly key: string }>,
  ) => Promise<ReadonlySet<string>>;
  /** Days of which the archive ought to have items, by its index. Reads all of that. */
  readonly knownDays: () => Promise<ReadonlySet<Day>>;
  /** Notes that items are lost, so that they come back as they were when their feed brings them. Needs the lock. */
  readonly noteLost: (items: readonly ItemPlace[]) => Promise<NoteLostResult>;
  /** What earlier runs learned of words, unchecked; `undefined` when there is nothing. */
  readonly learnedWords: () => Promise<string | undefined>;
  /** The day on which the digest began, by which editions are numbered; `undefined` before the first item. */
  readonly firstDay: () => Promise<Day | undefined>;
  /** Ids of the feeds that have a state, sorted: also those that are no longer configured. */
  readonly recordedFeeds: () => Promise<readonly string[]>;
  /** A feed's state as committed last, unchecked JSON; `undefined` when there is none. */
  readonly readFeedState: (feed: string) => Promise<{ readonly state?: unknown; readonly problem?: Problem }>;
}

/** Makes the HTML of an item safe. */
export type Trust = (html: string, item: StoredItem) => SafeHtml;

export interface DayItems {
  readonly items: readonly Item[];
  readonly problem?: Problem;
}

export interface StoredDay {
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
    return { items, ...(problem === undefined ? {} : { problem }) };
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

async function lockFolder(
  fs: ArchiveFs,
  dir: string,
): Promise<LockResult & { release?: () => Promise<void> }> {
  let release: (() => Promise<void>) | undefined;
  try {
    const answer = await takeLock(fs, dir);
    if (answer.kind === 'held') return { kind: 'held', problem: locked(dir, answer.by) };
    release = answer.release;
    const isCompleted = await recoverJournal(fs, dir);
    return { kind: 'locked', problems: isCompleted ? [recovered(dir)] : [], release };
  } catch (error) {
    await release?.().catch(() => undefined);
    return { kind: 'failed', problem: writeFailed(error, dir, false) };
  }
}

/** The calendar of an archive, loaded when it is first asked for: most runs date nothing. */
function calendarLater(timezone: string, closeAfterMs: number): () => Promise<Calendar> {
  let calendar: Calendar | undefined;
  return async () => {
    const { createCalendar } = await import('./calendar.ts');
    calendar ??= createCalendar(timezone, closeAfterMs);
    return calendar;
  };
}

/** What needs no lock and no clock. */
function readingOf(fs: ArchiveFs, dir: string) {
  return {
    days: () => listDays(fs, dir),
    knownDays: async () => (await import('./upkeep/ought-to-have.ts')).knownDays(fs, dir),
    oughtToHave: async (items) => (await import('./upkeep/ought-to-have.ts')).oughtToHave(fs, dir, items),
    firstDay: () => readFirstDay(fs, dir),
    learnedWords: () => readLearnedWords(fs, dir),
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
  } satisfies Partial<Archive>;
}

/**
 * Opens the archive of a site. Touches no file yet; what only some calls need is loaded by them.
 *
 * @throws RangeError when `now` cannot be read, and what dates items when `timezone` cannot: `config/` and `cli/` check
 * them before.
 */
export function openArchive(options: ArchiveOptions): Archive {
  const { dir, timezone, closeAfterMs, keep } = options;
  const fs = options.fs ?? nodeFs;
  const nowMs = Date.parse(options.now);
  const now = formatInstant(nowMs);
  const calendar = calendarLater(timezone, closeAfterMs);
  let release: (() => Promise<void>) | undefined;
  const keepFromMs = (feed: string): number | undefined => {
    const keptMs = keep?.feedsMs?.get(feed) ?? keep?.everyMs;
    return keptMs === undefined || keptMs === Number.POSITIVE_INFINITY ? undefined : nowMs - keptMs;
  };
  const needLock = (): void => {
    if (release === undefined) throw new Error('Only the run that holds the lock may write.');
  };
  return {
    lock: async () => {
      const { release: lockRelease, ...answer } = await lockFolder(fs, dir);
      release = lockRelease;
      return answer;
    },
    unlock: async () => {
      const held = release;
      release = undefined;
      await held?.();
    },
    commit: async (batch) => {
      needLock();
      const { commitBatch } = await import('./commit/commit.ts');
      return commitBatch({ fs, dir, batch, nowMs, now, calendar, keepFromMs });
    },
    placeStories: async (places, learned) => {
      needLock();
      const { placeStories } = await import('./commit/place-stories.ts');
      return placeStories({ fs, dir, places, learned });
    },
    keepTexts: async (texts) => {
      needLock();
      return (await import('./commit/keep-texts.ts')).keepTexts(fs, dir, texts);
    },
    verify: async (feeds) => {
      const { verifyArchive } = await import('./upkeep/verify.ts');
      return verifyArchive({ fs, dir, ...(feeds === undefined ? {} : { feeds }) });
    },
    repair: async (feeds) => {
      needLock();
      const { repairArchive } = await import('./upkeep/repair.ts');
      return repairArchive({ fs, dir, ...(feeds === undefined ? {} : { feeds }) });
    },
    prune: async (mode, lost = []) => {
      needLock();
      const { pruneArchive } = await import('./upkeep/prune.ts');
      return pruneArchive({ fs, dir, calendar: await calendar(), keepFromMs, mode, lost });
    },
    forget: async (mode, target, lost = []) => {
      needLock();
      const { forgetItems } = await import('./upkeep/forget.ts');
      return forgetItems({ fs, dir, target, mode, lost });
    },
    ...readingOf(fs, dir),
    noteLost: async (items) => {
      needLock();
      return (await import('./commit/note-lost.ts')).noteLost(fs, dir, items);
    },
  };
}
