import { element } from './element.ts';
import type { Found } from './engine.ts';
import { drawFacets, type FacetNames, nameOf } from './facets.ts';
import type { Messages } from './messages.ts';
import { facets, formatQuery, pageSize, type Query, withToggled } from './query.ts';
import { resultItem } from './results.ts';

/** What the site says to its search page, in `data-settings`. */
export interface Settings {
  /** The script that searches. */
  readonly engine: string;
  /** Where the index lies: `/kernel/search-index/`. */
  readonly base: string;
  /** `/kernel/` */
  readonly root: string;
  readonly language: string;
  /** Scripts with the rules of the languages that items are in. */
  readonly stemmers: Readonly<Record<string, string>>;
  /** Languages whose rules are tried first. */
  readonly first: readonly string[];
  readonly names: FacetNames['names'];
  readonly messages: Messages;
}

/** The places of the search page that are filled, and what they are filled with. */
export interface Page {
  readonly settings: Settings;
  readonly facetNames: FacetNames;
  readonly field: HTMLInputElement;
  readonly found: HTMLElement;
  readonly facets: HTMLElement;
  readonly results: HTMLElement;
  readonly pages: HTMLElement;
  /** The search whose results stand there. */
  shown?: Query;
  /** Makes a search that a link asks for. */
  go: (query: Query) => void;
}

/** A link to a search, which is made here and now. */
function searchLink(page: Page, query: Query, text: string): HTMLAnchorElement {
  const link = element('a', { href: formatQuery(query) }, text);
  link.addEventListener('click', (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    page.go(query);
  });
  return link;
}

/** Says that nothing was found, and offers to go without each filter. */
function drawNothing(page: Page, query: Query): void {
  const { text } = page.facetNames;
  page.found.replaceChildren(text('searchNone', { query: query.text }));
  for (const facet of facets) {
    for (const value of query.filters[facet]) {
      const label = text('searchDrop', { filter: nameOf(facet, value, page.facetNames) });
      page.found.append(' ', searchLink(page, withToggled(query, facet, value), label));
    }
  }
}

function drawCount(page: Page, query: Query, { total, complete }: Found): void {
  const { text } = page.facetNames;
  const byDate = query.sort === 'date' || query.text === '';
  const message = complete ? (byDate ? 'searchResultsByDate' : 'searchResults') : 'searchSoFar';
  page.found.replaceChildren(text(message, { n: total }));
  if (!complete) page.found.append(' ', searchLink(page, { ...query, all: true }, text('searchFurther')));
  if (query.text === '') return;
  const other: Query = { ...query, sort: byDate ? 'best' : 'date', page: 1 };
  page.found.append(' ', searchLink(page, other, text(byDate ? 'sortBest' : 'sortNewest')));
}

function drawPages(page: Page, query: Query, total: number): void {
  const { text } = page.facetNames;
  const last = Math.ceil(total / pageSize);
  const parts: (Node | string)[] = [];
  if (query.page > 1) {
    parts.push(
      searchLink(page, { ...query, page: Math.min(query.page - 1, last) }, text('fewerResults')),
      ' ',
    );
  }
  if (last > 1) parts.push(element('span', {}, text('pageOf', { n: query.page, total: last })), ' ');
  if (query.page < last)
    parts.push(searchLink(page, { ...query, page: query.page + 1 }, text('moreResults')));
  page.pages.replaceChildren(...parts);
}

/** Whether somebody sees the values: on wide windows they stand beside the results, without a summary to open. */
function isSeen(details: HTMLDetailsElement): boolean {
  const summary = details.querySelector('summary');
  return details.open || (summary !== null && getComputedStyle(summary).display === 'none');
}

/** Shows what the results can be narrowed by, once somebody wants to know: the counts have to be loaded. */
async function drawCounts(page: Page, query: Query, { counts }: Found): Promise<void> {
  const details = page.facets.closest('details');
  if (!details || !isSeen(details)) return;
  const found = await counts().catch(() => undefined);
  if (!found || page.shown !== query) return;
  drawFacets(page.facets, query, found, page.facetNames);
  details.toggleAttribute('hidden', page.facets.childElementCount === 0);
}

/** Shows what was found: how much, by which facets, and one page of it. */
export function drawFound(page: Page, query: Query, found: Found): void {
  const { text, names, language } = page.facetNames;
  page.shown = query;
  if (found.total === 0) drawNothing(page, query);
  else drawCount(page, query, found);
  const details = page.facets.closest('details');
  details?.toggleAttribute(
    'hidden',
    found.total === 0 && facets.every((facet) => query.filters[facet].length === 0),
  );
  if (details) details.ontoggle = () => void drawCounts(page, query, found);
  void drawCounts(page, query, found);
  const place = { root: page.settings.root, language, sources: names.source ?? {}, text };
  page.results.replaceChildren(...found.items.map((item) => resultItem(item, place)));
  drawPages(page, query, found.total);
}

/** Shows a message in place of results. */
export function clear(page: Page, message: string): void {
  page.found.replaceChildren(message);
  for (const place of [page.results, page.pages]) place.replaceChildren();
}
