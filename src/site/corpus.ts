import {
  type DigestItem,
  type Edits,
  groupStories,
  monthOf,
  newestFirst,
  type Story,
} from '../digest/index.ts';
import type { Config, Day, EditorFile, Item } from '../model/types.ts';
import { type ReadSummary, summaryReader } from './day-summaries.ts';
import { editionOrder, type FindNeighbours } from './edition-order.ts';
import { type Editors, editedStories, editorsOf } from './editors.ts';
import { freedByEdition } from './freed.ts';
import { slugOf } from './slug.ts';
import { type ThreadMonth, threadMonthReader } from './thread-months.ts';

/** A tag, an author or another name with a page of its own. */
export interface Thread {
  readonly slug: string;
  readonly name: string;
  /** Newest first. */
  readonly items: readonly DigestItem[];
}

/** Everything that pages are made of, but the bodies: those are read when their page is rendered. */
export interface Corpus {
  /** Days that hold items, oldest first. */
  readonly days: readonly Day[];
  /** Newest first within a day. */
  readonly byDay: ReadonlyMap<Day, readonly DigestItem[]>;
  readonly byFeed: ReadonlyMap<string, readonly DigestItem[]>;
  readonly bySection: ReadonlyMap<string, readonly DigestItem[]>;
  readonly topics: ReadonlyMap<string, Thread>;
  readonly authors: ReadonlyMap<string, Thread>;
  readonly stories: ReadonlyMap<string, Story>;
  readonly storyOf: (key: string) => Story | undefined;
  /** Keys of stories that editors put into another, with that one's. */
  readonly storyAliases: ReadonlyMap<string, string>;
  /** What editors say of editions, by the items that they name. */
  readonly edits: Edits;
  /** Items of security updates by month, newest first; months without are absent. */
  readonly packages: ReadonlyMap<string, readonly DigestItem[]>;
  /** Items that became free, by the edition that says so. */
  readonly freed: ReadonlyMap<Day, readonly DigestItem[]>;
  /** Whether any item is, or was, for subscribers only. */
  readonly hasSubscribers: boolean;
  /** How many archived items of each feed the rules hide. */
  readonly hidden: ReadonlyMap<string, number>;
  /** The editions before and after one. */
  readonly neighbours: FindNeighbours;
  /** The month of a thread by its id, `source/lwn/2026-05`. */
  readonly threadMonth: (id: string) => ThreadMonth;
  /** Differs whenever anything of the archived item does, its body included. */
  readonly versionOf: (item: DigestItem) => string;
  /** Addresses of an item's pictures; only where the site shows copies of them. */
  readonly imagesOf: (item: DigestItem) => readonly string[];
}

export interface CorpusInput {
  readonly config: Config;
  readonly now: string;
  readonly days: readonly Day[];
  readonly readDay: (day: Day) => Promise<readonly Item[]>;
  /** Language of a feed whose items do not name theirs. */
  readonly feedLanguage: (feed: string) => string | undefined;
  /** Editors' files. */
  readonly editors?: readonly EditorFile[];
  /** Days without their bodies, where they are kept from run to run; made from `readDay` when absent. */
  readonly readSummary?: ReadSummary;
}

/** A topic or author page needs more than one item: single ones would only repeat the edition. */
const minThreadItems = 2;
function push<Key>(map: Map<Key, DigestItem[]>, key: Key, item: DigestItem): void {
  const list = map.get(key);
  if (list) list.push(item);
  else map.set(key, [item]);
}

/** Groups items by the slugs of their names; the name most often written is the one shown. */
function threadsOf(
  items: readonly DigestItem[],
  namesOf: (item: DigestItem) => readonly string[],
): Map<string, Thread> {
  const found = new Map<string, { items: DigestItem[]; names: Map<string, number> }>();
  for (const item of items) {
    for (const name of namesOf(item)) {
      const slug = slugOf(name);
      const thread = found.get(slug) ?? { items: [], names: new Map<string, number>() };
      found.set(slug, thread);
      if (thread.items.at(-1) !== item) thread.items.push(item);
      thread.names.set(name, (thread.names.get(name) ?? 0) + 1);
    }
  }
  const threads = new Map<string, Thread>();
  for (const slug of [...found.keys()].sort()) {
    const thread = found.get(slug);
    if (!thread || thread.items.length < minThreadItems) continue;
    const [name] = [...thread.names].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0] ?? [slug];
    threads.set(slug, { slug, name, items: thread.items });
  }
  return threads;
}

interface Shown {
  readonly byDay: Map<Day, DigestItem[]>;
  readonly hidden: Map<string, number>;
  readonly versions: Map<DigestItem, string>;
  readonly images: Map<DigestItem, readonly string[]>;
}

async function readItems(input: CorpusInput, editors: Editors): Promise<Shown> {
  const readSummary = input.readSummary ?? summaryReader(input);
  const found: Shown = { byDay: new Map(), hidden: new Map(), versions: new Map(), images: new Map() };
  for (const day of input.days) {
    const { shown, hidden } = await readSummary(day);
    for (const [feed, n] of Object.entries(hidden)) found.hidden.set(feed, (found.hidden.get(feed) ?? 0) + n);
    const kept = editors.kept(day, shown.map(({ item }) => item).sort(newestFirst));
    for (const { item, version, images } of shown) {
      if (!kept.has(item)) continue;
      found.versions.set(item, version);
      if (images) found.images.set(item, images);
    }
    if (kept.size > 0) found.byDay.set(day, [...kept]);
  }
  return found;
}

/** Reads the archive once and groups its items every way that pages need. Bodies are not kept. */
export async function loadCorpus(input: CorpusInput): Promise<Corpus> {
  const editors = editorsOf(input.editors ?? []);
  const { byDay, hidden, versions, images } = await readItems(input, editors);
  const days = [...byDay.keys()].sort();
  const all = [...days].reverse().flatMap((day) => byDay.get(day) ?? []);
  const byFeed = new Map<string, DigestItem[]>();
  const bySection = new Map<string, DigestItem[]>();
  for (const item of all) {
    push(byFeed, item.feed, item);
    if (item.section !== undefined) push(bySection, item.section, item);
  }
  const packages = new Map<string, DigestItem[]>();
  for (const item of all)
    if (item.structured?.kind === 'security-updates') push(packages, monthOf(item.day), item);
  const edits = editors.edits(all);
  const { stories, aliases } = editedStories(groupStories(all), edits, all);
  const storyByMember = new Map(
    // What an editor left of a story may be one item: its page stays, but there is nothing to group.
    stories
      .filter(({ members }) => members.length > 1)
      .flatMap((story) => story.members.map(({ item }) => [item.key, story] as const)),
  );
  const topics = threadsOf(all, (item) => item.tags);
  const authors = threadsOf(all, (item) => item.authors);
  return {
    days,
    byDay,
    byFeed,
    bySection,
    topics,
    authors,
    stories: new Map(stories.map((story) => [story.key, story])),
    storyOf: (key) => storyByMember.get(key),
    storyAliases: aliases,
    edits,
    packages,
    freed: freedByEdition(all, days, input.config.timezone),
    hasSubscribers: all.some(({ access, freed }) => access === 'subscriber' || freed !== undefined),
    hidden,
    neighbours: editionOrder(days),
    threadMonth: threadMonthReader({ byFeed, bySection, topics, authors }),
    versionOf: (item) => versions.get(item) ?? '',
    imagesOf: (item) => images.get(item) ?? [],
  };
}
