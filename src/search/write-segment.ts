import { dayNumber } from '../model/days.ts';
import { partsOfAll, writesCompounds } from './compounds.ts';
import { encoded, fileWriter, type WriteFile } from './file-writer.ts';
import { NumberColumn, type TextNumbers } from './numbers.ts';
import { OccurrenceReader } from './occurrences.ts';
import type { SearchRecord, SegmentDates, SegmentHead } from './segment.ts';
import { spellingLines } from './spelling.ts';
import { type SortedLists, TermLists } from './term-lists.ts';
import type { Stem } from './words.ts';
import { FacetWriter } from './write-facets.ts';
import { RecordWriter } from './write-records.ts';
import { writeTerms } from './write-terms.ts';

/** The days of items that come newest first, as `SegmentHead.days` has them. */
function dayRuns(): { readonly add: (day: string) => void; readonly runs: number[] } {
  const runs: number[] = [];
  let last = '';
  let number = 0;
  return {
    runs,
    add: (day) => {
      if (day === last) {
        runs[runs.length - 1] = (runs.at(-1) ?? 0) + 1;
        return;
      }
      const next = dayNumber(day);
      runs.push(last === '' ? next : number - next, 1);
      last = day;
      number = next;
    },
  };
}

/** Words as they are written, folded, by their numbers. */
class Forms {
  /** How many items have a word, and the last of them. */
  readonly #items = new NumberColumn(0);
  readonly #lastItem = new NumberColumn(-1);
  /** What a word is found by, where an item has it whose language writes compounds. */
  readonly #parts = new Map<number, number>();

  /** Counts an item that has a word; whether it was not counted yet. */
  add(form: number, item: number): boolean {
    if (this.#lastItem.get(form) === item) return false;
    this.#lastItem.set(form, item);
    this.#items.set(form, this.#items.get(form) + 1);
    return true;
  }

  addPart(form: number, term: number): void {
    this.#parts.set(form, term);
  }

  /** @param order of all texts */
  *counts(texts: TextNumbers, order: readonly number[]): Generator<readonly [string, number]> {
    for (const form of order) {
      const items = this.#items.get(form);
      if (items > 0) yield [texts.textOf(form), items];
    }
  }

  parts(texts: TextNumbers): Map<string, number> {
    return new Map([...this.#parts].map(([form, term]) => [texts.textOf(form), term]));
  }
}

/** The rules of languages with fewer of the items may not be at hand where words are looked for: their forms are told. */
const commonShare = 0.1;

/** What a segment collects while its items go by. */
class Collected {
  readonly lists = new TermLists();
  readonly days = dayRuns();
  readonly keys: string[] = [];
  readonly shifts: number[] = [];
  readonly forms = new Forms();
  readonly #reader = new OccurrenceReader(this.lists.texts, (form, term) => this.#addForm(form, term));
  #lastShifted = -1;
  #writesCompounds = false;

  add(record: SearchRecord, stem: Stem): void {
    const doc = this.keys.length;
    this.#writesCompounds = writesCompounds(record.language ?? record.guessedLanguage);
    const { terms, postings } = this.#reader.read(record, stem);
    this.lists.addItem(terms, postings);
    this.days.add(record.day);
    this.keys.push(record.key);
    if (record.published !== record.day) {
      this.shifts.push(doc - this.#lastShifted, dayNumber(record.day) - dayNumber(record.published));
      this.#lastShifted = doc;
    }
  }

  /** All items are there: the lists of their terms. */
  sorted(): SortedLists {
    const forms = this.#reader.rareForms(this.keys.length * commonShare);
    this.#reader.forget();
    const lists = this.lists.sorted();
    lists.addForms(forms);
    lists.addParts(partsOfAll(this.forms.parts(this.lists.texts)));
    return lists;
  }

  #addForm(form: number, term: number): void {
    const isNew = this.forms.add(form, this.keys.length);
    if (isNew && this.#writesCompounds) this.forms.addPart(form, term);
  }
}

/** What a segment is made from. */
export interface SegmentInput {
  /** From the newest day to the oldest. */
  readonly records: AsyncIterable<SearchRecord>;
  /** Whether its words are listed for what was misspelt. */
  readonly spells: boolean;
  /** The rules of a language; the same that readers use. */
  readonly stemOf: (language: string | undefined) => Stem;
  readonly write: WriteFile;
}

/**
 * Writes a segment: `head.json`, `published.json`, and `terms-0.txt`, `records-0.txt`, `keys-0.txt`, `facets-0.json`,
 * `topics-0.json` and so on, and in `cut/` what is read by ranges once more, in small files. The same records give the same
 * bytes.
 */
export async function writeSegment({ records, spells, stemOf, write }: SegmentInput): Promise<SegmentHead> {
  const all = new Collected();
  const json = (name: string, value: unknown): Promise<void> => write(name, encoded(JSON.stringify(value)));
  const results = new RecordWriter(write);
  const facets = new FacetWriter(write);
  for await (const record of records) {
    all.add(record, stemOf(record.language ?? record.guessedLanguage));
    await results.add(record);
    await facets.add(record);
  }
  await facets.end();
  const shown = await results.end();
  const { texts } = all.lists;
  const lists = all.sorted();
  const order = texts.sorted();
  const docs = all.keys.length;
  const keyWidth = all.keys.reduce((most, { length }) => Math.max(most, length), 0);
  const keys = fileWriter('keys', write);
  await keys.add(all.keys.map((key) => key.padEnd(keyWidth)).join(''));
  await keys.end();
  const words = spells ? spellingLines(all.forms.counts(texts, order), docs) : [];
  const terms = await writeTerms({ lists, order, words }, docs, write);
  const head: SegmentHead = { docs, days: all.days.runs, ...terms, ...shown, keyWidth };
  const dates: SegmentDates = { shifts: all.shifts };
  await json('head.json', head);
  await json('published.json', dates);
  return head;
}
