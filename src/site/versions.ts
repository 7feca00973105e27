import type { DigestItem, Story } from '../digest/index.ts';
import { shortHash } from './hash.ts';
import type { Site } from './site.ts';
import { slugOf } from './slug.ts';

/** Tells the states of an input apart, by its name: `day:2026-05-18`, `topic:linux`. See {@link versionsOf}. */
export type VersionOf = (input: string) => string;

export interface Versions {
  readonly of: VersionOf;
  readonly ofItems: (items: Iterable<DigestItem>) => string;
}

/** JSON of values that hold maps and sets. */
function textOf(value: unknown): string {
  const plain = (_key: string, part: unknown): unknown =>
    part instanceof Map || part instanceof Set ? [...part] : part;
  return JSON.stringify(value, plain) ?? '';
}

/**
 * Versions of items as pages show them: with what an item's own text does not tell, namely the story that it belongs to
 * and which of its topics and authors have pages.
 */
function itemVersions({ corpus }: Site): (item: DigestItem) => string {
  const versions = new Map<DigestItem, string>();
  const stories = new Map<Story, string>();
  const slugs = new Map<string, string>();
  const slug = (name: string): string => {
    const known = slugs.get(name) ?? slugOf(name);
    slugs.set(name, known);
    return known;
  };
  const storyVersion = (story: Story): string => {
    const known = stories.get(story);
    if (known !== undefined) return known;
    const members = story.members.map(({ item, reason }) => [corpus.versionOf(item), item.key, reason]);
    const version = shortHash(textOf([story.key, members]));
    stories.set(story, version);
    return version;
  };
  return (item) => {
    const known = versions.get(item);
    if (known !== undefined) return known;
    const story = corpus.storyOf(item.key);
    const topics = item.tags.map((tag) => (corpus.topics.has(slug(tag)) ? 1 : 0)).join('');
    const authors = item.authors.map((name) => (corpus.authors.has(slug(name)) ? 1 : 0)).join('');
    const version = `${corpus.versionOf(item)}${story ? storyVersion(story) : ''},${topics},${authors}`;
    versions.set(item, version);
    return version;
  };
}

type Look = (id: string) => unknown;

type ListOf = (items: Iterable<DigestItem> | undefined) => string;
type Looks = Readonly<Record<string, Look>>;

/** Lists of items: they stand by the versions of their items. */
function listKinds({ corpus }: Site, listOf: ListOf): Looks {
  const named = (thread: { readonly name: string; readonly items: readonly DigestItem[] } | undefined) =>
    thread && [thread.name, listOf(thread.items)];
  return {
    day: (id) => listOf(corpus.byDay.get(id)),
    feed: (id) => listOf(corpus.byFeed.get(id)),
    section: (id) => listOf(corpus.bySection.get(id)),
    topic: (id) => named(corpus.topics.get(id)),
    author: (id) => named(corpus.authors.get(id)),
    packages: (id) => listOf(corpus.packages.get(id)),
    freed: (id) => listOf(corpus.freed.get(id)),
    story: (id) => {
      const members = corpus.stories.get(id)?.members;
      return members && [listOf(members.map(({ item }) => item)), members.map(({ reason }) => reason)];
    },
    'thread-month': (id) => {
      const { name, items, before } = corpus.threadMonth(id);
      return [name, listOf(items), before];
    },
  };
}

/** What is there, and in which order. */
function orderKinds({ corpus }: Site): Looks {
  const maps: Readonly<Record<string, ReadonlyMap<string, unknown>>> = {
    day: corpus.byDay,
    feed: corpus.byFeed,
    section: corpus.bySection,
    topic: corpus.topics,
    author: corpus.authors,
    story: corpus.stories,
    packages: corpus.packages,
  };
  return {
    days: () => corpus.days,
    has: (id) => {
      const at = id.indexOf(':');
      return maps[id.slice(0, at)]?.has(id.slice(at + 1));
    },
    keys: (kind) => [...(maps[kind]?.keys() ?? [])],
    neighbours: (id) => {
      const [kind, edition = ''] = id.split('/');
      return kind === 'day' || kind === 'week' || kind === 'month'
        ? corpus.neighbours(kind, edition)
        : undefined;
    },
  };
}

/** Single things: settings, sources, what editors wrote. */
function singleKinds(site: Site): Looks {
  const { corpus } = site;
  return {
    clock: () => site.now,
    subscribers: () => corpus.hasSubscribers,
    'first-day': () => site.firstDay,
    feeds: () => site.config.feeds,
    hidden: (id) => corpus.hidden.get(id),
    alias: (id) => corpus.storyAliases.get(id),
    edited: (id) => corpus.edits.editions.get(id),
    source: (id) => ({ ...site.sources.get(id), record: undefined }),
    sources: () => [...site.sources.values()].map((source) => ({ ...source, record: undefined })),
    record: (id) => site.sources.get(id)?.record,
    'new-sources': (id) => site.newSources.get(id),
    image: (address) => site.images?.copyOf(address, (path) => path),
  };
}

/** Everything that lists of all pages are made from. */
function everything(site: Site, listOf: ListOf): unknown {
  const { corpus } = site;
  return [
    [...corpus.byDay].map(([day, items]) => [day, listOf(items)]),
    [...corpus.topics.values()].map(({ slug, name }) => [slug, name]),
    [...corpus.authors.values()].map(({ slug, name }) => [slug, name]),
    [...corpus.stories.keys()],
    corpus.storyAliases,
    corpus.hidden,
    [...site.sources.keys()],
    site.firstDay,
  ];
}

/**
 * The versions of everything that pages and outputs are made from. A version is the same as long as the thing is, over
 * all runs, and is found when it is asked for.
 */
export function versionsOf(site: Site): Versions {
  const itemVersion = itemVersions(site);
  const ofItems = (items: Iterable<DigestItem> | undefined): string => {
    if (items === undefined) return '';
    const parts: string[] = [];
    for (const item of items) parts.push(item.key, itemVersion(item));
    return shortHash(parts.join(' '));
  };
  const kinds: Looks = {
    ...listKinds(site, ofItems),
    ...orderKinds(site),
    ...singleKinds(site),
    all: () => everything(site, ofItems),
  };
  const versions = new Map<string, string>();
  const of: VersionOf = (input) => {
    const known = versions.get(input);
    if (known !== undefined) return known;
    const at = input.indexOf(':');
    const kind = at === -1 ? input : input.slice(0, at);
    const version = shortHash(textOf(kinds[kind]?.(input.slice(at + 1))));
    versions.set(input, version);
    return version;
  };
  return { of, ofItems };
}
