import { element } from './element.ts';
import { type Found, pageSize } from './engine.ts';
import { drawFacets, type FacetNames, nameOf } from './facets.ts';
import type { Messages } from './messages.ts';
import { facets, formatQuery, type Query, withToggled } from './query.ts';
import { resultItem } from './results.ts';

/** What the site says to its search page, in `data-settings`. */
export interface Settings {
  /** Where the bundles lie: `/kernel/pagefind/`. */
  readonly base: string;
  /** `/kernel/` */
  readonly root: string;
  readonly language: string;
  readonly languages: readonly string[];
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

function drawCount(page: Page, query: Query, total: number): void {
  const { text } = page.facetNames;
  const byDate = query.sort === 'date' || query.text === '';
  page.found.replaceChildren(text(byDate ? 'searchResultsByDate' : 'searchResults', { n: total }));
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

/** Shows what was found: how much, by which facets, and one page of it. */
export function drawFound(page: Page, query: Query, { total, counts, items }: Found): void {
  const { text } = page.facetNames;
  if (total === 0) drawNothing(page, query);
  else drawCount(page, query, total);
  drawFacets(page.facets, query, counts, page.facetNames);
  page.facets.closest('details')?.toggleAttribute('hidden', page.facets.childElementCount === 0);
  page.results.replaceChildren(...items.map((item) => resultItem(item, page.settings.root, text)));
  drawPages(page, query, total);
}

/** Shows a message in place of results. */
export function clear(page: Page, message: string): void {
  page.found.replaceChildren(message);
  for (const place of [page.results, page.pages]) place.replaceChildren();
}
