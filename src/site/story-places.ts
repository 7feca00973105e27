import { type DigestItem, localDay, placesOf, storyWindowDays } from '../digest/index.ts';
import type { Config, Day, Item, StoryPlace } from '../model/types.ts';
import { digestItems } from './content/digest-item-of.ts';

/** The archive as deciding needs it. */
export interface PlacesInput {
  readonly config: Config;
  /** RFC 3339 */
  readonly now: string;
  /** All days of the archive, oldest first. */
  readonly days: readonly Day[];
  /** Days that this run wrote. */
  readonly written: readonly Day[];
  readonly readDay: (day: Day) => Promise<readonly Item[]>;
  /** A day's items where they were made before and the day has not changed since. */
  readonly keptItems?: (day: Day) => readonly DigestItem[] | undefined;
  readonly feedLanguage: (feed: string) => string | undefined;
}

/** Items that are looked at in one run: what a month of news takes ten times over, and bounds memory. */
const maxItems = 50_000;

function daysBefore(day: Day, count: number): Day {
  return new Date(Date.parse(day) - count * 86_400_000).toISOString().slice(0, 10);
}

/** Items of the latest days back to `from`, as long as there are not too many. */
async function itemsSince(from: Day, input: PlacesInput): Promise<DigestItem[]> {
  const make = digestItems(input);
  const found: DigestItem[] = [];
  for (const day of [...input.days].reverse()) {
    if (day < from || found.length > maxItems) break;
    const kept = input.keptItems?.(day);
    if (kept) {
      found.push(...kept);
      continue;
    }
    for (const item of await input.readDay(day)) {
      const made = make(item, day);
      if (made) found.push(made.item);
    }
  }
  return found;
}

/**
 * Decides which stories the items of this run belong to, by day and item key, as the archive keeps them. Only news of
 * the last {@link storyWindowDays} is decided, and only what lies as far back again is read: the cost does not depend on
 * the archive's size. The backlog of a feed that was just added is grouped when pages are made.
 */
export async function decidePlaces(input: PlacesInput): Promise<Map<Day, Map<string, StoryPlace>>> {
  const horizon = daysBefore(localDay(input.now, input.config.timezone), storyWindowDays);
  const open = new Set<Day>();
  for (const day of input.written) {
    if (day < horizon) continue;
    const items = await input.readDay(day);
    if (items.some(({ _daybook }) => _daybook.story === undefined)) open.add(day);
  }
  const [oldest] = [...open].sort();
  if (oldest === undefined) return new Map();
  const items = await itemsSince(daysBefore(oldest, storyWindowDays), input);
  const decided = placesOf(items);
  const places = new Map<Day, Map<string, StoryPlace>>([...open].sort().map((day) => [day, new Map()]));
  for (const { key, day, story } of items) {
    const place = decided.get(key);
    if (story === undefined && place) places.get(day)?.set(key, place);
  }
  return places;
}
