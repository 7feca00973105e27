import { isUtf8 } from 'node:buffer';
import { parseJson } from '../../model/json.ts';
import { isRecord } from '../../model/record.ts';
import type { Day } from '../../model/types.ts';
import { checkItem, faultyFields } from './item-check.ts';
import { daySchema, migrateItem, schemaOf } from './migrate.ts';
import { formatItem, type StoredItem } from './stored-item.ts';

/** What a day's file holds. `damaged`: `items` is what could be saved of it, `lost` how many lines could not. */
type DayContent =
  | { readonly kind: 'whole'; readonly items: readonly StoredItem[] }
  | {
      readonly kind: 'damaged';
      readonly items: readonly StoredItem[];
      readonly lost: number;
      readonly why: string;
    }
  | { readonly kind: 'too-new'; readonly schema: number };

const byKey = (one: StoredItem, other: StoredItem): number =>
  one._daybook.key < other._daybook.key ? -1 : one._daybook.key > other._daybook.key ? 1 : 0;

/**
 * A day's file: JSON Feed 1.1, one item a line, sorted by key so that insertions scatter and merge. It says nothing of
 * the configuration and nothing of the clock: the same items are the same bytes.
 */
export function formatDay(day: Day, items: readonly StoredItem[]): string {
  const lines = [...items].sort(byKey).map(formatItem);
  return `${formatHead(day)}${lines.join(',\n')}${formatTail()}`;
}

/** What stands before the first item's line. */
export function formatHead(day: Day): string {
  return `{
"version": "https://jsonfeed.org/version/1.1",
"title": "Daybook archive, ${day}",
"_daybook": {"schema": ${daySchema}, "day": "${day}"},
"items": [
`;
}

/** What stands behind the last item's line. */
export function formatTail(): string {
  return '\n]\n}\n';
}

/**
 * Two copies of one item, as a merge of two branches leaves them: the one revised last, first seen when the earlier
 * was. The order of the arguments does not matter.
 */
export function mergeCopies(one: StoredItem, other: StoredItem): StoredItem {
  const rank = (item: StoredItem): string => `${item._daybook.revised ?? ''}\n${formatItem(item)}`;
  const later = rank(one) >= rank(other) ? one : other;
  const [first_seen = later._daybook.first_seen] = [one, other]
    .map((item) => item._daybook.first_seen)
    .sort();
  return { ...later, _daybook: { ...later._daybook, first_seen } };
}

function uniqueByKey(items: readonly StoredItem[]): StoredItem[] {
  const unique = new Map<string, StoredItem>();
  for (const item of items) {
    const earlier = unique.get(item._daybook.key);
    unique.set(item._daybook.key, earlier === undefined ? item : mergeCopies(earlier, item));
  }
  return [...unique.values()].sort(byKey);
}

/** UTF-8 as text, without a mark at its beginning; `undefined` when it is none. */
export function decodeText(bytes: Uint8Array): string | undefined {
  // Three times as fast as a decoder that is told to be strict.
  if (!isUtf8(bytes)) return undefined;
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
    .toString('utf8')
    .replace(/^\ufeff/, '');
}

/** Lines as text; one that is not UTF-8 is `undefined`, its neighbours are not harmed. */
function linesOf(bytes: Uint8Array): (string | undefined)[] {
  const lines: (string | undefined)[] = [];
  let from = 0;
  while (from < bytes.length) {
    const end = bytes.indexOf(10, from);
    lines.push(decodeText(bytes.subarray(from, end < 0 ? bytes.length : end)));
    from = end < 0 ? bytes.length : end + 1;
  }
  return lines;
}

/** Whole item lines of a file that is not JSON: cut off, overwritten in part, or with the marks of a failed merge. */
function salvage(bytes: Uint8Array): DayContent {
  const items: StoredItem[] = [];
  let lost = 0;
  for (const line of linesOf(bytes)) {
    if (line !== undefined && !line.trimStart().startsWith('{"')) continue;
    const item = line === undefined ? undefined : checkItem(parseJson(line.trim().replace(/,$/, '')));
    if (item === undefined) lost += 1;
    else items.push(item);
  }
  return { kind: 'damaged', items: uniqueByKey(items), lost, why: 'The file is not whole JSON.' };
}

/**
 * Reads a day's file, whatever is in it. Older schemas are brought up to date; a newer one is refused whole, as reading
 * it by guesswork would lose what we do not know. Never throws. The HTML in the items is untrusted.
 */
export function parseDay(bytes: Uint8Array, day: Day): DayContent {
  const text = decodeText(bytes);
  const document = text === undefined ? undefined : parseJson(text);
  if (!isRecord(document) || !Array.isArray(document.items)) return salvage(bytes);
  const schema = schemaOf(document);
  if (schema !== undefined && schema > daySchema) return { kind: 'too-new', schema };
  const checked = document.items.map((item: unknown) => checkItem(migrateItem(item, schema ?? daySchema)));
  const items = uniqueByKey(checked.filter((item) => item !== undefined));
  const lost = checked.filter((item) => item === undefined).length;
  if (lost > 0) {
    return {
      kind: 'damaged',
      items,
      lost,
      why: `${lost} of its items lack what an archived item must have.`,
    };
  }
  const says = isRecord(document._daybook) ? document._daybook.day : undefined;
  if (schema === undefined || (says !== undefined && says !== day)) {
    return { kind: 'damaged', items, lost: 0, why: `Its head does not say that it is ${day}.` };
  }
  return { kind: 'whole', items };
}

/** The item without fields that the archive's form refuses, so that we never write what we could not read again. */
export function makeStorable(item: StoredItem): StoredItem {
  const plain: unknown = JSON.parse(formatItem(item));
  const faults = faultyFields(plain);
  if (faults.length === 0 || !isRecord(plain)) return item;
  const extras = isRecord(plain._daybook) ? plain._daybook : {};
  const without = (fields: object, names: readonly (string | undefined)[]): object =>
    Object.fromEntries(Object.entries(fields).filter(([name]) => !names.includes(name)));
  const mended = {
    ...without(
      plain,
      faults.filter((path) => path.length === 1).map(([name]) => name),
    ),
    _daybook: without(
      extras,
      faults.filter((path) => path.length === 2).map(([, name]) => name),
    ),
  };
  const checked = checkItem(mended);
  if (checked === undefined) throw new Error(`An item without ${faults.join(', ')} came to the archive.`);
  return checked;
}
