import { counted } from '../../model/group.ts';
import type { DigestItem } from '../digest-item.ts';
import type { Edition } from './edition.ts';

/** What can be said of an edition in a sentence or two. All of it follows from the edition's own items. */
export interface Overview {
  /** Items whose titles lead, at most three. */
  readonly top: readonly DigestItem[];
  /** Tags that several sources gave that day, busiest first, at most three. */
  readonly topics: readonly string[];
  /** Sources with several items, most first, at most three; none where no source stands out. */
  readonly sources: readonly { readonly feed: string; readonly count: number }[];
}

const maxNamed = 3;
/** Fewer items than this need no telling where they come from. */
const minItemsToTell = 6;

function top(edition: Edition): DigestItem[] {
  const front = [edition.lead, ...edition.seconds].filter((place) => place !== undefined);
  const places = front.length > 0 ? front : edition.sections.flatMap((section) => section.places);
  return places
    .map(({ item }) => item)
    .filter((item) => !item.untitled)
    .slice(0, maxNamed);
}

interface Topic {
  items: number;
  readonly feeds: Set<string>;
  /** The ways it was written. */
  readonly names: Map<string, number>;
}

/** A tag is news when several sources use it: what a feed gives to all of its items says nothing of the day. */
function busiestTopics(
  items: readonly DigestItem[],
  isTelling: (tag: string, feed: string) => boolean,
): string[] {
  const topics = new Map<string, Topic>();
  for (const item of items) {
    const names = new Map(item.tags.map((tag) => [tag.toLowerCase(), tag]));
    for (const [key, name] of names) {
      if (!isTelling(name, item.feed)) continue;
      const topic = topics.get(key) ?? { items: 0, feeds: new Set(), names: new Map() };
      topics.set(key, topic);
      topic.items += 1;
      topic.feeds.add(item.feed);
      topic.names.set(name, (topic.names.get(name) ?? 0) + 1);
    }
  }
  return [...topics]
    .filter(([, topic]) => topic.feeds.size > 1)
    .sort(([a, one], [b, other]) => {
      if (one.feeds.size !== other.feeds.size) return other.feeds.size - one.feeds.size;
      return other.items - one.items || (a < b ? -1 : 1);
    })
    .slice(0, maxNamed)
    .map(([key, { names }]) => mostWritten(names) ?? key);
}

function mostWritten(names: ReadonlyMap<string, number>): string | undefined {
  const sorted = [...names].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  return sorted[0]?.[0];
}

function busiestSources(items: readonly DigestItem[]): Overview['sources'] {
  const counts = counted(items.map(({ feed }) => feed));
  if (counts.size < 2 || items.length < minItemsToTell) return [];
  return [...counts]
    .map(([feed, count]) => ({ feed, count }))
    .filter(({ count }) => count > 1)
    .sort((a, b) => b.count - a.count || (a.feed < b.feed ? -1 : 1))
    .slice(0, maxNamed);
}

/** @param isTelling Whether a tag of a feed's item says something of the item: not one the publisher gave the feed. */
export function overviewOf(
  edition: Edition,
  items: readonly DigestItem[],
  isTelling: (tag: string, feed: string) => boolean,
): Overview {
  return { top: top(edition), topics: busiestTopics(items, isTelling), sources: busiestSources(items) };
}
