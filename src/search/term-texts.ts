import { TextNumbers } from './numbers.ts';
import { TextList } from './text-list.ts';

/** Terms, and words as they are written, folded, numbered from 0 on: numbers of each stand close together in columns. */
export class TermTexts {
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
