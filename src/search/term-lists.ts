import { NumberList, TextNumbers } from './numbers.ts';
import { weakened } from './write-postings.ts';

const none: readonly string[] = [];

/** Items of a term, in rising order, with what is said of each: what stands from one place to another. */
export interface TermList {
  readonly docs: Int32Array;
  /** As `write-postings.ts` packs them. */
  readonly postings: Int32Array;
  readonly from: number;
  readonly to: number;
}

/** What stands beside a text, which is a term, or a word as it is written, or both. */
export const columns = {
  /** Items that have the term. */
  items: 0,
  /** Where an item has it: see `item-terms.ts`. Once all are there, where the list of the term ends. */
  place: 1,
  /** Items in which the word is written like this, and the last of them, counted from 1 on. */
  written: 2,
  lastItem: 3,
  /** One more than the term of the word, where an item has it whose language writes compounds. */
  part: 4,
} as const;

/** The items of each term of a segment, as they come: item by item. */
export class TermLists {
  readonly texts = new TextNumbers(5);
  items = 0;
  /** For each item how many terms it has, and each of them with its posting. */
  #log = new NumberList();

  /** Adds an item with the terms that it has, each once. */
  addItem(terms: ArrayLike<number>, postings: ArrayLike<number>): void {
    this.items += 1;
    this.#log.push(terms.length);
    for (let at = 0; at < terms.length; at += 1) {
      const term = terms[at] ?? 0;
      this.#log.push(term);
      this.#log.push(postings[at] ?? 0);
      this.texts.add(term, columns.items, 1);
    }
  }

  /** Puts the items of each term together, and keeps none of them here. */
  sorted(): SortedLists {
    const { texts } = this;
    let size = 0;
    for (const term of texts.select(() => true)) {
      texts.set(term, columns.place, size);
      size += texts.get(term, columns.items);
    }
    const [docs, postings] = [new Int32Array(size), new Int32Array(size)];
    for (let doc = 0, at = 0; at < this.#log.length; doc += 1) {
      const end = at + 2 * this.#log.at(at);
      for (at += 1; at < end; at += 2) {
        const term = this.#log.at(at);
        const place = texts.get(term, columns.place);
        texts.set(term, columns.place, place + 1);
        docs[place] = doc;
        postings[place] = this.#log.at(at + 1);
      }
    }
    this.#log = new NumberList();
    return new SortedLists(texts, { docs, postings });
  }
}

/** The items of each term of a segment. */
export class SortedLists {
  readonly texts: TextNumbers;
  readonly #lists: Pick<TermList, 'docs' | 'postings'>;
  #parts: ReadonlyMap<number, ReadonlySet<number>> = new Map();
  #forms: ReadonlyMap<number, ReadonlySet<number>> = new Map();

  constructor(texts: TextNumbers, lists: Pick<TermList, 'docs' | 'postings'>) {
    this.texts = texts;
    this.#lists = lists;
  }

  /** Gives terms the items that others have, where they have not got them themselves. */
  addParts(parts: ReadonlyMap<number, ReadonlySet<number>>): void {
    this.#parts = parts;
  }

  /** Words as they are written, by whose terms they are found, too. */
  addForms(forms: ReadonlyMap<number, ReadonlySet<number>>): void {
    this.#forms = forms;
  }

  /** Whether items are found by a text. */
  has(term: number): boolean {
    return this.#ownCount(term) > 0 || this.#parts.has(term) || this.#forms.has(term);
  }

  /** What a word that is written like this is found by, too, sorted. */
  othersOf(form: number): readonly string[] {
    const others = this.#forms.get(form);
    return others === undefined ? none : [...others].map((term) => this.texts.textOf(term)).sort();
  }

  list(term: number): TermList {
    const others = this.#parts.get(term);
    return others === undefined ? this.#own(term) : this.#merged(term, others);
  }

  #ownCount(term: number): number {
    return this.texts.get(term, columns.items);
  }

  #own(term: number): TermList {
    const to = this.texts.get(term, columns.place);
    return { docs: this.#lists.docs, postings: this.#lists.postings, from: to - this.#ownCount(term), to };
  }

  /** No part hands on what it was given: the lists are those that items made themselves. */
  #merged(term: number, others: ReadonlySet<number>): TermList {
    const all = new Map<number, number>();
    const take = ({ docs, postings, from, to }: TermList, change: (posting: number) => number): void => {
      for (let at = from; at < to; at += 1) all.set(docs[at] ?? 0, change(postings[at] ?? 0));
    };
    const names = [...others].sort((a, b) => (this.texts.textOf(a) < this.texts.textOf(b) ? -1 : 1));
    for (const other of names) take(this.#own(other), weakened);
    take(this.#own(term), (posting) => posting);
    const docs = Int32Array.from(all.keys()).sort();
    return { docs, postings: docs.map((doc) => all.get(doc) ?? 0), from: 0, to: docs.length };
  }
}
