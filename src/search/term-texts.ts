import { TextNumbers } from './numbers.ts';

/** Terms, and words as they are written, folded, numbered from 0 on: numbers of each stand close together in columns. */
export class TermTexts {
  /** Each has its number beside it. */
  readonly texts = new TextNumbers(1);

  /** The number of a text. */
  of(text: string): number {
    const next = this.texts.size;
    const at = this.texts.of(text);
    if (this.texts.size > next) this.texts.set(at, 0, next);
    return this.numberAt(at);
  }

  /** The number of the text that stands somewhere in the list. */
  numberAt(at: number): number {
    return this.texts.get(at, 0);
  }

  /** The number of a text that has one. */
  known(text: string): number | undefined {
    const at = this.texts.known(text);
    return at === undefined ? undefined : this.numberAt(at);
  }
}
