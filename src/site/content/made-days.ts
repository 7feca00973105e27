import type { Archive } from '../../archive/index.ts';
import { newestFirst } from '../../digest/index.ts';
import { count } from '../../model/count.ts';
import type { Config, Day, EditorFile, Problem, StoryPlace } from '../../model/types.ts';
import { shortHash } from '../hash.ts';
import type { DayReader } from '../render/day-cache.ts';
import {
  type DayEntry,
  dayMaker,
  emptyDay,
  entryOf,
  isSameItem,
  type KeptItem,
  unchangedItems,
} from './day-entry.ts';
import type { DayHead, FeedHead } from './ledger-index.ts';
import { type LedgerState, unlessLost } from './ledger-state.ts';
import { dropsOf, isDroppedBy, rulesHash, type Span, settingsOf, spanOf, within } from './made-with.ts';
import { hashNumber } from './set-hash.ts';
import type { ViewsOf } from './views-of.ts';

/** The archive, as the ledger reads it. */
interface LedgerArchive
  extends Pick<Archive, 'days' | 'knownDays' | 'oughtToHave'>,
    Pick<DayReader, 'readDay' | 'linesOf'> {
  /** Size, time and identity of a day's file; empty where there is none. */
  readonly stampOf: (day: Day) => string;
  /** Hash of the bytes of a day's file. */
  readonly hashOf: (day: Day) => Promise<string>;
}

export interface LedgerInput {
  readonly config: Config;
  /** RFC 3339 */
  readonly now: string;
  readonly archive: LedgerArchive;
  /** Language of a feed whose items do not name theirs. */
  readonly feedLanguage: (feed: string) => string | undefined;
  readonly viewsOf?: ViewsOf | undefined;
  readonly editors: readonly EditorFile[];
}

/** A day that was made again, with its entry before; the one after is the state's. */
export interface MadeDay {
  readonly day: Day;
  readonly before: DayEntry;
  /** Items that the archive had lost, and has again. */
  readonly returned: readonly KeptItem[];
}

function lostItems(day: Day, n: number | undefined): Problem {
  const items = n === undefined ? 'the items' : count(n, 'published item');
  return {
    code: 'LEDGER_ITEMS_LOST',
    what: `The archive no longer has ${items} of ${day}.`,
    where: `_data/archive/${day.slice(0, 4)}/${day.slice(5, 7)}/${day}.json`,
    why: 'The file of that day is gone, damaged, or an older one; nobody asked for the items to be removed.',
    fix: 'Bring the file back from a copy or from version control, or let the next runs read the items again.',
    kept: 'Their pages and their places in lists stay as they were published.',
  };
}

/** Thrown where a newer version of the program wrote a day: what it says is unknown, and nothing may be published. */
export class ArchiveTooNew extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.what);
    this.problem = problem;
  }
}

/** Finds the days that must be made again, and makes them. */
export class DayWorks {
  readonly #input: LedgerInput;
  readonly #state: LedgerState;
  readonly #old: LedgerState | undefined;
  readonly #nowMs: number;
  readonly #rules: string;
  readonly #drops: (day: Day) => readonly string[];
  readonly #make: ReturnType<typeof dayMaker>;
  readonly #settings: ReadonlyMap<string, string>;
  readonly #changedFeeds: ReadonlySet<string>;
  readonly problems: Problem[] = [];
  /** Days of which the archive lost items. */
  readonly lost = new Set<Day>();

  /** @param old the ledger that another program left, where this one is new */
  constructor(input: LedgerInput, state: LedgerState, old: LedgerState | undefined) {
    this.#input = input;
    this.#state = state;
    this.#old = old;
    this.#nowMs = Date.parse(input.now);
    this.#rules = rulesHash(input);
    this.#drops = dropsOf(input.editors);
    this.#make = dayMaker(input);
    const { feeds } = state.index;
    this.#settings = settingsOf(input, new Set([...feeds.keys(), ...input.config.feeds.map(({ id }) => id)]));
    this.#changedFeeds = new Set(
      [...feeds]
        .filter(([id, { settings }]: [string, FeedHead]) => this.#settings.get(id) !== settings)
        .map(([id]) => id),
    );
  }

  /** Notes with which settings the items of each feed were made. */
  noteSettings(): void {
    const { feeds } = this.#state.index;
    for (const [id, head] of feeds) feeds.set(id, { ...head, settings: this.#settings.get(id) ?? '' });
  }

  #madeOf(day: Day): string {
    const drops = this.#drops(day);
    return drops.length === 0 ? this.#rules : shortHash(JSON.stringify([this.#rules, drops]));
  }

  /** Days to be made again, oldest first. A file whose bytes are the same is only looked at. */
  async wanted(): Promise<Day[]> {
    const { archive } = this.#input;
    const { index } = this.#state;
    const there = new Set(await archive.days());
    const wanted: Day[] = [];
    for (const day of there) {
      const head = index.days.get(day);
      if (!head || !this.#isRight(day, head)) wanted.push(day);
      else if (head.stamp !== archive.stampOf(day)) {
        if (head.bytes !== (await archive.hashOf(day))) wanted.push(day);
        else index.days.set(day, { ...head, stamp: archive.stampOf(day) });
      }
    }
    for (const day of (this.#old ?? this.#state).index.days.keys()) if (!there.has(day)) wanted.push(day);
    if (index.days.size === 0) await this.#tellMissing(there);
    return wanted.sort();
  }

  /** Days that only the archive's index of items still knows: a ledger that is new cannot show them. */
  async #tellMissing(there: ReadonlySet<Day>): Promise<void> {
    const known = this.#old?.index.days ?? new Map<Day, DayHead>();
    for (const day of await this.#input.archive.knownDays())
      if (!there.has(day) && !known.has(day)) this.problems.push(lostItems(day, undefined));
  }

  #isRight(day: Day, head: DayHead): boolean {
    if (head.made !== this.#madeOf(day) || head.from > this.#nowMs || this.#nowMs >= head.until) return false;
    if (this.#changedFeeds.size === 0) return true;
    const { feeds, hidden } = this.#state.feedsOn(day);
    return ![...feeds.keys(), ...hidden.keys()].some((feed) => this.#changedFeeds.has(feed));
  }

  /** A day as it was published: by this ledger, or by the one before it. */
  #published(day: Day, before: DayEntry): DayEntry {
    const old = this.#old;
    return before.items.length > 0 || !old ? before : unlessLost(() => old.entry(day), before);
  }

  /** Items of the entry before that the archive lost: they stay as they were. */
  async #lost(day: Day, before: DayEntry, there: ReadonlySet<string>): Promise<KeptItem[]> {
    const missing = before.items.filter(({ item }) => !there.has(item.key));
    if (missing.length === 0) return [];
    const known = await this.#input.archive.oughtToHave(missing.map(({ item }) => item));
    const lost = missing.filter(({ item }) => known.has(item.key));
    if (lost.length === 0) return [];
    this.lost.add(day);
    this.problems.push(lostItems(day, lost.length));
    const isDropped = isDroppedBy(this.#drops(day));
    return lost.map(({ dropped: _dropped, ...kept }) => ({
      ...kept,
      lost: true,
      ...(isDropped(kept.item) && { dropped: true }),
    }));
  }

  /**
   * The items of a day's file as the ledger has them. Those whose line is as it was are taken as they were, where
   * nothing else became different: the cost of a day that grows is that of what came.
   */
  async #read(day: Day, before: DayEntry): Promise<ReadDay> {
    const { archive } = this.#input;
    const isDropped = isDroppedBy(this.#drops(day));
    const lines = await archive.linesOf(day);
    const head = this.#state.index.days.get(day);
    const isRight = head !== undefined && this.#isRight(day, head);
    const kept = lines && isRight ? unchangedItems(before, lines) : new Map<string, KeptItem>();
    const keys = lines && kept.size > 0 ? [...lines.keys()].filter((key) => !kept.has(key)) : undefined;
    const { items, problem } = await archive.readDay(day, keys && new Set(keys));
    const made = this.#make(day, items, { isDropped, lines });
    const all = [...made.items, ...kept.values()].sort((a, b) => newestFirst(a.item, b.item));
    const span = spanOf(items, this.#input);
    return {
      entry: entryOf(all, made.hidden),
      there: new Set([...items.map(({ _daybook }) => _daybook.key), ...kept.keys()]),
      span: kept.size > 0 && head ? within(span, head) : span,
      problem,
    };
  }

  /** Makes a day again: its new entry is written, and the index names it. */
  async make(day: Day): Promise<MadeDay> {
    const { archive } = this.#input;
    const state = this.#state;
    const before = state.entry(day);
    const stamp = archive.stampOf(day);
    const bytes = stamp === '' ? '' : await archive.hashOf(day);
    const { entry: made, there, span, problem } = stamp === '' ? nothing : await this.#read(day, before);
    if (problem?.code === 'ARCHIVE_TOO_NEW') throw new ArchiveTooNew(problem);
    if (problem) this.problems.push(problem);
    const lost = await this.#lost(day, this.#published(day, before), there);
    const after = withLost(withPlaces(made, before), lost);
    // A day that is damaged, or lacks something, is looked at, and reported, at every run.
    const file = problem || lost.length > 0 ? { stamp: '', bytes: '' } : { stamp, bytes };
    const head = { ...file, made: this.#madeOf(day), ...span };
    if (after.items.length === 0 && after.hidden.size === 0) state.removeEntry(day);
    else placeHead(state, day, after, head);
    return { day, before, returned: before.items.filter((kept) => kept.lost && there.has(kept.item.key)) };
  }
}

/** What a day's file holds. */
interface ReadDay {
  readonly entry: DayEntry;
  /** Keys of all its items, also of those that the rules hide. */
  readonly there: ReadonlySet<string>;
  readonly span: Span;
  readonly problem?: Problem | undefined;
}

const nothing: ReadDay = {
  entry: emptyDay,
  there: new Set(),
  span: { from: 0, until: Number.MAX_SAFE_INTEGER },
};

/** Items that the archive leaves open keep the story that was decided here, and their state as it was shown. */
function withPlaces(made: DayEntry, before: DayEntry): DayEntry {
  const known = new Map(before.items.map((kept) => [kept.item.key, kept]));
  const items = made.items.map((kept): KeptItem => {
    const old = known.get(kept.item.key);
    const story = kept.item.story ?? old?.item.story;
    const placed = kept.item.story || story === undefined ? kept : withStory(kept, story);
    return isSameItem(placed, old) ? { ...placed, shown: old?.shown ?? placed.shown } : placed;
  });
  return { ...made, items };
}

/** An item with the story that was decided here. */
export function withStory(kept: KeptItem, story: StoryPlace): KeptItem {
  return { ...kept, own: true, item: { ...kept.item, story } };
}

function withLost(made: DayEntry, lost: readonly KeptItem[]): DayEntry {
  if (lost.length === 0) return made;
  return entryOf(
    [...made.items, ...lost].sort((a, b) => newestFirst(a.item, b.item)),
    made.hidden,
  );
}

type Origin = Pick<DayHead, 'stamp' | 'bytes' | 'made' | 'from' | 'until'>;

/** Writes an entry and what the index says of it. */
export function placeHead(state: LedgerState, day: Day, entry: DayEntry, origin: Origin): void {
  const shown = entry.items.filter(({ dropped }) => dropped !== true);
  let [seen, changed, subscribers] = ['', '', 0];
  for (const { item } of shown) {
    if (item.first_seen > seen) seen = item.first_seen;
    const last = item.revised ?? item.first_seen;
    if (last > changed) changed = last;
    if (item.access === 'subscriber' || item.freed !== undefined) subscribers++;
  }
  const { stamp, bytes, made, from, until } = origin;
  const states = shown.map((kept) => kept.shown);
  const name = state.putEntry(day, entry);
  state.index.days.set(day, {
    stamp,
    bytes,
    made,
    from,
    until,
    entry: name,
    n: shown.length,
    sources: entry.feeds.size,
    subscribers,
    seen,
    changed,
    state: hashNumber(JSON.stringify(states)),
  });
}
