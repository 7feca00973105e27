import { applyPreferences, effectivePreferences, type Preferences, storageKey } from './preferences.ts';

/**
 * Runs in the head, before anything is painted: a page must not flash in the wrong theme or density. It reads the
 * least it can; storage that is blocked or broken means the defaults.
 */
function storedState(): { readonly prefs?: Preferences; readonly seen?: number } {
  try {
    const script = document.currentScript;
    const key = script instanceof HTMLScriptElement ? storageKey(script.src) : '';
    return JSON.parse(localStorage.getItem(key) ?? '{}') ?? {};
  } catch {
    return {};
  }
}

const state = storedState();
const root = document.documentElement;
applyPreferences(root, effectivePreferences(state.prefs ?? {}, location.search));
// The line that counts what is new gets its place before it is filled, so that nothing moves.
if (state.seen) root.dataset.returning = '';
