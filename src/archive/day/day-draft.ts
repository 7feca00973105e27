import { join } from 'node:path';
import { parseJson } from '../../model/json.ts';
import { sortedByKey } from '../../model/sorted.ts';
import type { Day, Problem } from '../../model/types.ts';
import type { ArchiveFs } from '../disk/files.ts';
import type { Change, Transaction } from '../disk/journal.ts';
import { Stop } from '../disk/stop.ts';
import { decodeText, formatDay, formatHead, formatTail } from './day-file.ts';
import { dayPath, parseLoaded } from './day-store.ts';
import { checkItem } from './item-check.ts';
import { keyPattern } from './item-patterns.ts';
import { formatItem, type StoredItem } from './stored-item.ts';

/**
 * A day that is about to change. A file in the form that `formatDay` writes stays lines: only those that are asked for
 * are read, and the others are written as they stand, so that the cost of a change does not grow with the day.
 */
export interface DayDraft {
  /** Whether the item's line can be read, or is not there. Those that the draft was opened for can. */
  readonly canGet: (key: string) => boolean;
  readonly get: (key: string) => StoredItem | undefined;
  /** Puts an item in the place of the one with its key, or among the others. */
  readonly set: (item: StoredItem) => void;
  /** The file's new text. */
  readonly text: () => string;
}

/** A draft of a day, and what was wrong with its file. */
interface OpenedDay {
  readonly draft: DayDraft;
  readonly problem?: Problem;
  /** The copy to put beside a damaged file, unless the same copy is there already. */
  readonly copy?: Change;
  readonly isTooNew?: true;
  readonly isMissing?: true;
}

/** @param keys the items that the change is about */
export async function openDay(
  fs: ArchiveFs,
  dir: string,
  day: Day,
  keys: Iterable<string>,
): Promise<OpenedDay> {
  const bytes = await fs.read(join(dir, dayPath(day)));
  if (bytes === undefined) return { draft: draftOfItems(day, []), isMissing: true };
  const draft = draftOfLines(day, decodeText(bytes) ?? '', keys);
  if (draft !== undefined) return { draft };
  const { items, ...read } = await parseLoaded(fs, dir, day, bytes);
  return { draft: draftOfItems(day, items), ...read };
}

function draftOfItems(day: Day, before: readonly StoredItem[]): DayDraft {
  const items = new Map(before.map((item) => [item._daybook.key, item]));
  return {
    canGet: () => true,
    get: (key) => items.get(key),
    set: (item) => items.set(item._daybook.key, item),
    text: () => formatDay(day, [...items.values()]),
  };
}

/** How `formatItem` writes the key of an item, and nothing inside a text: there, quotes are escaped. */
const extrasStart = '"_daybook":{"feed":"';
const extrasKey = /"_daybook":\{"feed":"[a-z0-9-]+","key":"([^"]{12})"/y;

/** The key of a line as `formatItem` writes it, `undefined` of any other. */
function keyOfLine(line: string): string | undefined {
  if (!line.startsWith('{"id":"') || !line.endsWith('}')) return undefined;
  const at = line.indexOf(extrasStart);
  if (at < 0 || line.lastIndexOf(extrasStart) !== at) return undefined;
  extrasKey.lastIndex = at;
  const key = extrasKey.exec(line)?.[1];
  return key !== undefined && keyPattern.test(key) ? key : undefined;
}

/** The lines by key, in order; `undefined` when the file has not the form that we write. */
function linesOf(day: Day, text: string): Map<string, string> | undefined {
  const [head, tail] = [formatHead(day), formatTail()];
  if (!text.startsWith(head) || !text.endsWith(tail) || text.length < head.length + tail.length)
    return undefined;
  const lines = new Map<string, string>();
  let last = '';
  for (const line of text.slice(head.length, -tail.length).split(',\n')) {
    const key = line.includes('\n') ? undefined : keyOfLine(line);
    if (key === undefined || key <= last) return undefined;
    lines.set(key, line);
    last = key;
  }
  return lines;
}

function readLine(line: string, key: string): StoredItem | undefined {
  const item = checkItem(parseJson(line));
  return item?._daybook.key === key ? item : undefined;
}

/** The lines of a file by key, in order; `undefined` when it has not the form that `formatDay` writes. */
export function linesOfDay(day: Day, bytes: Uint8Array): ReadonlyMap<string, string> | undefined {
  return linesOf(day, decodeText(bytes) ?? '');
}

/** An item's line of which nothing but the title was looked at. */
export interface TitledLine {
  readonly title: string;
  readonly read: () => StoredItem | undefined;
}

/** `formatItem` writes the title behind id and address. */
const titleInLine = /"title":("(?:[^"\\]|\\.)*")/;

/** Only a title that is escaped is parsed: a day has thousands. */
function titleOf(line: string): string {
  const json = titleInLine.exec(line)?.[1] ?? '""';
  return json.includes('\\') ? String(parseJson(json)) : json.slice(1, -1);
}

/** The items of one feed on a day, unread; none where the file is damaged, or there is none. */
export async function linesOfFeed(
  fs: ArchiveFs,
  dir: string,
  day: Day,
  feed: string,
): Promise<readonly TitledLine[]> {
  const bytes = await fs.read(join(dir, dayPath(day)));
  const lines = bytes === undefined ? undefined : linesOfDay(day, bytes);
  return [...(lines ?? [])]
    .filter(([, line]) => line.includes(`${extrasStart}${feed}"`))
    .map(([key, line]) => ({
      title: titleOf(line),
      read: () => readLine(line, key),
    }));
}

/** Items by their keys, or all, read from their lines; `undefined` when one of them has not the form of an item. */
export function itemsOfLines(
  lines: ReadonlyMap<string, string>,
  keys: Iterable<string> = lines.keys(),
): StoredItem[] | undefined {
  const items: StoredItem[] = [];
  for (const key of keys) {
    const line = lines.get(key);
    if (line === undefined) continue;
    const item = readLine(line, key);
    if (item === undefined) return undefined;
    items.push(item);
  }
  return items;
}

/** `undefined` when the file has not the form that we write, or a line that is asked for does not. */
function draftOfLines(day: Day, text: string, keys: Iterable<string>): DayDraft | undefined {
  const lines = linesOf(day, text);
  if (lines === undefined) return undefined;
  const read = new Map<string, StoredItem>();
  const canGet = (key: string): boolean => {
    const line = lines.get(key);
    if (line === undefined || read.has(key)) return true;
    const item = readLine(line, key);
    if (item !== undefined) read.set(key, item);
    return item !== undefined;
  };
  for (const key of keys) if (!canGet(key)) return undefined;
  return {
    canGet,
    get: (key) => {
      if (!canGet(key)) throw new Error(`The line of ${key} on ${day} is damaged.`);
      return read.get(key);
    },
    set: (item) => {
      read.set(item._daybook.key, item);
      lines.set(item._daybook.key, formatItem(item));
    },
    text: () => {
      const sorted = sortedByKey(lines);
      return `${formatHead(day)}${sorted.map(([, line]) => line).join(',\n')}${formatTail()}`;
    },
  };
}

/**
 * Changes items of some days, by day and item key, one day in memory at a time. Stages the days of which `change` says
 * that it changed them, and returns those, sorted. A damaged day is left to `check --repair`.
 */
export async function changeDays<Wanted>(
  { fs, dir, transaction }: { fs: ArchiveFs; dir: string; transaction: Transaction },
  days: ReadonlyMap<Day, ReadonlyMap<string, Wanted>>,
  change: (draft: DayDraft, wanted: ReadonlyMap<string, Wanted>) => boolean,
): Promise<Day[]> {
  const changed: Day[] = [];
  for (const [day, wanted] of sortedByKey(days)) {
    const { draft, problem, isTooNew, isMissing } = await openDay(fs, dir, day, wanted.keys());
    if (isTooNew && problem !== undefined) throw new Stop(problem);
    if (problem !== undefined || isMissing || !change(draft, wanted)) continue;
    await transaction.stage({ path: dayPath(day), data: draft.text() });
    changed.push(day);
  }
  return changed;
}
