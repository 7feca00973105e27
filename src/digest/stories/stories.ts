import type { Day, StoryPlace, StoryReason } from '../../model/types.ts';
import { type DigestItem, seenFirst } from '../digest-item.ts';
import type { Learned } from './frequencies.ts';
import { Grouping } from './grouping.ts';
import { dayNumber, names, pagesOfItems } from './profile.ts';
import { wordWindowDays } from './window.ts';

export type { StoryReason } from '../../model/types.ts';
export type { Learned } from './frequencies.ts';

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

/** So many items can be read twice. */
const fewItems = 500;

/** How many days before the oldest new item a window of items must begin, for the answer to be that of the archive. */
export const storyWindowDays = 28;

/** Words are kept of so many days: those that items of the last week are compared with. */
export const keptWordDays = 2 * wordWindowDays + 1;

/** Items that one run saw first, oldest day first. */
function* runsOf(items: readonly DigestItem[]): Generator<readonly DigestItem[]> {
  let start = 0;
  for (let at = 1; at <= items.length; at += 1) {
    if (items[at]?.first_seen === items[start]?.first_seen) continue;
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
interface Decided {
  /** By item key: of the items that were undecided, and of those whose story was joined with an older one. */
  readonly places: ReadonlyMap<string, StoryPlace>;
  readonly learned?: Learned;
  /** By day: words for the next run, see {@link Knowledge.words}; without the days of which they are as they were. */
  readonly words: ReadonlyMap<Day, string>;
}

/** What is known beforehand, and until when to learn. */
export interface Knowledge {
  readonly learned?: Learned | undefined;
  /** RFC 3339: what was first seen before goes into what is learned. */
  readonly until: string;
  /** What an earlier run of the same program left of a day's words: the answer is the same without it, later. */
  readonly words?: ((day: Day) => string | undefined) | undefined;
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
  if (open.length === 0) return { places: new Map(), words: new Map() };
  const span = spanOf(open);
  const sought = items.filter(({ day }) => isWithin(dayNumber(day), span, storyWindowDays));
  const through = knowledge?.learned?.through ?? '';
  // What counts what is rare is compared, too: with the story that it is in.
  const compared = spanOf(
    sought.filter(({ story, first_seen }) => story === undefined || first_seen >= through),
  );
  // Where little is undecided, only what is asked about is kept at hand.
  const pages = open.length < fewItems ? pagesOfItems(open) : undefined;
  const isCompared = (day: number): boolean => isWithin(day, compared, wordWindowDays);
  const firstOpen = open.reduce((least, { first_seen }) => (first_seen < least ? first_seen : least), '~');
  const isOld = ({ first_seen }: DigestItem): boolean => first_seen < through && first_seen < firstOpen;
  const { last } = spanOf(sought);
  const isKept = (day: Day): boolean => isCompared(dayNumber(day)) && dayNumber(day) > last - keptWordDays;
  const read = knowledge?.words;
  const grouping = new Grouping(knowledge?.learned, read && { read, isKept });
  if (pages) grouping.expect(open, pages);
  const rest: DigestItem[] = [];
  for (const item of sought) {
    if (isOld(item) && !isCompared(dayNumber(item.day)) && !names(item, pages)) grouping.remember(item);
    else rest.push(item);
  }
  const runs = [...runsOf(rest.sort(seenFirst))];
  const laterDays = earliestDays(runs);
  const isNews = knowledge !== undefined && through < knowledge.until;
  let learned: Learned | undefined;
  for (const [at, run] of runs.entries()) {
    if (isNews && !learned && (run[0]?.first_seen ?? '') >= knowledge.until)
      learned = grouping.learned(knowledge.until);
    grouping.take(run, { laterDay: laterDays[at] ?? 0, isCompared, pages });
  }
  return { places: grouping.places(), words: grouping.kept(), ...(learned && { learned }) };
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
    .sort((a, b) => (a.key < b.key ? -1 : 1));
}
