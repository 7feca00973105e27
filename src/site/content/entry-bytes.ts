import type { DayEntry, KeptItem } from './day-entry.ts';

/**
 * Reading an entry that the ledger wrote, of which the store has seen that it is whole. A page of a topic or an author shows a
 * few items of each of many days: those lines alone are looked for and decoded, the rest stays bytes.
 */

const lineFeed = 0x0a;

function parseKept(line: string): KeptItem {
  const { key: _key, ...kept }: KeptItem & { key: string } = JSON.parse(line);
  return kept;
}

function parseHead(line: string): Omit<DayEntry, 'items'> {
  const [feeds = [], hidden = []]: [string, number][][] = JSON.parse(line);
  return { feeds: new Map(feeds), hidden: new Map(hidden) };
}

/** Where the line ends in which a byte stands. */
function endOfLine(bytes: Buffer, at: number): number {
  const end = bytes.indexOf(lineFeed, at);
  return end === -1 ? bytes.length : end;
}

export function parseEntry(bytes: Buffer): DayEntry {
  const [head = '[]', ...lines] = bytes.toString('utf8').split('\n');
  return { ...parseHead(head), items: lines.map(parseKept) };
}

/** What stands in the first line. */
export function headIn(bytes: Buffer): Omit<DayEntry, 'items'> {
  return parseHead(bytes.toString('utf8', 0, endOfLine(bytes, 0)));
}

/** The items of an entry that are in a thread, in their order. */
export function* keptIn(bytes: Buffer, thread: string): Generator<KeptItem> {
  const name = Buffer.from(JSON.stringify(thread));
  let at = bytes.indexOf(name);
  while (at !== -1) {
    const end = endOfLine(bytes, at);
    const kept = parseKept(bytes.toString('utf8', bytes.lastIndexOf(lineFeed, at) + 1, end));
    if (kept.in.includes(thread)) yield kept;
    at = bytes.indexOf(name, end);
  }
}

/** Where the line of an item begins. */
function placeOf(bytes: Buffer, key: string): number {
  return bytes.indexOf(`\n{"key":"${key}",`) + 1;
}

export function hasKeyIn(bytes: Buffer, key: string): boolean {
  return placeOf(bytes, key) > 0;
}

export function itemIn(bytes: Buffer, key: string): KeptItem | undefined {
  const at = placeOf(bytes, key);
  return at > 0 ? parseKept(bytes.toString('utf8', at, endOfLine(bytes, at))) : undefined;
}
