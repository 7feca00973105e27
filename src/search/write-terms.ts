import { type FileWriter, fileWriter, type SegmentFiles } from './file-writer.ts';
import { everywhere } from './postings.ts';
import { type SegmentHead, type Slice, slicesOf } from './segment.ts';
import { separator } from './separator.ts';
import type { SortedLists, TermList } from './term-lists.ts';
import { LineBytes } from './write-postings.ts';

/** Bytes of a block of terms: what a reader takes to find one. A longer list stands by itself. */
const blockSize = 1024;
/** Blocks and long lists from which on there are several pages that tell of them. */
const minForPages = 96;

/** Items of a list from which on it is read slice by slice: some 6 KB. */
const minForSlices = 1500;

/** A word in nearly every item of a segment of some size narrows nothing. */
const minForEverywhere = 200;
const everywhereShare = 0.4;

const isMarked = /^[a-z]:/;

/** The items of a slice, and where its list ends. */
function writeList({ docs, postings }: TermList, at: number, { from, to }: Slice, bytes: LineBytes): number {
  let [last, end] = [from - 1, at];
  for (let doc = docs[end]; doc !== undefined && doc < to; doc = docs[end]) {
    bytes.posting(doc - last, postings[end] ?? 0);
    last = doc;
    end += 1;
  }
  return end;
}

/** Lines of pages: of a block where it begins and its bytes, of a long list its term and the bytes of each slice. */
interface Line {
  readonly first: string;
  readonly size: string;
  readonly bytes: number;
}

/** Puts terms into blocks, and long lists between them. */
class Blocks {
  readonly lines: Line[] = [];
  readonly #add: (bytes: Uint8Array) => Promise<number>;
  readonly #slices: readonly Slice[];
  readonly #block = new LineBytes();
  readonly #list = new LineBytes();
  readonly #whole: Slice;
  #first = '';
  #before = '';

  constructor(items: number, add: (bytes: Uint8Array) => Promise<number>) {
    this.#add = add;
    this.#slices = slicesOf(items);
    this.#whole = { number: 0, from: 0, to: items };
  }

  async add(term: string, list: TermList | undefined): Promise<void> {
    if (list === undefined) this.#list.text(everywhere);
    else if (list.docs.length < blockSize) writeList(list, 0, this.#whole, this.#list);
    const bytes = this.#list.take();
    if (list !== undefined && (bytes.length === 0 || bytes.length >= blockSize))
      await this.#addLong(term, list);
    else {
      if (this.#block.length === 0) this.#first = separator(this.#before, term);
      this.#block.text(`${term}\t`);
      this.#block.append(bytes);
      this.#block.text('\n');
      if (this.#block.length >= blockSize) await this.end();
    }
    this.#before = term;
  }

  /** Ends the block that was begun. */
  async end(): Promise<void> {
    if (this.#block.length === 0) return;
    const bytes = await this.#add(this.#block.take());
    this.lines.push({ first: this.#first, size: String(bytes), bytes });
  }

  async #addLong(term: string, list: TermList): Promise<void> {
    await this.end();
    const slices = list.docs.length < minForSlices ? [this.#whole] : this.#slices;
    const sizes: number[] = [];
    let at = 0;
    for (const slice of slices) {
      at = writeList(list, at, slice, this.#list);
      sizes.push(await this.#add(this.#list.take()));
    }
    const bytes = sizes.reduce((sum, size) => sum + size, 0);
    this.lines.push({ first: term, size: `=${sizes.join()}`, bytes });
  }
}

/** Writes terms, in the order of all texts, in blocks, and pages that tell where each block begins. */
export async function writeTerms(
  { lists, order }: { readonly lists: SortedLists; readonly order: readonly number[] },
  items: number,
  files: SegmentFiles,
): Promise<Pick<SegmentHead, 'terms' | 'pages'>> {
  const file = fileWriter('terms', files);
  const blocks = new Blocks(items, file.add);
  for (const number of order) {
    if (!lists.has(number)) continue;
    const term = lists.texts.textOf(number);
    const list = lists.list(number);
    const isEverywhere =
      items >= minForEverywhere && list.docs.length > items * everywhereShare && !isMarked.test(term);
    await blocks.add(term, isEverywhere ? undefined : list);
  }
  await blocks.end();
  return { pages: await writePages(blocks.lines, file), terms: await file.end() };
}

/**
 * Writes pages: each begins with the place of what it tells of. A question reads a page for each word, and of all pages
 * where they begin, which is why large dictionaries have larger ones.
 */
async function writePages(lines: readonly Line[], file: FileWriter): Promise<SegmentHead['pages']> {
  const count = Math.max(minForPages, Math.ceil(Math.sqrt(lines.length) / 2));
  const pages: [string, number, string?][] = [];
  let at = 0;
  for (let from = 0; from < lines.length; from += count) {
    const page = lines.slice(from, from + count);
    const text = `${at}\n${page.map(({ first, size }) => `${first}\t${size}\n`).join('')}`;
    at += page.reduce((sum, { bytes }) => sum + bytes, 0);
    const first = page[0]?.first ?? '';
    if (lines.length <= count) pages.push([first, 0, text]);
    else pages.push([first, await file.add(text)]);
  }
  return pages;
}
