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

/** A feed holds so many items; what came before is in the archive. */
export const maxFeedItems = 50;
/**
 * Topics, authors and stories are thousands on a large site, and each item is in several: their feeds hold fewer items,
 * and summaries alone, as they would otherwise outgrow the whole archive many times.
 */
const maxNamedItems = 20;

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
  const title = (name: string): string => `${name} — ${config.title}`;
  const whole = (folder: string, name: string, items: readonly DigestItem[]): List => ({
    folder,
    title: title(name),
    items: items.slice(0, maxFeedItems),
    bodies: true,
  });
  const brief = (folder: string, name: string, items: readonly DigestItem[]): List => ({
    folder,
    title: title(name),
    items: items.slice(0, maxNamedItems),
    bodies: false,
  });
  yield {
    folder: '/',
    title: config.title,
    items: newestOf(site),
    bodies: true,
    ...(config.description !== undefined && { description: config.description }),
  };
  for (const source of site.sources.values()) {
    const items = corpus.byFeed.get(source.id) ?? [];
    const list = whole(`/source/${source.id}/`, source.title, items);
    yield source.description === undefined ? list : { ...list, description: source.description };
  }
  for (const { id, title: name } of config.sections)
    yield whole(`/section/${id}/`, name, corpus.bySection.get(id) ?? []);
  for (const topic of corpus.topics.values())
    yield brief(`/topic/${topic.slug}/`, t('topicTitle', { name: topic.name }), topic.items);
  for (const author of corpus.authors.values())
    yield brief(`/author/${author.slug}/`, t('authorTitle', { name: author.name }), author.items);
  for (const story of corpus.stories.values()) {
    // A story's feed tells what is new in it; its page tells it from the beginning.
    const items = story.members.map(({ item }) => item).reverse();
    yield brief(`/story/${story.key}/`, story.members[0]?.item.title ?? t('storyTitle'), items);
  }
}
