import type { Archive } from '../../archive/index.ts';
import { storedHtml } from '../../clean/index.ts';
import {
  type DigestItem,
  decideStories,
  type Learned,
  localDay,
  storyWindowDays,
} from '../../digest/index.ts';
import { addDays } from '../../model/days.ts';
import type { Config, Day, StoryPlace } from '../../model/types.ts';
import { digestItems } from '../../site/content/digest-item-of.ts';
import type { KeptItems } from '../../site/content/kept-ledger.ts';

/** The archive as deciding needs it. */
interface PlacesInput {
  readonly config: Config;
  /** RFC 3339 */
  readonly now: string;
  /** All days of the archive, oldest first. */
  readonly days: readonly Day[];
  /** Days that this run wrote. */
  readonly written: readonly Day[];
  readonly archive: Pick<Archive, 'openStored'>;
  /** What the last rendering knew of items. */
  readonly kept?: KeptItems | undefined;
  readonly feedLanguage: (feed: string) => string | undefined;
  /** What earlier runs learned of words. */
  readonly learned?: Learned | undefined;
  /** What earlier runs kept of the words of a day. */
  readonly words: (day: Day) => string | undefined;
}

interface DecidedPlaces {
  readonly places: ReadonlyMap<Day, ReadonlyMap<string, StoryPlace>>;
  /** What was learned until today began; absent where that is what was known. */
  readonly learned?: Learned;
  /** By day: words to be kept for the next run. */
  readonly words: ReadonlyMap<Day, string>;
}

/** Items that are looked at in one run: what a month of news takes ten times over, and bounds memory. */
const maxItems = 50_000;

type Make = ReturnType<typeof digestItems>;

/** Items of a day: as the last rendering left them where their lines are as they were, the others made anew. */
async function itemsOf(day: Day, make: Make, { archive, kept }: PlacesInput): Promise<DigestItem[]> {
  const { lines, read } = await archive.openStored(day);
  const unchanged = lines && kept?.unchanged(day, lines);
  const others = lines && [...lines.keys()].filter((key) => unchanged?.has(key) !== true);
  const made = (await read(others)).items.flatMap(
    ({ content_html: html, ...item }) =>
      make({ ...item, content_html: storedHtml({ html }) }, day)?.item ?? [],
  );
  return [...(unchanged?.values() ?? []), ...made];
}

/** Items of the latest days back to `from`, as long as there are not too many. */
async function itemsSince(
  from: Day,
  written: ReadonlyMap<Day, readonly DigestItem[]>,
  make: Make,
  input: PlacesInput,
): Promise<DigestItem[]> {
  const found: DigestItem[] = [];
  for (const day of [...input.days].reverse()) {
    if (day < from || found.length > maxItems) break;
    found.push(...(written.get(day) ?? input.kept?.all(day) ?? (await itemsOf(day, make, input))));
  }
  return found;
}

/**
 * Decides which stories the items of this run belong to, by day and item key, as the archive keeps them; also where
 * items belong now whose story was joined with an older one. Only news of the last {@link storyWindowDays} is decided,
 * and only what lies as far back again is read: the cost does not depend on the archive's size. The backlog of a feed
 * that was just added is grouped when pages are made.
 */
export async function decidePlaces(input: PlacesInput): Promise<DecidedPlaces> {
  const horizon = addDays(localDay(input.now, input.config.timezone), -storyWindowDays);
  const make = digestItems(input);
  const written = new Map<Day, readonly DigestItem[]>();
  for (const day of input.written) if (day >= horizon) written.set(day, await itemsOf(day, make, input));
  const isOpen = (day: Day): boolean => written.get(day)?.some(({ story }) => story === undefined) === true;
  const open = new Set([...written.keys()].filter(isOpen));
  const [oldest] = [...open].sort();
  if (oldest === undefined) return { places: new Map(), words: new Map() };
  const items = await itemsSince(addDays(oldest, -storyWindowDays), written, make, input);
  // Learned once a day: the runs of a day count its items themselves.
  const until = `${new Date(input.now).toISOString().slice(0, 10)}T00:00:00Z`;
  const known = { learned: input.learned, until, words: input.words };
  const { places: decided, learned, words } = decideStories(items, known);
  const places = new Map<Day, Map<string, StoryPlace>>();
  for (const { key, day, story } of items) {
    const place = decided.get(key);
    if (!place || (story === undefined ? !open.has(day) : story.key === place.key)) continue;
    places.set(day, (places.get(day) ?? new Map<string, StoryPlace>()).set(key, place));
  }
  return { places, words, ...(learned && learned.through !== input.learned?.through && { learned }) };
}
