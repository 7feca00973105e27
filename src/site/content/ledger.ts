import {
  type DigestItem,
  type Edits,
  editionIdOf,
  monthOf,
  newestFirst,
  type Story,
} from '../../digest/index.ts';
import { grouped } from '../../model/group.ts';
import { remembered } from '../../model/remember.ts';
import { sortedByKey } from '../../model/sorted.ts';
import type { Day, EditionKind } from '../../model/types.ts';
import { freedDays } from '../editions/freed.ts';
import { editionOrder, type FindNeighbours } from '../editions/neighbours.ts';
import { itemsOfThread } from './count-items.ts';
import type { KeptItem } from './day-entry.ts';
import type { DayHead, FeedHead, StoryHead, ThreadHead } from './ledger-index.ts';
import type { LedgerState } from './ledger-state.ts';
import { partBefore, type ThreadYear } from './parts.ts';
import { isStory, type StoryRecord } from './stories.ts';
import type { ThreadKind } from './threads.ts';
import type { LedgerUpdate } from './update-ledger.ts';

/** A source, section, topic, author or another list over all days. */
interface Thread extends ThreadHead {
  readonly slug: string;
  /** The newest, newest first: at least as many as its page shows. */
  readonly newest: readonly DigestItem[];
}

/** So many threads of a kind, and stories, that were asked for are kept. */
const maxThreads = 500;

/**
 * All that pages are made of, but the bodies: a day, a thread, a story at a time. Nothing here holds all items, so that a
 * page costs what it shows, whatever the archive's size.
 */
class LedgerView {
  readonly #state: LedgerState;
  readonly #byMonth: ReadonlyMap<string, readonly Day[]>;
  readonly #lists = new WeakMap<object, readonly DigestItem[]>();
  readonly #stories = new Map<string, { record: StoryRecord; story: Story }>();
  #sortedStories: ReadonlyMap<string, StoryHead> | undefined;
  #aliases: ReadonlyMap<string, string> | undefined;
  /** What editors say of editions, by the items that they name. */
  readonly edits: Edits;
  /** Days that hold items, oldest first. */
  readonly days: readonly Day[];
  /** The editions before and after one. */
  readonly neighbours: FindNeighbours;

  constructor(state: LedgerState, edits: Edits) {
    this.#state = state;
    this.edits = edits;
    this.days = [...state.index.days].flatMap(([day, { n }]) => (n > 0 ? [day] : [])).sort();
    this.#byMonth = grouped(this.days, monthOf);
    this.neighbours = editionOrder(this.days);
  }

  /** Newest first. */
  readonly day = (day: Day): readonly DigestItem[] => {
    if (!this.hasDay(day)) return [];
    const entry = this.#state.entry(day);
    const known = this.#lists.get(entry);
    if (known) return known;
    const items = shownOf(entry.items);
    this.#lists.set(entry, items);
    return items;
  };

  readonly hasDay = (day: Day): boolean => this.countOn(day) > 0;
  /** Days of a month that hold items, oldest first. */
  readonly daysOf = (month: string): readonly Day[] => this.#byMonth.get(month) ?? [];
  readonly countOn = (day: Day): number => this.#state.index.days.get(day)?.n ?? 0;
  readonly dayHeads = (): ReadonlyMap<Day, DayHead> => this.#state.index.days;
  /** How many items each feed has on a day. */
  readonly feedsOn = (day: Day): ReadonlyMap<string, number> => this.#state.feedsOn(day).feeds;
  /** How many sources a week or month has. */
  readonly sourcesIn = (edition: string): number => this.#state.index.sourcesIn.get(edition) ?? 0;

  /** The id of the newest edition of a kind. */
  readonly newest = (kind: EditionKind): string | undefined => {
    const day = this.days.at(-1);
    return day === undefined ? undefined : editionIdOf(kind, day);
  };

  #itemsAt(places: Iterable<readonly [day: Day, key: string]>): DigestItem[] {
    const items: DigestItem[] = [];
    for (const [day, key] of places) {
      const kept = this.#state.item(day, key);
      if (kept && kept.dropped !== true) items.push(kept.item);
    }
    return items;
  }

  readonly #threadsOf = remembered((kind: ThreadKind) =>
    remembered((slug: string): Thread | undefined => {
      const head = this.threads(kind).get(slug);
      const record = head && this.#state.thread(kind, slug);
      const places = (record?.refs ?? []).map(([day, , key]) => [day, key] as const);
      return record && { ...head, slug, newest: this.#itemsAt(places) };
    }, maxThreads),
  );

  readonly thread = (kind: ThreadKind, slug: string): Thread | undefined => this.#threadsOf(kind)(slug);

  /** The threads of a kind that have pages, by their slugs, in the order of those. */
  readonly threads = remembered((kind: ThreadKind) =>
    sortedMap(this.#state.index.heads.get(kind) ?? new Map<string, ThreadHead>()),
  );

  /** A topic's or author's name, as most write it. */
  readonly nameOf = (kind: ThreadKind, slug: string): string | undefined =>
    this.threads(kind).get(slug)?.name;

  /** The years of a long thread, newest first. */
  readonly years = (kind: ThreadKind, slug: string): readonly ThreadYear[] =>
    this.threads(kind).get(slug)?.years ?? [];

  readonly yearOf = (kind: ThreadKind, slug: string, year: string): ThreadYear | undefined =>
    this.years(kind, slug).find((one) => one.year === year);

  /** The year or month of a thread before one, where that has a page. */
  readonly partBefore = (kind: ThreadKind, slug: string, part: string): string | undefined =>
    partBefore(this.years(kind, slug), part);

  /** Months that hold items of a thread. */
  readonly monthsOf = (kind: ThreadKind, slug: string): Iterable<string> =>
    this.#state.thread(kind, slug)?.months.keys() ?? [];

  /** How many items of a thread each month holds, by month. */
  readonly monthCounts = (kind: ThreadKind, slug: string): ReadonlyMap<string, number> =>
    new Map([...(this.#state.thread(kind, slug)?.months ?? [])].map(([month, [n]]) => [month, n]));

  /** Items of a thread in a year or month, newest first. */
  readonly part = (kind: ThreadKind, slug: string, part: string): readonly DigestItem[] =>
    shownOf([...itemsOfThread(kind, slug, { state: this.#state, part })]);

  readonly hasPage = (kind: 'topic' | 'author', slug: string): boolean => this.threads(kind).has(slug);

  /** The story that an item stands in with others. */
  readonly storyOf = (item: DigestItem): Story | undefined => {
    const key = this.#state.storyKeyOf({ item });
    const record = key === undefined ? undefined : this.#state.story(key);
    return key !== undefined && isStory(record) ? this.#storyOf(key, record) : undefined;
  };

  /** Always the same object for a story: editions group by it. */
  #storyOf(key: string, record: StoryRecord): Story {
    const known = this.#stories.get(key);
    if (known?.record === record) return known.story;
    const members = record.members.flatMap(({ day, key: member, reason }) =>
      this.#itemsAt([[day, member]]).map((item) => ({ item, reason })),
    );
    const story = { key, members };
    if (this.#stories.size >= maxThreads) this.#stories.clear();
    this.#stories.set(key, { record, story });
    return story;
  }

  readonly hasStoryPage = (key: string): boolean => this.#state.index.stories.has(key);

  readonly story = (key: string): Story | undefined => {
    const record = this.#state.story(key);
    return record && this.#storyOf(key, record);
  };

  /** Stories that have a page, in the order of their keys. */
  readonly stories = (): ReadonlyMap<string, StoryHead> => {
    this.#sortedStories ??= sortedMap(this.#state.index.stories);
    return this.#sortedStories;
  };
  /** The story that an editor put another into, or that it was joined with. */
  readonly aliasOf = (key: string): string | undefined => this.storyAliases().get(key);
  /** Keys of stories that were put into another, or joined with it, with that one's. */
  readonly storyAliases = (): ReadonlyMap<string, string> => {
    const { edited, joined, stories } = this.#state.index;
    // An editor may have put a story elsewhere that others were joined with, or taken one of those out again.
    this.#aliases ??= new Map(
      [
        ...[...joined].map(([key, target]) => [key, edited.aliases.get(target) ?? target] as const),
        ...edited.aliases,
      ].filter(([key]) => !stories.has(key)),
    );
    return this.#aliases;
  };

  /** Items that became free, by the edition that says so. */
  readonly freed = (edition: Day): readonly DigestItem[] => {
    const days = freedDays(edition, this);
    const items = days.flatMap((day) => this.thread('freed', day)?.newest ?? []);
    return items.filter((item) => item.day < edition).sort(newestFirst);
  };

  /** Whether any item is, or was, for subscribers only. */
  get hasSubscribers(): boolean {
    for (const { subscribers } of this.#state.index.days.values()) if (subscribers > 0) return true;
    return false;
  }

  /** RFC 3339: when the digest last took an item; `undefined` while it has none. */
  get newestArrival(): string | undefined {
    let newest = '';
    for (const { seen } of this.#state.index.days.values()) if (seen > newest) newest = seen;
    return newest === '' ? undefined : newest;
  }

  readonly feeds = (): ReadonlyMap<string, FeedHead> => this.#state.index.feeds;
  /** Feeds of which something arrived in a month. */
  readonly feedsArrivedIn = (month: string): Iterable<string> =>
    this.#state.index.arrived.get(month)?.keys() ?? [];
  /** Languages of items, BCP 47, named or guessed, and how many are in each. */
  readonly languages = (): ReadonlyMap<string, number> => this.#state.index.languages;
  /** Addresses of the pictures of a day's items; only where the site shows copies of them. */
  readonly imagesOn = (day: Day): readonly string[] =>
    this.#state.entry(day).items.flatMap(({ images = [], dropped }) => (dropped === true ? [] : images));
  /** Differs whenever anything of an archived item does, its body included. */
  readonly versionOf = (item: DigestItem): number => this.#state.item(item.day, item.key)?.content ?? 0;
}

/** What pages ask for; {@link LedgerView} says of each what it is. */
export type Ledger = Pick<LedgerView, keyof LedgerView>;

/** The same in the order of the names: whatever order they came in, the same site has the same bytes. */
function sortedMap<Value>(map: ReadonlyMap<string, Value>): ReadonlyMap<string, Value> {
  return new Map(sortedByKey(map));
}

function shownOf(items: readonly KeptItem[]): DigestItem[] {
  return items.flatMap(({ item, dropped }) => (dropped === true ? [] : [item]));
}

/** The ledger as pages ask it. */
export function ledgerOf({ state, edits }: Pick<LedgerUpdate, 'state' | 'edits'>): Ledger {
  return new LedgerView(state, edits);
}
