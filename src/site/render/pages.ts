import { yearOf } from '../../digest/index.ts';
import type { EditionKind } from '../../model/types.ts';
import type { Site } from '../site.ts';
import { archivePage, monthsWithItems, weeksWithItems, yearPage } from '../views/archive-view.ts';
import { editionPath } from '../views/edition-names.ts';
import { dayPage } from '../views/edition-view.ts';
import { freedView } from '../views/freed-view.ts';
import { dayPath } from '../views/item-view.ts';
import { namedPage, sectionPage, sourcePage, storyPage, topicsPage, viewPage } from '../views/list-view.ts';
import { monthPage, newestId, weekPage } from '../views/long-edition-view.ts';
import { packageMonthIds, packageMonthPage, packageMonthPath, packagesPage } from '../views/packages-view.ts';
import type { PageKind, PageRef } from '../views/page.ts';
import { plainPage } from '../views/plain-view.ts';
import { readerPage } from '../views/reader-view.ts';
import { type SearchScripts, searchPage } from '../views/search-view.ts';
import { sourcesPage } from '../views/sources-view.ts';
import { threadPartPage, threadParts } from '../views/thread-part-view.ts';

/** A template with the variables it reads. */
export interface PageView {
  /** `pages/day.njk` */
  readonly template: string;
  readonly variables: object;
}

/** Kinds with one page for each id; their pages lie at `/<folder>/<id>/`. */
const folders = ['source', 'section', 'view', 'topic', 'author', 'story'] as const;

function idsOf(kind: (typeof folders)[number], site: Site): string[] {
  const { ledger, config } = site;
  switch (kind) {
    case 'source':
      return [...site.sources.keys()];
    case 'section':
      return config.sections.map((section) => section.id);
    case 'view':
      return config.views.map((view) => view.id);
    case 'topic':
      return [...ledger.threads('topic').keys()];
    case 'author':
      return [...ledger.threads('author').keys()];
    case 'story':
      return [...ledger.stories().keys(), ...ledger.storyAliases().keys()];
  }
}

function dated(site: Site): PageRef[] {
  const { every } = site.config.editions;
  const { days } = site.ledger;
  const refs: PageRef[] = days.map((day) => ({ kind: 'day', id: day, path: `${dayPath(day)}index.html` }));
  if (every.includes('week')) {
    const weeks = weeksWithItems(site);
    // The newest week has an address that never changes, so that no page's navigation ever does.
    if (weeks.length > 0) refs.push({ kind: 'week', id: '', path: '/week/index.html' });
    for (const id of weeks) refs.push({ kind: 'week', id, path: `${editionPath({ id })}index.html` });
  }
  for (const month of monthsWithItems(site)) {
    refs.push({ kind: 'month', id: month, path: `${editionPath({ id: month })}index.html` });
  }
  for (const year of new Set(days.map(yearOf))) {
    refs.push({ kind: 'year', id: year, path: `/${year}/index.html` });
  }
  return refs;
}

/** Only a digest with such items has these pages. */
function packageRefs(site: Site): PageRef[] {
  if (site.ledger.threads('packages').size === 0) return [];
  return [
    { kind: 'packages', id: '', path: '/packages/index.html' },
    ...packageMonthIds(site).map(
      (id): PageRef => ({ kind: 'package-month', id, path: `${packageMonthPath(id)}index.html` }),
    ),
  ];
}

const single: readonly PageRef[] = [
  { kind: 'home', id: '', path: '/index.html' },
  { kind: 'archive', id: '', path: '/archive/index.html' },
  { kind: 'topics', id: '', path: '/topics/index.html' },
  { kind: 'sources', id: '', path: '/sources/index.html' },
  { kind: 'search', id: '', path: '/search/index.html' },
  { kind: 'since', id: '', path: '/since/index.html' },
  { kind: 'saved', id: '', path: '/saved/index.html' },
  { kind: 'offline', id: '', path: '/offline/index.html' },
  { kind: 'about', id: '', path: '/about/index.html' },
  { kind: 'not-found', id: '', path: '/404.html' },
];

/** Every page of the site, in a fixed order. */
export function pagesOf(site: Site): PageRef[] {
  const threads = folders.flatMap((kind) =>
    idsOf(kind, site).map((id): PageRef => ({ kind, id, path: `/${kind}/${id}/index.html` })),
  );
  const parts = [...threadParts(site)].map(({ id, path }): PageRef => ({ kind: 'thread-part', id, path }));
  const own = [...site.ownPages.keys()].map(
    (path): PageRef => ({ kind: 'own', id: path, path: `${path}index.html` }),
  );
  // A publisher's own page about the digest stands in place of ours.
  const others = single.filter(({ path }) => !own.some((page) => page.path === path));
  return [...others, ...dated(site), ...packageRefs(site), ...threads, ...parts, ...own];
}

/** What views are told beside the site. */
export type ViewContext = SearchScripts;

/** The shortest kind of edition that is made: the newest one of it is the site's first page. */
function shortestKind({ config }: Site): EditionKind {
  const kinds: readonly EditionKind[] = ['day', 'week', 'month'];
  return kinds.find((kind) => config.editions.every.includes(kind)) ?? 'day';
}

async function homePage(site: Site): Promise<object> {
  const kind = shortestKind(site);
  const id = newestId(kind, site);
  if (id === undefined) return plainPage('home', site);
  switch (kind) {
    case 'day':
      return { ...(await dayPage(id, site, 'home')), freed: freedView(id, site) };
    case 'week':
      return weekPage(id, site, 'home');
    case 'month':
      return monthPage(id, site, 'home');
  }
}

async function variablesOf(ref: PageRef, site: Site, context: ViewContext): Promise<object> {
  const { kind, id } = ref;
  switch (kind) {
    case 'home':
      return homePage(site);
    case 'day':
      return { ...(await dayPage(id, site)), freed: freedView(id, site) };
    case 'week':
      return weekPage(id === '' ? (newestId('week', site) ?? '') : id, site);
    case 'month':
      return monthPage(id, site);
    case 'year':
      return yearPage(id, site);
    case 'archive':
      return {
        ...archivePage(site),
        packages: site.ledger.threads('packages').size === 0 ? undefined : site.href('/packages/'),
      };
    case 'packages':
      return packagesPage(site);
    case 'package-month':
      return packageMonthPage(id, site);
    case 'source':
      return sourcePage(id, site);
    case 'sources':
      return sourcesPage(site);
    case 'section':
      return sectionPage(id, site);
    case 'view':
      return viewPage(id, site);
    case 'topic':
    case 'author':
      return namedPage(kind, id, site);
    case 'topics':
      return topicsPage(site);
    case 'story':
      return storyPage(id, site);
    case 'search':
      return searchPage(site, context);
    case 'thread-part':
      return threadPartPage(id, site);
    case 'since':
    case 'saved':
    case 'offline':
      return readerPage(kind, site);
    case 'own':
      return (await import('../views/own-view.ts')).ownPageView(id, site);
    case 'about':
    case 'not-found':
      return plainPage(kind, site);
  }
}

function templateOf(kind: PageKind, site: Site): string {
  if (kind === 'home')
    return site.ledger.days.length === 0 ? 'pages/empty.njk' : `pages/${shortestKind(site)}.njk`;
  return `pages/${kind}.njk`;
}

/** The template of a page and what it is filled with. */
export async function viewOf(ref: PageRef, site: Site, context: ViewContext): Promise<PageView> {
  return { template: templateOf(ref.kind, site), variables: await variablesOf(ref, site, context) };
}
