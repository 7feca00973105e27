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

export interface EditionSection {
  readonly id: string;
  /** `undefined`: items that no section was configured for. */
  readonly title: string | undefined;
  /** Newest first. */
  readonly entries: readonly PlacedItem[];
  readonly minutes: number;
}

/** A dated edition, laid out. Every item of it stands in exactly one entry: as its item, or under `also`. */
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

/** Fewer entries than this make a quiet day: no front page, only the list. */
export const minEntriesForFrontPage = 6;
const secondsOnFrontPage = 3;

/**
 * How late in its day an item is, from 0 to 0.5. Measured from midnight in UTC, over the two days and some hours that
 * a day of any zone can reach into, so that the zone shifts all items of an edition alike.
 */
function lateness({ date, day }: DigestItem): number {
  const hours = (Date.parse(date) - Date.parse(day)) / 3_600_000;
  return Math.min(52, Math.max(0, hours + 14)) / 104;
}

function itemsOf({ item, also }: PlacedItem): DigestItem[] {
  return [item, ...also.map((other) => other.item)];
}

/**
 * The sources that report an entry, one vote each, times the weight that the publisher gives it; less than half a vote
 * for a summary that can be read; a pin goes before everything.
 */
export function votes(entry: PlacedItem): number {
  const items = itemsOf(entry);
  const weights = new Map<string, number>();
  for (const { feed, weight } of items) weights.set(feed, Math.max(weight, weights.get(feed) ?? 0));
  const pinned = items.some((item) => item.pinned) ? 1000 : 0;
  const readable = entry.item.summary === undefined ? 0 : 0.4;
  return [...weights.values()].reduce((sum, weight) => sum + weight, pinned + readable);
}

/**
 * What an entry is worth for a day's front page: its {@link votes}, and up to half a vote for a report late in the day,
 * so that of equals the freshest leads. Both together are less than one source more.
 */
export function rank(entry: PlacedItem): number {
  return votes(entry) + Math.max(...itemsOf(entry).map(lateness));
}

function keyFirst(a: PlacedItem, b: PlacedItem): number {
  return a.item.key < b.item.key ? -1 : 1;
}

/** Entries by {@link rank}, each asked for once; of equals as `order` says, by their keys when absent. */
export function byRank(entries: readonly PlacedItem[], order = keyFirst): PlacedItem[] {
  const ranks = new Map(entries.map((entry) => [entry, rank(entry)]));
  return [...entries].sort((a, b) => (ranks.get(b) ?? 0) - (ranks.get(a) ?? 0) || order(a, b));
}

/** Of a story's items in this edition, the one that stands for it: pinned, else heaviest, else most readable, else first. */
function standsFirst(a: DigestItem, b: DigestItem): number {
  if (a.pinned !== b.pinned) return a.pinned ? -1 : 1;
  if (a.weight !== b.weight) return b.weight - a.weight;
  if ((a.summary === undefined) !== (b.summary === undefined)) return a.summary === undefined ? 1 : -1;
  return newestFirst(b, a);
}

/** The entries of items: each story once, newest first. */
export function entriesOf({ items, storyOf, hasPage }: EditionPlan): PlacedItem[] {
  const entries: PlacedItem[] = [];
  const byStory = new Map<string, { readonly story: Story; readonly members: DigestItem[] }>();
  for (const item of items) {
    const story = storyOf(item);
    const found = story && byStory.get(story.key);
    if (!story) entries.push({ item, also: [] });
    else if (found) found.members.push(item);
    else byStory.set(story.key, { story, members: [item] });
  }
  for (const { story, members } of byStory.values()) {
    const [first, ...others] = members.sort(standsFirst);
    if (!first) continue;
    const reasonOf = new Map(story.members.map((member) => [member.item.key, member.reason]));
    entries.push({
      item: first,
      also: others.map((item) => ({ item, reason: reasonOf.get(item.key) ?? { kind: 'same-page' } })),
      ...(hasPage(story.key) && { story: story.key }),
    });
  }
  return entries.sort((a, b) => newestFirst(a.item, b.item));
}

export function sectionOf(
  id: string,
  title: string | undefined,
  entries: readonly PlacedItem[],
): EditionSection {
  return { id, title, entries, minutes: entries.reduce((sum, entry) => sum + entry.item.minutes, 0) };
}

function bySource(entries: readonly PlacedItem[], sourceTitle: (feed: string) => string): EditionSection[] {
  const feeds = [...new Set(entries.map((entry) => entry.item.feed))];
  return feeds
    .map((feed) =>
      sectionOf(
        feed,
        sourceTitle(feed),
        entries.filter((entry) => entry.item.feed === feed),
      ),
    )
    .sort((a, b) => ((a.title ?? '') + a.id < (b.title ?? '') + b.id ? -1 : 1));
}

export function sectionsOf(entries: readonly PlacedItem[], plan: EditionPlan): EditionSection[] {
  if (plan.sections.length === 0) return bySource(entries, plan.sourceTitle);
  const known = new Set(plan.sections.map((section) => section.id));
  const placed = plan.sections.map((section) =>
    sectionOf(
      section.id,
      section.title,
      entries.filter((entry) => entry.item.section === section.id),
    ),
  );
  const rest = entries.filter((entry) => entry.item.section === undefined || !known.has(entry.item.section));
  return [...placed, sectionOf('more', undefined, rest)].filter((section) => section.entries.length > 0);
}

export function countsOf(items: readonly DigestItem[]): Edition['counts'] {
  return {
    items: items.length,
    sources: new Set(items.map((item) => item.feed)).size,
    minutes: items.reduce((sum, item) => sum + item.minutes, 0),
  };
}

/** An entry led by one of its items, where that is not its first. */
function ledBy(entry: PlacedItem, key: string): PlacedItem {
  const member = entry.also.find(({ item }) => item.key === key);
  if (!member) return entry;
  const others = entry.also.filter((other) => other !== member);
  return { ...entry, item: member.item, also: [{ item: entry.item, reason: member.reason }, ...others] };
}

/** The entries that an editor puts first, in that order, and all others. An item named of a story stands for it. */
export function arrange(
  entries: readonly PlacedItem[],
  { editor }: EditionPlan,
): { readonly first: readonly PlacedItem[]; readonly others: readonly PlacedItem[] } {
  const named = [...(editor?.lead === undefined ? [] : [editor.lead]), ...(editor?.pin ?? [])];
  const first: PlacedItem[] = [];
  const others = new Set(entries);
  for (const key of named) {
    for (const entry of others) {
      if (entry.item.key !== key && !entry.also.some(({ item }) => item.key === key)) continue;
      first.push(ledBy(entry, key));
      others.delete(entry);
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
  const entries = entriesOf(plan);
  const { first, others } = arrange(entries, plan);
  const free =
    entries.length < minEntriesForFrontPage ? 0 : Math.max(0, 1 + secondsOnFrontPage - first.length);
  const ranked = byRank(others, (a, b) => newestFirst(a.item, b.item)).slice(0, free);
  const [lead, ...seconds] = [...first, ...ranked];
  return {
    lead,
    seconds,
    sections: sectionsOf(
      others.filter((entry) => !ranked.includes(entry)),
      plan,
    ),
    counts: countsOf(plan.items),
  };
}
