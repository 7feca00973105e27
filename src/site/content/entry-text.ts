import type { DayEntry, KeptItem } from './day-entry.ts';

/**
 * A day's entry as the ledger writes it: a line for the day, a line that says where its items stand, and a line for each item.
 * A page of a topic or an author shows a few items of each of many days: they are found and read alone.
 */

const lineFeed = 0x0a;

/** What stands before the items, and where it ends: the first two lines. */
export interface EntryStart {
  readonly head: string;
  /** ` key:from:to` of every item, in bytes behind this line. */
  readonly places: string;
  /** In bytes. */
  readonly length: number;
}

export function formatEntry({ items, feeds, hidden }: DayEntry): string {
  const lines: string[] = [];
  let places = '';
  let from = 0;
  for (const { item, ...rest } of items) {
    const line = JSON.stringify({ ...rest, item });
    const to = from + Buffer.byteLength(line);
    places += ` ${item.key}:${from}:${to}`;
    from = to + 1;
    lines.push(line);
  }
  return `${JSON.stringify([[...feeds], [...hidden]])}\n${places}\n${lines.join('\n')}`;
}

/** Of an entry that the store has found whole, as are all that follow. */
export function parseEntry(bytes: Buffer): DayEntry {
  const [head = '[]', _places, ...lines] = bytes.toString('utf8').split('\n');
  return { ...parseHead(head), items: lines.filter(Boolean).map(parseKept) };
}

export function parseKept(line: string): KeptItem {
  return JSON.parse(line);
}

export function parseHead(head: string): Omit<DayEntry, 'items'> {
  const [feeds = [], hidden = []]: [string, number][][] = JSON.parse(head);
  return { feeds: new Map(feeds), hidden: new Map(hidden) };
}

/** The start, where it is all there. */
export function startOf(bytes: Buffer): EntryStart | undefined {
  const first = bytes.indexOf(lineFeed);
  const second = first === -1 ? -1 : bytes.indexOf(lineFeed, first + 1);
  if (second === -1) return undefined;
  return {
    head: bytes.toString('utf8', 0, first),
    places: bytes.toString('latin1', first + 1, second),
    length: second + 1,
  };
}

/** Where the line of an item stands, in bytes of the entry. */
export function placeIn({ places, length }: EntryStart, key: string): readonly [number, number] | undefined {
  const sought = ` ${key}:`;
  const at = places.indexOf(sought);
  if (at === -1) return undefined;
  const end = places.indexOf(' ', at + 1);
  const place = places.slice(at + sought.length, end === -1 ? undefined : end);
  const [from = 0, to = 0] = place.split(':').map(Number);
  return [length + from, length + to];
}

/** The items of an entry that are in a thread, in their order; nothing else of it is read. */
export function keptIn(bytes: Buffer, thread: string): KeptItem[] {
  const items: KeptItem[] = [];
  const name = Buffer.from(JSON.stringify(thread));
  let at = bytes.indexOf(name);
  while (at !== -1) {
    const next = bytes.indexOf(lineFeed, at);
    const end = next === -1 ? bytes.length : next;
    const kept = parseKept(bytes.toString('utf8', bytes.lastIndexOf(lineFeed, at) + 1, end));
    if (kept.in.includes(thread)) items.push(kept);
    at = bytes.indexOf(name, end);
  }
  return items;
}
