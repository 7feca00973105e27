import type { DigestItem } from '../../digest/index.ts';
import type { Day } from '../../model/types.ts';
import { newestShown } from '../content/threads.ts';
import type { Site } from '../site.ts';
import { type Bodies, bodiesOf } from './bodies.ts';
import type { LinkView } from './edition-view.ts';
import { dayPath, type ItemView, itemView } from './item-view.ts';
import { type MemberView, memberView } from './member-view.ts';
import { type PageMeta, pageMeta } from './page.ts';
import { reasonText } from './reason-text.ts';
import { type PagedKind, yearLinks } from './thread-part-view.ts';

/** The variables of the pages that list one thread: source, section, view, topic, author. */
export interface ThreadPage {
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

interface ThreadInput {
  readonly kind: PagedKind;
  readonly slug: string;
  readonly heading: string;
  readonly title: string;
  readonly kicker: string;
  readonly home?: LinkView | undefined;
  readonly description?: string | undefined;
}

function threadPage(input: ThreadInput, site: Site, bodies: Bodies = new Map()): ThreadPage {
  const { kind, slug } = input;
  const path = `/${kind}/${slug}/`;
  const items = newestOf(kind, slug, site);
  const n = site.ledger.thread(kind, slug)?.n ?? 0;
  const days = kind === 'source' ? byDay(items, site, bodies) : together(items, site, bodies);
  return {
    page: pageMeta(site, {
      kind,
      title: input.title,
      path,
      ...(input.description !== undefined && { description: input.description }),
      feedsOf: { kind, folder: path },
      items,
      count: n,
      density: kind === 'source' && site.config.sources.view === 'full' ? 'full' : undefined,
    }),
    heading: input.heading,
    kicker: input.kicker,
    note: site.t('itemsCount', { n }),
    home: input.home,
    description: input.description,
    items: days.flatMap((day) => day.items),
    days,
    hasTexts: bodies.size > 0,
    years: yearLinks(kind, slug, site),
  };
}

/** Items under the headings of their days, each with its time. */
function byDay(items: readonly DigestItem[], site: Site, bodies: Bodies): DayItems[] {
  const days = new Map<Day, DigestItem[]>();
  for (const item of items) days.set(item.day, [...(days.get(item.day) ?? []), item]);
  return [...days].map(([day, list]) => ({
    title: site.dates.longDay(day).whole,
    href: site.href(dayPath(day)),
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

/** The items that a thread's page shows. */
function newestOf(kind: PagedKind, slug: string, { ledger }: Site): readonly DigestItem[] {
  return ledger.thread(kind, slug)?.newest.slice(0, newestShown) ?? [];
}

/** The variables of `pages/source.njk`. */
export interface SourcePage extends ThreadPage {
  readonly member: MemberView | undefined;
}

export async function sourcePage(id: string, site: Site): Promise<SourcePage> {
  const source = site.sources.get(id);
  const title = source?.title ?? id;
  const home =
    source?.homePage === undefined
      ? undefined
      : { href: source.homePage, label: source.host ?? source.homePage };
  const page = threadPage(
    {
      kind: 'source',
      slug: id,
      heading: title,
      title,
      kicker: site.config.sources.title ?? site.t('sources'),
      home,
      description: source?.description,
    },
    site,
    await bodiesOf(newestOf('source', id, site), site),
  );
  return { ...page, member: memberView(id, site) };
}

export async function sectionPage(id: string, site: Site): Promise<ThreadPage> {
  const name = site.config.sections.find((section) => section.id === id)?.title ?? id;
  return threadPage(
    { kind: 'section', slug: id, heading: name, title: name, kicker: site.t('filterSection') },
    site,
    await bodiesOf(newestOf('section', id, site), site),
  );
}

export async function viewPage(id: string, site: Site): Promise<ThreadPage> {
  const view = site.config.views.find((one) => one.id === id);
  const name = view?.title ?? id;
  return threadPage(
    {
      kind: 'view',
      slug: id,
      heading: name,
      title: name,
      kicker: site.t('searchTitle'),
      description: view?.description,
    },
    site,
    await bodiesOf(newestOf('view', id, site), site),
  );
}

export function namedPage(kind: 'topic' | 'author', slug: string, site: Site): ThreadPage {
  const { t, ledger } = site;
  const name = ledger.nameOf(kind, slug) ?? slug;
  return threadPage(
    {
      kind,
      slug,
      heading: name,
      title: kind === 'topic' ? t('topicTitle', { name }) : t('authorTitle', { name }),
      kicker: kind === 'topic' ? t('filterTopic') : '',
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
    topics: [...site.ledger.threads('topic')]
      .map(([slug, { name = slug, n }]) => ({ name, href: site.href(`/topic/${slug}/`), count: n }))
      .sort((a, b) => collator.compare(a.name, b.name)),
  };
}

/** The variables of `pages/story.njk`: a timeline, oldest first. */
export interface StoryPage {
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
