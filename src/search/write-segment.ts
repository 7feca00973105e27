import { dayNumber } from '../model/days.ts';
import { partsOfAll } from './compounds.ts';
import { encoded, fileWriter, type SegmentFiles, type WriteFile } from './file-writer.ts';
import { OccurrenceReader } from './occurrences.ts';
import type { SearchRecord, SegmentDates, SegmentHead } from './segment.ts';
import { type SortedLists, TermLists } from './term-lists.ts';
import { columns } from './term-texts.ts';
import type { Stem } from './words.ts';
import { FacetWriter } from './write-facets.ts';
import { RecordWriter } from './write-records.ts';
import { spellingLists } from './write-spelling.ts';
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

/** The rules of languages with fewer of the items may not be at hand where words are looked for: their forms are told. */
const commonShare = 0.1;

/** What a segment collects while its items go by. */
class Collected {
  readonly lists = new TermLists();
  readonly days = dayRuns();
  readonly keys: string[] = [];
  readonly shifts: number[] = [];
  readonly reader = new OccurrenceReader(this.lists);
  #lastShifted = -1;

  add(record: SearchRecord, stem: Stem): void {
    const doc = this.keys.length;
    this.reader.read(record, stem);
    this.days.add(record.day);
    this.keys.push(record.key);
    if (record.published !== record.day) {
      this.shifts.push(doc - this.#lastShifted, dayNumber(record.day) - dayNumber(record.published));
      this.#lastShifted = doc;
    }
  }

  /** All items are there: the lists of their terms. */
  sorted(): SortedLists {
    const forms = this.reader.rareForms(this.keys.length * commonShare);
    this.reader.forget();
    const lists = this.lists.sorted();
    lists.addForms(forms);
    lists.addParts(partsOfAll(this.lists.texts, this.reader.parts));
    return lists;
  }
}

/** What a segment is made from. */
interface SegmentInput {
  /** From the newest day to the oldest. */
  readonly records: AsyncIterable<SearchRecord>;
  /** Whether its words are listed for what was misspelt. */
  readonly spells: boolean;
  /** The rules of a language; the same that readers use. */
  readonly stemOf: (language: string | undefined) => Stem;
  readonly write: WriteFile;
  /** Bytes of a file, at most: see `fileSizeFor`. */
  readonly fileSize: number;
}

/**
 * Writes a segment: `head.json`, `published.json`, and `terms-0.txt`, `records-0.txt`, `keys-0.txt`, `facets-0.json`,
 * `topics-0.json` and so on. The same records give the same bytes.
 */
export async function writeSegment({
  records,
  spells,
  stemOf,
  write,
  fileSize,
}: SegmentInput): Promise<SegmentHead> {
  const all = new Collected();
  const files: SegmentFiles = { write, fileSize };
  const json = (name: string, value: unknown): Promise<void> => write(name, encoded(JSON.stringify(value)));
  const results = new RecordWriter(files);
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
  const docs = all.keys.length;
  const keyWidth = all.keys.reduce((most, { length }) => Math.max(most, length), 0);
  const keys = fileWriter('keys', files);
  await keys.add(all.keys.map((key) => key.padEnd(keyWidth)).join(''));
  await keys.end();
  const itemsOf = (at: number): number => texts.counts.get(texts.numberAt(at), columns.written);
  const words = spells ? spellingLists(texts.list, itemsOf, docs) : [];
  const terms = await writeTerms({ lists, words }, docs, files);
  const head: SegmentHead = { docs, days: all.days.runs, fileSize, ...terms, ...shown, keyWidth };
  const dates: SegmentDates = { shifts: all.shifts };
  await json('head.json', head);
  await json('published.json', dates);
  return head;
}
