import { sortedByKey } from '../../model/sorted.ts';

/** Words of titles that are remembered of a feed; twice as many before the others are forgotten. */
const maxWords = 64;
/** After so many items what was long ago counts half. */
const maxItems = 64;

/** What a feed's titles are made of. */
export interface LearnedFeed {
  readonly items: number;
  readonly words: readonly (readonly [stem: string, count: number])[];
}

/**
 * Which words a feed's titles repeat: they are its form, and say less of what an item is about. Remembers the most
 * frequent ones only; what falls out of that was rare.
 *
 * @see Misra and Gries, "Finding repeated elements", 1982
 */
export class Habits {
  #items = 0;
  #words = new Map<string, number>();

  /** Takes in the words of a title, each once. */
  take(stems: Iterable<string>): void {
    this.#items += 1;
    for (const stem of stems) this.#words.set(stem, (this.#words.get(stem) ?? 0) + 1);
    if (this.#words.size > 2 * maxWords) {
      const least = [...this.#words.values()].sort((a, b) => b - a)[maxWords] ?? 0;
      this.#keep((count) => count - least);
    }
    if (this.#items >= maxItems) {
      this.#items = Math.floor(this.#items / 2);
      this.#keep((count) => Math.floor(count / 2));
    }
  }

  #keep(change: (count: number) => number): void {
    const changed = [...this.#words].map(([stem, count]) => [stem, change(count)] as const);
    this.#words = new Map(changed.filter(([, count]) => count > 0));
  }

  /** How much a word is the feed's own, from 0 for one that returned in none of its titles to 1 for one of every title. */
  habit(stem: string): number {
    const count = this.#words.get(stem) ?? 0;
    if (count < 2 || this.#items < 3) return 0;
    return ((count - 1) / (this.#items - 1)) * ((count - 1) / count);
  }

  learned(): LearnedFeed {
    return { items: this.#items, words: sortedByKey(this.#words) };
  }

  learn({ items, words }: LearnedFeed): void {
    this.#items = items;
    this.#words = new Map(words);
  }
}
