import { queryProblemKeys } from '../explain-query.ts';
import type { MessageKey } from '../locales/en.ts';
import { catalogueOf } from '../messages.ts';
import type { Site } from '../site.ts';
import { monthsWithItems } from './archive-view.ts';
import { editionPath } from './edition-names.ts';
import type { LinkView } from './edition-view.ts';
import { type PageMeta, pageMeta } from './page.ts';
import { type HelpRow, helpRows } from './search-help.ts';

/** The variables of `pages/search.njk`. */
interface SearchPage {
  readonly page: PageMeta;
  readonly heading: string;
  /** What can be asked, with examples. */
  readonly help: readonly HelpRow[];
  /** Where every title stands: the first screen, before anything is asked, and all there is without script. */
  readonly months: readonly LinkView[];
  readonly topics: readonly LinkView[];
  /** Searches that the publisher gave a page of their own. */
  readonly views: readonly LinkView[];
  /** For the script: where the indexes are, and the messages it shows, as attribute text. */
  readonly settings: string;
}

/** Addresses of what the page loads once somebody searches. */
export interface SearchScripts {
  readonly searchScript: string;
  /** What it loads behind its first results. */
  readonly searchLater: string;
  /** By language, the smallest first. */
  readonly searchStemmers: Readonly<Record<string, readonly string[]>>;
  /** Languages that most items are in. */
  readonly searchFirst: readonly string[];
}

/** Enough to begin with; the archive has all months, and every topic has a page of its own. */
const maxTopics = 60;
const maxMonths = 24;

/** A topic, the largest first. */
function largestTopics({ ledger, href }: Site): LinkView[] {
  return [...ledger.threads('topic')]
    .filter(([slug]) => ledger.hasPage('topic', slug))
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
  'searchNothing',
  'searchCorrected',
  'searchPartial',
  'searchBroken',
  ...queryProblemKeys,
  'understood',
  'quoted',
  'colon',
  'namedPart',
  'notPart',
  'sinceDay',
  'untilDay',
  'fieldAuthor',
  'fieldTitle',
  'fieldLabel',
  'fieldPublished',
  'dropFilter',
  'onlySaved',
  'onlyUnread',
  'markedRead',
  'searchKeep',
  'searchKept',
  'searchDropped',
  'searchName',
  'searchesTitle',
  'searchNew',
  'keep',
  'cancel',
  'rename',
  'remove',
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
  'filterDays',
  'facetMore',
  'accessOpen',
  'subscribers',
  'by',
  'moreResults',
  'fewerResults',
  'pageOf',
] as const satisfies readonly MessageKey[];

export function searchPage(
  site: Site,
  { searchLater, searchStemmers, searchFirst }: SearchScripts,
): SearchPage {
  const { t } = site;
  const catalogue = catalogueOf(site.language);
  const sources = [...site.sources.values()];
  const topics = largestTopics(site);
  const names: Record<string, Record<string, string>> = {
    source: Object.fromEntries(sources.map(({ id, title }) => [id, title])),
    section: Object.fromEntries(site.config.sections.map((section) => [section.id, section.title])),
  };
  return {
    page: pageMeta(site, { kind: 'search', title: t('searchTitle'), path: '/search/' }),
    heading: t('searchTitle'),
    help: helpRows(
      site,
      topics.map(({ label }) => label),
    ),
    months: monthsWithItems(site)
      .reverse()
      .slice(0, maxMonths)
      .map((month) => ({ href: site.href(editionPath(month)), label: site.dates.monthTitle(month) })),
    views: site.config.views.map(({ id, title }) => ({ href: site.href(`/view/${id}/`), label: title })),
    topics,
    settings: JSON.stringify({
      base: site.href('/search-index/'),
      root: site.prefix,
      language: site.language,
      later: searchLater,
      stemmers: searchStemmers,
      first: searchFirst,
      names,
      // Large files are for hosts that send several parts at once.
      ...(site.config.outputs.searchFiles === 'large' && { ranges: 'several' }),
      messages: Object.fromEntries(scriptMessages.map((key) => [key, catalogue[key]])),
    }),
  };
}
