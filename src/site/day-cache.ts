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

/** Items of a day that were read and looked at; `isWhole` once all of them were. */
interface Opened {
  readonly items: Map<string, Item>;
  isWhole: boolean;
}

export function dayReader(archive: Pick<Archive, 'readDay' | 'readStored'>): DayReader {
  const opened = new Map<Day, Opened>();
  const open = (day: Day): Opened => {
    const known = opened.get(day);
    if (known) return known;
    const oldest = opened.keys().next();
    if (opened.size >= maxDays && oldest.done !== true) opened.delete(oldest.value);
    const fresh = { items: new Map<string, Item>(), isWhole: false };
    opened.set(day, fresh);
    return fresh;
  };
  const look = (item: StoredItem): Item => ({ ...item, content_html: trusted(item.content_html, item) });
  return {
    readItems: async (day, keys) => {
      const found = open(day);
      const missing = new Set([...(keys ?? [])].filter((key) => !found.items.has(key)));
      if (!found.isWhole && (keys === undefined || missing.size > 0)) {
        const { items } = await archive.readStored(day, keys && missing);
        for (const item of items)
          if (!found.items.has(item._daybook.key)) found.items.set(item._daybook.key, look(item));
        found.isWhole = keys === undefined;
      }
      const items = [...found.items.values()];
      return keys === undefined ? items : items.filter(({ _daybook }) => keys.has(_daybook.key));
    },
    readDay: (day) => archive.readDay(day, trusted),
  };
}
