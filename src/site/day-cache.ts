import type { Archive, StoredItem } from '../archive/index.ts';
import { storedHtml } from '../clean/index.ts';
import type { Day, Item, Problem, SafeHtml } from '../model/types.ts';
import type { ReadItems } from './site.ts';

/** Days that are kept in memory: lists show items of the newest of them again and again. */
const maxDays = 40;

/** Reads days of the archive once, as long as they are near. */
export interface DayReader {
  readonly readItems: ReadItems;
  /** All items of a day, which are not kept, and what is wrong with its file. */
  readonly readDay: (day: Day) => Promise<{ readonly items: readonly Item[]; readonly problem?: Problem }>;
}

/**
 * HTML read from a file is a stranger's, even from our own: it is looked at before any page shows it, and cleaned again
 * where it has not the cleaner's form, or where an older cleaner wrote it.
 */
export function trusted(html: string, { url, title, _daybook }: StoredItem): SafeHtml {
  const { cleaner } = _daybook;
  return storedHtml(
    { html, ...(cleaner !== undefined && { cleaner }) },
    { ...(url !== undefined && { baseUrl: url }), ...(title !== undefined && { title }) },
  );
}

/** What is known of a day: items as they are stored, and those that were looked at. */
interface Opened {
  readonly stored: Map<string, StoredItem>;
  readonly items: Map<string, Item>;
  isWhole: boolean;
}

/** From so many items on, a day is read whole: others of it will be asked for, too. */
const manyItems = 4;

export function dayReader(archive: Pick<Archive, 'readDay' | 'readStored'>): DayReader {
  const opened = new Map<Day, Opened>();
  const open = (day: Day): Opened => {
    const known = opened.get(day);
    if (known) return known;
    const oldest = opened.keys().next();
    if (opened.size >= maxDays && oldest.done !== true) opened.delete(oldest.value);
    const fresh = { stored: new Map<string, StoredItem>(), items: new Map<string, Item>(), isWhole: false };
    opened.set(day, fresh);
    return fresh;
  };
  const look = ({ stored, items }: Opened, key: string): Item[] => {
    const item = stored.get(key);
    if (!item) return [];
    const safe = items.get(key) ?? { ...item, content_html: trusted(item.content_html, item) };
    items.set(key, safe);
    return [safe];
  };
  return {
    readItems: async (day, keys) => {
      const found = open(day);
      const missing = new Set([...(keys ?? [])].filter((key) => !found.stored.has(key)));
      if (!found.isWhole && (keys === undefined || missing.size > 0)) {
        const some = keys !== undefined && missing.size < manyItems ? missing : undefined;
        const { items } = await archive.readStored(day, some);
        for (const item of items) found.stored.set(item._daybook.key, item);
        found.isWhole = some === undefined;
      }
      return [...(keys ?? found.stored.keys())].flatMap((key) => look(found, key));
    },
    readDay: (day) => archive.readDay(day, trusted),
  };
}
