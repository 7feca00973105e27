import { formatInstant } from '../model/instant.ts';
import type { Problem } from '../model/types.ts';
import type { Calendar } from './calendar.ts';
import type { Batch, CommitResult } from './commit/commit.ts';
import type { KeepTextsResult, PageTexts } from './commit/keep-texts.ts';
import type { LostItem, NoteLostResult } from './commit/note-lost.ts';
import type { PlaceInput, PlaceResult } from './commit/place-stories.ts';
import { type ArchiveFs, nodeFs } from './disk/files.ts';
import { recoverJournal } from './disk/journal.ts';
import { takeLock } from './disk/lock.ts';
import { locked, pendingDamaged, recovered, writeFailed } from './problems.ts';
import { type ArchiveReading, readingOf } from './reading.ts';
import type { ForgetResult, ForgetTarget } from './upkeep/forget.ts';
import type { PruneResult } from './upkeep/prune.ts';
import type { RepairResult } from './upkeep/repair.ts';
import type { RestoreResult, TakeFiles } from './upkeep/restore.ts';
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

type LockResult =
  /** `problems`: what an interrupted run had left and was completed. */
  | { readonly kind: 'locked'; readonly problems: readonly Problem[] }
  /** Another run works on the folder: exit code 4. */
  | { readonly kind: 'held'; readonly problem: Problem }
  | { readonly kind: 'failed'; readonly problem: Problem };

/** The kept items of a site. Reading needs no lock; what writes does. */
export interface Archive extends ArchiveReading {
  /**
   * The keys of those published items that the archive ought to have, because nobody removed them on purpose: no removal
   * request names them, and neither the index nor the retention rule says that they were pruned.
   */
  readonly oughtToHave: (items: Iterable<LostItem>) => Promise<ReadonlySet<string>>;
  /** Takes the run lock, and completes what an interrupted run left. Never waits longer than half a second. */
  readonly lock: () => Promise<LockResult>;
  readonly unlock: () => Promise<void>;
  /** Takes items and states in, all or nothing. Throws only when the lock is not held: a bug. */
  readonly commit: (batch: Batch) => Promise<CommitResult>;
  /** Keeps what was decided of stories, by day and item key, and what was learned of words. Needs the lock. */
  readonly placeStories: (places: PlaceInput['places'], learned?: string) => Promise<PlaceResult>;
  /** Puts texts of pages in the place of what feeds say, by day and item key. Needs the lock. */
  readonly keepTexts: (texts: PageTexts) => Promise<KeepTextsResult>;
  /** Reads everything and tells what is there and what is wrong; changes nothing, needs no lock. */
  readonly verify: (feeds?: ReadonlySet<string>) => Promise<Verification>;
  /** Mends what `verify` finds. Needs the lock. `feeds`: ids of the configured feeds. */
  readonly repair: (feeds?: ReadonlySet<string>) => Promise<RepairResult>;
  /** Takes files of a published archive into one without days, all or nothing. Needs the lock. */
  readonly restore: (take: TakeFiles) => Promise<RestoreResult>;
  /** Drops what the retention rule does not keep; of published items that are lost, too. Needs the lock. */
  readonly prune: (mode: 'do' | 'preview', lost?: readonly LostItem[]) => Promise<PruneResult>;
  /** Removes what a removal request names, permanently; of published items that are lost, too. Needs the lock. */
  readonly forget: (
    mode: 'do' | 'preview',
    target: ForgetTarget,
    lost?: readonly LostItem[],
  ) => Promise<ForgetResult>;
  /** Notes that items are lost, so that they come back as they were when their feed brings them. Needs the lock. */
  readonly noteLost: (items: readonly LostItem[]) => Promise<NoteLostResult>;
  /** The same of all items of days whose file is not there, by the index alone. Needs the lock. */
  readonly noteLostDays: () => Promise<NoteLostResult>;
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
    const problems = {
      nothing: [],
      completed: [recovered(dir)],
      'set aside': [pendingDamaged(dir)],
    }[await recoverJournal(fs, dir)];
    return { kind: 'locked', problems, release };
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

/** What is done about what was lost. */
function lossOf(
  fs: ArchiveFs,
  dir: string,
  needLock: () => void,
): Pick<Archive, 'noteLost' | 'noteLostDays' | 'restore'> {
  return {
    restore: async (take) => {
      needLock();
      return (await import('./upkeep/restore.ts')).restoreFiles({ fs, dir }, take);
    },
    noteLost: async (items) => {
      needLock();
      return (await import('./commit/note-lost.ts')).noteLost(fs, dir, items);
    },
    noteLostDays: async () => {
      needLock();
      return (await import('./commit/note-lost.ts')).noteLostDays(fs, dir);
    },
  };
}

/** ms since 1970: from when on the retention rule keeps the items of a feed; `undefined` where it keeps all. */
function keptFrom(keep: Retention | undefined, nowMs: number): (feed: string) => number | undefined {
  return (feed) => {
    const keptMs = keep?.feedsMs?.get(feed) ?? keep?.everyMs;
    return keptMs === undefined || keptMs === Number.POSITIVE_INFINITY ? undefined : nowMs - keptMs;
  };
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
  const keepFromMs = keptFrom(keep, nowMs);
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
      return verifyArchive({ fs, dir, ...(feeds !== undefined && { feeds }) });
    },
    repair: async (feeds) => {
      needLock();
      const { repairArchive } = await import('./upkeep/repair.ts');
      return repairArchive({ fs, dir, ...(feeds !== undefined && { feeds }) });
    },
    prune: async (mode, lost = []) => {
      needLock();
      const { pruneArchive } = await import('./upkeep/prune.ts');
      return pruneArchive({ fs, dir, calendar: await calendar(), keepFromMs, mode, lost });
    },
    forget: async (mode, target, lost = []) => {
      needLock();
      return (await import('./upkeep/forget.ts')).forgetItems({ fs, dir, target, mode, lost });
    },
    ...readingOf(fs, dir),
    oughtToHave: async (items) => {
      const { oughtToHave } = await import('./upkeep/ought-to-have.ts');
      return oughtToHave({ fs, dir, calendar: await calendar(), keepFromMs, items });
    },
    ...lossOf(fs, dir, needLock),
  };
}
