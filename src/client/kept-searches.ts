import { isRecord } from '../model/record.ts';
import { formatQuery, isEmpty, parseQuery, type Query } from './query.ts';
import type { State } from './state.ts';

/** How many items a search found, of editions from a day on. */
export interface Tally {
  /** When it was counted: seconds since 1970. */
  readonly time: number;
  /** `2026-05-18` */
  readonly day: string;
  readonly n: number;
}

/** A search that a reader keeps, under its address: `?q=swap&source=lwn`. */
export interface KeptSearch {
  readonly name: string;
  /** When it was kept: seconds since 1970. */
  readonly time: number;
  /** What it found when it was last looked at, and on the visit before. */
  readonly seen?: Tally;
  readonly before?: Tally;
}

/** Searches that are kept at most, and what is kept of one. */
export const maxSearches = 100;
export const maxName = 100;
const maxAddress = 2000;

/** The address of a search, however far one has looked through its results; none where it asks for nothing. */
export function addressOf(query: Query): string | undefined {
  const address = formatQuery({ ...query, page: 1, all: false });
  return isEmpty(query) || address.length > maxAddress ? undefined : address;
}

function tallyOf(value: unknown): Tally | undefined {
  if (!isRecord(value)) return undefined;
  const { time, day, n } = value;
  const isDay = typeof day === 'string' && /^\d{4}-\d\d-\d\d$/.test(day);
  return typeof time === 'number' && typeof n === 'number' && isDay ? { time, day, n } : undefined;
}

function searchOf(value: unknown): KeptSearch | undefined {
  if (!isRecord(value) || typeof value.name !== 'string' || typeof value.time !== 'number') return undefined;
  const name = value.name.trim().slice(0, maxName);
  const [seen, before] = [tallyOf(value.seen), tallyOf(value.before)];
  return name === '' || !Number.isFinite(value.time)
    ? undefined
    : { name, time: value.time, ...(seen && { seen }), ...(before && { before }) };
}

/**
 * Searches as they are stored or come in a file, by their addresses, in the order in which they were kept. What is none
 * is left out.
 */
export function searchesIn(stored: unknown): Map<string, KeptSearch> {
  const found = Object.entries(isRecord(stored) ? stored : {}).flatMap(([address, value]) => {
    const search = searchOf(value);
    const known = address.length <= maxAddress ? addressOf(parseQuery(address)) : undefined;
    return search && known === address ? [[address, search] as const] : [];
  });
  return new Map(found.sort(([, one], [, other]) => one.time - other.time).slice(0, maxSearches));
}

function withSearches(state: State, searches: ReadonlyMap<string, KeptSearch>): State {
  const { searches: _, ...rest } = state;
  return searches.size === 0 ? rest : { ...rest, searches: Object.fromEntries(searches) };
}

/** Keeps a search, or gives one that is kept another name. Nothing changes without a name, or where there are too many. */
export function kept(state: State, address: string, name: string, now: number): State {
  const searches = searchesIn(state.searches);
  const known = searches.get(address);
  const text = name.trim().slice(0, maxName);
  if (text === '' || (!known && searches.size >= maxSearches)) return state;
  return withSearches(state, searches.set(address, { time: now, ...known, name: text }));
}

/** No longer keeps a search. */
export function dropped(state: State, address: string): State {
  const searches = searchesIn(state.searches);
  return searches.delete(address) ? withSearches(state, searches) : state;
}

/** Remembers what a search found now. */
export function counted(state: State, address: string, tally: Tally): State {
  const searches = searchesIn(state.searches);
  const known = searches.get(address);
  if (!known) return state;
  const before = tallyBefore(known, state.since);
  return withSearches(state, searches.set(address, { ...known, seen: tally, ...(before && { before }) }));
}

/** What a search found when the reader last looked at it before this visit. */
export function tallyBefore({ seen, before }: KeptSearch, since: number | undefined): Tally | undefined {
  return seen && since !== undefined && seen.time <= since ? seen : before;
}

/** Adds the searches of a file to those that are kept, which stay as they are. */
export function withImported(state: State, file: unknown): { readonly state: State; readonly added: number } {
  const mine = searchesIn(state.searches);
  const others = [...searchesIn(file)].filter(([address]) => !mine.has(address));
  const added = others.slice(0, maxSearches - mine.size);
  if (added.length === 0) return { state, added: 0 };
  // Counts are of another browser's visits.
  for (const [address, { name, time }] of added) mine.set(address, { name, time });
  return { state: withSearches(state, mine), added: added.length };
}
