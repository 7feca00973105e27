import { applyPreferences, effectivePreferences } from './preferences.ts';
import type { Store } from './store.ts';

const radios = '#view input[type=radio]';

/** Shows the preferences in effect: on the page, and in the menu. Returns whether full texts are asked for. */
export function drawPreferences(store: Store): boolean {
  const root = document.documentElement;
  const preferences = effectivePreferences(store.read().prefs, location, root.dataset.view);
  applyPreferences(root, preferences);
  for (const radio of document.querySelectorAll<HTMLInputElement>(radios)) {
    if (preferences[radio.name] === radio.value) radio.checked = true;
  }
  return preferences.density === 'full';
}

/** Keeps what is chosen in the view menu. A density that is chosen goes before one in the page's address. */
export function watchViewMenu(store: Store, draw: () => void): void {
  document.querySelector('#view')?.addEventListener('change', ({ target }) => {
    if (!(target instanceof HTMLInputElement) || target.type !== 'radio') return;
    store.change((state) => ({ ...state, prefs: { ...state.prefs, [target.name]: target.value } }));
    const address = new URL(location.href);
    if (target.name === 'density') {
      address.searchParams.delete('view');
      if (address.hash === '#full') address.hash = '';
    }
    history.replaceState(history.state, '', address);
    draw();
  });
}
