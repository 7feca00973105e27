import type { StoryPlace, StoryReason } from '../model/types.ts';
import type { DigestItem } from './digest-item.ts';
import { Frequencies, type Learned } from './story-frequencies.ts';
import { decide, maxMembers, reasonOf } from './story-join.ts';
import { Scale } from './story-likeness.ts';
import {
  bareProfileOf,
  dayNumber,
  names,
  type Pages,
  type Profile,
  pagesOfItems,
  profileOf,
} from './story-profile.ts';
import {
  bucketOf,
  isNear,
  type OpenStory,
  type Placed,
  StoryWindow,
  wordWindowDays,
} from './story-window.ts';

export type { StoryReason } from '../model/types.ts';
export type { Learned } from './story-frequencies.ts';

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
export const storyWindowDays = 28;

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

/** What was decided of items, and what an archive's texts have taught by then. */
export interface Decided {
  /** By item key: of the items that were undecided, and of those whose story was joined with an older one. */
  readonly places: ReadonlyMap<string, StoryPlace>;
  readonly learned?: Learned;
}

/** What is known beforehand, and until when to learn. */
export interface Knowledge {
  readonly learned?: Learned | undefined;
  /** RFC 3339: what was first seen before goes into what is learned. */
  readonly until: string;
}

/** What a run is decided amid. */
interface Passing {
  /** The earliest day of the runs to come. */
  readonly laterDay: number;
  /** Whether items of a day are compared with any that is undecided. */
  readonly isCompared: (day: number) => boolean;
  /** The pages that undecided items are at, or link to. */
  readonly pages: Pages;
}

class Grouping {
  readonly #window = new StoryWindow();
  readonly #frequencies = new Frequencies();
  readonly #places = new Map<string, StoryPlace>();
  /** Stories by key, also those that were joined with another. */
  readonly #stories = new Map<string, OpenStory>();
  readonly #counted: string;
  #run = 0;

  constructor(learned: Learned | undefined) {
    if (learned) this.#frequencies.learn(learned);
    this.#counted = learned?.through ?? '';
  }

  /** Decides a run's items. All of them count for each before it is decided. */
  take(run: readonly DigestItem[], { laterDay, isCompared, pages }: Passing): void {
    const counts = (item: DigestItem): boolean => item.firstSeen >= this.#counted;
    const { lexicon } = this.#frequencies;
    const profiles = run.map((item) =>
      counts(item) || isCompared(dayNumber(item.day)) || names(item, pages)
        ? profileOf(item, lexicon)
        : bareProfileOf(item, lexicon),
    );
    for (const profile of profiles) {
      this.#window.count(profile);
      if (counts(profile.item)) this.#frequencies.count(profile);
    }
    this.#run += 1;
    const scale = new Scale(this.#run, this.#frequencies.habits);
    const joined: (readonly [Profile, Iterable<number>])[] = [];
    let week = Number.NEGATIVE_INFINITY;
    for (const profile of profiles) {
      if (bucketOf(profile.day) !== week) this.#window.forgetBefore(Math.min(profile.day, laterDay));
      week = bucketOf(profile.day);
      const told = this.#place(profile, scale);
      if (counts(profile.item)) joined.push([profile, told]);
    }
    for (const [profile, told] of joined) this.#frequencies.discount(profile, told);
    this.#frequencies.fade();
  }

  /** Answers with the words of the item that its story told already. */
  #place(profile: Profile, scale: Scale): Iterable<number> {
    const { key, story: place } = profile.item;
    const decision = place ? undefined : decide(profile, this.#window, scale);
    let story = decision?.story ?? this.#storyNamed(place?.key ?? key);
    for (const other of decision?.also ?? []) story = this.#joinStories(story, other, scale);
    if (story.key === key) story.day = profile.day;
    const told = toldBefore(profile, story);
    const placed: Placed = { profile, story };
    story.members.push(placed);
    this.#window.index(placed);
    if (!place) this.#places.set(key, { key: story.key, reason: decision?.reason ?? { kind: 'first' } });
    return told;
  }

  /** Makes one story of two, under the key of the one that was seen first. */
  #joinStories(one: OpenStory, other: OpenStory, scale: Scale): OpenStory {
    const [a, b] = [one.members[0], other.members[0]];
    if (!a || !b) return one;
    const [older, younger] = seenFirst(a.profile.item, b.profile.item) < 0 ? [one, other] : [other, one];
    for (const member of younger.members) {
      const { item } = member.profile;
      const { reason, was = [] } = this.#places.get(item.key) ?? item.story ?? { reason: { kind: 'first' } };
      this.#places.set(item.key, {
        key: older.key,
        reason: reason.kind === 'first' ? reasonAmong(member, older, scale) : reason,
        was: [...was, younger.key],
      });
      member.story = older;
    }
    older.members.push(...younger.members);
    older.members.sort((x, y) => seenFirst(x.profile.item, y.profile.item));
    younger.members.length = 0;
    this.#stories.set(younger.key, older);
    return older;
  }

  /** A story whose first member lies before the window is older than anything in it. */
  #storyNamed(key: string): OpenStory {
    const known = this.#stories.get(key);
    if (known) return known;
    const story: OpenStory = { key, day: Number.NEGATIVE_INFINITY, members: [] };
    this.#stories.set(key, story);
    return story;
  }

  places(): ReadonlyMap<string, StoryPlace> {
    return this.#places;
  }

  learned(through: string): Learned {
    return this.#frequencies.learned(through);
  }
}

/** Why the first item of a story belongs to another. */
function reasonAmong({ profile }: Placed, story: OpenStory, scale: Scale): StoryReason {
  const found = story.members.map((member) => ({
    member: member.profile,
    sum: scale.likeness(profile, member.profile).sum,
  }));
  const [best] = found.sort((x, y) => y.sum - x.sum);
  return best ? reasonOf(profile, best.member, scale) : { kind: 'same-title' };
}

/** The words of an item that the latest of its story hold, too. */
function toldBefore(profile: Profile, { members }: OpenStory): Iterable<number> {
  const { lexicon, stems } = profile.words;
  if (members.length === 0 || stems.length === 0) return [];
  const near = members.map((member) => member.profile).filter((member) => isNear(profile, member));
  const told = new Set<number>();
  for (const { words } of near.slice(-maxMembers))
    if (words.lexicon === lexicon) for (const stem of words.stems) told.add(stem);
  return stems.filter((stem) => told.has(stem));
}

/** Days, from the first to the last. */
interface Span {
  readonly first: number;
  readonly last: number;
}

function spanOf(items: readonly DigestItem[]): Span {
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { day } of items) {
    first = Math.min(first, dayNumber(day));
    last = Math.max(last, dayNumber(day));
  }
  return { first, last };
}

function isWithin(day: number, { first, last }: Span, reach: number): boolean {
  return day >= first - reach && day <= last + reach;
}

/**
 * Decides the places of items of any days, by a sum of parts: links, titles, names, text and time. Each item is decided
 * once, by what was seen before or with it, so that a story never splits and keeps its key when items arrive; one that
 * a later item shows to be another's is joined with that, under the older key. The answer does not depend on the order
 * of `items`. Time and memory grow with the items, not with their pairs. An item that joined no story begins one, with
 * its own key.
 *
 * Items that carry their place keep it. Where all but the newest do, `items` need only be those and the ones of the
 * {@link storyWindowDays} before them.
 */
export function decideStories(items: readonly DigestItem[], knowledge?: Knowledge): Decided {
  const open = items.filter(({ story }) => story === undefined);
  if (open.length === 0) return { places: new Map() };
  const span = spanOf(open);
  const sought = items.filter(({ day }) => isWithin(dayNumber(day), span, storyWindowDays));
  const runs = [...runsOf(sought.sort(seenFirst))];
  const laterDays = earliestDays(runs);
  const through = knowledge?.learned?.through ?? '';
  // What counts what is rare is compared, too: with the story that it is in.
  const compared = spanOf(
    sought.filter(({ story, firstSeen }) => story === undefined || firstSeen >= through),
  );
  const pages = pagesOfItems(open);
  const grouping = new Grouping(knowledge?.learned);
  const isNews = knowledge !== undefined && through < knowledge.until;
  let learned: Learned | undefined;
  for (const [at, run] of runs.entries()) {
    if (isNews && !learned && (run[0]?.firstSeen ?? '') >= knowledge.until)
      learned = grouping.learned(knowledge.until);
    const isCompared = (day: number): boolean => isWithin(day, compared, wordWindowDays);
    grouping.take(run, { laterDay: laterDays[at] ?? 0, isCompared, pages });
  }
  return { places: grouping.places(), ...(learned && { learned }) };
}

/** The places alone, where nothing is known beforehand. */
export function placesOf(items: readonly DigestItem[]): ReadonlyMap<string, StoryPlace> {
  return decideStories(items).places;
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
    const place = decided.get(item.key) ?? item.story;
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
