import type { MessageKey } from './locales/en.ts';
import { catalogueOf } from './messages.ts';
import type { Site } from './site.ts';

/** Messages of scripts that are loaded once they are asked for: no page has to carry them. */
const scriptMessages = [
  'save',
  'markedRead',
  'share',
  'densityFull',
  'copied',
  'copyFailed',
  'original',
  'onlyNew',
  'onlyUnread',
  'onlySaved',
  'hideSubscribers',
  'dropFilter',
  'showAll',
  'itemsCount',
  'nothingNew',
  'untitled',
  'remove',
  'savedCount',
  'savedNone',
  'importFailed',
  'importDone',
  'searchesAdded',
  'searchDropped',
  'storageBlocked',
  'sinceLoading',
  'sinceCount',
  'sinceNone',
  'sinceFirst',
  'sinceFailed',
  'savedAt',
  'offlineCount',
  'offlineNone',
  'offlineUnable',
  'markAll',
  'markBeforeToday',
  'markBeforeWeek',
  'markedMany',
  'undo',
  'noUnread',
] as const satisfies readonly MessageKey[];

/** The first line of those scripts: what `src/client/settings.ts` reads. */
export function scriptSettings(site: Site): string {
  const catalogue = catalogueOf(site.language);
  const settings = {
    prefix: site.prefix,
    language: site.language,
    messages: Object.fromEntries(scriptMessages.map((key) => [key, catalogue[key]])),
  };
  return `const daybook=${JSON.stringify(settings)};\n`;
}
