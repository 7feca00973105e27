import type { MessageKey } from '../locales/en.ts';
import { catalogueOf } from '../messages.ts';
import type { Site } from '../site.ts';
import { monthsWithItems } from './archive-view.ts';
import { monthPath } from './edition-names.ts';
import type { LinkView } from './edition-view.ts';
import { type PageMeta, pageMeta } from './page.ts';

/** The variables of `pages/search.njk`. */
export interface SearchPage {
  readonly page: PageMeta;
  readonly heading: string;
  /** For readers without script: where every title stands. */
  readonly months: readonly LinkView[];
  readonly topics: readonly LinkView[];
  /** For the script: where the indexes are, and the messages it shows, as attribute text. */
  readonly settings: string;
}

/** Addresses of what the page loads once somebody searches. */
export interface SearchScripts {
  readonly searchEngine: string;
  /** By language. */
  readonly searchStemmers: Readonly<Record<string, string>>;
  /** Languages that most items are in. */
  readonly searchFirst: readonly string[];
}

/** Enough topics to begin with; all of them have a page of their own. */
const maxTopics = 100;

function largestTopics({ ledger, href }: Site): LinkView[] {
  return [...ledger.threads('topic')]
    .sort(([slugA, a], [slugB, b]) => b.n - a.n || (slugA < slugB ? -1 : 1))
    .slice(0, maxTopics)
    .map(([slug, { name = slug }]) => ({ href: href(`/topic/${slug}/`), label: name }));
}

/** Messages that the search script shows. */
const scriptMessages = [
  'searchHint',
  'searchLoading',
  'searchFailed',
  'searchNone',
  'searchDrop',
  'searchResults',
  'searchResultsByDate',
  'searchSoFar',
  'searchFurther',
  'sortNewest',
  'sortBest',
  'filterSource',
  'filterSection',
  'filterTopic',
  'filterLanguage',
  'filterMonth',
  'filterAccess',
  'accessOpen',
  'subscribers',
  'by',
  'moreResults',
  'fewerResults',
  'pageOf',
] as const satisfies readonly MessageKey[];

export function searchPage(
  site: Site,
  { searchEngine, searchStemmers, searchFirst }: SearchScripts,
): SearchPage {
  const { t } = site;
  const catalogue = catalogueOf(site.language);
  const names: Record<string, Record<string, string>> = {
    source: Object.fromEntries([...site.sources.values()].map((source) => [source.id, source.title])),
    section: Object.fromEntries(site.config.sections.map((section) => [section.id, section.title])),
  };
  return {
    page: pageMeta(site, { kind: 'search', title: t('searchTitle'), path: '/search/' }),
    heading: t('searchTitle'),
    months: monthsWithItems(site)
      .reverse()
      .map((month) => ({ href: site.href(monthPath(month)), label: site.dates.month(month) })),
    topics: largestTopics(site),
    settings: JSON.stringify({
      base: site.href('/search-index/'),
      root: site.prefix,
      language: site.language,
      engine: searchEngine,
      stemmers: searchStemmers,
      first: searchFirst,
      names,
      messages: Object.fromEntries(scriptMessages.map((key) => [key, catalogue[key]])),
    }),
  };
}
