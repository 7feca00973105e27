import { join } from 'node:path';
import { grouped } from '../../model/group.ts';
import { sortedByKey } from '../../model/sorted.ts';
import type { Day, Problem } from '../../model/types.ts';
import type { Calendar } from '../calendar.ts';
import { dayPath } from '../day/day-store.ts';
import { firstDayChange } from '../day/first-day.ts';
import { feedPattern } from '../day/item-patterns.ts';
import type { IncomingItem } from '../day/stored-item.ts';
import { unplacedChange } from '../day/unplaced-days.ts';
import type { ArchiveFolder } from '../disk/files.ts';
import { openTransaction, type Transaction } from '../disk/journal.ts';
import { statePath } from '../disk/state-path.ts';
import { allOrNothing, type Failed, Stop } from '../disk/stop.ts';
import { openIndexes } from '../known/open-indexes.ts';
import { readTombstones } from '../known/tombstones.ts';
import type { PlanContext } from './commit-feeds.ts';
import type { PlannedItem } from './commit-plan.ts';
import { type Counts, kinds, none, type Tally } from './counts.ts';
import type { RememberedItems } from './note-lost.ts';

/** What one feed brings. A feed that failed or did not change is simply not there. */
export interface IncomingFeed {
  readonly feed: string;
  readonly items: readonly IncomingItem[];
  /** They are older than what was taken already: only those that the archive lacks are news. */
  readonly isOlder?: true;
  /** They come from another program, which had them on their days: only those that the archive lacks are taken. */
  readonly isImport?: true;
}

/** The work of one run. */
export interface Batch {
  readonly feeds: readonly IncomingFeed[];
  /** State of feeds, by feed id: JSON values that `fetch/` owns, written as they are. */
  readonly states: ReadonlyMap<string, unknown>;
  /** The state of a feed that brings items, once it is known what became of them: kept with them or not at all. */
  readonly settle?: (feed: string, counts: Counts) => unknown;
  /** What is remembered of items that the archive lost, should one come back. */
  readonly remembered?: RememberedItems;
  /** Stories of what it brings are decided next: its days are marked until `placeStories` is done with them. */
  readonly isPlacedNext?: true;
  /** Whether anything is written: a preview counts. */
  readonly mode?: 'do' | 'preview';
}

export type CommitResult =
  | {
      readonly kind: 'committed';
      readonly counts: Counts;
      readonly feeds: ReadonlyMap<string, Counts>;
      /** Days whose file changed, sorted. */
      readonly days: readonly Day[];
      /** Damage that was met and mended. */
      readonly problems: readonly Problem[];
    }
  | Failed;

export interface CommitInput extends ArchiveFolder {
  readonly batch: Batch;
  readonly nowMs: number;
  /** RFC 3339 in UTC, of the same instant. */
  readonly now: string;
  /** Loaded only when items come. */
  readonly calendar: () => Promise<Calendar>;
  readonly keepFromMs: (feed: string) => number | undefined;
}

function sum(tally: Tally): Counts {
  const total = none();
  for (const counts of tally.values()) for (const kind of kinds) total[kind] += counts[kind];
  return total;
}

/** Most runs bring states alone, and need nothing that reads or dates items. */
async function planned(input: CommitInput, context: PlanContext): Promise<readonly PlannedItem[]> {
  if (input.batch.feeds.length === 0) return [];
  const { planFeeds } = await import('./commit-feeds.ts');
  return planFeeds(input, context);
}

function byDay(changes: readonly PlannedItem[]): [Day, PlannedItem[]][] {
  const days = grouped(changes, ({ placement }) => placement.day);
  return sortedByKey(days);
}

/** What a commit stages into, and what it counts and meets on the way. */
interface Work extends PlanContext {
  readonly transaction: Transaction;
}

/** Stages the file of one day. Answers whether it changes. */
async function stageDay(
  [day, changes]: [Day, readonly PlannedItem[]],
  input: CommitInput,
  { transaction, tally, problems }: Work,
): Promise<boolean> {
  const [{ applyChanges }, { openDay }] = await Promise.all([
    import('./commit-day.ts'),
    import('../day/day-draft.ts'),
  ]);
  const keys = changes.map(({ key }) => key);
  const before = await openDay(input.fs, input.dir, day, keys);
  if (before.isTooNew && before.problem !== undefined) throw new Stop(before.problem);
  const after = applyChanges(before.draft, changes, input);
  for (const { feed, kind } of after.counts) {
    const counts = tally.get(feed);
    if (counts !== undefined) counts[kind === 'none' ? 'unchanged' : kind] += 1;
  }
  if (before.problem !== undefined) problems.push(before.problem);
  if (!after.isChanged && before.problem === undefined) return false;
  if (before.copy !== undefined) await transaction.stage(before.copy);
  await transaction.stage({ path: dayPath(day), data: before.draft.text() });
  return true;
}

function statesOf({ feeds, states, settle }: Batch, tally: Tally): [string, unknown][] {
  const all = new Map(states);
  // A state that settles as `undefined` stays as it is.
  for (const { feed } of feeds) {
    const state = settle?.(feed, tally.get(feed) ?? none());
    if (state !== undefined) all.set(feed, state);
  }
  return sortedByKey(all);
}

async function stageStates(input: CommitInput, { transaction, tombs, tally }: Work): Promise<void> {
  for (const [feed, state] of statesOf(input.batch, tally)) {
    if (!feedPattern.test(feed)) throw new Error(`Not a feed id: ${feed}`);
    if (tombs.feeds.has(feed)) continue;
    const data = `${JSON.stringify(state, null, 2)}\n`;
    const old = await input.fs.read(join(input.dir, statePath(feed)));
    if (old !== undefined && Buffer.from(data).equals(old)) continue;
    await transaction.stage({ path: statePath(feed), data });
  }
}

async function stageAll(input: CommitInput, transaction: Transaction): Promise<CommitResult> {
  const tally: Tally = new Map();
  const problems: Problem[] = [];
  const tombs = await readTombstones(input.fs, input.dir);
  if (tombs.problem !== undefined) problems.push(tombs.problem);
  const indexes = await openIndexes(input.fs, input.dir);
  const work: Work = { transaction, indexes, tombs, tally, problems };
  const changes = await planned(input, work);
  const days: Day[] = [];
  for (const entry of byDay(changes)) if (await stageDay(entry, input, work)) days.push(entry[0]);
  if (days.length > 0) {
    const firstDay = await firstDayChange({ ...input, calendar: await input.calendar() });
    if (firstDay) await transaction.stage(firstDay);
    if (input.batch.isPlacedNext) await transaction.stage(await unplacedChange(input.fs, input.dir, days));
  }
  for (const change of indexes.changes()) await transaction.stage(change);
  await stageStates(input, work);
  if (input.batch.mode === 'preview') await transaction.abort();
  else await transaction.commit();
  problems.push(...indexes.problems);
  return { kind: 'committed', counts: sum(tally), feeds: tally, days, problems };
}

/**
 * Takes a run's items and states into the archive, all or nothing. A batch that changes nothing writes nothing. A full
 * disk, a read-only one or a missing right ends as `failed`, with everything earlier intact.
 */
export async function commitBatch(input: CommitInput): Promise<CommitResult> {
  const transaction = openTransaction(input.fs, input.dir);
  return allOrNothing(transaction, input.dir, () => stageAll(input, transaction));
}
