import { drawEntries, watchEntries } from './entries.ts';
import { showFresh } from './fresh.ts';
import { watchKeyboard } from './keyboard.ts';
import { showTarget } from './landing.ts';
import { translator } from './messages.ts';
import { storageKey } from './preferences.ts';
import type { Reader } from './reader-context.ts';
import { visited } from './state.ts';
import { openStore } from './store.ts';
import { drawPreferences, watchViewMenu } from './view-menu.ts';

/** Remembers what was read and saved and when the reader was here, and gives the keys. Pages are complete without. */
function start(): void {
  const live = document.querySelector<HTMLElement>('#live');
  const store = openStore(() => localStorage, storageKey(import.meta.url));
  const reader: Reader = {
    store,
    text: translator(JSON.parse(live?.dataset.messages ?? '{}'), document.documentElement.lang),
    say: (text) => {
      if (live) live.textContent = text;
    },
    now: () => Math.floor(Date.now() / 1000),
  };
  const draw = (): void => {
    drawPreferences(store);
    drawEntries(reader);
  };
  const visit = (): void => {
    store.change((state) => visited(state, reader.now()));
    draw();
  };
  visit();
  const fresh = showFresh(reader);
  watchEntries(reader);
  watchViewMenu(store);
  watchKeyboard(reader, fresh.toggle);
  const land = (): void => showTarget(fresh.showAll);
  land();
  addEventListener('hashchange', land);
  // Another tab changed something, or this page comes back from the browser's cache.
  addEventListener('storage', draw);
  addEventListener('pageshow', ({ persisted }) => persisted && visit());
}

// A page that is only prepared is not a visit: it starts when it is shown.
if ('prerendering' in document && document.prerendering) {
  document.addEventListener('prerenderingchange', start, { once: true });
} else {
  start();
}
