import { addressTerm } from './address-term.ts';
import { inOtherLetters } from './chinese.ts';
import { writesCompounds } from './compounds.ts';
import { markedTerms } from './facet-columns.ts';
import { ItemTerms } from './item-terms.ts';
import { NumberRows, Spans } from './numbers.ts';
import { readAhead } from './read-ahead.ts';
import { type ScanWords, scanWords } from './scan-words.ts';
import type { SearchRecord } from './segment.ts';
import type { TermLists } from './term-lists.ts';
import { columns } from './term-texts.ts';
import { WordTable } from './word-table.ts';
import { noStem, type Stem } from './words.ts';

/** How much a word says of an item by where it stands; in its text 1. */
const titleWeight = 5;
const tagWeight = 2;

/** How a text is read. */
interface Reading {
  readonly stem: Stem;
  readonly weight: number;
  readonly inTitle?: boolean;
}

/** Finds what items are found by, one item after the other. */
export class OccurrenceReader {
  readonly #lists: TermLists;
  readonly #tables = new Map<Stem, WordTable>();
  readonly #items = new Map<Stem, number>();
  readonly #item: ItemTerms;
  /** One more than what a word as it is written is found by, where an item has it whose language writes compounds. */
  readonly parts = new NumberRows(1);
  /** Words that were met and not looked up yet. */
  readonly #plain = new Spans();
  #isCompounding = false;
  #length = 0;

  constructor(lists: TermLists) {
    this.#lists = lists;
    this.#item = new ItemTerms(lists.texts);
  }

  /** @param stem the rules of the item's language */
  read(record: SearchRecord, stem: Stem): void {
    this.#items.set(stem, (this.#items.get(stem) ?? 0) + 1);
    const language = record.language ?? record.guessedLanguage;
    this.#isCompounding = writesCompounds(language);
    this.#length = 0;
    this.#item.begin();
    const take = (text: string, reading: Reading): void => {
      this.#take(text, reading);
      for (const other of inOtherLetters(text, language)) this.#take(other, reading);
    };
    take(record.title, { stem, weight: titleWeight, inTitle: true });
    for (const tag of record.topics) take(tag, { stem, weight: tagWeight });
    for (const name of record.authors) take(name, { stem, weight: tagWeight });
    take(record.sourceTitle, { stem, weight: 1 });
    take(record.text, { stem, weight: 1 });
    this.#item.end(this.#length, [...markedTerms(record), addressTerm(record.link)]);
    const { terms, postings, count } = this.#item;
    this.#lists.addItem(terms.subarray(0, count), postings);
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

  #take(text: string, { stem, weight, inTitle = false }: Reading): void {
    const [item, plain, { counts }] = [this.#item, this.#plain, this.#lists.texts];
    const [ruled, unruled] = [this.#tableOf(stem), this.#tableOf(noStem)];
    let before = -1;
    const word = (table: WordTable, number: number): void => {
      const [form, term] = [table.formNumberOf(number), table.termOf(number)];
      const place = item.occur(term, form, weight, inTitle);
      for (const other of table.othersOf(number)) item.occur(other, form, weight, inTitle);
      this.#addWritten(table.formOf(number), term);
      if (before >= 0) item.follow(before, table.followerNumberOf(number));
      before = place;
      this.#length += 1;
    };
    const takePlain = (): void => {
      ruled.findAll(text, plain);
      const { numbers, count } = plain;
      readAhead(count, (at) => counts.get(ruled.termOf(numbers[at] ?? 0), columns.place));
      readAhead(count, (at) => counts.get(ruled.formOf(numbers[at] ?? 0), columns.lastItem));
      for (let at = 0; at < count; at += 1) word(ruled, numbers[at] ?? 0);
      plain.count = 0;
    };
    const take: ScanWords = {
      plain: (start, end, hash) => plain.push(start, end, hash),
      word: (written) => {
        takePlain();
        word(ruled, ruled.numberOf(written));
      },
      pair: (written) => {
        takePlain();
        word(unruled, unruled.numberOf(written));
      },
      whole: (form) => {
        takePlain();
        const number = unruled.numberOf(form);
        item.occur(unruled.termOf(number), unruled.formNumberOf(number), weight, inTitle);
      },
    };
    scanWords(text, take);
    takePlain();
  }

  /** Counts the items that have a word as it is written, and notes what it is found by where it may be a part of others. */
  #addWritten(form: number, term: number): void {
    const { items, texts } = this.#lists;
    if (texts.counts.get(form, columns.lastItem) === items + 1) return;
    texts.counts.set(form, columns.lastItem, items + 1);
    texts.counts.count(form, columns.written);
    if (this.#isCompounding) this.parts.set(form, 0, term + 1);
  }

  #tableOf(stem: Stem): WordTable {
    const known = this.#tables.get(stem);
    if (known) return known;
    const made = new WordTable(stem, this.#lists.texts);
    this.#tables.set(stem, made);
    return made;
  }
}
