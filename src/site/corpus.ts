import { plainText } from '../clean/index.ts';
import {
  type ApplyRules,
  builtInRules,
  compileRules,
  type DigestItem,
  type Edits,
  excerpt,
  groupStories,
  newestFirst,
  readingMinutes,
  type Story,
} from '../digest/index.ts';
import type { Author, Config, Day, EditorFile, FeedConfig, Item } from '../model/types.ts';
import { type Editors, editedStories, editorsOf } from './editors.ts';
import { slugOf, tagName } from './slug.ts';

/** An item with the plain text of its body, as the search index takes it. */
export interface TextItem {
  readonly item: DigestItem;
  readonly text: string;
}

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
  /** Called for every item that is shown, with its text. */
  readonly onItem?: (found: TextItem) => Promise<void>;
}

/** A topic or author page needs more than one item: single ones would only repeat the edition. */
const minThreadItems = 2;
/** Enough of a body to tell what it links to. */
const maxLinks = 12;

function linksOf(html: string): string[] {
  const links = new Set<string>();
  for (const match of html.matchAll(/<a [^>]*?href="(https?:[^"]+)"/g)) {
    links.add((match[1] ?? '').replaceAll('&amp;', '&'));
    if (links.size >= maxLinks) break;
  }
  return [...links];
}

function headlineOf(
  title: string | undefined,
  text: string,
  item: Item,
): { title: string; untitled: boolean } {
  if (title !== undefined) return { title, untitled: false };
  const stand = excerpt(item.summary ?? text, item.language, 90);
  return { title: stand === '' ? (item.url ?? item.id) : stand, untitled: true };
}

/** The text under the headline: never the headline again. */
function summaryOf(
  item: Item,
  text: string,
  title: string,
  language: string | undefined,
): string | undefined {
  const source = item.summary ?? text;
  const summary = excerpt(source, language);
  return summary === '' || summary === title ? undefined : summary;
}

/** Authors of whom more is known than a name, and the item's picture: few items have them, so most stay small. */
function facesOf({ authors = [], image, banner_image }: Item): Pick<DigestItem, 'people' | 'image'> {
  const people: readonly Author[] = authors.filter(
    ({ name, url, avatar }) => name !== undefined && (url !== undefined || avatar !== undefined),
  );
  const picture = image ?? banner_image;
  return { ...(people.length > 0 && { people }), ...(picture !== undefined && { image: picture }) };
}

const dayMs = 86_400_000;
const year1990Ms = Date.UTC(1990, 0, 1);

/** An item's own date, where it can be believed: one that was far ahead when it was seen counts as none. */
function dateOf({ date_published, date_modified, _daybook: { first_seen } }: Item): string {
  const latestMs = Date.parse(first_seen) + dayMs;
  const isTrusted = (date: string): boolean => Date.parse(date) >= year1990Ms && Date.parse(date) <= latestMs;
  return [date_published, date_modified].find((date) => date !== undefined && isTrusted(date)) ?? first_seen;
}

function digestItem(
  { item, text, day }: { readonly item: Item; readonly text: string; readonly day: Day },
  apply: ApplyRules,
  feed: FeedConfig | undefined,
  language: string | undefined,
): DigestItem | undefined {
  const subject = language === undefined ? item : { ...item, language };
  const ruled = apply({ item: subject, day, text }, feed);
  if (!ruled) return undefined;
  const extras = item._daybook;
  const { title, untitled } = headlineOf(ruled.title, text, item);
  const summary = ruled.publish === 'title' ? undefined : summaryOf(item, text, title, language);
  const shownAll = summary !== undefined && text.replace(/\s+/gu, ' ').trim() === summary;
  const hasMore =
    ruled.publish === 'full' &&
    item.content_html !== '' &&
    !(shownAll && !/<(?:img|table|pre|video|audio)/.test(item.content_html));
  return {
    key: extras.key,
    id: item.id,
    day,
    feed: extras.feed,
    ...(item.url !== undefined && { url: item.url }),
    ...(item.external_url !== undefined && { externalUrl: item.external_url }),
    title,
    untitled,
    ...(summary !== undefined && { summary }),
    hasMore,
    ...(language !== undefined && { language }),
    date: dateOf(item),
    datedBy: extras.dated_by,
    firstSeen: extras.first_seen,
    ...(extras.revised !== undefined && { revised: extras.revised }),
    backlog: extras.backlog === true,
    authors: (item.authors ?? []).map((author) => author.name).filter((name) => name !== undefined),
    ...facesOf(item),
    tags: [...new Set(ruled.tags.map(tagName))].filter((tag) => tag !== ''),
    labels: ruled.labels,
    ...(ruled.section !== undefined && { section: ruled.section }),
    access: ruled.access,
    publish: ruled.publish,
    pinned: ruled.pinned,
    weight: ruled.weight,
    minutes: readingMinutes(text, language),
    ...(extras.comments_url !== undefined && { commentsUrl: extras.comments_url }),
    ...(extras.comments_count !== undefined && { commentsCount: extras.comments_count }),
    attachments: item.attachments ?? [],
    links: linksOf(item.content_html),
  };
}

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

async function readItems(input: CorpusInput, editors: Editors): Promise<Map<Day, DigestItem[]>> {
  const { config } = input;
  const apply = compileRules([...builtInRules, ...config.rules], {
    now: input.now,
    timezone: config.timezone,
  });
  const feeds = new Map(config.feeds.map((feed) => [feed.id, feed]));
  const byDay = new Map<Day, DigestItem[]>();
  for (const day of input.days) {
    const shown: TextItem[] = [];
    for (const item of await input.readDay(day)) {
      const text = plainText(item.content_html);
      const language = item.language ?? input.feedLanguage(item._daybook.feed);
      const made = digestItem({ item, text, day }, apply, feeds.get(item._daybook.feed), language);
      if (made) shown.push({ item: made, text });
    }
    shown.sort((a, b) => newestFirst(a.item, b.item));
    const kept = editors.kept(
      day,
      shown.map(({ item }) => item),
    );
    if (kept.size === 0) continue;
    byDay.set(day, [...kept]);
    if (input.onItem) for (const found of shown) if (kept.has(found.item)) await input.onItem(found);
  }
  return byDay;
}

/** Reads the archive once and groups its items every way that pages need. Bodies are not kept. */
export async function loadCorpus(input: CorpusInput): Promise<Corpus> {
  const editors = editorsOf(input.editors ?? []);
  const byDay = await readItems(input, editors);
  const days = [...byDay.keys()].sort();
  const all = [...days].reverse().flatMap((day) => byDay.get(day) ?? []);
  const byFeed = new Map<string, DigestItem[]>();
  const bySection = new Map<string, DigestItem[]>();
  for (const item of all) {
    push(byFeed, item.feed, item);
    if (item.section !== undefined) push(bySection, item.section, item);
  }
  const edits = editors.edits(all);
  const { stories, aliases } = editedStories(groupStories(all), edits, all);
  const storyByMember = new Map(
    // What an editor left of a story may be one item: its page stays, but there is nothing to group.
    stories
      .filter(({ members }) => members.length > 1)
      .flatMap((story) => story.members.map(({ item }) => [item.key, story] as const)),
  );
  return {
    days,
    byDay,
    byFeed,
    bySection,
    topics: threadsOf(all, (item) => item.tags),
    authors: threadsOf(all, (item) => item.authors),
    stories: new Map(stories.map((story) => [story.key, story])),
    storyOf: (key) => storyByMember.get(key),
    storyAliases: aliases,
    edits,
  };
}
