import { chipsOf, drawChips, spanText } from './chips.ts';
import { element } from './element.ts';
import type { Found, SearchOptions } from './engine.ts';
import { drawFacets, nameOf } from './facets.ts';
import { drawNotes, notesOf } from './notes.ts';
import { facets, formatQuery, pageSize, type Query, withToggled } from './query.ts';
import { openReader, type Reader } from './reader-context.ts';
import { resultItem } from './results.ts';
import { type Page, pagesOf, renew, resultsOf } from './search-page.ts';
import { drawSearches, keepButton } from './searches.ts';

/** What the search page loads once somebody searches, or has kept a search: what shows answers. */
export interface SearchMore {
  readonly drawFound: (page: Page, answer: Answered) => void;
  readonly drawKept: (page: Page) => void;
}

/** What was asked and what was found; while somebody types, a query is seldom whole. */
export interface Answered extends SearchOptions {
  readonly query: Query;
  readonly found: Found;
}

const reader: Reader = openReader(import.meta.url);

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

/** A name in a sentence that is repeated to the reader: it may be of any length. */
const shortened = (text: string): string => (text.length > 60 ? `${text.slice(0, 60).trimEnd()}…` : text);

/** Says that nothing was found, and offers to go without each filter. */
function drawNothing(page: Page, query: Query): void {
  const { text } = page.facetNames;
  const message = query.text === '' ? 'searchNothing' : 'searchNone';
  page.found.replaceChildren(text(message, { query: shortened(query.text) }));
  const filters = facets.flatMap((facet) =>
    query.filters[facet].map((value): readonly [string, Query] => [
      nameOf(facet, value, page.facetNames),
      withToggled(query, facet, value),
    ]),
  );
  const days = spanText(query.span, page.facetNames);
  if (days !== '') filters.push([days, { ...query, span: {}, page: 1 }]);
  for (const [filter, without] of filters)
    page.found.append(' ', searchLink(page, without, text('searchDrop', { filter })));
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

function pageLinks(page: Page, query: Query, total: number): (Node | string)[] {
  const { text } = page.facetNames;
  const last = Math.ceil(total / pageSize);
  const parts: (Node | string)[] = [];
  if (query.page > 1) {
    const before = { ...query, page: Math.max(1, Math.min(query.page - 1, last)) };
    parts.push(searchLink(page, before, text('fewerResults')), ' ');
  }
  if (last > 1) parts.push(element('span', {}, text('pageOf', { n: query.page, total: last })), ' ');
  if (query.page < last)
    parts.push(searchLink(page, { ...query, page: query.page + 1 }, text('moreResults')));
  return parts;
}

/** Where facets are drawn: behind the days, which keep what is being typed in them. */
function facetPlace(form: HTMLElement): HTMLElement {
  const known = form.querySelector<HTMLElement>('.values');
  if (known) return known;
  const made = element('div', { className: 'values' });
  form.append(made);
  return made;
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
  if (found && page.shown === query) drawFacets(facetPlace(page.facets), query, found, page.facetNames);
}

function drawFilters(page: Page, query: Query, found: Found): void {
  const details = page.facets.closest('details');
  if (!details) return;
  details.ontoggle = ({ target }) => {
    if (target === details) void drawCounts(page, query, found);
  };
  void drawCounts(page, query, found);
}

/** What was understood, what to say of it, and the button that keeps the search: in front of the results. */
function drawAsked(page: Page, { query, found, typing }: Answered): void {
  const before = document.querySelector('.asked');
  const buttons = [...(before?.querySelectorAll('button') ?? [])];
  const at = buttons.findIndex((button) => button.matches(':focus'));
  for (const old of document.querySelectorAll('.asked, .notes')) old.remove();
  const chips = chipsOf(query, found.root.of, page.facetNames);
  const line = element('div', { className: 'asked ui' });
  line.append(drawChips(chips, page.facetNames, page.go), keepButton(page, query, reader));
  const notes = notesOf(found, page.facetNames);
  resultsOf()?.before(line, ...(notes.length > 0 ? [drawNotes(notes)] : []));
  if (notes.length > 0 && !typing) reader.say(notes.join(' '));
  if (at >= 0) {
    const now = line.querySelectorAll('button');
    (now[Math.min(at, now.length - 1)] ?? page.field).focus();
  }
}

/** Shows what was found: how much, by which facets, and one page of it. */
export const drawFound: SearchMore['drawFound'] = (page, answer) => {
  const { query, found } = answer;
  const { text, names, language } = page.facetNames;
  const { root } = page.settings;
  page.shown = query;
  if (found.total === 0) drawNothing(page, query);
  else drawCount(page, query, found);
  // A page without results offers what it began with; while somebody types, that would only come and go.
  document.querySelector('.find')?.toggleAttribute('data-none', found.total === 0 && !answer.typing);
  drawFilters(page, query, found);
  drawAsked(page, answer);
  const place = { root, language, sources: names.source ?? {}, text, reader };
  renew(
    resultsOf(),
    found.items.map((item) => resultItem(item, place)),
  );
  renew(pagesOf(), pageLinks(page, query, found.total));
};

export const drawKept: SearchMore['drawKept'] = (page) => drawSearches(page, reader);
