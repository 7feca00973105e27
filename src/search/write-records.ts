import { defined } from '../model/defined.ts';
import { encoded, type FileWriter, fileWriter, type SegmentFiles } from './file-writer.ts';
import {
  type LongRecord,
  type ResultRecord,
  recordFields,
  type SearchRecord,
  type SegmentHead,
} from './segment.ts';

/**
 * Records in slots of one size, so that a reader knows where each stands: what is longer ends with less of its text, and
 * what is much longer stands behind the slots.
 */

/** Enough of a text to show where it matches, in UTF-16 units; and so much of it as is not given up for a slot, in bytes. */
const maxShown = 600;
const minShown = 240;
/** Items that tell how large slots are: most of them fit in whole. */
const sampleSize = 2000;
const fittingShare = 0.75;
const slotStep = 32;
const [minSlot, maxSlot] = [256, 1024];

interface Line {
  readonly record: ResultRecord;
  readonly bytes: Uint8Array;
}

function resultOf(record: SearchRecord): ResultRecord {
  const { key, day, date, dateText, link, title, authors, source, access, topics, shown } = record;
  const { section, language, guessedLanguage } = record;
  return {
    key,
    day,
    date,
    dateText,
    link,
    title,
    authors,
    source,
    access,
    topics,
    ...defined({ section, language, guessedLanguage }),
    text: shown.length <= maxShown ? shown : cut(shown, maxShown),
  };
}

function cut(text: string, length: number): string {
  return `${text.slice(0, length).replace(/[\ud800-\udbff]$/, '')}…`;
}

/** A record as it stands in its slot. */
export function recordBytes(record: ResultRecord): Uint8Array {
  const last = recordFields.findLastIndex((field) => record[field] !== undefined);
  return encoded(JSON.stringify(recordFields.slice(0, last + 1).map((field) => record[field] ?? 0)));
}

/** The size that most records fit in. */
function slotFor(lines: readonly Line[]): number {
  const sizes = Int32Array.from(lines, ({ bytes }) => bytes.length).sort();
  const most = sizes[Math.floor(sizes.length * fittingShare)] ?? 0;
  return Math.min(maxSlot, Math.max(minSlot, Math.ceil(most / slotStep) * slotStep));
}

/** A record with less of its text, that fits; none where too little of it would be left. */
function shortened({ record, bytes }: Line, slot: number): Uint8Array | undefined {
  const { text } = record;
  const least = encoded(JSON.stringify(text)).length - (bytes.length - slot);
  if (least < minShown) return undefined;
  // Characters take as many bytes as those of the whole text on average, or some more.
  for (let length = Math.floor((text.length * least) / encoded(text).length); length > 0; length -= 8) {
    const shorter = recordBytes({ ...record, text: cut(text, length) });
    if (shorter.length <= slot) return shorter;
  }
  return undefined;
}

/** Writes the records of a segment, in their order. */
export class RecordWriter {
  readonly #file: FileWriter;
  readonly #sample: Line[] = [];
  readonly #long: Uint8Array[] = [];
  #slot = 0;
  #longAt = 0;

  constructor(files: SegmentFiles) {
    this.#file = fileWriter('records', files);
  }

  async add(record: SearchRecord): Promise<void> {
    const shown = resultOf(record);
    const line: Line = { record: shown, bytes: recordBytes(shown) };
    if (this.#slot > 0) await this.#write(line);
    else if (this.#sample.push(line) >= sampleSize) await this.#begin();
  }

  async end(): Promise<Pick<SegmentHead, 'records' | 'slot'>> {
    if (this.#slot === 0) await this.#begin();
    for (const bytes of this.#long) await this.#file.add(bytes);
    return { records: await this.#file.end(), slot: this.#slot };
  }

  async #begin(): Promise<void> {
    this.#slot = slotFor(this.#sample);
    for (const line of this.#sample.splice(0)) await this.#write(line);
  }

  async #write(line: Line): Promise<void> {
    const padded = new Uint8Array(this.#slot).fill(0x20);
    padded.set(
      line.bytes.length <= this.#slot ? line.bytes : (shortened(line, this.#slot) ?? this.#elsewhere(line)),
    );
    await this.#file.add(padded);
  }

  /** Keeps a record for the end, and tells where it will stand. */
  #elsewhere({ bytes }: Line): Uint8Array {
    const place: LongRecord = { from: this.#longAt, to: this.#longAt + bytes.length };
    this.#long.push(bytes);
    this.#longAt += bytes.length;
    return encoded(JSON.stringify(place));
  }
}
