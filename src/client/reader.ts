import { drawEntries, watchEntries } from './entries.ts';
import { showFresh } from './fresh.ts';
import { watchKeys } from './keys.ts';
import { type Filters, type More, openReader } from './reader-context.ts';
import { settings } from './settings.ts';
import { visited } from './state.ts';
import { drawPreferences, watchViewMenu } from './view-menu.ts';

/** Filters that an address can name. */
const filterNames = /[?&](?:only|hide|source|language)=/;

/** Remembers what was read and saved and when the reader was here. Pages are complete without. */
function start(): void {
  const { more: moreUrl = '', prefix, offline } = settings;
  const reader = openReader(import.meta.url);
  const { store } = reader;
  let loading: Promise<More> | undefined;
  const more = (): Promise<More> => {
    loading ??= import(moreUrl);
    // What failed is tried again.
    loading.catch(() => (loading = undefined));
    return loading;
  };
  const filters = (): Promise<Filters> => more().then((module) => module.startFilters(reader));
  let full = false;
  const draw = (): void => {
    const before = full;
    full = drawPreferences(store);
    drawEntries(reader);
    if (full || before) void more().then(({ layOut }) => layOut(full, reader));
  };
  const visit = (): void => {
    store.change((state) => visited(state, reader.now()));
    draw();
  };
  visit();
  showFresh(reader);
  watchEntries(reader, more);
  watchViewMenu(store, draw);
  watchKeys(reader, more);
  document.querySelector('[data-only-new]')?.addEventListener('click', () => {
    void filters().then(({ toggleNew }) => toggleNew());
  });
  document.querySelector('#view')?.addEventListener('beforetoggle', () => void filters());
  const land = (): void => {
    if (location.hash) void more().then((module) => module.land(reader));
  };
  if (filterNames.test(location.search)) void filters();
  land();
  addEventListener('hashchange', () => {
    draw();
    land();
  });
  // Another tab changed something, or this page comes back from the browser's cache.
  addEventListener('storage', draw);
  addEventListener('pageshow', ({ persisted }) => persisted && visit());
  if (offline) {
    addEventListener(
      'load',
      () => void navigator.serviceWorker?.register(`${prefix}sw.js`).catch(() => undefined),
    );
  }
}

// A page that is only prepared is not a visit: it starts when it is shown.
if ('prerendering' in document && document.prerendering) {
  document.addEventListener('prerenderingchange', start, { once: true });
} else {
  start();
}
