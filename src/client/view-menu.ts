import { applyPreferences, effectivePreferences } from './preferences.ts';
import type { Store } from './store.ts';

const radios = '#view input[type=radio]';

/** Shows the preferences in effect: on the page, and in the menu. */
export function drawPreferences(store: Store): void {
  const preferences = effectivePreferences(store.read().prefs, location.search);
  applyPreferences(document.documentElement, preferences);
  for (const radio of document.querySelectorAll<HTMLInputElement>(radios)) {
    if (preferences[radio.name] === radio.value) radio.checked = true;
  }
}

/** Keeps what is chosen in the view menu. A density that is chosen goes before one in the page's address. */
export function watchViewMenu(store: Store): void {
  document.querySelector('#view')?.addEventListener('change', ({ target }) => {
    if (!(target instanceof HTMLInputElement)) return;
    store.change((state) => ({ ...state, prefs: { ...state.prefs, [target.name]: target.value } }));
    const address = new URL(location.href);
    if (target.name === 'density') address.searchParams.delete('view');
    history.replaceState(history.state, '', address);
    drawPreferences(store);
  });
}
