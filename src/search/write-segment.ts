import { dayNumber } from '../model/days.ts';
import { partsOfAll, writesCompounds } from './compounds.ts';
import { facetColumns } from './facet-columns.ts';
import { encoded, fileSize, fileWriter, type WriteFile } from './file-writer.ts';
import { NumberColumn, type TextNumbers } from './numbers.ts';
import { OccurrenceReader } from './occurrences.ts';
import {
  placeWidth,
  type ResultRecord,
  type SearchRecord,
  type SegmentDates,
  type SegmentHead,
} from './segment.ts';
import { writeSpelling } from './spelling.ts';
import { TermLists } from './term-lists.ts';
import type { Stem } from './words.ts';
import { writeTerms } from './write-terms.ts';

/** Enough of a text to show where it matches. */
const maxShown = 600;

function resultOf(record: SearchRecord): ResultRecord {
  const { key, day, date, dateText, link, title, authors, source, access, shown } = record;
  const { language, guessedLanguage } = record;
  const text =
    shown.length <= maxShown ? shown : `${shown.slice(0, maxShown).replace(/[\ud800-\udbff]$/, '')}…`;
  return {
    key,
    day,
    date,
    dateText,
    link,
    title,
    authors,
    source,
    ...(language !== undefined && { language }),
    ...(guessedLanguage !== undefined && { guessedLanguage }),
    access,
    text,
  };
}

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

  add(form: number, item: number): void {
    if (this.#lastItem.get(form) === item) return;
    this.#lastItem.set(form, item);
    this.#items.set(form, this.#items.get(form) + 1);
  }

  addPart(form: number, term: number): void {
    this.#parts.set(form, term);
  }

  *counts(texts: TextNumbers): Generator<readonly [string, number]> {
    for (let form = 0; form < texts.size; form += 1) {
      const items = this.#items.get(form);
      if (items > 0) yield [texts.textOf(form), items];
    }
  }

  parts(texts: TextNumbers): Map<string, number> {
    return new Map([...this.#parts].map(([form, term]) => [texts.textOf(form), term]));
  }
}

/** What a segment collects while its items go by. */
class Collected {
  readonly lists = new TermLists();
  readonly columns = facetColumns();
  readonly days = dayRuns();
  readonly places: number[] = [];
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
    this.columns.add(record);
    this.days.add(record.day);
    this.keys.push(record.key);
    if (record.published !== record.day) {
      this.shifts.push(doc - this.#lastShifted, dayNumber(record.day) - dayNumber(record.published));
      this.#lastShifted = doc;
    }
  }

  #addForm(form: number, term: number): void {
    this.forms.add(form, this.keys.length);
    if (this.#writesCompounds) this.forms.addPart(form, term);
  }
}

/**
 * Writes a segment: `head.json`, `facets.json`, `published.json`, `spelling.json`, and `terms-0.txt`, `records-0.txt`,
 * `keys-0.txt`, `spelling-0.txt`, `gnilleps-0.txt` and so on. The same records give the same bytes.
 *
 * @param records from the newest day to the oldest
 * @param stemOf the rules of a language; the same that readers use
 */
export async function writeSegment(
  records: AsyncIterable<SearchRecord>,
  stemOf: (language: string | undefined) => Stem,
  write: WriteFile,
): Promise<void> {
  const all = new Collected();
  const file = fileWriter('records', write);
  let place = 0;
  for await (const record of records) {
    all.add(record, stemOf(record.language ?? record.guessedLanguage));
    all.places.push(place);
    place += await file.add(`${JSON.stringify(resultOf(record))}\n`);
  }
  await file.add(all.places.map((at) => at.toString(36).padStart(placeWidth, '0')).join(''));
  const { texts } = all.lists;
  const lists = all.lists.sorted();
  lists.addParts(partsOfAll(all.forms.parts(texts)));
  const keyWidth = all.keys.reduce((most, { length }) => Math.max(most, length), 0);
  const keys = fileWriter('keys', write);
  await keys.add(all.keys.map((key) => key.padEnd(keyWidth)).join(''));
  await keys.end();
  const json = (name: string, value: unknown): Promise<void> => write(name, encoded(JSON.stringify(value)));
  await json('spelling.json', await writeSpelling(all.forms.counts(texts), all.keys.length, write));
  const head: SegmentHead = {
    docs: all.keys.length,
    days: all.days.runs,
    fileSize,
    ...(await writeTerms(lists, all.keys.length, write)),
    records: await file.end(),
    places: place,
    keyWidth,
  };
  const dates: SegmentDates = { shifts: all.shifts };
  await json('head.json', head);
  await json('facets.json', all.columns.columns());
  await json('published.json', dates);
}
