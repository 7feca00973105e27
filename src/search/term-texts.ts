import { NumberRows, TextNumbers } from './numbers.ts';
import { TextList } from './text-list.ts';

/** What is counted of a text. */
export const columns = {
  /** Where a term was met last: see `item-terms.ts`. */
  place: 0,
  /** How many items have the term. */
  items: 1,
  /** How many items have a word as it is written, and the last of these, counted from 1 on. */
  written: 2,
  lastItem: 3,
} as const;

/** Terms, and words as they are written, folded, numbered from 0 on. */
export class TermTexts {
  /** What is counted of each: it stands together, because most words are terms as they are written. */
  readonly counts = new NumberRows(4);
  /** Each text has its number beside it. */
  readonly list = new TextList(1);
  readonly #places = new TextNumbers(this.list);

  /** The number of a text. */
  of(text: string): number {
    const next = this.list.size;
    const place = this.#places.of(text);
    if (this.list.size > next) this.list.set(place, 0, next);
    return this.numberAt(place);
  }

  /** The number of the text that stands somewhere in the list. */
  numberAt(place: number): number {
    return this.list.get(place, 0);
  }

  /** The number of a text that has one. */
  known(text: string): number | undefined {
    const place = this.#places.known(text);
    return place === undefined ? undefined : this.numberAt(place);
  }
}
