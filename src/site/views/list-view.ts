import type { DigestItem } from '../../digest/index.ts';
import type { Day } from '../../model/types.ts';
import type { Thread } from '../corpus.ts';
import type { Site } from '../site.ts';
import { type Bodies, bodiesOf } from './bodies.ts';
import type { LinkView } from './edition-view.ts';
import { dayPath, type ItemView, itemView } from './item-view.ts';
import { type PageKind, type PageMeta, pageMeta } from './page.ts';
import { reasonText } from './reason-text.ts';
import { maxSummaries, monthLinks } from './thread-months.ts';

/** Items of one day, as titles. */
export interface DayTitles {
  readonly title: string;
  readonly href: string;
  readonly items: readonly ItemView[];
}

/** The variables of the pages that list one thread: source, section, topic, author. */
export interface ThreadPage {
  readonly page: PageMeta;
  readonly heading: string;
  readonly kicker: string;
  readonly note: string;
  readonly home: LinkView | undefined;
  readonly description: string | undefined;
  /** The newest, with their summaries; a source's with their bodies too. */
  readonly items: readonly ItemView[];
  /** Pages of every title, by month; none where `items` are all there are. */
  readonly months: readonly LinkView[];
  readonly ownFeeds: boolean;
}

export function titlesByDay(items: readonly DigestItem[], site: Site): DayTitles[] {
  const days = new Map<Day, DigestItem[]>();
  for (const item of items) days.set(item.day, [...(days.get(item.day) ?? []), item]);
  return [...days].map(([day, list]) => ({
    title: site.dates.longDay(day).whole,
    href: site.href(dayPath(day)),
    items: list.map((item) => itemView(item, site)),
  }));
}

interface ThreadInput {
  readonly kind: 'source' | 'section' | 'topic' | 'author';
  readonly slug: string;
  readonly heading: string;
  readonly title: string;
  readonly kicker: string;
  readonly items: readonly DigestItem[];
  readonly home?: LinkView | undefined;
  readonly description?: string | undefined;
}

export function threadPage(input: ThreadInput, site: Site, bodies: Bodies = new Map()): ThreadPage {
  const { items, kind, slug } = input;
  const path = `/${kind}/${slug}/`;
  return {
    page: pageMeta(site, {
      kind,
      title: input.title,
      path,
      ...(input.description !== undefined && { description: input.description }),
      feedsOf: path,
      items,
    }),
    heading: input.heading,
    kicker: input.kicker,
    note: site.t('stories', { n: items.length }),
    home: input.home,
    description: input.description,
    // Items of many days stand side by side here: each with its date.
    items: items
      .slice(0, maxSummaries)
      .map((item) => ({ ...itemView(item, site, bodies.get(item.key)), when: site.dates.date(item.date) })),
    months: monthLinks({ kind, slug, items }, site),
    ownFeeds: true,
  };
}

export async function sourcePage(id: string, site: Site): Promise<ThreadPage> {
  const source = site.sources.get(id);
  const title = source?.title ?? id;
  const items = site.corpus.byFeed.get(id) ?? [];
  return threadPage(
    {
      kind: 'source',
      slug: id,
      heading: title,
      title,
      kicker: site.t('filterSource'),
      items,
      home:
        source?.homePage === undefined
          ? undefined
          : { href: source.homePage, label: source.host ?? source.homePage },
      description: source?.description,
    },
    site,
    await bodiesOf(items.slice(0, maxSummaries), site),
  );
}

export function sectionPage(id: string, site: Site): ThreadPage {
  const name = site.config.sections.find((section) => section.id === id)?.title ?? id;
  const items = site.corpus.bySection.get(id) ?? [];
  return threadPage(
    { kind: 'section', slug: id, heading: name, title: name, kicker: site.t('filterSection'), items },
    site,
  );
}

export function namedPage(kind: 'topic' | 'author', thread: Thread, site: Site): ThreadPage {
  const { t } = site;
  return threadPage(
    {
      kind,
      slug: thread.slug,
      heading: thread.name,
      title:
        kind === 'topic' ? t('topicTitle', { name: thread.name }) : t('authorTitle', { name: thread.name }),
      kicker: kind === 'topic' ? t('filterTopic') : '',
      items: thread.items,
    },
    site,
  );
}

/** The variables of `pages/topics.njk`. */
export interface TopicsPage {
  readonly page: PageMeta;
  readonly heading: string;
  readonly topics: readonly { readonly name: string; readonly href: string; readonly count: number }[];
}

export function topicsPage(site: Site): TopicsPage {
  const { t } = site;
  const collator = new Intl.Collator(site.language);
  return {
    page: pageMeta(site, { kind: 'topics', title: t('topicsTitle'), path: '/topics/' }),
    heading: t('topicsTitle'),
    topics: [...site.corpus.topics.values()]
      .map((topic) => ({
        name: topic.name,
        href: site.href(`/topic/${topic.slug}/`),
        count: topic.items.length,
      }))
      .sort((a, b) => collator.compare(a.name, b.name)),
  };
}

/** The variables of `pages/story.njk`: a timeline, oldest first. */
export interface StoryPage {
  readonly page: PageMeta;
  readonly heading: string;
  readonly note: string;
  readonly members: readonly { readonly item: ItemView; readonly reason: string | undefined }[];
}

export async function storyPage(key: string, site: Site): Promise<StoryPage> {
  const { t } = site;
  // A story that an editor put into another keeps its address, and shows that one.
  const own = site.corpus.storyAliases.get(key) ?? key;
  const story = site.corpus.stories.get(own);
  const members = story?.members ?? [];
  const heading = members[0]?.item.title ?? t('storyTitle');
  const bodies = await bodiesOf(
    members.map(({ item }) => item),
    site,
  );
  return {
    page: pageMeta(site, {
      kind: 'story',
      title: heading,
      path: `/story/${own}/`,
      feedsOf: `/story/${own}/`,
      items: members.map(({ item }) => item),
    }),
    heading,
    note: t('storyIntro', { n: members.length }),
    members: members.map(({ item, reason }) => ({
      item: itemView(item, site, bodies.get(item.key)),
      reason: reason.kind === 'first' ? undefined : reasonText(reason, site),
    })),
  };
}

/** The variables of pages that only say something: about, 404, and a site without items. */
export interface PlainPage {
  readonly page: PageMeta;
  readonly heading: string;
  readonly paragraphs: readonly string[];
}

export function plainPage(kind: Extract<PageKind, 'about' | 'not-found' | 'home'>, site: Site): PlainPage {
  const { t, config } = site;
  switch (kind) {
    case 'about': {
      const sources = t('sourcesCount', { n: config.feeds.length });
      const intro = t('aboutText', { title: config.title, sources });
      return {
        page: pageMeta(site, { kind, title: t('aboutTitle'), path: '/about/' }),
        heading: t('aboutTitle'),
        paragraphs: [config.description, intro, t('aboutState')].filter((text) => text !== undefined),
      };
    }
    case 'not-found':
      return {
        page: pageMeta(site, { kind, title: t('notFoundTitle') }),
        heading: t('notFoundTitle'),
        paragraphs: [t('notFoundText')],
      };
    case 'home':
      return {
        page: pageMeta(site, { kind, title: config.title, path: '/' }),
        heading: t('emptyTitle'),
        paragraphs: [t('emptyText')],
      };
  }
}
