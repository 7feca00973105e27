import { isRecord } from '../../model/record.ts';
import type { Access, CleanItem, Item } from '../../model/types.ts';
import { extraKeys, itemKeys } from './item-check.ts';

/** An item as its line in a day's file says: the HTML was safe when written, and is untrusted once read. */
export interface StoredItem extends Omit<Item, 'content_html'> {
  readonly content_html: string;
}

/** What a feed brings: the cleaned item and what the rules say of it. */
export interface IncomingItem {
  readonly item: CleanItem;
  readonly access: Access;
  readonly labels?: readonly string[];
  /** Its document ended before it did: it may be new, but it is not a later version of an item that is known. */
  readonly isHalf?: true;
}

/** The order of the keys in parts of an item; its own are in the order of its form. */
const partKeys = [
  'key',
  'reason',
  'kind',
  'name',
  'rel',
  'url',
  'mime_type',
  'type',
  'title',
  'avatar',
  'feed_url',
  'size_in_bytes',
  'duration_in_seconds',
  'language',
  'latitude',
  'longitude',
];

/** The keys of a part in their order: the known ones first, then the others by name. */
function keysInOrder(value: object, first: readonly string[]): string[] {
  const known = first.filter((key) => Object.hasOwn(value, key));
  const all = Object.keys(value);
  if (known.length === all.length) return known;
  return [...known, ...all.filter((key) => !first.includes(key)).sort()];
}

function inOrder(value: unknown, first: readonly string[]): unknown {
  if (Array.isArray(value)) return value.map((part) => inOrder(part, partKeys));
  if (!isRecord(value)) return value;
  const ordered: Record<string, unknown> = {};
  for (const key of keysInOrder(value, first)) {
    const part = value[key];
    if (part === undefined || key === '__proto__') continue;
    ordered[key] = inOrder(part, key === '_daybook' ? extraKeys : partKeys);
  }
  return ordered;
}

/** The item as one line of JSON, keys in a fixed order, unknown keys after the known ones by name. */
export function formatItem(item: StoredItem): string {
  return JSON.stringify(inOrder(item, itemKeys));
}
