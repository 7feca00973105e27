import { isRecord } from '../model/record.ts';
import type { Preferences } from './preferences.ts';

/** A kept item: enough to show it when its edition is not at hand. */
export interface SavedItem {
  /** When it was saved: seconds since 1970. */
  readonly time: number;
  readonly title: string;
  /** Its permalink in the digest. */
  readonly url: string;
  /** RFC 3339. */
  readonly date: string;
}

/** What the browser remembers of a reader, by item keys. Times are whole seconds since 1970. */
export interface State {
  readonly read: Readonly<Record<string, number>>;
  readonly saved: Readonly<Record<string, SavedItem>>;
  readonly prefs: Preferences;
  /** Searches that are kept, by their addresses, as they were stored: `kept-searches.ts` checks and changes them. */
  readonly searches?: Readonly<Record<string, unknown>>;
  /** The last page view. */
  readonly seen?: number;
  /** The end of the previous visit: what came later is new. Absent on a first visit. */
  readonly since?: number;
  /** False when the reader switched the keys off. */
  readonly keys?: boolean;
}

/** Keys kept at most, read and saved together. */
export const maxKeys = 5000;

/** A visit ends after this time without a page view. */
export const visitPauseSeconds = 30 * 60;

/** A moment that a calendar has (ECMA-262, "Time Values and Time Range"), in seconds since 1970. */
function isTime(value: unknown): value is number {
  return typeof value === 'number' && Math.abs(value) <= 8.64e12;
}

function isSavedItem(value: unknown): value is SavedItem {
  return isRecord(value) && isTime(value.time) && [value.title, value.url, value.date].every(isText);
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function entriesThat<T>(value: unknown, fits: (one: unknown) => one is T): Record<string, T> {
  const pairs = Object.entries(isRecord(value) ? value : {});
  return Object.fromEntries(pairs.filter((pair): pair is [string, T] => fits(pair[1])));
}

/** Reads a stored state. What is broken in it is left out; never throws. */
export function parseState(text: string | null): State {
  let value: unknown;
  try {
    value = JSON.parse(text ?? '{}');
  } catch {
    value = {};
  }
  const { read, saved, prefs, seen, since, keys, searches } = isRecord(value) ? value : {};
  return {
    read: entriesThat(read, isTime),
    saved: entriesThat(saved, isSavedItem),
    prefs: entriesThat(prefs, isText),
    ...(isTime(seen) && { seen }),
    ...(isTime(since) && { since }),
    ...(keys === false && { keys }),
    ...(isRecord(searches) && { searches }),
  };
}

/** Page views closer together than this count as one. */
const viewSeconds = 60;

/**
 * A page view at `now`. After a long pause it opens a visit, and what was first seen since the last one is new. Soon
 * after another view it is the same state: a tab that opens while another one marks what was read then writes nothing,
 * as two tabs that write at the same moment lose what one of them wrote.
 */
export function visited(state: State, now: number): State {
  const { seen } = state;
  if (seen !== undefined && now >= seen && now - seen < viewSeconds) return state;
  const returns = seen !== undefined && now - seen > visitPauseSeconds;
  return { ...state, ...(returns && { since: seen }), seen: now };
}

/** Whether an item came after the end of the previous visit. */
export function isNew(state: State, firstSeen: number): boolean {
  return state.since !== undefined && firstSeen > state.since;
}

export function isRead(state: State, key: string): boolean {
  return Object.hasOwn(state.read, key);
}

export function isSaved(state: State, key: string): boolean {
  return Object.hasOwn(state.saved, key);
}

function without<T>(record: Readonly<Record<string, T>>, key: string): Record<string, T> {
  return Object.fromEntries(Object.entries(record).filter(([one]) => one !== key));
}

export function markedRead(state: State, key: string, now: number): State {
  return pruned({ ...state, read: { ...state.read, [key]: now } });
}

export function markedUnread(state: State, key: string): State {
  return { ...state, read: without(state.read, key) };
}

export function saved(state: State, key: string, item: SavedItem): State {
  return pruned({ ...state, saved: { ...state.saved, [key]: item } });
}

export function unsaved(state: State, key: string): State {
  return { ...state, saved: without(state.saved, key) };
}

/** Forgets the oldest read marks past the bound. Saved items are never forgotten, nor that they were read. */
export function pruned(state: State): State {
  const marks = Object.entries(state.read);
  const room = maxKeys - Object.keys(state.saved).length;
  if (marks.length <= room) return state;
  const unsavedMarks = marks.filter(([key]) => !isSaved(state, key)).sort(([, a], [, b]) => b - a);
  const kept = unsavedMarks.slice(0, Math.max(0, room));
  return { ...state, read: Object.fromEntries([...marks.filter(([key]) => isSaved(state, key)), ...kept]) };
}
