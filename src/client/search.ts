import { translator } from '../model/messages.ts';
import { once } from '../search/file-reader.ts';
import { byteReader } from './byte-reader.ts';
import { type Engine, type Found, openEngine, type SearchOptions } from './engine.ts';
import { readerMarks } from './marks.ts';
import { facets, formatQuery, isEmpty, parseQuery, type Query, withToggled } from './query.ts';
import { drawFound, drawKept, say } from './search-more.ts';
import { clear, type Page, resultsOf, type Settings } from './search-page.ts';
import { storageKey } from './site-key.ts';
import { stemLoader } from './stems.ts';
import { openStore, type Store } from './store.ts';
import { visitMemory } from './visit-memory.ts';

// The documentation's own search uses them, too.
export { byteReader, openEngine };

/** Searches at a pause in typing. */
const typingPauseMs = 250;

/** So long, what was found before stands there unexplained, and so long is a pause that ends typing. */
const patienceMs = 1000;

interface Loader {
  /** Opens the index when it is first asked for. */
  readonly open: () => Promise<Engine>;
  /** Searches; where not even the list of segments can be read, once more with a new one. */
  readonly search: (query: Query, options: SearchOptions) => Promise<Found>;
}

function makeLoader(settings: Settings, store: Store): Loader {
  const { base, stemmers, first, names, ranges = null } = settings;
  const load = (): Promise<Engine> => {
    const memory = visitMemory(`daybook:ranges:${base}`);
    const reader = byteReader(base, { ...memory, get: () => memory.get() ?? ranges });
    return openEngine({
      first,
      names,
      reader,
      stems: stemLoader(stemmers),
      marks: readerMarks(store),
    });
  };
  let engine = once(load);
  const search: Engine['search'] = async (query, options) => (await engine()).search(query, options);
  return {
    open: () => engine(),
    search: (query, options) =>
      search(query, options).catch(() => {
        engine = once(load);
        return search(query, options);
      }),
  };
}

/** On wide windows what can be asked is open until somebody asks, but for those who know: they have kept searches. */
const showsHelp = (): boolean =>
  matchMedia('(min-width: 48rem)').matches && !document.querySelector('#searches');

/** Fills the days in, before they are seen. One that is only half typed has no value yet, and stays. */
function fillDays({ facets: form }: Page, { span }: Query): void {
  for (const input of form.querySelectorAll<HTMLInputElement>('input[type=date]')) {
    const { [input.name === 'from' ? 'from' : 'to']: day = '' } = span;
    if (input.value !== day) input.value = day;
  }
}

/** Shows the first screen, or the place of results. */
function setMode(asked: boolean): void {
  const main = document.querySelector<HTMLElement>('.find');
  if (!main || main.dataset.asked === String(asked)) return;
  main.dataset.asked = String(asked);
  main.querySelector('#help')?.toggleAttribute('open', !asked && showsHelp());
  main.querySelector('#facets')?.toggleAttribute('hidden', !asked);
}

/** Shows the first screen, once the searches that are kept can stand on it: nothing is put in front of what one reads. */
async function showStart(page: Page, store: Store): Promise<void> {
  clear(page, page.facetNames.text('searchHint'));
  if (store.read().searches) await drawKept(page).catch(() => undefined);
  if (isEmpty(asked())) setMode(false);
}

type Show = (query: Query, options: SearchOptions) => Promise<void>;

/** Shows what is found for a query; of several that overlap, the last. */
function makeShow(page: Page, store: Store, loader: Loader): Show {
  const { text } = page.facetNames;
  let runs = 0;
  let waiting: ReturnType<typeof setTimeout> | undefined;
  const later = (call: () => void, ms: number): void => {
    clearTimeout(waiting);
    waiting = setTimeout(call, ms);
  };
  return async (query, options) => {
    runs += 1;
    const run = runs;
    clearTimeout(waiting);
    if (isEmpty(query)) {
      await showStart(page, store);
      return;
    }
    fillDays(page, query);
    setMode(true);
    page.shown = query;
    // Whoever listens is told once, at the end of typing.
    page.found.setAttribute('aria-live', options.typing ? 'off' : 'polite');
    const wait = (): void => page.found.replaceChildren(text('searchLoading'));
    later(wait, resultsOf()?.childElementCount ? patienceMs : 0);
    const answer = await loader.search(query, options).catch(() => undefined);
    if (run !== runs) return;
    later(() => options.typing && say(page.found.textContent), patienceMs);
    if (answer) await drawFound(page, { query, found: answer, ...options });
    else clear(page, text('searchFailed'));
  };
}

/** The address follows what is asked: a new entry for each step, one for all typing between two steps. */
function makeSteps(show: Show): Record<'step' | 'type', (query: Query) => void> {
  let typing = false;
  const write = (query: Query, types: boolean): void => {
    const address = formatQuery(query);
    if (address !== (location.search || '?')) {
      if (types && typing) history.replaceState(null, '', address);
      else history.pushState(null, '', address);
    }
    typing = types;
    void show(query, { typing: types });
  };
  addEventListener('popstate', () => {
    typing = false;
  });
  return { step: (query) => write(query, false), type: (query) => write(query, true) };
}

const asked = (): Query => parseQuery(location.search);

/** Narrows by what is ticked, and by days once they are whole ones. */
function watchFilters({ facets: form }: Page, step: (query: Query) => void): void {
  form.addEventListener('change', ({ target }) => {
    if (!(target instanceof HTMLInputElement) || !target.validity.valid) return;
    const facet = facets.find((one) => one === target.name);
    if (facet) step(withToggled(asked(), facet, target.value));
    if (target.type !== 'date') return;
    const { [target.name === 'from' ? 'from' : 'to']: _, ...span } = asked().span;
    const days = target.value === '' ? span : { ...span, [target.name]: target.value };
    step({ ...asked(), span: days, page: 1 });
  });
  form.addEventListener('submit', (event) => event.preventDefault());
}

/** Links to searches, in the help and on the first screen, fill the field. */
function watchLinks(go: (query: Query) => void): void {
  document.querySelector('.find')?.addEventListener('click', (event) => {
    if (!(event instanceof MouseEvent) || !(event.target instanceof Element) || event.defaultPrevented)
      return;
    const link = event.target.closest<HTMLAnchorElement>(':is(#help, #searches) a');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    go(parseQuery(link.search));
  });
}

/** Follows the field, the filters and the browser's history. */
function watch(page: Page, store: Store, loader: Loader): (query: Query) => void {
  const show = makeShow(page, store, loader);
  const { step, type } = makeSteps(show);
  const typed = (): Query => ({ ...asked(), text: page.field.value.trim(), page: 1, all: false });
  let pause = 0;
  page.field.addEventListener('input', () => {
    clearTimeout(pause);
    pause = setTimeout(() => type(typed()), typingPauseMs);
  });
  page.field.form?.addEventListener('submit', (event) => {
    event.preventDefault();
    clearTimeout(pause);
    step(typed());
  });
  watchFilters(page, step);
  const showAddress = (): void => {
    clearTimeout(pause);
    page.field.value = asked().text;
    void show(asked(), { typing: false });
  };
  addEventListener('popstate', showAddress);
  const redraw = (): void => {
    if (isEmpty(asked())) void showStart(page, store);
  };
  // Another tab changed something, or this page comes back from the browser's cache.
  addEventListener('storage', redraw);
  addEventListener('pageshow', ({ persisted }) => persisted && redraw());
  const load = (): void => void loader.open().catch(() => undefined);
  page.field.addEventListener('focus', load, { once: true });
  if (!isEmpty(asked())) showAddress();
  // Somebody typed before this ran, or a browser gave back what was typed before.
  else if (page.field.value.trim() !== '') type(typed());
  else void show(asked(), { typing: false });
  return (query) => {
    clearTimeout(pause);
    page.field.value = query.text;
    const isInAnswer = document.activeElement?.closest('.asked, #content');
    step(query);
    if (isEmpty(query)) page.field.focus();
    else if (!isInAnswer) resultsOf()?.focus({ preventScroll: true });
    page.found.scrollIntoView({ block: 'nearest' });
  };
}

/** Searches every edition on `/search/`. Without it, the page says where all titles are. */
function start(): void {
  const place = <T extends HTMLElement>(selector: string): T | null => document.querySelector<T>(selector);
  const data = place('#search-settings')?.dataset.settings;
  const [field, found] = [place<HTMLInputElement>('#query'), place('#found')];
  const facetForm = place('#facets form');
  if (!data || !field || !found || !facetForm) return;
  const settings: Settings = JSON.parse(data);
  const { language, names, messages } = settings;
  const store = openStore(() => localStorage, storageKey(import.meta.url));
  const loader = makeLoader(settings, store);
  const facetNames = { language, names, text: translator(messages, language) };
  let go: Page['go'] = () => undefined;
  const openEngine = loader.open;
  const page: Page = {
    settings,
    facetNames,
    field,
    found,
    openEngine,
    facets: facetForm,
    go: (query) => go(query),
  };
  go = watch(page, store, loader);
  watchLinks(go);
}

start();
