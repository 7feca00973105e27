import type { DigestItem } from '../../digest/index.ts';
import type { Site } from '../site.ts';

/** A page that lists items, and so has feeds beside it. */
export interface List {
  /** `/source/lwn/` */
  readonly folder: string;
  readonly title: string;
  readonly description?: string;
  /** Newest first, at most {@link maxFeedItems}. */
  readonly items: readonly DigestItem[];
  /** Whether its feeds carry bodies, where the publish policy lets them. */
  readonly bodies: boolean;
}

/** A list whose feed pages back through all its items. */
export interface PagedList extends List {
  /** Every item, newest day first. */
  readonly all: Iterable<DigestItem>;
  /** How its archive is cut: the digest has a document for each day, what is part of it one for each month. */
  readonly by: 'day' | 'month';
}

/** A feed holds so many items; what came before is in the archive. */
export const maxFeedItems = 50;
/** Topics, authors and stories are thousands on a large site, and each item is in several. */
const maxNamedItems = 20;

function* newestDaysFirst({ corpus }: Site): Generator<DigestItem> {
  for (let at = corpus.days.length - 1; at >= 0; at--) yield* corpus.byDay.get(corpus.days[at] ?? '') ?? [];
}

function newestOf(site: Site): DigestItem[] {
  const items: DigestItem[] = [];
  for (const item of newestDaysFirst(site)) {
    if (items.length === maxFeedItems) break;
    items.push(item);
  }
  return items;
}

const titled = (name: string, { config }: Site): string => `${name} — ${config.title}`;

function partOf(
  folder: string,
  name: string,
  { all, site }: { readonly all: readonly DigestItem[]; readonly site: Site },
): PagedList {
  const items = all.slice(0, maxFeedItems);
  return { folder, title: titled(name, site), items, bodies: true, all, by: 'month' };
}

/** Lists with an archive, in the order they are written: the whole digest, its sources, its sections. */
export function* pagedListsOf(site: Site): Generator<PagedList> {
  const { config, corpus } = site;
  yield {
    folder: '/',
    title: config.title,
    items: newestOf(site),
    bodies: true,
    ...(config.description !== undefined && { description: config.description }),
    // A generator gives its items once; this one gives them to everyone who asks.
    all: { [Symbol.iterator]: () => newestDaysFirst(site) },
    by: 'day',
  };
  for (const source of site.sources.values()) {
    const list = partOf(`/source/${source.id}/`, source.title, {
      all: corpus.byFeed.get(source.id) ?? [],
      site,
    });
    yield source.description === undefined ? list : { ...list, description: source.description };
  }
  for (const { id, title } of config.sections)
    yield partOf(`/section/${id}/`, title, { all: corpus.bySection.get(id) ?? [], site });
}

/** Lists whose feeds hold the newest items only, in the order they are written: topics, authors, stories. */
export function* namedListsOf(site: Site): Generator<List> {
  const { config, corpus, t } = site;
  const named = (folder: string, name: string, items: readonly DigestItem[]): List => ({
    folder,
    title: titled(name, site),
    items: items.slice(0, maxNamedItems),
    bodies: true,
  });
  // An item has many topics, but few authors and one story: only topics would multiply its body.
  const bodies = config.outputs.topicFeeds === 'full';
  for (const topic of corpus.topics.values())
    yield {
      ...named(`/topic/${topic.slug}/`, t('topicTitle', { name: topic.name }), topic.items),
      bodies,
    };
  for (const author of corpus.authors.values())
    yield named(`/author/${author.slug}/`, t('authorTitle', { name: author.name }), author.items);
  for (const story of corpus.stories.values()) {
    // A story's feed tells what is new in it; its page tells it from the beginning.
    const items = story.members.map(({ item }) => item).reverse();
    yield named(`/story/${story.key}/`, story.members[0]?.item.title ?? t('storyTitle'), items);
  }
}
