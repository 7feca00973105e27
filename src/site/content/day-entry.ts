import { imageAddresses, ownPictures } from '../../clean/index.ts';
import { type DigestItem, newestFirst } from '../../digest/index.ts';
import { counted } from '../../model/group.ts';
import type { Config, Day, Item } from '../../model/types.ts';
import { type DigestItemInput, digestItems } from './digest-item-of.ts';
import { hashNumber } from './set-hash.ts';
import { threadId, threadsOf } from './threads.ts';

/** An item of a day without its body. */
export interface KeptItem {
  readonly item: DigestItem;
  /** Differs whenever its line in the archive does; absent where the archive's file had no lines. */
  readonly from?: number;
  /** Differs whenever the archived item, its body included, or what the rules make of it differs. */
  readonly content: number;
  /** Differs whenever anything differs that a page shows of it: also its story, and which of its names have pages. */
  readonly shown: number;
  /** Addresses of its pictures; only where the site shows copies of them. */
  readonly images?: readonly string[];
  /** The threads that it is in, by their names: they are looked for in an entry's text. */
  readonly in: readonly string[];
  /** Whether its story was decided here, because the archive leaves it open. */
  readonly own?: true;
  /** Whether the day's editor left it out: no page shows it. */
  readonly dropped?: true;
  /** Whether the archive lost it: pages that are made show it without its body. */
  readonly lost?: true;
}

/** A day of the archive as pages name it: after the rules and the day's editor, without bodies. */
export interface DayEntry {
  /** Newest first. */
  readonly items: readonly KeptItem[];
  /** How many items each feed has here. */
  readonly feeds: ReadonlyMap<string, number>;
  /** How many items of each feed the rules hide. */
  readonly hidden: ReadonlyMap<string, number>;
}

export const emptyDay: DayEntry = { items: [], feeds: new Map(), hidden: new Map() };

/** Whether an item is what it was: its texts, what the rules make of it, and its story. */
export function isSameItem(a: KeptItem, b: KeptItem | undefined): boolean {
  return a.content === b?.content && JSON.stringify(a.item.story) === JSON.stringify(b.item.story);
}

/** What the items of one day become: `undefined` where the rules hide one. */
type MakeDay = (
  day: Day,
  items: readonly Item[],
  how: { readonly isDropped: IsDropped; readonly lines: Lines | undefined },
) => DayEntry;

/** Lines of a day's items in the archive, by key. */
export type Lines = ReadonlyMap<string, string>;

/** Items of an entry that are in the archive as they were when it was made, by key. */
export function unchangedItems({ items }: DayEntry, lines: Lines): Map<string, KeptItem> {
  const unchanged = new Map<string, KeptItem>();
  for (const kept of items) {
    const line = lines.get(kept.item.key);
    if (line !== undefined && kept.lost !== true && kept.from === hashNumber(line))
      unchanged.set(kept.item.key, kept);
  }
  return unchanged;
}

/** Whether the editor of a day leaves out an item of it. */
export type IsDropped = (item: DigestItem) => boolean;

function imagesOf(item: Item, made: DigestItem, config: Config): Pick<KeptItem, 'images'> {
  if (config.images !== 'local' || made.publish !== 'full') return {};
  const own = ownPictures(item, 'local').map(({ src }) => src);
  const image = made.image === undefined ? [] : [made.image];
  const images = [...new Set([...imageAddresses(item.content_html), ...own, ...image])];
  return images.length === 0 ? {} : { images };
}

/** Makes entries of days; the rules are compiled once. */
export function dayMaker(input: DigestItemInput): MakeDay {
  const make = digestItems(input);
  return (day, items, { isDropped, lines }) => {
    const kept: KeptItem[] = [];
    const hidden: string[] = [];
    for (const item of items) {
      const made = make(item, day)?.item;
      if (!made) hidden.push(item._daybook.feed);
      else {
        const content = hashNumber(`${JSON.stringify(made)}\n${item.content_html}`);
        const threads = threadsOf(made, input.config.timezone).map(threadId);
        const line = lines?.get(made.key);
        const more = {
          ...(line !== undefined && { from: hashNumber(line) }),
          ...imagesOf(item, made, input.config),
          ...(isDropped(made) && { dropped: true as const }),
        };
        kept.push({ item: made, content, shown: content, in: threads, ...more });
      }
    }
    kept.sort((a, b) => newestFirst(a.item, b.item));
    return entryOf(kept, counted(hidden));
  };
}

/** A day's entry of items that are in their order. */
export function entryOf(items: readonly KeptItem[], hidden: DayEntry['hidden']): DayEntry {
  const shown = items.filter(({ dropped }) => dropped !== true);
  return { items, hidden, feeds: counted(shown.map(({ item }) => item.feed)) };
}
