import { parseJson } from '../model/json.ts';
import { isRecord } from '../model/record.ts';
import { searchesIn, withImported } from './kept-searches.ts';
import { maxKeys, parseState, pruned, type SavedItem, type State } from './state.ts';

/** A file that is larger is not looked at: 5,000 items take about 2 MB. */
export const maxFileBytes = 4_000_000;

/** What a file may say of one item; longer texts are cut, other addresses refused. */
const maxTitle = 500;
const maxUrl = 8192;
const keyForm = /^[A-Za-z0-9-]{1,64}$/;

/**
 * What is read and saved, and the searches that are kept, as a file to take along. Preferences are the browser's own
 * and stay.
 */
export function exportText({ read, saved, searches }: State, site: string): string {
  const kept = [...searchesIn(searches)].map(([address, { name, time }]) => [address, { name, time }]);
  const named = kept.length > 0 ? { searches: Object.fromEntries(kept) } : {};
  return `${JSON.stringify({ version: 1, site, saved, read, ...named }, undefined, 1)}\n`;
}

/** An address that may stand in a link. */
export function webAddress(url: string): string | undefined {
  return url.length <= maxUrl && URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)
    ? url
    : undefined;
}

function safeItem({ time, title, url, date }: SavedItem): SavedItem | undefined {
  const address = webAddress(url);
  if (address === undefined) return undefined;
  return {
    time,
    title: title.slice(0, maxTitle),
    url: address,
    date: Number.isNaN(Date.parse(date)) ? '' : date.slice(0, 40),
  };
}

/** What a file added: `undefined` when it is none of ours. */
interface Imported {
  readonly state: State;
  /** Saved items that were not there before. */
  readonly added: number;
  /** Searches that were not; absent where there are none. */
  readonly searches?: number;
}

/**
 * Adds what a file holds to what is there. The file may come from anybody: whatever has not the form of an export is
 * left out, and what is there already stays as it is.
 */
export function imported(text: string, state: State): Imported | undefined {
  const value = parseJson(text);
  if (!isRecord(value) || !isRecord(value.saved)) return undefined;
  const found = parseState(JSON.stringify({ saved: value.saved, read: value.read }));
  const room = maxKeys - Object.keys(state.saved).length;
  const added = Object.entries(found.saved)
    .filter(([key]) => keyForm.test(key) && !Object.hasOwn(state.saved, key))
    .flatMap(([key, item]) => {
      const safe = safeItem(item);
      return safe ? [[key, safe] as const] : [];
    })
    .slice(0, Math.max(0, room));
  const read = Object.entries(found.read).filter(([key]) => keyForm.test(key));
  const kept = withImported(state, value.searches);
  return {
    state: pruned({
      ...kept.state,
      saved: { ...Object.fromEntries(added), ...state.saved },
      read: { ...Object.fromEntries(read.slice(0, maxKeys)), ...state.read },
    }),
    added: added.length,
    ...(kept.added > 0 && { searches: kept.added }),
  };
}
