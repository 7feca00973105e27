import type { DigestItem } from '../../digest/index.ts';
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
  | 'thread-month'
  | 'about'
  | 'not-found';

/** One page to render: what kind, of what, and where it goes. */
export interface PageRef {
  readonly kind: PageKind;
  /** The day, week, month, year, feed id, slug or key; empty for pages of which there is one. */
  readonly id: string;
  /** `/2026/05/18/index.html` */
  readonly path: string;
}

export interface FeedLink {
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
  /** The image for links to an edition. */
  readonly image: { readonly url: string; readonly alt: string } | undefined;
  /** JSON-LD, ready to stand in a `script` element; absent where the page is no list of items. */
  readonly structured: string | undefined;
  /** When the digest last took an item, where the page says so; the reader's browser tells how long ago that is. */
  readonly arrival: { readonly datetime: string; readonly label: string } | undefined;
}

export interface MetaInput {
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
  /** RFC 3339. */
  readonly arrival?: string;
  /** Folder whose feeds belong to the page; the site's own when absent. */
  readonly feedsOf?: string;
}

export function feedLinks(site: Site, folder: string, title: string): FeedLink[] {
  return [
    { type: 'application/atom+xml', href: site.href(`${folder}feed.xml`), title, name: site.t('feedAtom') },
    { type: 'application/feed+json', href: site.href(`${folder}feed.json`), title, name: site.t('feedJson') },
    { type: 'application/rss+xml', href: site.href(`${folder}rss.xml`), title, name: 'RSS' },
  ];
}

/** The feed of editions stands for whole issues: offered where people look for those. */
function editionsLink(site: Site): FeedLink {
  const title = `${site.t('archive')} — ${site.config.title}`;
  return {
    type: 'application/atom+xml',
    href: site.href('/editions/feed.xml'),
    title,
    name: site.t('feedAtom'),
  };
}

const editionKinds: ReadonlySet<PageKind> = new Set(['home', 'day', 'week', 'month', 'year', 'archive']);

function imageOf({ imageOf: folder, title, description }: MetaInput, site: Site): PageMeta['image'] {
  if (folder === undefined || !site.shareImages) return undefined;
  const alt = description === undefined ? title : `${title}: ${description}`;
  return { url: site.absolute(`${folder}share.png`), alt };
}

function structuredOf({ title, path, items }: MetaInput, site: Site): string | undefined {
  if (path === undefined || items === undefined || items.length === 0) return undefined;
  return structuredData({ title, url: site.absolute(path), items }, site);
}

export function pageMeta(site: Site, input: MetaInput): PageMeta {
  const { title } = site.config;
  const own = input.feedsOf === undefined ? [] : feedLinks(site, input.feedsOf, `${input.title} — ${title}`);
  return {
    kind: input.kind,
    windowTitle: input.title === title ? title : `${input.title} — ${title}`,
    description: input.description ?? site.config.description ?? title,
    canonical: input.path === undefined ? undefined : site.absolute(input.path),
    previous: input.previous,
    next: input.next,
    feeds: [
      ...own,
      ...feedLinks(site, '/', title),
      ...(editionKinds.has(input.kind) ? [editionsLink(site)] : []),
    ],
    needsSearch: input.kind === 'search',
    image: imageOf(input, site),
    structured: structuredOf(input, site),
    arrival:
      input.arrival === undefined
        ? undefined
        : { datetime: input.arrival, label: site.dates.date(input.arrival) },
  };
}
