import { translator } from '../model/messages.ts';
import { placeActions, playRecording, shareEntry, tell, tellSaved } from './actions.ts';
import { toggleSaved } from './entries.ts';
import { makeFilters } from './filters.ts';
import { showHelp } from './help.ts';
import { pressKey } from './keyboard.ts';
import { showTarget } from './landing.ts';
import { watchMarking } from './marking-menu.ts';
import type { Filters, More } from './reader-context.ts';
import { layOutReading } from './reading.ts';
import { settings } from './settings.ts';
import { toggleRead } from './toggle-read.ts';
import { fillViewMenu } from './view-more.ts';

/** What a page loads once the reader asks for it: keys, filters, the reading view, sharing, players. */
const text = translator(settings.messages, settings.language);

let filters: Filters | undefined;

export const startFilters: More['startFilters'] = (reader) => {
  fillViewMenu(reader, text);
  if (filters === undefined) {
    filters = makeFilters(reader, text);
    watchMarking(reader, text);
  }
  return filters;
};
export const press: More['press'] = (key, repeat, reader) =>
  pressKey(key, repeat, reader, {
    toggleNew: () => startFilters(reader).toggleNew(),
    showHelp: () => showHelp(reader, text),
    save: (entry) => {
      toggleSaved(entry, reader);
      tellSaved(entry, reader);
    },
    share: (entry) => void shareEntry(entry, reader, text),
    noUnread: () => tell(reader, text('noUnread')),
  });
export const land: More['land'] = (reader) => showTarget(() => startFilters(reader).showAll());
export const layOut: More['layOut'] = (full, reader) => layOutReading(full, reader, text);
export const addActions: More['addActions'] = (entry, reader) => placeActions(entry, 'end', reader, text);
export const mark: More['mark'] = toggleRead;
export { tellSaved };
export const share: More['share'] = (entry, reader) => shareEntry(entry, reader, text);
export const play: More['play'] = playRecording;
