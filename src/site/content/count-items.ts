import { storyWindowDays } from '../../digest/index.ts';
import { addDays } from '../../model/days.ts';
import type { Day } from '../../model/types.ts';
import { type DayEntry, isSameItem, type KeptItem } from './day-entry.ts';
import type { FeedHead } from './ledger-index.ts';
import type { LedgerState } from './ledger-state.ts';
import type { MadeDay } from './made-days.ts';
import { storyRefOf, withMember, withoutMember } from './stories.ts';
import {
  countName,
  daysIn,
  hasPage,
  newRecord,
  type ThreadKind,
  type ThreadName,
  threadId,
  threadsOf,
} from './threads.ts';

/** A thread that items left or joined, as it was before. */
export interface Touched extends ThreadName {
  readonly hadPage: boolean;
  /** Months whose items changed. */
  readonly months: Set<string>;
}

/** Items of a day that changed. */
interface DayWork {
  /** As they were. */
  readonly left: readonly KeptItem[];
  /** Keys of those that are new, or other than they were. */
  readonly joined: ReadonlySet<string>;
}

function add(counts: Map<string, number>, name: string, by: 1 | -1): void {
  const n = (counts.get(name) ?? 0) + by;
  if (n === 0) counts.delete(name);
  else counts.set(name, n);
}

/** The days around one, nearest first. */
function* daysNear(day: Day, reach: number): Generator<Day> {
  for (let distance = 0; distance <= reach; distance++)
    for (const sign of distance === 0 ? [0] : [-1, 1]) yield addDays(day, sign * distance);
}

function shownOf({ items }: DayEntry): Map<string, KeptItem> {
  return new Map(items.filter(({ dropped }) => dropped !== true).map((kept) => [kept.item.key, kept]));
}

/**
 * The first half of bringing records up to date: who is in what. It settles which topics, authors and stories there are,
 * which the second half must know to tell what is shown of an item.
 */
export class ItemCounts {
  readonly #state: LedgerState;
  readonly #timezone: string;
  readonly #isNew: boolean;
  readonly touched = new Map<string, Touched>();
  /** Keys of stories whose members changed. */
  readonly stories = new Set<string>();
  readonly work = new Map<Day, DayWork>();
  /** Feeds whose earliest item may be another one. */
  readonly unsure = new Set<string>();
  /** Stories whose first item was not met yet, with a day of one of theirs. */
  readonly #headless = new Map<string, Day>();
  readonly #firsts = new Map<string, Day>();

  constructor(
    state: LedgerState,
    { timezone, isNew }: { readonly timezone: string; readonly isNew: boolean },
  ) {
    this.#state = state;
    this.#isNew = isNew;
    this.#timezone = timezone;
  }

  touch(thread: ThreadName): Touched {
    const id = threadId(thread);
    const known = this.touched.get(id);
    if (known) return known;
    const record = this.#state.thread(thread.kind, thread.slug) ?? newRecord();
    const touched = { ...thread, hadPage: hasPage(thread.kind, record), months: new Set<string>() };
    this.touched.set(id, touched);
    return touched;
  }

  take({ day, before }: MadeDay): void {
    const entry = this.#state.entry(day);
    const [old, now] = [shownOf(before), shownOf(entry)];
    const left = [...old.values()].filter((kept) => !isSameItem(kept, now.get(kept.item.key)));
    const joined = [...now.values()].filter((kept) => !isSameItem(kept, old.get(kept.item.key)));
    this.#countHidden(before, entry);
    for (const kept of left) this.#leave(kept, now.get(kept.item.key));
    // Into a ledger that was empty, items can go at once: none of them can have left another place.
    if (this.#isNew) for (const kept of joined) this.#join(kept);
    this.work.set(day, { left, joined: new Set(joined.map(({ item }) => item.key)) });
  }

  #joinAll(): void {
    for (const [day, { joined }] of this.work)
      for (const kept of this.#state.entry(day).items) if (joined.has(kept.item.key)) this.#join(kept);
  }

  #countHidden(before: DayEntry, after: DayEntry): void {
    const { feeds } = this.#state.index;
    const change = (counts: ReadonlyMap<string, number>, sign: 1 | -1): void => {
      for (const [feed, n] of counts) {
        const head = this.#headOf(feed);
        feeds.set(feed, { ...head, hidden: head.hidden + sign * n });
      }
    };
    change(before.hidden, -1);
    change(after.hidden, 1);
  }

  #headOf(feed: string): FeedHead {
    return this.#state.index.feeds.get(feed) ?? { settings: '', hidden: 0 };
  }

  #count({ item }: KeptItem, by: 1 | -1): void {
    for (const thread of threadsOf(item, this.#timezone)) {
      this.touch(thread);
      countName(this.#state.threadToChange(thread.kind, thread.slug), thread.name, by);
    }
    const { arrived, languages } = this.#state.index;
    const month = item.first_seen.slice(0, 7);
    const counts = arrived.get(month) ?? new Map<string, number>();
    arrived.set(month, counts);
    add(counts, item.feed, by);
    const language = item.language ?? item.guessedLanguage;
    if (language !== undefined) add(languages, language, by);
  }

  #leave(kept: KeptItem, now: KeptItem | undefined): void {
    const { item } = kept;
    this.#count(kept, -1);
    const head = this.#headOf(item.feed);
    const stays = now?.item.feed === item.feed && now.item.first_seen === item.first_seen;
    if (!stays && (item.first_seen === head.begun || item.day === head.firstDay)) this.unsure.add(item.feed);
    const key = item.story?.key;
    const story = key === undefined ? undefined : this.#state.decidedStory(key);
    if (key === undefined || !story) return;
    this.stories.add(key);
    this.#state.putStory(key, withoutMember(story, item.key));
  }

  #join(kept: KeptItem): void {
    const { item } = kept;
    this.#count(kept, 1);
    this.#begin(item.feed, kept);
    const key = item.story?.key;
    if (key === undefined) return;
    const story = this.#state.decidedStory(key);
    if (key === item.key) {
      this.#firsts.set(key, item.day);
      if (!story) return;
    } else if (story?.searched !== true) this.#headless.set(key, item.day);
    this.stories.add(key);
    this.#state.putStory(key, withMember(story ?? { members: [] }, storyRefOf(kept)));
  }

  #begin(feed: string, { item: { first_seen, backlog, day } }: KeptItem): void {
    const { begun, backlog: isBacklog, firstDay, ...head } = this.#headOf(feed);
    const earliest = begun === undefined || first_seen < begun ? first_seen : begun;
    const alsoBacklog = backlog && first_seen === earliest;
    this.#state.index.feeds.set(feed, {
      ...head,
      begun: earliest,
      ...((alsoBacklog || (isBacklog === true && begun === earliest)) && { backlog: true as const }),
      firstDay: firstDay === undefined || day < firstDay ? day : firstDay,
    });
  }

  #dayOfFirst(key: string, near: Day): Day | undefined {
    const known = this.#firsts.get(key);
    if (known !== undefined) return known;
    const around = [...daysNear(near, storyWindowDays)];
    const there = around.find((day) => this.#state.hasKey(day, key));
    // Stories grow from report to report: their first one may be long ago.
    return there ?? [...this.#state.index.days.keys()].find((day) => this.#state.hasKey(day, key));
  }

  /** Finds the first items of stories that have just become some, and drops those that are none any more. */
  finish(): void {
    if (!this.#isNew) this.#joinAll();
    for (const [key, near] of this.#headless) {
      const story = this.#state.decidedStory(key);
      if (!story || story.members.length === 0) continue;
      const day = this.#dayOfFirst(key, near);
      const kept = day === undefined ? undefined : this.#state.item(day, key);
      const searched = { ...story, searched: true as const };
      const isFirst = kept && kept.dropped !== true && kept.item.story?.key === key;
      this.#state.putStory(key, isFirst ? withMember(searched, storyRefOf(kept)) : searched);
    }
    for (const key of this.stories) {
      const members = this.#state.decidedStory(key)?.members ?? [];
      if (members.every((member) => member.key === key)) this.#state.putStory(key, undefined);
    }
    for (const feed of this.unsure) this.#beginAgain(feed);
  }

  #beginAgain(feed: string): void {
    const { settings, hidden } = this.#headOf(feed);
    this.#state.index.feeds.set(feed, { settings, hidden });
    for (const day of [...this.#state.index.days.keys()].sort()) {
      if (!this.#state.feedsOn(day).feeds.has(feed)) continue;
      for (const kept of this.#state.entry(day).items)
        if (kept.item.feed === feed && kept.dropped !== true) this.#begin(feed, kept);
    }
  }
}

/** The items of a thread in a year or month, or all of them, newest day first. */
export function* itemsOfThread(
  kind: ThreadKind,
  slug: string,
  { state, part = '' }: { readonly state: LedgerState; readonly part?: string },
): Generator<KeptItem> {
  const months = [...(state.thread(kind, slug)?.months ?? [])].filter(([month]) => month.startsWith(part));
  const thread = threadId({ kind, slug });
  for (const [month, count] of months.sort(([a], [b]) => (a < b ? 1 : -1)))
    for (const day of daysIn(month, count))
      for (const kept of state.itemsIn(day, thread)) if (kept.dropped !== true) yield kept;
}
