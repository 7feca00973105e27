import { markedTerms } from './facet-columns.ts';
import { NumberColumn, type TextNumbers } from './numbers.ts';
import { maxImpact } from './postings.ts';
import { type ScanWords, scanWords } from './scan-words.ts';
import type { SearchRecord } from './segment.ts';
import { WordTable } from './word-table.ts';
import { noStem, type Stem } from './words.ts';
import { newPosting, plainPosting, withFollower, withImpact, withOccurrence } from './write-postings.ts';

/** Okapi BM25F: how soon more of a word says no more, how much a long text counts less, and its usual length. */
const saturation = 1.2;
const lengthWeight = 0.6;
const usualLength = 250;
const titleWeight = 5;
const tagWeight = 2;

function impactOf(weight: number, length: number): number {
  const norm = saturation * (1 - lengthWeight + (lengthWeight * length) / usualLength);
  return Math.max(1, Math.round((maxImpact * weight) / (weight + norm)));
}

/** What an item is found by. */
export interface Occurrences {
  /** Numbers of terms, each once. */
  readonly terms: readonly number[];
  /** What the item says of each, as `write-postings.ts` packs it. */
  readonly postings: readonly number[];
}

/** Finds what items are found by, one item after the other. */
export class OccurrenceReader {
  readonly #texts: TextNumbers;
  readonly #onWord: (form: number, term: number) => void;
  readonly #tables = new Map<Stem, WordTable>();
  readonly #items = new Map<Stem, number>();
  /** Where the last occurrence of a term stands, counted from the first item on. */
  readonly #lastOf = new NumberColumn(-1);
  #itemStart = 0;
  #terms: number[] = [];
  #postings: number[] = [];
  #weights: number[] = [];
  #length = 0;

  /** @param onWord told of each word: as it is written, folded, and what it is found by */
  constructor(texts: TextNumbers, onWord: (form: number, term: number) => void) {
    this.#texts = texts;
    this.#onWord = onWord;
  }

  /** @param stem the rules of the item's language */
  read(record: SearchRecord, stem: Stem): Occurrences {
    this.#itemStart += this.#terms.length;
    this.#items.set(stem, (this.#items.get(stem) ?? 0) + 1);
    [this.#terms, this.#postings, this.#weights, this.#length] = [[], [], [], 0];
    this.#take(record.title, stem, titleWeight, true);
    for (const tag of record.topics) this.#take(tag, stem, tagWeight, false);
    for (const name of record.authors) this.#take(name, stem, tagWeight, false);
    this.#take(record.sourceTitle, stem, 1, false);
    this.#take(record.text, stem, 1, false);
    const postings = this.#postings.map((posting, at) =>
      withImpact(posting, impactOf(this.#weights[at] ?? 0, this.#length)),
    );
    const terms = this.#terms.slice();
    for (const term of markedTerms(record)) {
      terms.push(this.#texts.of(term));
      postings.push(withImpact(plainPosting, maxImpact));
    }
    return { terms, postings };
  }

  /** The terms of words as they are written, in languages that fewer items are in. */
  rareForms(fewer: number): Map<number, Set<number>> {
    const terms = new Map<number, Set<number>>();
    for (const [stem, table] of this.#tables) {
      if ((this.#items.get(stem) ?? 0) >= fewer) continue;
      for (const [form, term] of table.stemmed()) terms.set(form, (terms.get(form) ?? new Set()).add(term));
    }
    return terms;
  }

  /** Lets go of what is known of words: no item follows. */
  forget(): void {
    this.#tables.clear();
  }

  #take(text: string, stem: Stem, weight: number, inTitle: boolean): void {
    let before = -1;
    const occur = (term: number, form: number): number => {
      const known = this.#lastOf.get(term) - this.#itemStart;
      const place = known >= 0 ? known : this.#terms.length;
      if (known < 0) {
        this.#lastOf.set(term, this.#itemStart + place);
        this.#terms.push(term);
        this.#postings.push(newPosting(form, inTitle));
        this.#weights.push(weight);
        return place;
      }
      this.#postings[place] = withOccurrence(this.#postings[place] ?? 0, form, inTitle);
      this.#weights[place] = (this.#weights[place] ?? 0) + weight;
      return place;
    };
    const word = (table: WordTable, number: number): void => {
      const [form, term] = [table.formNumberOf(number), table.termOf(number)];
      const place = occur(term, form);
      for (const other of table.othersOf(number)) occur(other, form);
      this.#onWord(table.formOf(number), term);
      if (before >= 0)
        this.#postings[before] = withFollower(this.#postings[before] ?? 0, table.followerNumberOf(number));
      before = place;
      this.#length += 1;
    };
    const [ruled, unruled] = [this.#tableOf(stem), this.#tableOf(noStem)];
    const take: ScanWords = {
      plain: (start, end, hash) => word(ruled, ruled.numberAt(text, start, end, hash)),
      word: (written) => word(ruled, ruled.numberOf(written)),
      pair: (written) => word(unruled, unruled.numberOf(written)),
      whole: (form) => {
        const number = unruled.numberOf(form);
        occur(unruled.termOf(number), unruled.formNumberOf(number));
      },
    };
    scanWords(text, take);
  }

  #tableOf(stem: Stem): WordTable {
    const known = this.#tables.get(stem);
    if (known) return known;
    const made = new WordTable(stem, this.#texts);
    this.#tables.set(stem, made);
    return made;
  }
}
