import { textHash } from '../model/text-hash.ts';
import { NumberColumn, TextNumbers } from './numbers.ts';
import { followerNumber, formNumber } from './postings.ts';
import { foundBy, type Stem } from './words.ts';

const none: readonly number[] = [];

/** What is known of the words of a language as they are written: texts repeat them, so each is looked into once. */
export class WordTable {
  readonly #stem: Stem;
  readonly #texts: TextNumbers;
  /** Words as they are written. */
  readonly #words = new TextNumbers();
  readonly #forms = new NumberColumn(-1);
  readonly #terms = new NumberColumn(-1);
  /** Of few words: what they are found by, too. */
  readonly #others = new Map<number, readonly number[]>();
  /** {@link formNumber} and {@link followerNumber}, six bits each. */
  readonly #hashes = new NumberColumn(0);

  /** @param texts where terms and forms get their numbers from */
  constructor(stem: Stem, texts: TextNumbers) {
    this.#stem = stem;
    this.#texts = texts;
  }

  /** The number of a word in this table. */
  numberOf(word: string): number {
    return this.numberAt(word, 0, word.length, textHash(word));
  }

  /** That of the word from one place of a text to another, with its hash. */
  numberAt(text: string, start: number, end: number, hash: number): number {
    const known = this.#words.size;
    const number = this.#words.at(text, start, end, hash);
    if (number === known) this.#lookInto(number);
    return number;
  }

  #lookInto(number: number): void {
    const word = this.#words.textOf(number);
    const { form, term, bare = [], parts } = foundBy(word, this.#stem);
    const formText = this.#texts.of(form);
    this.#forms.set(number, formText);
    this.#terms.set(number, term === form ? formText : this.#texts.of(term));
    const others = parts.concat(bare).map((other) => this.#texts.of(other));
    if (others.length > 0) this.#others.set(number, others);
    this.#hashes.set(number, formNumber(form) * 64 + followerNumber(form));
  }

  /** Words that are found by another text than they are written as: numbers of the two. */
  *stemmed(): Generator<readonly [form: number, term: number]> {
    for (let number = 0; number < this.#words.size; number += 1) {
      const [form, term] = [this.formOf(number), this.termOf(number)];
      if (form !== term) yield [form, term];
    }
  }

  /** The word as it is written, folded. */
  formOf(number: number): number {
    return this.#forms.get(number);
  }

  /** What the word is found by. */
  termOf(number: number): number {
    return this.#terms.get(number);
  }

  /** What else the word is found by: without its accents, and by the parts of a name in camel case. */
  othersOf(number: number): readonly number[] {
    return this.#others.get(number) ?? none;
  }

  formNumberOf(number: number): number {
    return Math.floor(this.#hashes.get(number) / 64);
  }

  followerNumberOf(number: number): number {
    return this.#hashes.get(number) % 64;
  }
}
