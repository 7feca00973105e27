import type { DigestItem } from '../../digest/index.ts';
import { defined } from '../../model/defined.ts';
import { grouped } from '../../model/group.ts';
import { newestShown } from '../content/threads.ts';
import type { Site, Source } from '../site.ts';
import { type Bodies, bodiesOf } from './bodies.ts';
import { editionPath } from './edition-names.ts';
import type { LinkView } from './edition-view.ts';
import { type ItemView, itemView } from './item-view.ts';
import { type MemberView, memberView } from './member-view.ts';
import { type PageMeta, pageMeta } from './page.ts';
import { reasonText } from './reason-text.ts';
import { type PagedKind, threadDescription, threadName, threadTitle } from './thread-name.ts';
import { yearLinks } from './thread-part-view.ts';

/** The variables of the pages that list one thread: source, section, view, topic, author. */
interface ThreadPage {
  readonly page: PageMeta;
  readonly heading: string;
  readonly kicker: string;
  readonly note: string;
  readonly home: LinkView | undefined;
  readonly description: string | undefined;
  /** The newest, with their summaries; those of a source or section with their bodies too. */
  readonly items: readonly ItemView[];
  /** The same by day, where the page has a heading for each; else all in one, without title. */
  readonly days: readonly DayItems[];
  /** Whether there are texts to read here. */
  readonly hasTexts: boolean;
  /** Pages of every title, by year; none where `items` are all there are. */
  readonly years: readonly LinkView[];
}

export interface DayItems {
  readonly title: string | undefined;
  readonly href: string;
  readonly items: readonly ItemView[];
}

/** Whose page carries texts; items have many topics and some authors, and their source carries them already. */
const withTexts: ReadonlySet<PagedKind> = new Set(['source', 'section', 'view']);

function kickerOf(kind: PagedKind, { t, config }: Site): string {
  switch (kind) {
    case 'source':
      return config.sources.title ?? t('sources');
    case 'section':
      return t('filterSection');
    case 'view':
      return t('searchTitle');
    case 'topic':
      return t('filterTopic');
    case 'author':
      return '';
  }
}

function homeOf(source: Source | undefined): LinkView | undefined {
  return source?.homePage === undefined
    ? undefined
    : { href: source.homePage, label: source.host ?? source.homePage };
}

export async function threadPage(kind: PagedKind, slug: string, site: Site): Promise<ThreadPage> {
  const path = `/${kind}/${slug}/`;
  const { n = 0, newest = [] } = site.ledger.thread(kind, slug) ?? {};
  const items = newest.slice(0, newestShown);
  const bodies: Bodies = withTexts.has(kind) ? await bodiesOf(items, site) : new Map();
  const days = kind === 'source' ? byDay(items, site, bodies) : together(items, site, bodies);
  const description = threadDescription(kind, slug, site);
  return {
    page: pageMeta(site, {
      kind,
      title: threadTitle(kind, slug, site),
      path,
      ...defined({ description }),
      feedsOf: { kind, folder: path },
      items,
      count: n,
      density: kind === 'source' && site.config.sources.view === 'full' ? 'full' : undefined,
    }),
    heading: threadName(kind, slug, site),
    kicker: kickerOf(kind, site),
    note: site.t('itemsCount', { n }),
    home: kind === 'source' ? homeOf(site.sources.get(slug)) : undefined,
    description,
    items: days.flatMap((day) => day.items),
    days,
    hasTexts: bodies.size > 0,
    years: yearLinks(kind, slug, site),
  };
}

/** Items under the headings of their days, each with its time. */
function byDay(items: readonly DigestItem[], site: Site, bodies: Bodies): DayItems[] {
  return [...grouped(items, ({ day }) => day)].map(([day, list]) => ({
    title: site.dates.longDay(day).whole,
    href: site.href(editionPath(day)),
    items: list.map((item) => itemView(item, site, bodies.get(item.key))),
  }));
}

/** Items of many days side by side, each with its date. */
function together(items: readonly DigestItem[], site: Site, bodies: Bodies): DayItems[] {
  const views = items.map((item) =>
    Object.assign(itemView(item, site, bodies.get(item.key)), { when: site.dates.date(item.date) }),
  );
  return [{ title: undefined, href: '', items: views }];
}

/** The variables of `pages/source.njk`. */
interface SourcePage extends ThreadPage {
  readonly member: MemberView | undefined;
}

export async function sourcePage(id: string, site: Site): Promise<SourcePage> {
  return { ...(await threadPage('source', id, site)), member: memberView(id, site) };
}

/** The variables of `pages/topics.njk`. */
interface TopicsPage {
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
    topics: [...site.ledger.threads('topic')]
      .map(([slug, { name = slug, n }]) => ({ name, href: site.href(`/topic/${slug}/`), count: n }))
      .sort((a, b) => collator.compare(a.name, b.name)),
  };
}

/** The variables of `pages/story.njk`: a timeline, oldest first. */
interface StoryPage {
  readonly page: PageMeta;
  readonly heading: string;
  readonly note: string;
  readonly reports: readonly { readonly item: ItemView; readonly reason: string | undefined }[];
}

export function storyPage(key: string, site: Site): StoryPage {
  const { t, ledger } = site;
  // A story that an editor put into another keeps its address, and shows that one.
  const own = ledger.aliasOf(key) ?? key;
  const members = ledger.story(own)?.members ?? [];
  const heading = members[0]?.item.title ?? t('storyTitle');
  const folder = `/story/${own}/`;
  return {
    page: pageMeta(site, {
      kind: 'story',
      title: heading,
      path: folder,
      feedsOf: { kind: 'story', folder },
      items: members.map(({ item }) => item),
    }),
    heading,
    note: t('storyIntro', { n: members.length }),
    reports: members.map(({ item, reason }) => ({
      item: itemView(item, site),
      reason: reason.kind === 'first' ? undefined : reasonText(reason, site),
    })),
  };
}
