import type { Archive, OpenedStored } from '../../archive/index.ts';
import type { Day, Item, Problem } from '../../model/types.ts';
import { trusted } from '../content/trusted.ts';
import type { ReadItems } from '../site.ts';

/** Bytes of days that are kept in memory: lists show items of the newest of them again and again. */
const maxBytes = 24_000_000;

/** Reads days of the archive once, as long as they are near. */
export interface DayReader {
  readonly readItems: ReadItems;
  /** The same, in the order of their keys where all are asked for, and what is wrong with the day's file. */
  readonly readDay: (
    day: Day,
    keys?: ReadonlySet<string>,
  ) => Promise<{ readonly items: readonly Item[]; readonly problem?: Problem }>;
  /** The lines of a day's items by key: the same line, the same item. `undefined` where the file has another form. */
  readonly linesOf: (day: Day) => Promise<ReadonlyMap<string, string> | undefined>;
}

/** A day that was opened, and its items that were looked at. */
interface Opened {
  readonly stored: Promise<OpenedStored>;
  readonly items: Map<string, Item>;
  size: number;
  isWhole: boolean;
  problem?: Problem | undefined;
}

/** Days of the archive, opened once as long as they are near: those asked for last stay, up to a size. */
function openedDays(archive: Pick<Archive, 'openStored'>): (day: Day) => Promise<Opened> {
  const opened = new Map<Day, Opened>();
  let size = 0;
  return async (day) => {
    const known = opened.get(day);
    const found = known ?? { stored: archive.openStored(day), items: new Map(), size: 0, isWhole: false };
    // The one asked for last stands last.
    opened.delete(day);
    opened.set(day, found);
    if (known === undefined) {
      found.size = (await found.stored).size;
      size += found.size;
    }
    for (const [oldest, { size: less }] of opened) {
      if (size <= maxBytes || oldest === day) break;
      opened.delete(oldest);
      size -= less;
    }
    return found;
  };
}

export function dayReader(archive: Pick<Archive, 'openStored'>): DayReader {
  const open = openedDays(archive);
  const read: DayReader['readDay'] = async (day, keys) => {
    const found = await open(day);
    const { items } = found;
    const missing = keys && [...keys].filter((key) => !items.has(key));
    if (!found.isWhole && missing?.length !== 0) {
      const stored = await (await found.stored).read(missing);
      found.problem = stored.problem;
      for (const item of stored.items) {
        const { key } = item._daybook;
        if (!items.has(key)) items.set(key, { ...item, content_html: trusted(item.content_html, item) });
      }
      found.isWhole = keys === undefined;
    }
    const shown = [...(keys ?? [...items.keys()].sort())].flatMap((key) => items.get(key) ?? []);
    return { items: shown, ...(found.problem && { problem: found.problem }) };
  };
  return {
    readItems: async (day, keys) => (await read(day, keys)).items,
    readDay: read,
    linesOf: async (day) => (await (await open(day)).stored).lines,
  };
}
