import { daysOfEdition, type Edits, editionIdOf, monthOf, yearOf } from '../../digest/index.ts';
import type { Day, Problem } from '../../model/types.ts';
import { shortHash } from '../hash.ts';
import { ItemCounts } from './count-items.ts';
import { decideOpen } from './decide-open.ts';
import { editedStories, readEdits } from './editors.ts';
import { type LedgerIndex, newIndex, parseIndex } from './ledger-index.ts';
import { LedgerLost, LedgerState, type PendingChanges } from './ledger-state.ts';
import { ItemLists } from './list-items.ts';
import { ArchiveTooNew, DayWorks, type LedgerInput, type MadeDay } from './made-days.ts';
import type { LedgerStore } from './store.ts';
import { threadId, threadsOf } from './threads.ts';

/** What became other than it was, by the names under which pages ask for it; `all` where nothing is known of before. */
export type Changes = ReadonlySet<string> | 'all';

export interface LedgerUpdate {
  readonly state: LedgerState;
  /** Tells the states of the whole ledger apart. */
  readonly version: string;
  readonly changes: Changes;
  readonly edits: Edits;
  /** Damage of the archive, lost items, faults of editors' files. */
  readonly problems: readonly Problem[];
  /** Whether the archive lacks, or may lack, what was published. */
  readonly isDamaged: boolean;
  /** Days of which the archive lost items: their bodies are nowhere but in the site. */
  readonly lostDays: ReadonlySet<Day>;
  /** Milliseconds since 1970: without any change, nothing of the ledger becomes different before. */
  readonly until: number;
}

interface UpdateLedgerInput extends LedgerInput {
  readonly store: LedgerStore;
  /** What makes ledgers: another program makes another ledger. */
  readonly maker: string;
  /** The version of the ledger that the site was last made from: what changed since is told. */
  readonly shown?: string | undefined;
}

/** Records lie in so many parts that one holds what a few thousand items bring. */
function partsFor(items: number): number {
  let parts = 1;
  while (parts < 256 && items > parts * 4000) parts *= 4;
  return parts;
}

interface Opened {
  readonly index: LedgerIndex;
  readonly pending: Pending;
  /** What another program, another time zone or a killed run left, where the ledger is made anew. */
  readonly old?: LedgerState;
}

/** The ledger as it lies there; a new one where there is none, or none that can be believed. */
function openIndex(input: UpdateLedgerInput, anew: boolean): Opened {
  const { store, maker, config } = input;
  const made = `${maker} ${config.timezone}`;
  const text = store.read('index');
  const found = text === undefined ? undefined : parseIndex(text);
  const isWhole = !anew && store.read('open') === undefined;
  if (isWhole && text !== undefined && found?.maker === made)
    return { index: found, pending: pendingOf(input, shortHash(text)) };
  return {
    index: newIndex(made),
    pending: 'all',
    ...(found && { old: new LedgerState(store, found) }),
  };
}

/** Names of changes that the site does not show yet. */
type Pending = readonly string[] | 'all';

/** Of the ledger with this version, since the site was last made. A rendering may have been stopped in between. */
function pendingOf({ store, shown }: UpdateLedgerInput, version: string): Pending {
  if (shown === version) return [];
  const text = store.read('changed');
  const { of, since, names }: Partial<PendingChanges> = text === undefined ? {} : JSON.parse(text);
  return shown !== undefined && of === version && since === shown ? (names ?? 'all') : 'all';
}

/** Days whose heads are others than before. */
function changedDays(before: LedgerIndex['days'], after: LedgerIndex['days']): Day[] {
  const all = new Set([...before.keys(), ...after.keys()]);
  return [...all].filter((day) => before.get(day) !== after.get(day));
}

/** Names of what pages ask of days, where it changed. */
function* daysChanged(before: LedgerIndex['days'], after: LedgerIndex['days']): Generator<string> {
  for (const day of changedDays(before, after)) {
    const [old, now] = [before.get(day), after.get(day)];
    yield 'heads:day';
    if (old?.state !== now?.state) yield `day:${day}`;
    if (old?.n !== now?.n) yield `count:${day}`;
  }
}

/** Names of what pages show of items that came back: what was made meanwhile lacks their bodies. */
function* returnedIn(made: readonly MadeDay[], timezone: string): Generator<string> {
  for (const { item } of made.flatMap(({ returned }) => returned)) {
    yield `day:${item.day}`;
    yield `hour:${item.first_seen.slice(0, 13)}`;
    if (item.story) yield `story:${item.story.key}`;
    for (const id of threadsOf(item, timezone).map(threadId)) {
      yield `thread:${id}`;
      yield `part:${id}/${monthOf(item.day)}`;
      yield `part:${id}/${yearOf(item.day)}`;
    }
  }
}

/** Counts the sources of weeks and months anew, where a day of theirs changed. */
function countSources(before: LedgerIndex['days'], state: LedgerState): void {
  const { days, sourcesIn } = state.index;
  const changed = changedDays(before, days);
  for (const kind of ['week', 'month'] as const)
    for (const id of new Set(changed.map((day) => editionIdOf(kind, day)))) {
      const own = daysOfEdition({ kind, id }).flatMap((day) => [...state.feedsOn(day).feeds.keys()]);
      if (own.length > 0) sourcesIn.set(id, new Set(own).size);
      else sourcesIn.delete(id);
    }
}

interface Updated extends Omit<LedgerUpdate, 'changes' | 'version'> {
  readonly changed: ReadonlySet<string>;
}

/** Makes the days that changed, and says which. */
async function makeDays(state: LedgerState, works: DayWorks): Promise<MadeDay[]> {
  const { index } = state;
  const made: MadeDay[] = [];
  try {
    for (const day of await works.wanted()) made.push(await works.make(day));
  } catch (error) {
    if (error instanceof ArchiveTooNew) state.abandon();
    throw error;
  }
  const items = [...index.days.values()].reduce((sum, { n }) => sum + n, 0);
  if (partsFor(items) > index.shards) state.reshard(partsFor(items));
  return [...made, ...decideOpen(made, state)];
}

async function update(input: UpdateLedgerInput, { index, old }: Opened): Promise<Updated> {
  const { timezone } = input.config;
  const state = new LedgerState(input.store, index);
  const daysBefore = new Map(index.days);
  if (old) state.supersede(old.index);
  const works = new DayWorks(input, state, old);
  const made = await makeDays(state, works);
  const counts = new ItemCounts(state, { timezone, isNew: daysBefore.size === 0 });
  for (const day of made) counts.take(day);
  counts.finish();
  works.noteSettings();
  const editedBefore = index.edited;
  const edits = readEdits(input.editors, new Set(made.map(({ day }) => day)), state);
  index.edited = editedStories(edits, state);
  const lists = new ItemLists(state, counts, { timezone, editedBefore });
  lists.run();
  countSources(daysBefore, state);
  return {
    state,
    edits,
    changed: new Set([
      ...lists.changed,
      ...daysChanged(daysBefore, index.days),
      ...returnedIn(made, timezone),
    ]),
    problems: [...works.problems, ...edits.problems],
    isDamaged: works.problems.length > 0,
    lostDays: works.lost,
    until: [...index.days.values()].reduce(
      (least, { until }) => Math.min(least, until),
      Number.MAX_SAFE_INTEGER,
    ),
  };
}

/**
 * Brings the ledger up to date with the archive, the rules, the clock and the editors' files: reads what changed, and
 * what stands beside it. A ledger that is absent, damaged or another program's is made anew.
 */
export async function updateLedger(input: UpdateLedgerInput): Promise<LedgerUpdate> {
  for (let anew = false; ; anew = true) {
    const opened = openIndex(input, anew);
    const { pending } = opened;
    try {
      const { changed, ...updated } = await update(input, opened);
      const changes: Changes = pending === 'all' ? 'all' : new Set([...pending, ...changed]);
      const names = changes === 'all' ? changes : [...changes];
      const version = updated.state.save({ since: input.shown, names });
      return { ...updated, changes, version };
    } catch (error) {
      if (!(error instanceof LedgerLost) || anew) throw error;
    }
  }
}
