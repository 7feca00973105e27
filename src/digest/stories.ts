import type { DigestItem } from './digest-item.ts';
import { type Decision, decide, type StoryReason } from './story-join.ts';
import { type Profile, profileOf } from './story-profile.ts';
import { bucketOf, type OpenStory, pageReach, StoryWindow, type Told } from './story-window.ts';

export type { StoryReason } from './story-join.ts';

export interface StoryMember {
  readonly item: DigestItem;
  readonly reason: StoryReason;
}

/** Items of several feeds about one thing. */
export interface Story {
  /** Key of the member that was seen first: it stays when the story grows. */
  readonly key: string;
  /** In the order in which they were seen. */
  readonly members: readonly StoryMember[];
}

/** An item's place in a story, as an archive can keep it beside the item. */
export interface StoryPlace {
  readonly story: string;
  readonly reason: StoryReason;
}

/** What earlier runs decided: items seen until then are not decided again. */
export interface KnownPlaces {
  /** RFC 3339 in UTC: the latest `firstSeen` that was decided. */
  readonly until: string;
  /** By item key, of the items that are in a story. The others stand alone, and may be joined by later ones. */
  readonly places: ReadonlyMap<string, StoryPlace>;
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
  readonly #members = new Map<string, StoryMember[]>();
  /** Stories by key, where earlier runs named some. */
  readonly #named = new Map<string, OpenStory>();
  readonly #known: KnownPlaces | undefined;

  constructor(known: KnownPlaces | undefined) {
    this.#known = known;
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
    const decision = this.#decisionOf(profile);
    if (!decision) {
      const story: OpenStory = { key: profile.item.key, day: profile.day, first: profile };
      if (this.#known) this.#named.set(story.key, story);
      this.#window.index({ profile, story });
      return;
    }
    const { story, reason } = decision;
    const told = toldOf(story);
    this.#window.discount(
      profile,
      [...profile.words.keys()].filter((stem) => told.words.has(stem)),
    );
    tell(told, profile);
    this.#window.index({ profile, story });
    const members = this.#members.get(story.key);
    if (members) members.push({ item: profile.item, reason });
    else this.#members.set(story.key, [...firstMember(story), { item: profile.item, reason }]);
  }

  #decisionOf(profile: Profile): Decision | undefined {
    const { item } = profile;
    if (!this.#known || item.firstSeen > this.#known.until) return decide(profile, this.#window);
    const place = this.#known.places.get(item.key);
    if (!place || place.story === item.key) return undefined;
    return { story: this.#storyNamed(place.story), reason: place.reason };
  }

  /** A story whose first member lies before the window is older than anything in it. */
  #storyNamed(key: string): OpenStory {
    const named = this.#named.get(key);
    if (named) return named;
    const story: OpenStory = { key, day: Number.NEGATIVE_INFINITY };
    this.#named.set(key, story);
    return story;
  }

  stories(): Story[] {
    return [...this.#members]
      .map(([key, members]) => ({ key, members }))
      .sort((a, b) => compare(a.key, b.key));
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

function firstMember({ first }: OpenStory): StoryMember[] {
  return first ? [{ item: first.item, reason: { kind: 'first' } }] : [];
}

/**
 * Finds the stories among items of any days: same page, then shared links, then alike in words. Each item is decided
 * once, by what was seen before or with it, so that a story never splits, never merges with another and never changes
 * its key when items arrive. The answer does not depend on the order of `items`. Time and memory grow with the items,
 * not with their pairs.
 *
 * With `known`, `items` need only be the new ones and those of the {@link storyWindowDays} before them; a story that
 * began before them comes with those of its members that are among `items`.
 */
export function groupStories(items: readonly DigestItem[], known?: KnownPlaces): Story[] {
  const runs = [...runsOf([...items].sort(seenFirst))];
  const laterDays = earliestDays(runs);
  const grouping = new Grouping(known);
  for (const [at, run] of runs.entries()) grouping.take(run, laterDays[at] ?? 0);
  return grouping.stories();
}

/** What to keep beside the items, by item key, so that a later run need not decide them again. */
export function placesOf(stories: readonly Story[]): Map<string, StoryPlace> {
  return new Map(
    stories.flatMap(({ key, members }) =>
      members.map(({ item, reason }) => [item.key, { story: key, reason }] as const),
    ),
  );
}
