import { HOUR } from '../../model/instant.ts';
import type { Section } from '../../model/types.ts';
import { type DigestItem, newestFirst } from '../digest-item.ts';
import type { Story, StoryReason } from '../stories/stories.ts';
import type { EditedEdition } from './editor.ts';

/** One place on an edition's page: an item, and the other reports of its story that day. */
export interface PlacedItem {
  readonly item: DigestItem;
  readonly also: readonly { readonly item: DigestItem; readonly reason: StoryReason }[];
  /** Key of the item's story, where that has a page. */
  readonly story?: string;
}

interface EditionSection {
  readonly id: string;
  /** `undefined`: items that no section was configured for. */
  readonly title: string | undefined;
  /** Newest first. */
  readonly places: readonly PlacedItem[];
  readonly minutes: number;
}

/** A dated edition, laid out. Every item of it stands in exactly one place: as its item, or under `also`. */
export interface Edition {
  readonly lead: PlacedItem | undefined;
  readonly seconds: readonly PlacedItem[];
  readonly sections: readonly EditionSection[];
  readonly counts: { readonly items: number; readonly sources: number; readonly minutes: number };
}

export interface EditionPlan {
  readonly items: readonly DigestItem[];
  readonly sections: readonly Section[];
  /** The story that an item is in with others. */
  readonly storyOf: (item: DigestItem) => Story | undefined;
  /** Whether a story has a page. */
  readonly hasPage: (story: string) => boolean;
  /** The name of a feed, for the sections of a digest that configured none. */
  readonly sourceTitle: (feed: string) => string;
  /** What an editor puts first: it goes before all ranking. */
  readonly editor?: Pick<EditedEdition, 'lead' | 'pin' | 'drop'> | undefined;
}

/** Fewer places than this make a quiet day: no front page, only the list. */
export const minPlacesForFrontPage = 6;
const secondsOnFrontPage = 3;

/**
 * How late in its day an item is, from 0 to 0.5. Measured from midnight in UTC, over the two days and some hours that
 * a day of any zone can reach into, so that the zone shifts all items of an edition alike.
 */
function lateness({ date, day }: DigestItem): number {
  const hours = (Date.parse(date) - Date.parse(day)) / HOUR;
  return Math.min(52, Math.max(0, hours + 14)) / 104;
}

function itemsOf({ item, also }: PlacedItem): DigestItem[] {
  return [item, ...also.map((other) => other.item)];
}

/**
 * The sources that report a place, one vote each, times the weight that the publisher gives it; less than half a vote
 * for a summary that can be read; a pin goes before everything.
 */
export function votes(place: PlacedItem): number {
  const items = itemsOf(place);
  const weights = new Map<string, number>();
  for (const { feed, weight } of items) weights.set(feed, Math.max(weight, weights.get(feed) ?? 0));
  const pinned = items.some((item) => item.pinned) ? 1000 : 0;
  const readable = place.item.summary === undefined ? 0 : 0.4;
  return [...weights.values()].reduce((sum, weight) => sum + weight, pinned + readable);
}

/**
 * What a place is worth for a day's front page: its {@link votes}, and up to half a vote for a report late in the day,
 * so that of equals the freshest leads. Both together are less than one source more.
 */
export function rank(place: PlacedItem): number {
  return votes(place) + Math.max(...itemsOf(place).map(lateness));
}

function keyFirst(a: PlacedItem, b: PlacedItem): number {
  return a.item.key < b.item.key ? -1 : 1;
}

/** Places by {@link rank}, each asked for once; of equals as `order` says, by their keys when absent. */
export function byRank(places: readonly PlacedItem[], order = keyFirst): PlacedItem[] {
  const ranks = new Map(places.map((place) => [place, rank(place)]));
  return [...places].sort((a, b) => (ranks.get(b) ?? 0) - (ranks.get(a) ?? 0) || order(a, b));
}

/** Of a story's items in this edition, the one that stands for it: pinned, else heaviest, else most readable, else first. */
function standsFirst(a: DigestItem, b: DigestItem): number {
  if (a.pinned !== b.pinned) return a.pinned ? -1 : 1;
  if (a.weight !== b.weight) return b.weight - a.weight;
  if ((a.summary === undefined) !== (b.summary === undefined)) return a.summary === undefined ? 1 : -1;
  return newestFirst(b, a);
}

/** The places of items: each story once, newest first. */
export function placesOf({ items, storyOf, hasPage }: EditionPlan): PlacedItem[] {
  const places: PlacedItem[] = [];
  const byStory = new Map<string, { readonly story: Story; readonly members: DigestItem[] }>();
  for (const item of items) {
    const story = storyOf(item);
    const found = story && byStory.get(story.key);
    if (!story) places.push({ item, also: [] });
    else if (found) found.members.push(item);
    else byStory.set(story.key, { story, members: [item] });
  }
  for (const { story, members } of byStory.values()) {
    const [first, ...others] = members.sort(standsFirst);
    if (!first) continue;
    const reasonOf = new Map(story.members.map((member) => [member.item.key, member.reason]));
    places.push({
      item: first,
      also: others.map((item) => ({ item, reason: reasonOf.get(item.key) ?? { kind: 'same-page' } })),
      ...(hasPage(story.key) && { story: story.key }),
    });
  }
  return places.sort((a, b) => newestFirst(a.item, b.item));
}

export function sectionOf(
  id: string,
  title: string | undefined,
  places: readonly PlacedItem[],
): EditionSection {
  return { id, title, places, minutes: places.reduce((sum, place) => sum + place.item.minutes, 0) };
}

/** The sections of an edition that have places; a digest without sections has one for each of its sources. */
export function sectionsOf(places: readonly PlacedItem[], plan: EditionPlan): EditionSection[] {
  const section = (id: string, title: string | undefined, isIn: (item: DigestItem) => boolean) => {
    const own = places.filter(({ item }) => isIn(item));
    return sectionOf(id, title, own);
  };
  if (plan.sections.length === 0) {
    const feeds = [...new Set(places.map(({ item }) => item.feed))];
    return feeds
      .map((feed) => section(feed, plan.sourceTitle(feed), (item) => item.feed === feed))
      .sort((a, b) => ((a.title ?? '') + a.id < (b.title ?? '') + b.id ? -1 : 1));
  }
  const known = new Set(plan.sections.map(({ id }) => id));
  const placed = plan.sections.map(({ id, title }) => section(id, title, (item) => item.section === id));
  const rest = section('more', undefined, (item) => !known.has(item.section ?? ''));
  return [...placed, rest].filter((one) => one.places.length > 0);
}

export function countsOf(items: readonly DigestItem[]): Edition['counts'] {
  return {
    items: items.length,
    sources: new Set(items.map((item) => item.feed)).size,
    minutes: items.reduce((sum, item) => sum + item.minutes, 0),
  };
}

/** A place led by one of its items, where that is not its first. */
function ledBy(place: PlacedItem, key: string): PlacedItem {
  const member = place.also.find(({ item }) => item.key === key);
  if (!member) return place;
  const others = place.also.filter((other) => other !== member);
  return { ...place, item: member.item, also: [{ item: place.item, reason: member.reason }, ...others] };
}

/** The places that an editor puts first, in that order, and all others. An item named of a story stands for it. */
export function arrange(
  places: readonly PlacedItem[],
  { editor }: EditionPlan,
): { readonly first: readonly PlacedItem[]; readonly others: readonly PlacedItem[] } {
  const named = [...(editor?.lead === undefined ? [] : [editor.lead]), ...(editor?.pin ?? [])];
  const first: PlacedItem[] = [];
  const others = new Set(places);
  for (const key of named) {
    for (const place of others) {
      if (place.item.key !== key && !place.also.some(({ item }) => item.key === key)) continue;
      first.push(ledBy(place, key));
      others.delete(place);
      break;
    }
  }
  return { first, others: [...others] };
}

/**
 * Lays out an edition: what its editor puts first, then its lead and seconds by rank, the rest in sections, newest
 * first.
 */
export function layOut(plan: EditionPlan): Edition {
  const places = placesOf(plan);
  const { first, others } = arrange(places, plan);
  const free = places.length < minPlacesForFrontPage ? 0 : Math.max(0, 1 + secondsOnFrontPage - first.length);
  const ranked = byRank(others, (a, b) => newestFirst(a.item, b.item)).slice(0, free);
  const [lead, ...seconds] = [...first, ...ranked];
  return {
    lead,
    seconds,
    sections: sectionsOf(
      others.filter((place) => !ranked.includes(place)),
      plan,
    ),
    counts: countsOf(plan.items),
  };
}
