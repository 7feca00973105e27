import type { DigestItem } from '../../digest/index.ts';
import type { FeedForm, FeedKind } from '../../model/types.ts';
import type { Site } from '../site.ts';
import { structuredData } from './structured-data.ts';

/** The kinds of page, each with a template of its name in `templates/pages/`. */
export type PageKind =
  | 'home'
  | 'day'
  | 'week'
  | 'month'
  | 'year'
  | 'archive'
  | 'source'
  | 'sources'
  | 'section'
  | 'view'
  | 'topic'
  | 'topics'
  | 'author'
  | 'story'
  | 'packages'
  | 'package-month'
  | 'search'
  | 'since'
  | 'saved'
  | 'offline'
  | 'thread-part'
  | 'about'
  | 'own'
  | 'not-found';

/** One page to render: what kind, of what, and where it goes. */
export interface PageRef {
  readonly kind: PageKind;
  /** The day, week, month, year, feed id, slug, key or path; empty for pages of which there is one. */
  readonly id: string;
  /** `/2026/05/18/index.html` */
  readonly path: string;
}

interface FeedLink {
  readonly type: 'application/atom+xml' | 'application/feed+json' | 'application/rss+xml';
  readonly href: string;
  readonly title: string;
  /** What people call the format: `Atom`. */
  readonly name: string;
}

/** What every page says of itself, whatever its kind: the variable `page` of all templates. */
export interface PageMeta {
  readonly kind: PageKind;
  /** With the site's name, for the window. */
  readonly windowTitle: string;
  readonly description: string;
  /** Absolute address; `undefined` where a page has none (404). */
  readonly canonical: string | undefined;
  readonly previous: string | undefined;
  readonly next: string | undefined;
  readonly feeds: readonly FeedLink[];
  readonly needsSearch: boolean;
  /** Whether the style of its first screen stands within it: a front page is what people open first. */
  readonly hasFirstStyle: boolean;
  /** The density in which it opens, where that is not summaries. */
  readonly density: 'full' | undefined;
  /** Whether it shows items with their summaries, and so can be more or less dense. */
  readonly hasSummaries: boolean;
  /** Whether it shows items at all, be it their titles. */
  readonly listsItems: boolean;
  /** The image for links to an edition. */
  readonly image: { readonly url: string; readonly alt: string } | undefined;
  /** JSON-LD, ready to stand in a `script` element; absent where the page is not a list of items. */
  readonly jsonLd: string | undefined;
  /** When the digest last took an item, where the page says so; the reader's browser tells how long ago that is. */
  readonly arrival: { readonly datetime: string; readonly label: string } | undefined;
}

interface MetaInput {
  readonly kind: PageKind;
  readonly title: string;
  readonly description?: string;
  readonly path?: string;
  readonly previous?: string | undefined;
  readonly next?: string | undefined;
  /** What the page lists, in its order. */
  readonly items?: readonly DigestItem[];
  /** Folder of the edition's share image. */
  readonly imageOf?: string;
  /** Whether it begins with the front page of a day. */
  readonly hasFront?: boolean;
  readonly density?: 'full' | undefined;
  /** RFC 3339. */
  readonly arrival?: string;
  /** How many items the page is about, where `items` are only some. */
  readonly count?: number;
  /** The feeds that belong to the page; the site's own when absent. */
  readonly feedsOf?: FeedPlace;
}

/** Where feeds lie, and what they are feeds of. */
interface FeedPlace {
  readonly kind: FeedKind;
  readonly folder: string;
}

function feedLink(form: FeedForm, folder: string, { href, t }: Site): Omit<FeedLink, 'title'> {
  switch (form) {
    case 'atom':
      return { type: 'application/atom+xml', href: href(`${folder}feed.xml`), name: t('feedAtom') };
    case 'json':
      return { type: 'application/feed+json', href: href(`${folder}feed.json`), name: t('feedJson') };
    case 'rss':
      return { type: 'application/rss+xml', href: href(`${folder}rss.xml`), name: 'RSS' };
  }
}

function feedLinks({ kind, folder }: FeedPlace, title: string, site: Site): FeedLink[] {
  return site.config.outputs.feeds[kind].map((form) => ({ ...feedLink(form, folder, site), title }));
}

/** The feed of editions stands for whole editions: offered, in one form, where people look for those. */
function editionsLink(site: Site): FeedLink[] {
  const title = `${site.t('archive')} — ${site.config.title}`;
  return feedLinks({ kind: 'editions', folder: '/editions/' }, title, site).slice(0, 1);
}

const editionKinds: ReadonlySet<PageKind> = new Set(['home', 'day', 'week', 'month', 'year', 'archive']);

const withItems: ReadonlySet<PageKind> = new Set([
  'home',
  'day',
  'week',
  'month',
  'source',
  'section',
  'view',
  'topic',
  'author',
  'story',
  'since',
]);

function imageOf({ imageOf: folder, title, description }: MetaInput, site: Site): PageMeta['image'] {
  if (folder === undefined || !site.shareImages) return undefined;
  const alt = description === undefined ? title : title + site.t('colon') + description;
  return { url: site.absolute(`${folder}share.png`), alt };
}

function structuredOf({ title, path, items, count }: MetaInput, site: Site): string | undefined {
  if (path === undefined || items === undefined || items.length === 0) return undefined;
  return structuredData(
    { title, url: site.absolute(path), items, ...(count !== undefined && { count }) },
    site,
  );
}

export function pageMeta(site: Site, input: MetaInput): PageMeta {
  const { title } = site.config;
  const { feedsOf } = input;
  const own = feedsOf === undefined ? [] : feedLinks(feedsOf, `${input.title} — ${title}`, site);
  return {
    kind: input.kind,
    windowTitle: input.title === title ? title : `${input.title} — ${title}`,
    description: input.description ?? site.config.description ?? title,
    canonical: input.path === undefined ? undefined : site.absolute(input.path),
    previous: input.previous,
    next: input.next,
    feeds: [
      ...own,
      ...feedLinks({ kind: 'home', folder: '/' }, title, site),
      ...(editionKinds.has(input.kind) ? editionsLink(site) : []),
    ],
    needsSearch: input.kind === 'search',
    hasFirstStyle: input.hasFront === true,
    density: input.density,
    hasSummaries: withItems.has(input.kind),
    listsItems: withItems.has(input.kind) || input.kind === 'thread-part',
    image: imageOf(input, site),
    jsonLd: structuredOf(input, site),
    arrival:
      input.arrival === undefined
        ? undefined
        : { datetime: input.arrival, label: site.dates.date(input.arrival) },
  };
}
