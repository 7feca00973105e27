import type { ParsedItem } from '../model/types.ts';
import { maxItems } from './limits.ts';
import type { Repairs } from './repairs.ts';

/** Collects a feed's items in document order and keeps the newest when there are too many. */
export class NewestItems {
  readonly #repairs: Repairs;
  #items: ParsedItem[] = [];
  #dropped = 0;
  /** Once there are enough items: the oldest date among the newest of them. What is not newer cannot get in. */
  #floor: string | undefined;

  constructor(repairs: Repairs) {
    this.#repairs = repairs;
  }

  add(item: ParsedItem): void {
    this.#items.push(item);
    if (this.#items.length >= maxItems * 2) this.#cut();
    else if (this.#items.length === maxItems) this.#floor ??= oldest(this.#items);
  }

  /** Whether an item of this date may be among the newest; else it counts as left out and need not be read. */
  wants(date: () => string): boolean {
    if (this.#floor === undefined || date() > this.#floor) return true;
    this.#dropped += 1;
    return false;
  }

  /** The items kept, in document order. */
  finish(): ParsedItem[] {
    if (this.#items.length > maxItems) this.#cut();
    if (this.#dropped > 0) {
      this.#repairs.note(
        'LIMIT_ITEMS',
        `The feed has ${this.#dropped + this.#items.length} items; the newest ${maxItems} were kept.`,
      );
    }
    return this.#items;
  }

  #cut(): void {
    const ranked = this.#items.map((item, index) => ({ item, index, date: dateOf(item) }));
    ranked.sort((a, b) => (a.date === b.date ? a.index - b.index : a.date < b.date ? 1 : -1));
    this.#dropped += this.#items.length - maxItems;
    this.#items = ranked
      .slice(0, maxItems)
      .sort((a, b) => a.index - b.index)
      .map(({ item }) => item);
    this.#floor = oldest(this.#items);
  }
}

function dateOf(item: Pick<ParsedItem, 'date_published' | 'date_modified'>): string {
  return item.date_published ?? item.date_modified ?? '';
}

function oldest(items: readonly ParsedItem[]): string {
  let date = '9999';
  for (const item of items) if (dateOf(item) < date) date = dateOf(item);
  return date;
}
