import type { ParsedItem } from '../model/types.ts';
import { maxItems } from './limits.ts';
import type { Repairs } from './repairs.ts';

/** Collects a feed's items in document order and keeps the newest when there are too many. */
export class NewestItems {
  readonly #repairs: Repairs;
  #items: ParsedItem[] = [];
  #dropped = 0;

  constructor(repairs: Repairs) {
    this.#repairs = repairs;
  }

  add(item: ParsedItem): void {
    this.#items.push(item);
    if (this.#items.length >= maxItems * 2) this.#cut();
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
    const ranked = this.#items.map((item, index) => ({
      item,
      index,
      date: item.date_published ?? item.date_modified ?? '',
    }));
    ranked.sort((a, b) => (a.date === b.date ? a.index - b.index : a.date < b.date ? 1 : -1));
    this.#dropped += this.#items.length - maxItems;
    this.#items = ranked
      .slice(0, maxItems)
      .sort((a, b) => a.index - b.index)
      .map(({ item }) => item);
  }
}
