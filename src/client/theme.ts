import { nowMs } from './clock.ts';
import { applyPreferences, effectivePreferences, siteKey } from './preferences.ts';
import { type State, visitPauseSeconds } from './state.ts';

/**
 * Runs inline in the head, before anything is painted: a page must not flash in the wrong theme or density. It reads the
 * least it can; storage that is blocked or broken means the defaults.
 */
function storedState(): Partial<State> {
  try {
    const key = siteKey(document.currentScript?.dataset.site);
    return JSON.parse(localStorage.getItem(key) ?? '{}') ?? {};
  } catch {
    return {};
  }
}

const { prefs = {}, seen = Infinity, since } = storedState();
const root = document.documentElement;
applyPreferences(root, effectivePreferences(prefs, location));
// The line that counts what is new gets its place before it is filled, so that nothing moves.
if (since || nowMs() / 1000 - seen > visitPauseSeconds) root.dataset.returning = '';
