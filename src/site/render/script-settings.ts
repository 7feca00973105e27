import type { MessageKey } from '../locales/en.ts';
import { catalogueOf } from '../messages.ts';
import type { Site } from '../site.ts';
import { keyRows } from './key-rows.ts';

/** Messages of scripts that are loaded once they are asked for: no page has to carry them. */
const scriptMessages = [
  'keyboard',
  'keyboardOn',
  'close',
  'textSize',
  'sizeSmall',
  'sizeNormal',
  'sizeLarge',
  'showOnly',
  'densityFull',
  'copied',
  'copyFailed',
  'original',
  'onlyNew',
  'onlyUnread',
  'onlySaved',
  'hideSubscribers',
  'dropFilter',
  'itemsCount',
  'markActions',
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

/** What the reader's script says, which every page loads: the least. */
const readerMessages = [
  'colon',
  'save',
  'share',
  'saved',
  'unsaved',
  'markedRead',
  'markedUnread',
  'markRead',
  'markUnread',
  'newMark',
  'newCount',
  'noNew',
  'showAll',
  'notKept',
] as const satisfies readonly MessageKey[];

function messagesOf(keys: readonly MessageKey[], site: Site): Readonly<Record<string, unknown>> {
  const catalogue = catalogueOf(site.language);
  return Object.fromEntries(keys.map((key) => [key, catalogue[key]]));
}

const firstLine = (settings: object): string => `const daybook=${JSON.stringify(settings)};\n`;

/** The first line of scripts that are loaded once they are asked for: what `src/client/settings.ts` reads. */
export function scriptSettings(site: Site): string {
  const { prefix, language, t } = site;
  const keys = keyRows.map(({ keys: names, message }) => [names, t(message)]);
  return firstLine({
    prefix,
    language,
    messages: messagesOf([...readerMessages, ...scriptMessages], site),
    keys,
  });
}

/** The first line of the reader's script. `more`: address of the file that it loads the rest from. */
export function readerSettings(site: Site, more: string): string {
  const { prefix, language, href, config } = site;
  const messages = messagesOf(readerMessages, site);
  return firstLine({ prefix, language, messages, more: href(more), offline: config.offline });
}
