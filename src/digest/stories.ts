import type { StoryPlace, StoryReason } from '../model/types.ts';
import type { DigestItem } from './digest-item.ts';
import { type Decision, decide } from './story-join.ts';
import { type Profile, profileOf } from './story-profile.ts';
import { bucketOf, type OpenStory, pageReach, StoryWindow, type Told } from './story-window.ts';

export type { StoryReason } from '../model/types.ts';

export interface StoryMember<T = DigestItem> {
  readonly item: T;
  readonly reason: StoryReason;
}

/** Items of several feeds about one thing. */
export interface Story<T = DigestItem> {
  /** Key of the member that was seen first: it stays when the story grows. */
  readonly key: string;
  /** In the order in which they were seen. */
  readonly members: readonly StoryMember<T>[];
}

/** How many days before the oldest new item a window of items must begin, for the answer to be that of the archive. */
export const storyWindowDays = 35;

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** The order of decisions: run by run as items were first seen, then by day, moment and key. */
function seenFirst(a: DigestItem, b: DigestItem): number {
  return (
    compare(a.firstSeen, b.firstSeen) ||
    compare(a.day, b.day) ||
    compare(a.date, b.date) ||
    compare(a.key, b.key)
  );
}

function dayNumber(day: string): number {
  return Math.floor(Date.parse(day) / 86_400_000);
}

/** Items that one run saw first, oldest day first. */
function* runsOf(items: readonly DigestItem[]): Generator<readonly DigestItem[]> {
  let start = 0;
  for (let at = 1; at <= items.length; at += 1) {
    if (items[at]?.firstSeen === items[start]?.firstSeen) continue;
    yield items.slice(start, at);
    start = at;
  }
}

/** The earliest day that each run and those after it hold: weeks before it can be forgotten. */
function earliestDays(runs: readonly (readonly DigestItem[])[]): number[] {
  const days: number[] = [];
  let earliest = Number.POSITIVE_INFINITY;
  for (const run of [...runs].reverse()) {
    days.push(earliest);
    earliest = Math.min(earliest, dayNumber(run[0]?.day ?? ''));
  }
  return days.reverse();
}

class Grouping {
  readonly #window = new StoryWindow();
  readonly #places = new Map<string, StoryPlace>();
  /** Stories by key, where earlier runs named some. */
  readonly #named = new Map<string, OpenStory>();
  readonly #keepsNames: boolean;

  constructor(keepsNames: boolean) {
    this.#keepsNames = keepsNames;
  }

  /** Decides a run's items. Those of the weeks around an item count for it before it is decided. */
  take(run: readonly DigestItem[], laterDay: number): void {
    const profiles: (Profile | undefined)[] = [];
    let week = Number.NEGATIVE_INFINITY;
    for (const [at, item] of run.entries()) {
      const day = dayNumber(item.day);
      if (bucketOf(day) !== week) this.#window.forgetBefore(Math.min(day, laterDay));
      week = bucketOf(day);
      for (let next = run[profiles.length]; next !== undefined; next = run[profiles.length]) {
        if (bucketOf(dayNumber(next.day)) > week + pageReach) break;
        const profile = profileOf(next);
        this.#window.count(profile);
        profiles.push(profile);
      }
      const profile = profiles[at];
      if (profile) this.#place(profile);
      profiles[at] = undefined;
    }
  }

  #place(profile: Profile): void {
    const { key } = profile.item;
    const decision = this.#decisionOf(profile);
    const story = decision?.story ?? this.#begin(profile);
    this.#places.set(key, { key: story.key, reason: decision?.reason ?? { kind: 'first' } });
    // Where a later member was met before the first, as dates can change, the story is there already.
    if (story.first !== profile) this.#join(profile, story);
    this.#window.index({ profile, story });
  }

  #begin(profile: Profile): OpenStory {
    const { key } = profile.item;
    const named = this.#named.get(key);
    if (named) return named;
    const story: OpenStory = { key, day: profile.day, first: profile };
    if (this.#keepsNames) this.#named.set(key, story);
    return story;
  }

  #join(profile: Profile, story: OpenStory): void {
    const told = toldOf(story);
    this.#window.discount(
      profile,
      [...profile.words.keys()].filter((stem) => told.words.has(stem)),
    );
    tell(told, profile);
  }

  #decisionOf(profile: Profile): Decision | undefined {
    const { key, story: place } = profile.item;
    if (!place) return decide(profile, this.#window);
    return place.key === key ? undefined : { story: this.#storyNamed(place.key), reason: place.reason };
  }

  /** A story whose first member lies before the window is older than anything in it. */
  #storyNamed(key: string): OpenStory {
    const named = this.#named.get(key);
    if (named) return named;
    const story: OpenStory = { key, day: Number.NEGATIVE_INFINITY };
    this.#named.set(key, story);
    return story;
  }

  places(): ReadonlyMap<string, StoryPlace> {
    return this.#places;
  }
}

/** What a story's members have told so far; kept from its second member on. */
function toldOf(story: OpenStory): Told {
  if (!story.told) {
    story.told = { feeds: new Set(), words: new Set(), confirmed: new Set() };
    if (story.first) tell(story.told, story.first);
  }
  return story.told;
}

function tell({ feeds, words, confirmed }: Told, { item, words: more }: Profile): void {
  const isNewFeed = !feeds.has(item.feed);
  for (const stem of more.keys()) {
    if (isNewFeed && words.has(stem)) confirmed.add(stem);
    words.add(stem);
  }
  feeds.add(item.feed);
}

/** The items that can have a say in what is undecided: where all is decided, none is looked at again. */
function nearUndecided(items: readonly DigestItem[]): readonly DigestItem[] {
  const open = items.filter(({ story }) => story === undefined);
  if (open.length === items.length) return items;
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { day } of open) {
    first = Math.min(first, dayNumber(day));
    last = Math.max(last, dayNumber(day));
  }
  return items.filter(({ day }) => {
    const number = dayNumber(day);
    return number >= first - storyWindowDays && number <= last + storyWindowDays;
  });
}

/**
 * Decides the places of items of any days: same page, then shared links, then alike in words. Each item is decided
 * once, by what was seen before or with it, so that a story never splits, never merges with another and never changes
 * its key when items arrive. The answer does not depend on the order of `items`. Time and memory grow with the items,
 * not with their pairs. An item that joined no story begins one, with its own key.
 *
 * Items that carry their place keep it. Where all but the newest do, `items` need only be those and the ones of the
 * {@link storyWindowDays} before them.
 */
export function placesOf(items: readonly DigestItem[]): ReadonlyMap<string, StoryPlace> {
  const runs = [...runsOf([...nearUndecided(items)].sort(seenFirst))];
  const laterDays = earliestDays(runs);
  const grouping = new Grouping(items.some(({ story }) => story !== undefined));
  for (const [at, run] of runs.entries()) grouping.take(run, laterDays[at] ?? 0);
  return grouping.places();
}

function firstFirst(a: StoryMember, b: StoryMember): number {
  return Number(b.reason.kind === 'first') - Number(a.reason.kind === 'first');
}

/**
 * The stories among items of any days, by key, with two members at least: as far as the items say, else as
 * {@link placesOf} decides. A story keeps the key of an item that is not among `items` (a rule hides it, a removal took
 * it away); its members stay.
 */
export function groupStories(items: readonly DigestItem[]): Story[] {
  const decided = placesOf(items);
  const found = new Map<string, StoryMember[]>();
  for (const item of [...items].sort(seenFirst)) {
    const place = item.story ?? decided.get(item.key);
    if (!place) continue;
    const members = found.get(place.key);
    if (members) members.push({ item, reason: place.reason });
    else found.set(place.key, [{ item, reason: place.reason }]);
  }
  return [...found]
    .filter(([, members]) => members.length > 1)
    .map(([key, members]) => ({ key, members: members.sort(firstFirst) }))
    .sort((a, b) => compare(a.key, b.key));
}
