import { textHash } from '../model/text-hash.ts';
import { type Spans, TextNumbers } from './numbers.ts';
import { followerNumber, formNumber } from './postings.ts';
import type { TermTexts } from './term-texts.ts';
import { TextList } from './text-list.ts';
import { foundBy, type Stem } from './words.ts';

const none: readonly number[] = [];

/** What stands beside a word: numbers of texts, and {@link formNumber}, {@link followerNumber} and one bit for others. */
const columns = { form: 0, term: 1, codes: 2 };
const [followerAt, formAt] = [1, 7];

/** What is known of the words of a language as they are written: texts repeat them, so each is looked into once. */
export class WordTable {
  readonly #stem: Stem;
  readonly #texts: TermTexts;
  /** Words as they are written. */
  readonly #words = new TextList(3);
  readonly #numbers = new TextNumbers(this.#words);
  /** Of few words: what they are found by, too. */
  readonly #others = new Map<number, readonly number[]>();

  /** @param texts where terms and forms get their numbers from */
  constructor(stem: Stem, texts: TermTexts) {
    this.#stem = stem;
    this.#texts = texts;
  }

  /** The number of a word in this table. */
  numberOf(word: string): number {
    return this.#numberAt(word, 0, word.length, textHash(word));
  }

  #numberAt(text: string, start: number, end: number, hash: number): number {
    const known = this.#words.size;
    const number = this.#numbers.at(text, start, end, hash);
    if (this.#words.size > known) this.#lookInto(number, text.slice(start, end));
    return number;
  }

  /** The numbers of words of a text. */
  findAll(text: string, words: Spans): void {
    this.#numbers.findAll(text, words);
    const { starts, ends, hashes, numbers, count } = words;
    for (let at = 0; at < count; at += 1)
      if ((numbers[at] ?? 0) < 0)
        numbers[at] = this.#numberAt(text, starts[at] ?? 0, ends[at] ?? 0, hashes[at] ?? 0);
  }

  #lookInto(number: number, word: string): void {
    const { form, term, bare, parts } = foundBy(word, this.#stem);
    const formText = this.#texts.of(form);
    const hasOthers = bare !== undefined || parts.length > 0;
    if (hasOthers)
      this.#others.set(
        number,
        parts.concat(bare ?? []).map((other) => this.#texts.of(other)),
      );
    const codes = (formNumber(form) << formAt) | (followerNumber(form) << followerAt) | (hasOthers ? 1 : 0);
    this.#words.set(number, columns.form, formText);
    this.#words.set(number, columns.term, term === form ? formText : this.#texts.of(term));
    this.#words.set(number, columns.codes, codes);
  }

  /** Words that are found by another text than they are written as: numbers of the two. */
  *stemmed(): Generator<readonly [form: number, term: number]> {
    for (const number of this.#words.select((one) => this.formOf(one) !== this.termOf(one)))
      yield [this.formOf(number), this.termOf(number)];
  }

  /** The word as it is written, folded. */
  formOf(number: number): number {
    return this.#words.get(number, columns.form);
  }

  /** What the word is found by. */
  termOf(number: number): number {
    return this.#words.get(number, columns.term);
  }

  /** What else the word is found by: without its accents, and by the parts of a name in camel case. */
  othersOf(number: number): readonly number[] {
    return (this.#codesOf(number) & 1) === 0 ? none : (this.#others.get(number) ?? none);
  }

  formNumberOf(number: number): number {
    return this.#codesOf(number) >> formAt;
  }

  followerNumberOf(number: number): number {
    return (this.#codesOf(number) >> followerAt) & 63;
  }

  #codesOf(number: number): number {
    return this.#words.get(number, columns.codes);
  }
}
