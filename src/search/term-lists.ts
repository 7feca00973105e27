import { NumberList } from './numbers.ts';
import { columns, TermTexts } from './term-texts.ts';
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

/** The items of each term of a segment, as they come: item by item. */
export class TermLists {
  readonly texts = new TermTexts();
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
      this.texts.counts.count(term, columns.items);
    }
  }

  /** Puts the items of each term together, and keeps none of them here. */
  sorted(): SortedLists {
    const { size } = this.texts.list;
    const starts = new Int32Array(size + 1);
    for (let term = 0; term < size; term += 1)
      starts[term + 1] = (starts[term] ?? 0) + this.texts.counts.get(term, columns.items);
    const all = starts[size] ?? 0;
    const [docs, postings, ends] = [new Int32Array(all), new Int32Array(all), starts.slice()];
    for (let doc = 0, at = 0; at < this.#log.length; doc += 1) {
      const end = at + 2 * this.#log.at(at);
      for (at += 1; at < end; at += 2) {
        const term = this.#log.at(at);
        const place = ends[term] ?? 0;
        ends[term] = place + 1;
        docs[place] = doc;
        postings[place] = this.#log.at(at + 1);
      }
    }
    this.#log = new NumberList();
    return new SortedLists(this.texts, { starts, docs, postings });
  }
}

interface Lists extends Pick<TermList, 'docs' | 'postings'> {
  /** Where the items of each term begin, and, last, where all end. */
  readonly starts: Int32Array;
}

/** The items of each term of a segment. */
export class SortedLists {
  readonly texts: TermTexts;
  /** Where each text stands, by its number. */
  readonly #places: Int32Array;
  readonly #lists: Lists;
  #parts: ReadonlyMap<number, ReadonlySet<number>> = new Map();
  #forms: ReadonlyMap<number, ReadonlySet<number>> = new Map();

  constructor(texts: TermTexts, lists: Lists) {
    this.texts = texts;
    this.#places = texts.list.select(() => true);
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
    return others === undefined ? none : [...others].map((term) => this.#textOf(term)).sort();
  }

  list(term: number): TermList {
    const others = this.#parts.get(term);
    return others === undefined ? this.#own(term) : this.#merged(term, others);
  }

  #textOf(term: number): string {
    return this.texts.list.textOf(this.#places[term] ?? 0);
  }

  #ownCount(term: number): number {
    const { starts } = this.#lists;
    return (starts[term + 1] ?? 0) - (starts[term] ?? 0);
  }

  #own(term: number): TermList {
    const { starts, docs, postings } = this.#lists;
    return { docs, postings, from: starts[term] ?? 0, to: starts[term + 1] ?? 0 };
  }

  /** No part hands on what it was given: the lists are those that items made themselves. */
  #merged(term: number, others: ReadonlySet<number>): TermList {
    const all = new Map<number, number>();
    const take = ({ docs, postings, from, to }: TermList, change: (posting: number) => number): void => {
      for (let at = from; at < to; at += 1) all.set(docs[at] ?? 0, change(postings[at] ?? 0));
    };
    const names = [...others].sort((a, b) => (this.#textOf(a) < this.#textOf(b) ? -1 : 1));
    for (const other of names) take(this.#own(other), weakened);
    take(this.#own(term), (posting) => posting);
    const docs = Int32Array.from(all.keys()).sort();
    return { docs, postings: docs.map((doc) => all.get(doc) ?? 0), from: 0, to: docs.length };
  }
}
