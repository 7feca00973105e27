import { yearOf } from '../../digest/index.ts';
import type { Site } from '../site.ts';
import { archivePage, monthsWithItems, weeksWithItems, yearPage } from '../views/archive-view.ts';
import { dayPage } from '../views/day-view.ts';
import { editionPath, shortestKind } from '../views/edition-names.ts';
import { freedView } from '../views/freed-view.ts';
import { sourcePage, storyPage, threadPage, topicsPage } from '../views/list-view.ts';
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

/** Kinds with one page, and one feed, for each id; they lie at `/<folder>/<id>/`. */
export const folders = ['source', 'section', 'view', 'topic', 'author', 'story'] as const;

export function idsOf(kind: (typeof folders)[number], { ledger, config, sources }: Site): string[] {
  switch (kind) {
    case 'source':
      return [...sources.keys()];
    case 'section':
      return config.sections.map((section) => section.id);
    case 'view':
      return config.views.map((view) => view.id);
    case 'topic':
    case 'author':
      return [...ledger.threads(kind).keys()];
    case 'story':
      return [...ledger.stories().keys(), ...ledger.storyAliases().keys()];
  }
}

const pageIn = (folder: string, kind: PageKind, id: string): PageRef => ({
  kind,
  id,
  path: `${folder}index.html`,
});

function dated(site: Site): PageRef[] {
  const { days } = site.ledger;
  const weeks = site.config.editions.every.includes('week') ? weeksWithItems(site) : [];
  const all = (kind: PageKind, ids: Iterable<string>): PageRef[] =>
    [...ids].map((id) => pageIn(editionPath(id), kind, id));
  return [
    ...all('day', days),
    // The newest week has an address that never changes, so that no page's navigation ever does.
    ...(weeks.length > 0 ? [pageIn('/week/', 'week', '')] : []),
    ...all('week', weeks),
    ...all('month', monthsWithItems(site)),
    ...all('year', new Set(days.map(yearOf))),
  ];
}

/** Only a digest with such items has these pages. */
function packageRefs(site: Site): PageRef[] {
  if (site.ledger.threads('packages').size === 0) return [];
  return [
    pageIn('/packages/', 'packages', ''),
    ...packageMonthIds(site).map((id) => pageIn(packageMonthPath(id), 'package-month', id)),
  ];
}

const single: readonly PageRef[] = [
  pageIn('/', 'home', ''),
  ...(['archive', 'topics', 'sources', 'search', 'since', 'saved', 'offline', 'about'] as const).map((kind) =>
    pageIn(`/${kind}/`, kind, ''),
  ),
  { kind: 'not-found', id: '', path: '/404.html' },
];

/** Every page of the site, in a fixed order. */
export function pagesOf(site: Site): PageRef[] {
  const threads = folders.flatMap((kind) =>
    idsOf(kind, site).map((id) => pageIn(`/${kind}/${id}/`, kind, id)),
  );
  const parts = [...threadParts(site)].map(({ id, path }) => pageIn(path, 'thread-part', id));
  const own = [...site.ownPages.keys()].map((path) => pageIn(path, 'own', path));
  // A publisher's own page about the digest stands in place of ours.
  const others = single.filter(({ path }) => !own.some((page) => page.path === path));
  return [...others, ...dated(site), ...packageRefs(site), ...threads, ...parts, ...own];
}

/** What views are told beside the site. */
export type ViewContext = SearchScripts;

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
    case 'view':
    case 'topic':
    case 'author':
      return threadPage(kind, id, site);
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
