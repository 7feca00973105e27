import type { Archive, StoredItem } from '../archive/index.ts';
import { storedHtml } from '../clean/index.ts';
import type { Day, Item, Problem, SafeHtml } from '../model/types.ts';

/** Days that are kept in memory: a rendering reads the newest of them several times. */
const maxDays = 40;

/** Reads days of the archive once, as long as they are near. */
export interface DayReader {
  readonly days: () => Promise<readonly Day[]>;
  readonly readDay: (day: Day) => Promise<readonly Item[]>;
  /** Damage met so far. */
  readonly problems: readonly Problem[];
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

export function dayReader(archive: Pick<Archive, 'days' | 'readDay'>): DayReader {
  const cache = new Map<Day, readonly Item[]>();
  const problems: Problem[] = [];
  return {
    days: () => archive.days(),
    problems,
    readDay: async (day) => {
      const known = cache.get(day);
      if (known) return known;
      const { items, problem } = await archive.readDay(day, trusted);
      if (problem) problems.push(problem);
      const oldest = cache.keys().next();
      if (cache.size >= maxDays && oldest.done !== true) cache.delete(oldest.value);
      cache.set(day, items);
      return items;
    },
  };
}
