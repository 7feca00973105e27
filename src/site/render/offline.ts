import type { Site } from '../site.ts';
import { editionPath } from '../views/edition-names.ts';
import { type Assets, readScript } from './assets.ts';

/** Days that `/editions/recent.json` names: enough for a month away. */
const recentDays = 31;

/**
 * `/editions/recent.json`: the newest days, for the reader's own scripts, which need neither counts nor times: it
 * changes with a new day only.
 */
export function recentEditions({ ledger, dates, href }: Site): string {
  const days = ledger.days
    .slice(-recentDays)
    .reverse()
    .map((day) => ({ id: day, path: href(editionPath(day)), title: dates.longDay(day).whole }));
  return `${JSON.stringify({ version: 1, days, more: ledger.days.length > recentDays })}\n`;
}

/** Files that every browser keeps once it was here: what is shown where nothing else can be. */
const shellFiles = [
  'style.css',
  'theme.js',
  'reader.js',
  'more.js',
  'saved.js',
  'since.js',
  'offline.js',
  'icon.svg',
];

/**
 * `/sw.js`: the service worker, told of the site in its first line; where the configuration wants none, the worker that
 * takes itself and its copies away.
 */
export function serviceWorker({ config, t, prefix, language, href }: Site, assets: Assets): string {
  const scripts = shellFiles.flatMap((name) => assets.byName.get(name)?.path ?? []);
  const settings = {
    prefix,
    language,
    closeAfterMs: config.editions.closeAfterMs,
    shell: ['/offline/', '/saved/', '/since/', ...scripts].map(href),
    messages: { copyOf: t('copyOf'), notKept: t('notKeptPage'), whatIsKept: t('whatIsKept') },
  };
  return `const daybook=${JSON.stringify(settings)};\n${readScript(config.offline ? 'sw.js' : 'sw-off.js')}`;
}
