import type { DigestItem, Story } from '../../digest/index.ts';
import { defined } from '../../model/defined.ts';
import type { FeedForm, FeedKind } from '../../model/types.ts';
import { folders, idsOf } from '../render/pages.ts';
import type { Site } from '../site.ts';
import { threadDescription, threadTitle } from '../views/thread-name.ts';

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
  const { config, t } = site;
  if (kind === 'home') return config.title;
  const name =
    kind === 'story'
      ? (storyOf(id, site)?.members[0]?.item.title ?? t('storyTitle'))
      : threadTitle(kind, id, site);
  return `${name} — ${config.title}`;
}

/** A text stands in few feeds: an item has many topics, and its source carries it already. */
function carriesBodies(kind: ListName['kind'], { config }: Site): boolean {
  if (kind === 'topic') return config.outputs.topicFeeds === 'full';
  return kind === 'home' || kind === 'section' || kind === 'view' || kind === 'source';
}

function descriptionOf({ kind, id }: ListName, site: Site): string | undefined {
  if (kind === 'home') return site.config.description;
  return kind === 'story' ? undefined : threadDescription(kind, id, site);
}

export function listOf(name: ListName, site: Site): List {
  const { kind } = name;
  return {
    kind,
    folder: folderOf(name),
    title: titleOf(name, site),
    ...defined({ description: descriptionOf(name, site) }),
    items: itemsOf(name, site),
    bodies: carriesBodies(kind, site),
    forms: site.config.outputs.feeds[kind],
  };
}

/** Every list that has a feed, in the order in which they are written. */
export function* listNames(site: Site): Generator<ListName> {
  const { feeds } = site.config.outputs;
  if (feeds.home.length > 0) yield { kind: 'home', id: '' };
  for (const kind of folders)
    if (feeds[kind].length > 0) for (const id of idsOf(kind, site)) yield { kind, id };
}
