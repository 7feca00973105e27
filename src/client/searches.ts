import { button, element } from './element.ts';
import { nameOf } from './facet-names.ts';
import {
  addressOf,
  counted,
  dropped,
  type KeptSearch,
  kept,
  maxName,
  searchesIn,
  tallyBefore,
} from './kept-searches.ts';
import { facets, parseQuery, type Query } from './query.ts';
import type { Reader } from './reader-context.ts';
import type { Page } from './search-page.ts';
import type { State } from './state.ts';

/** The searches that a reader keeps: their list, their names, and how much each has found since the last visit. */

/** Asks for a name; nothing is called where there is none. */
function askName(page: Page, name: string, take: (name: string) => void): void {
  const { text } = page.facetNames;
  const field = element('input', { value: name, maxLength: maxName, required: true, dir: 'auto' });
  const form = element(
    'form',
    { method: 'dialog' },
    element('label', {}, text('searchName'), ' ', field),
    element(
      'p',
      { className: 'files' },
      element('button', { className: 'btn', value: 'keep' }, text('keep')),
      ' ',
      element('button', { className: 'btn', value: '', formNoValidate: true }, text('cancel')),
    ),
  );
  const dialog = element('dialog', { className: 'naming ui' }, form);
  dialog.setAttribute('aria-label', text('searchKeep'));
  dialog.addEventListener('close', () => {
    dialog.remove();
    if (dialog.returnValue === 'keep' && field.value.trim() !== '') take(field.value);
  });
  document.body.append(dialog);
  dialog.showModal();
  field.select();
}

/** A search in words, to begin a name with. */
function describe(query: Query, page: Page): string {
  const filters = facets.flatMap((facet) =>
    query.filters[facet].map((value) => nameOf(facet, value, page.facetNames)),
  );
  return [query.text, ...filters, query.span.from, query.span.to]
    .filter(Boolean)
    .join(' · ')
    .slice(0, maxName);
}

/** Changes what is kept, and says so; where storage is blocked, that it is for this page only. */
function change(reader: Reader, make: (state: State) => State, message: string): void {
  reader.store.change(make);
  reader.say(reader.store.isKept() ? message : `${message} ${reader.text('notKept')}`);
}

/** Keeps the search that is shown, or says that it is kept, and lets it go. */
export function keepButton(page: Page, query: Query, reader: Reader): HTMLElement {
  const { text } = page.facetNames;
  const address = addressOf(query);
  const place = element('p', { className: 'keeping' });
  if (address === undefined) return place;
  const draw = (): void => {
    const known = searchesIn(reader.store.read().searches).get(address);
    place.replaceChildren(
      ...(known
        ? [
            text('searchKept', { name: known.name }),
            ' ',
            button(text('remove'), () => {
              change(reader, (state) => dropped(state, address), text('searchDropped', { name: known.name }));
              draw();
              place.querySelector('button')?.focus();
            }),
          ]
        : [button(text('searchKeep'), () => askName(page, describe(query, page), keep))]),
    );
  };
  const keep = (name: string): void => {
    const make = (state: State): State => kept(state, address, name, reader.now());
    change(reader, make, text('searchKept', { name }));
    draw();
    place.querySelector('button')?.focus();
  };
  draw();
  return place;
}

/** What a day's edition may still get when one leaves, it had not then: counting begins the day before. */
function dayBefore(time: number): string {
  return new Date((time - 86_400) * 1000).toISOString().slice(0, 10);
}

/** How much a search finds that it did not on the visit before; nothing on a first visit. Remembers what it finds now. */
async function countNew(page: Page, address: string, reader: Reader): Promise<number | undefined> {
  const { since, searches } = reader.store.read();
  const search = searchesIn(searches).get(address);
  if (!search) return undefined;
  const query = parseQuery(address);
  const engine = await page.openEngine();
  const before =
    tallyBefore(search, since) ??
    (since === undefined ? undefined : { day: new Date(since * 1000).toISOString().slice(0, 10), n: 0 });
  const fresh = before && Math.max(0, (await engine.countSince(query, before.day)) - before.n);
  const day = dayBefore(reader.now());
  const tally = { time: reader.now(), day, n: await engine.countSince(query, day) };
  reader.store.change((state) => counted(state, address, tally));
  return fresh;
}

function row(
  [address, { name }]: readonly [string, KeptSearch],
  page: Page,
  reader: Reader,
): { readonly item: HTMLLIElement; readonly count: HTMLElement } {
  const { text } = page.facetNames;
  const link = element('a', { href: address, dir: 'auto' }, name);
  const count = element('span', { className: 'meta' });
  const redraw = (): void => {
    drawSearches(page, reader);
    const find = (selector: string): HTMLElement | null => document.querySelector(`#searches a${selector}`);
    (find(`[href="${CSS.escape(address)}"] ~ button`) ?? find('') ?? page.field).focus();
  };
  const rename = button(text('rename'), () =>
    askName(page, name, (other) => {
      change(reader, (state) => kept(state, address, other, 0), text('searchKept', { name: other }));
      redraw();
    }),
  );
  const remove = button(text('remove'), () => {
    change(reader, (state) => dropped(state, address), text('searchDropped', { name }));
    redraw();
  });
  for (const one of [rename, remove]) one.setAttribute('aria-label', one.textContent + text('colon') + name);
  return { item: element('li', {}, link, count, rename, remove), count };
}

/** Counts what is new, one search after the other: they share what they read. */
async function fillCounts(
  rows: readonly (readonly [string, HTMLElement])[],
  page: Page,
  reader: Reader,
): Promise<void> {
  for (const [address, count] of rows) {
    const n = await countNew(page, address, reader).catch(() => undefined);
    if (!count.isConnected) return;
    if (n) count.textContent = page.facetNames.text('searchNew', { n });
  }
}

/** Lists the searches that are kept, on the first screen, with what is new in each. */
export function drawSearches(page: Page, reader: Reader): void {
  const start = document.querySelector('#start');
  const searches = [...searchesIn(reader.store.read().searches)];
  document.querySelector('#searches')?.remove();
  if (!start || searches.length === 0) return;
  const rows = searches.map((search) => ({ address: search[0], ...row(search, page, reader) }));
  const heading = element('h2', {}, page.facetNames.text('searchesTitle'));
  const list = element('ul', { className: 'searches' }, ...rows.map(({ item }) => item));
  start.before(element('div', { id: 'searches' }, heading, list));
  void fillCounts(
    rows.map(({ address, count }) => [address, count] as const),
    page,
    reader,
  );
}
