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
}

/** A feed holds so many items; what came before is in the archive. */
export const maxFeedItems = 50;

function newestOf(site: Site): DigestItem[] {
  const items: DigestItem[] = [];
  for (let at = site.corpus.days.length - 1; at >= 0 && items.length < maxFeedItems; at--) {
    items.push(...(site.corpus.byDay.get(site.corpus.days[at] ?? '') ?? []));
  }
  return items.slice(0, maxFeedItems);
}

/** Everything that has item feeds, in the order they are written: home, sources, sections, topics, authors, stories. */
export function* listsOf(site: Site): Generator<List> {
  const { config, corpus, t } = site;
  const named = (folder: string, name: string, items: readonly DigestItem[], description?: string): List => ({
    folder,
    title: `${name} — ${config.title}`,
    items: items.slice(0, maxFeedItems),
    ...(description !== undefined && { description }),
  });
  yield {
    folder: '/',
    title: config.title,
    items: newestOf(site),
    ...(config.description !== undefined && { description: config.description }),
  };
  for (const source of site.sources.values()) {
    const items = corpus.byFeed.get(source.id) ?? [];
    yield named(`/source/${source.id}/`, source.title, items, source.description);
  }
  for (const { id, title } of config.sections)
    yield named(`/section/${id}/`, title, corpus.bySection.get(id) ?? []);
  for (const topic of corpus.topics.values())
    yield named(`/topic/${topic.slug}/`, t('topicTitle', { name: topic.name }), topic.items);
  for (const author of corpus.authors.values())
    yield named(`/author/${author.slug}/`, t('authorTitle', { name: author.name }), author.items);
  for (const story of corpus.stories.values()) {
    // A story's feed tells what is new in it; its page tells it from the beginning.
    const items = story.members.map(({ item }) => item).reverse();
    yield named(`/story/${story.key}/`, story.members[0]?.item.title ?? t('storyTitle'), items);
  }
}
