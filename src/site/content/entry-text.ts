import type { DayEntry, KeptItem } from './day-entry.ts';

/**
 * A day's entry as the ledger writes it: a line for the day, one that says where its items stand, one with the items of
 * each thread, and a line for each item. A page of a topic or an author shows a few items of each of many days: they
 * are found and read alone.
 */

const lineFeed = 0x0a;

/** What stands before the items, and where it ends: the first three lines. */
export interface EntryStart {
  readonly head: string;
  /** ` key:from:to` of every item, in bytes behind the start. */
  readonly places: string;
  /** ` thread:key,key` of every thread with items, in their order. */
  readonly threads: string;
  /** In bytes. */
  readonly length: number;
}

export function formatEntry({ items, feeds, hidden }: DayEntry): string {
  const lines: string[] = [];
  const threads = new Map<string, string[]>();
  let places = '';
  let from = 0;
  for (const kept of items) {
    const { item } = kept;
    for (const thread of kept.in) {
      const keys = threads.get(thread);
      if (keys) keys.push(item.key);
      else threads.set(thread, [item.key]);
    }
    const line = JSON.stringify(kept);
    const to = from + Buffer.byteLength(line);
    places += ` ${item.key}:${from}:${to}`;
    from = to + 1;
    lines.push(line);
  }
  const listed = [...threads].map(([thread, keys]) => ` ${thread}:${keys.join(',')}`).join('');
  return [JSON.stringify([[...feeds], [...hidden]]), places, listed, lines.join('\n')].join('\n');
}

/**
 * Of an entry that the store has found whole, as are all that follow. An older program's is read, too: it wrote no
 * lines between the head and the items, and may be all that is left of what the archive lost.
 */
export function parseEntry(bytes: Buffer): DayEntry {
  const [head = '[]', ...lines] = bytes.toString('utf8').split('\n');
  return { ...parseHead(head), items: lines.filter((line) => line.startsWith('{')).map(parseKept) };
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
  let length = 0;
  const lines = [0, 1, 2].map(() => {
    const end = length === -1 ? -1 : bytes.indexOf(lineFeed, length);
    const line = bytes.toString('utf8', length, Math.max(end, 0));
    length = end === -1 ? -1 : end + 1;
    return line;
  });
  const [head = '', places = '', threads = ''] = lines;
  return length === -1 ? undefined : { head, places, threads, length };
}

/** What follows ` name:` in a line. */
function toldOf(line: string, name: string): string | undefined {
  const sought = ` ${name}:`;
  const at = line.indexOf(sought);
  if (at === -1) return undefined;
  const end = line.indexOf(' ', at + sought.length);
  return line.slice(at + sought.length, end === -1 ? undefined : end);
}

/** Where the line of an item stands, in bytes of the entry. */
export function placeIn({ places, length }: EntryStart, key: string): readonly [number, number] | undefined {
  const [from, to] = toldOf(places, key)?.split(':').map(Number) ?? [];
  return from === undefined || to === undefined ? undefined : [length + from, length + to];
}

/** The keys of the items that are in a thread, in their order. */
export function keysIn({ threads }: EntryStart, thread: string): readonly string[] {
  return toldOf(threads, thread)?.split(',') ?? [];
}
