import { nowMs } from './clock.ts';
import { siteKey } from './site-key.ts';
import { visitPauseSeconds } from './state.ts';

/*
 * Runs in the head before anything is painted: a page must not flash in the wrong theme or density. It stands within
 * pages of days and does the least it can: what it sets and no rule knows, `reader.ts` takes away.
 */
const rootData = document.documentElement.dataset;
const { site, style } = document.currentScript?.dataset ?? {};
try {
  const { prefs, seen, since } = JSON.parse(localStorage.getItem(siteKey(site)) ?? '{}');
  for (const name in prefs) if (/^[a-z]+$/.test(prefs[name])) rootData[name] = prefs[name];
  // The line that counts what is new gets its place before it is filled, so that nothing moves.
  if (since || nowMs() / 1000 - seen > visitPauseSeconds) rootData.returning = '';
} catch {
  // Storage that is blocked or broken means the defaults.
}
const { density = rootData.view } = rootData;
const view =
  location.hash === '#full' ? 'full' : (new URLSearchParams(location.search).get('view') ?? density);
if (view) rootData.density = view;
// A page of a day has the style of its first screen in it, but for other densities. Only what the parser meets itself
// is waited for before anything is painted.
if (style && rootData.density) document.write(`<link rel="stylesheet" href="${style}">`);
