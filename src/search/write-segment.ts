import { dayNumber } from '../model/days.ts';
import { addParts, writesCompounds } from './compounds.ts';
import { facetColumns } from './facet-columns.ts';
import { encoded, fileSize, fileWriter, type WriteFile } from './file-writer.ts';
import { markedTerms, occurrencesOf } from './occurrences.ts';
import { everywhere, maxImpact, type Posting } from './postings.ts';
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
/** How many items come between two times that lists are laid out flat. */
const flattenEach = 2000;

/** What is said of an item by a term that is no word. */
const marked: Posting = { impact: maxImpact, inTitle: false, form: everywhere, followers: '' };

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

interface Form {
  /** How many have it. */
  items: number;
  /** Its term, where an item has it whose language writes compounds. */
  part?: string;
}

/** What a segment collects while its items go by. */
class Collected {
  readonly lists = new TermLists();
  readonly columns = facetColumns();
  readonly days = dayRuns();
  readonly places: number[] = [];
  readonly keys: string[] = [];
  readonly shifts: number[] = [];
  /** Words as they are written, folded. */
  readonly forms = new Map<string, Form>();
  #lastShifted = -1;

  add(record: SearchRecord, stem: Stem): void {
    const doc = this.keys.length;
    const { postings, forms } = occurrencesOf(record, stem);
    for (const [term, posting] of postings) this.lists.add(term, doc, posting);
    for (const term of markedTerms(record)) this.lists.add(term, doc, marked);
    const compounds = writesCompounds(record.language ?? record.guessedLanguage);
    for (const [form, term] of forms) {
      const known = this.forms.get(form);
      if (!known) this.forms.set(form, { items: 1, ...(compounds && { part: term }) });
      else {
        known.items += 1;
        if (compounds) known.part = term;
      }
    }
    this.columns.add(record);
    this.days.add(record.day);
    this.keys.push(record.key);
    if (record.published !== record.day) {
      this.shifts.push(doc - this.#lastShifted, dayNumber(record.day) - dayNumber(record.published));
      this.#lastShifted = doc;
    }
    if (this.keys.length % flattenEach === 0) this.lists.flatten();
  }
}

function partsIn(forms: ReadonlyMap<string, Form>): Map<string, string> {
  const parts = new Map<string, string>();
  for (const [form, { part }] of forms) if (part !== undefined) parts.set(form, part);
  return parts;
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
  addParts(all.lists, partsIn(all.forms));
  const keyWidth = all.keys.reduce((most, { length }) => Math.max(most, length), 0);
  const keys = fileWriter('keys', write);
  await keys.add(all.keys.map((key) => key.padEnd(keyWidth)).join(''));
  await keys.end();
  const json = (name: string, value: unknown): Promise<void> => write(name, encoded(JSON.stringify(value)));
  await json('spelling.json', await writeSpelling(all.forms, all.keys.length, write));
  const head: SegmentHead = {
    docs: all.keys.length,
    days: all.days.runs,
    fileSize,
    ...(await writeTerms(all.lists, all.keys.length, write)),
    records: await file.end(),
    places: place,
    keyWidth,
  };
  const dates: SegmentDates = { shifts: all.shifts };
  await json('head.json', head);
  await json('facets.json', all.columns.columns());
  await json('published.json', dates);
}
