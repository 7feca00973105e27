import type { Engine, EngineSettings, Found, SearchOptions } from './engine.ts';
import { readerMarks } from './marks.ts';
import { translator } from './messages.ts';
import { storageKey } from './preferences.ts';
import { facets, formatQuery, isEmpty, parseQuery, type Query, withToggled } from './query.ts';
import { clear, drawFound, type Page, type Settings } from './search-page.ts';
import { openStore } from './store.ts';

/** Searches at a pause in typing. */
const typingPauseMs = 250;

/** The engine, loaded when it is first asked for. */
interface Loader {
  readonly open: () => Promise<Engine>;
  /** Searches; where a file is missing, the site may be newer than the list of its segments, so once more with its new one. */
  readonly search: (query: Query, options: SearchOptions) => Promise<Found>;
}

type OpenEngine = (settings: EngineSettings) => Promise<Engine>;

function makeLoader({ engine: script, base, stemmers, first, names }: Settings): Loader {
  let engine: Promise<Engine> | undefined;
  const load = async (): Promise<Engine> => {
    const { openEngine }: { openEngine: OpenEngine } = await import(script);
    return openEngine({
      base,
      stemmers,
      first,
      names,
      marks: readerMarks(openStore(() => localStorage, storageKey(import.meta.url))),
    });
  };
  const open = (): Promise<Engine> => {
    engine ??= load().catch((error: unknown) => {
      engine = undefined;
      throw error;
    });
    return engine;
  };
  const search: Engine['search'] = async (query, options) => (await open()).search(query, options);
  return {
    open,
    search: (query, options) =>
      search(query, options).catch(() => {
        engine = undefined;
        return search(query, options);
      }),
  };
}

type Show = (query: Query, options: SearchOptions) => Promise<void>;

/** Shows what is found for a query; of several that overlap, the last. */
function makeShow(page: Page, { search }: Loader): Show {
  const { text } = page.facetNames;
  let runs = 0;
  return async (query, options) => {
    runs += 1;
    const run = runs;
    if (isEmpty(query)) {
      clear(page, text('searchHint'));
      return;
    }
    if (page.results.childElementCount === 0) clear(page, text('searchLoading'));
    const found = await search(query, options).catch(() => undefined);
    if (run !== runs) return;
    if (found) drawFound(page, query, found);
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

/** Follows the field, the facets and the browser's history. */
function watch(page: Page, loader: Loader): void {
  const show = makeShow(page, loader);
  const { step, type } = makeSteps(show);
  const asked = (): Query => parseQuery(location.search);
  const typed = (): Query => ({ ...asked(), text: page.field.value.trim(), page: 1, all: false });
  let pause = 0;
  page.go = (query) => {
    step(query);
    page.results.focus({ preventScroll: true });
    page.found.scrollIntoView({ block: 'nearest' });
  };
  page.field.addEventListener('input', () => {
    clearTimeout(pause);
    pause = setTimeout(() => type(typed()), typingPauseMs);
  });
  page.field.form?.addEventListener('submit', (event) => {
    event.preventDefault();
    clearTimeout(pause);
    step(typed());
  });
  page.facets.addEventListener('change', ({ target }) => {
    if (!(target instanceof HTMLInputElement)) return;
    const facet = facets.find((one) => one === target.name);
    if (facet) step(withToggled(asked(), facet, target.value));
  });
  const showAddress = (): void => {
    clearTimeout(pause);
    page.field.value = asked().text;
    void show(asked(), { typing: false });
  };
  addEventListener('popstate', showAddress);
  page.field.addEventListener('focus', () => void loader.open().catch(() => undefined), { once: true });
  if (!isEmpty(asked())) showAddress();
}

/** Searches every edition on `/search/`. Without it, the page says where all titles are. */
function start(): void {
  const place = <T extends HTMLElement>(selector: string): T | null => document.querySelector<T>(selector);
  const data = place('#search-settings')?.dataset.settings;
  const [field, found] = [place<HTMLInputElement>('#query'), place('#found')];
  const [facetForm, results, pages] = [place('#facets form'), place('#content'), place('#pages')];
  if (!data || !field || !found || !facetForm || !results || !pages) return;
  const settings: Settings = JSON.parse(data);
  const { language, names, messages } = settings;
  const facetNames = { language, names, text: translator(messages, language) };
  watch(
    { settings, facetNames, field, found, facets: facetForm, results, pages, go: () => undefined },
    makeLoader(settings),
  );
}

start();
