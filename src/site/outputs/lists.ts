import type { DigestItem, Story } from '../../digest/index.ts';
import type { FeedForm, FeedKind } from '../../model/types.ts';
import type { Site } from '../site.ts';

/** A page that lists items, and so has a feed beside it. */
export interface List {
  readonly kind: FeedKind;
  /** `/source/lwn/` */
  readonly folder: string;
  readonly title: string;
  readonly description?: string;
  /** Newest first, as many as a feed holds. */
  readonly items: readonly DigestItem[];
  /** Whether its feeds carry bodies, where the publish policy lets them. */
  readonly bodies: boolean;
  readonly forms: readonly FeedForm[];
}

/** The feed of the whole digest holds so many items, as that of editions does; a part of it has less to catch up with. */
export const maxHomeItems = 50;
const maxThreadItems = 20;

/** A list by its kind and the id of its page: empty for the whole digest. */
export interface ListName {
  readonly kind: Exclude<FeedKind, 'editions'>;
  readonly id: string;
}

const titled = (name: string, { config }: Site): string => `${name} — ${config.title}`;

export function folderOf({ kind, id }: ListName): string {
  return kind === 'home' ? '/' : `/${kind}/${id}/`;
}

function newestOf({ ledger }: Site): DigestItem[] {
  const items: DigestItem[] = [];
  for (let at = ledger.days.length - 1; at >= 0 && items.length < maxHomeItems; at--)
    items.push(...ledger.day(ledger.days[at] ?? ''));
  return items.slice(0, maxHomeItems);
}

/** A story, or the one that it was joined with: its feed stays where it was. */
function storyOf(key: string, { ledger }: Site): Story | undefined {
  return ledger.story(ledger.aliasOf(key) ?? key);
}

/** A story's feed tells what is new in it; its page tells it from the beginning. */
function storyItems(key: string, site: Site): DigestItem[] {
  const members = storyOf(key, site)?.members ?? [];
  return members.map(({ item }) => item).reverse();
}

function itemsOf({ kind, id }: ListName, site: Site): readonly DigestItem[] {
  switch (kind) {
    case 'home':
      return newestOf(site);
    case 'story':
      return storyItems(id, site).slice(0, maxThreadItems);
    case 'section':
    case 'view':
    case 'source':
    case 'topic':
    case 'author':
      return site.ledger.thread(kind, id)?.newest.slice(0, maxThreadItems) ?? [];
  }
}

function titleOf({ kind, id }: ListName, site: Site): string {
  const { config, sources, ledger, t } = site;
  switch (kind) {
    case 'home':
      return config.title;
    case 'source':
      return titled(sources.get(id)?.title ?? id, site);
    case 'section':
      return titled(config.sections.find((section) => section.id === id)?.title ?? id, site);
    case 'view':
      return titled(config.views.find((view) => view.id === id)?.title ?? id, site);
    case 'topic':
      return titled(t('topicTitle', { name: ledger.nameOf(kind, id) ?? id }), site);
    case 'author':
      return titled(t('authorTitle', { name: ledger.nameOf(kind, id) ?? id }), site);
    case 'story':
      return titled(storyOf(id, site)?.members[0]?.item.title ?? t('storyTitle'), site);
  }
}

/** A text stands in few feeds: an item has many topics, and its source carries it already. */
function carriesBodies(kind: ListName['kind'], { config }: Site): boolean {
  if (kind === 'topic') return config.outputs.topicFeeds === 'full';
  return kind === 'home' || kind === 'section' || kind === 'view' || kind === 'source';
}

function descriptionOf({ kind, id }: ListName, { config, sources }: Site): string | undefined {
  if (kind === 'home') return config.description;
  if (kind === 'view') return config.views.find((view) => view.id === id)?.description;
  return kind === 'source' ? sources.get(id)?.description : undefined;
}

export function listOf(name: ListName, site: Site): List {
  const { kind } = name;
  const { config } = site;
  const description = descriptionOf(name, site);
  return {
    kind,
    folder: folderOf(name),
    title: titleOf(name, site),
    ...(description !== undefined && { description }),
    items: itemsOf(name, site),
    bodies: carriesBodies(kind, site),
    forms: config.outputs.feeds[kind],
  };
}

/** Every list that has a feed, in the order in which they are written. */
export function* listNames({ config, sources, ledger }: Site): Generator<ListName> {
  const named = function* (kind: ListName['kind'], ids: Iterable<string>): Generator<ListName> {
    if (config.outputs.feeds[kind].length > 0) for (const id of ids) yield { kind, id };
  };
  yield* named('home', ['']);
  yield* named('source', sources.keys());
  yield* named(
    'section',
    config.sections.map(({ id }) => id),
  );
  yield* named(
    'view',
    config.views.map(({ id }) => id),
  );
  yield* named('topic', ledger.threads('topic').keys());
  yield* named('author', ledger.threads('author').keys());
  yield* named('story', [...ledger.stories().keys(), ...ledger.storyAliases().keys()]);
}
