import { once } from '../search/file-reader.ts';
import { button, element } from './element.ts';
import type { Found, SearchOptions } from './engine.ts';
import { addressOf } from './kept-searches.ts';
import { drawNotes, notesOf } from './notes.ts';
import { type Chip, drawChips, plainChips } from './plain-chips.ts';
import { facets, formatQuery, pageSize, type Query, withToggled } from './query.ts';
import { openReader, type Reader } from './reader-context.ts';
import { resultItem } from './results.ts';
import { type Page, pagesOf, renew, resultsOf } from './search-page.ts';

/** What was asked and what was found; while somebody types, a query is seldom whole. */
export interface Answered extends SearchOptions {
  readonly query: Query;
  readonly found: Found;
}

const reader: Reader = openReader(import.meta.url);

export const { say } = reader;

/** What is loaded behind the first results. */
type Later = typeof import('./search-later.ts');

const later = once(async (address: string): Promise<Later> => import(address));

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
function drawNothing(page: Page, query: Query, known: Later | undefined): void {
  const { text } = page.facetNames;
  const message = query.text === '' ? 'searchNothing' : 'searchNone';
  page.found.replaceChildren(text(message, { query: shortened(query.text) }));
  if (!known) return;
  const filters = facets.flatMap((facet) =>
    query.filters[facet].map((value): readonly [string, Query] => [
      known.nameOf(facet, value, page.facetNames),
      withToggled(query, facet, value),
    ]),
  );
  const days = known.spanText(query.span, page.facetNames);
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

/** Where a search is kept. What does that is mostly loaded behind the results, and the button waits for it. */
function keepingPlace({ settings, facetNames }: Page, query: Query): HTMLElement {
  const place = element('p', { className: 'keeping' });
  const press = (): void => document.querySelector<HTMLElement>('.keeping button')?.click();
  const wait = (): void => void later(settings.later).then(press, () => undefined);
  if (addressOf(query) !== undefined) place.append(button(facetNames.text('searchKeep'), wait));
  return place;
}

/** What was understood, what to say of it, and the button that keeps the search: in front of the results. */
function drawAsked(page: Page, { query, found, typing }: Answered, chips: readonly Chip[]): void {
  const before = document.querySelector('.asked');
  const buttons = [...(before?.querySelectorAll('button') ?? [])];
  const at = buttons.findIndex((button) => button.matches(':focus'));
  for (const old of document.querySelectorAll('.asked, .notes')) old.remove();
  const line = element('div', { className: 'asked ui' });
  line.append(drawChips(chips, page.facetNames, page.go), keepingPlace(page, query));
  const notes = notesOf(found, page.facetNames);
  resultsOf()?.before(line, ...(notes.length > 0 ? [drawNotes(notes)] : []));
  if (notes.length > 0 && !typing) reader.say(notes.join(' '));
  if (at >= 0) {
    const now = line.querySelectorAll('button');
    (now[Math.min(at, now.length - 1)] ?? page.field).focus();
  }
}

function drawResults(page: Page, answer: Answered, known: Later | undefined): void {
  const { query, found } = answer;
  const { text, names, language } = page.facetNames;
  const { root } = page.settings;
  if (found.total === 0) drawNothing(page, query, known);
  else drawCount(page, query, found);
  // A page without results offers what it began with; while somebody types, that would only come and go.
  document.querySelector('.find')?.toggleAttribute('data-none', found.total === 0 && !answer.typing);
  const parts = found.root.of;
  drawAsked(page, answer, known?.chipsOf(query, parts, page.facetNames) ?? plainChips(query, parts) ?? []);
  const place = { root, language, sources: names.source ?? {}, text, reader };
  renew(
    resultsOf(),
    found.items.map((item) => resultItem(item, place)),
  );
  renew(pagesOf(), pageLinks(page, query, found.total));
}

/** Adds what results can do without at first: filters, and the button that keeps the search. */
function drawLater({ drawNarrowing, keepButton }: Later, page: Page, { query, found }: Answered): void {
  drawNarrowing(page, query, found);
  const place = document.querySelector('.keeping');
  const hadFocus = place?.contains(document.activeElement);
  const made = keepButton(page, query, reader);
  place?.replaceWith(made);
  if (hadFocus) made.querySelector('button')?.focus();
}

/** Shows what was found: how much, one page of it, and by which facets. */
export async function drawFound(page: Page, answer: Answered): Promise<void> {
  const { query, found } = answer;
  page.shown = query;
  const loading = later(page.settings.later).catch(() => undefined);
  // What stands over the results is there at once: also for those who keep searches, whether this is one of them.
  const waits = reader.store.read().searches !== undefined || !plainChips(query, found.root.of);
  const known = waits ? await loading : undefined;
  if (page.shown !== query) return;
  drawResults(page, answer, known);
  const loaded = known ?? (await loading);
  if (loaded && page.shown === query) drawLater(loaded, page, answer);
}

export async function drawKept(page: Page): Promise<void> {
  const { drawSearches } = await later(page.settings.later);
  drawSearches(page, reader);
}
