import { listMark } from './blocks.ts';
import { type FileWriter, fileWriter, type SegmentFiles } from './file-writer.ts';
import { everywhere, otherMark, writeNumber } from './postings.ts';
import { readAhead } from './read-ahead.ts';
import { rangeOf, type SegmentHead, type Slice } from './segment.ts';
import { frontCoded, separator } from './separator.ts';
import { sortTexts } from './sort-texts.ts';
import type { SortedLists, TermList } from './term-lists.ts';
import { TextList } from './text-list.ts';
import { formIn, LineBytes, type Text } from './write-postings.ts';
import type { WordList } from './write-spelling.ts';

/** Bytes of a block of terms: what a reader takes to find one. A longer list stands by itself. */
const blockSize = 700;
/** Blocks and long lists that one page tells of at least, and from which on there are several pages. */
const [minPage, minForPages] = [64, 288];
/** Lines of a page, by the square root of all: a question reads two pages or so, and of each where it begins. */
const pageShare = 0.7;

/** Items of a part of a long list, at least on average: some 800 bytes. */
const partItems = 240;

/** A word in nearly every item of a segment of some size narrows nothing. */
const minForEverywhere = 200;
const everywhereShare = 0.4;

const isMarked = /^[a-z]:/;

const textOf = ({ texts, number }: Text): string => texts.textOf(number);
const none: Text = { texts: new TextList(), number: 0 };
const itemsOf = ({ from, to }: TermList): number => to - from;

/** Writes the items from one number to another; returns where they end in the list. */
function writeList(
  { docs, postings, to: listEnd }: TermList,
  at: number,
  { from, to }: Omit<Slice, 'number'>,
  bytes: LineBytes,
): number {
  let end = at;
  while (end < listEnd && (docs[end] ?? to) < to) end += 1;
  if (end === at) return end;
  const usual = usualForm(postings, at, end);
  bytes.usualForm(usual);
  for (let [last, i] = [from - 1, at]; i < end; i += 1) {
    const doc = docs[i] ?? 0;
    bytes.posting(doc - last, postings[i] ?? 0, usual);
    last = doc;
  }
  return end;
}

/** The form that more than half of the postings have, where there is one (Boyer and Moore's vote). */
function usualForm(postings: Int32Array, from: number, to: number): number {
  let [usual, votes] = [0, 0];
  for (let i = from; i < to; i += 1) {
    const form = formIn(postings[i] ?? 0);
    if (votes === 0) usual = form;
    votes += form === usual ? 1 : -1;
  }
  return usual;
}

/** Lines of pages: of a block where it begins and its bytes, of a long list its term and the bytes of each part. */
export interface Line {
  readonly first: string;
  /** Of a long list {@link rangeOf} its parts, and how many items it has. */
  readonly list?: readonly [range: number, items: number];
  readonly sizes: readonly number[];
}

/** The number of the range that each part of a list covers, so that parts are few but not long. */
function rangeFor(items: number, docs: number): number {
  let range = 0;
  while (rangeOf(range) < docs && Math.ceil(docs / rangeOf(range)) * partItems > items) range += 1;
  return range;
}

/** Puts terms into blocks, and long lists between them. */
class Blocks {
  readonly lines: Line[] = [];
  readonly #add: (bytes: Uint8Array) => Promise<number>;
  readonly #block = new LineBytes();
  readonly #whole: Omit<Slice, 'number'>;
  #first = '';
  #before = none;

  constructor(items: number, add: (bytes: Uint8Array) => Promise<number>) {
    this.#add = add;
    this.#whole = { from: 0, to: items };
  }

  get isFull(): boolean {
    return this.#block.length >= blockSize;
  }

  /** Adds a word, in the order of terms, with the number of items that have it, where that is told. */
  addWord(word: Text, items: number): void {
    const start = this.#beginLine(word);
    if (items > 0) this.#block.text(`\t${writeNumber(items)}`);
    this.#endLine(word, start);
  }

  /**
   * Adds a term with its items, unless those are too many for a block, and returns whether it did.
   *
   * @param list none where nearly every item has it
   * @param others what a word that is written like the term is found by, too
   */
  addTerm(term: Text, list: TermList | undefined, others: readonly string[]): boolean {
    if (list !== undefined && itemsOf(list) >= blockSize) return false;
    const block = this.#block;
    const start = this.#beginLine(term);
    block.text('\t');
    const listStart = block.length;
    if (list === undefined) block.text(everywhere);
    else {
      writeList(list, list.from, this.#whole, block);
      for (const other of others) block.text(otherMark + frontCoded(textOf(term), other));
    }
    const isShort = block.length - listStart < blockSize;
    if (isShort) this.#endLine(term, start);
    else block.cut(start);
    return isShort;
  }

  /** Begins a line, and returns where. */
  #beginLine(term: Text): number {
    const start = this.#block.length;
    this.#block.frontCoded(start === 0 ? none : this.#before, term);
    return start;
  }

  #endLine(term: Text, start: number): void {
    this.#block.text('\n');
    if (start === 0) this.#first = separator(textOf(this.#before), textOf(term));
    this.#before = term;
  }

  /** Ends the block that was begun. */
  async end(): Promise<void> {
    if (this.#block.length === 0) return;
    const bytes = await this.#add(this.#block.take());
    this.lines.push({ first: this.#first, sizes: [bytes] });
  }

  /** Adds a term whose list stands by itself. */
  async addLong(term: Text, list: TermList): Promise<void> {
    await this.end();
    const range = rangeFor(itemsOf(list), this.#whole.to);
    const sizes: number[] = [];
    for (let [from, at] = [0, list.from]; from < this.#whole.to; from += rangeOf(range)) {
      at = writeList(list, at, { from, to: from + rangeOf(range) }, this.#block);
      sizes.push(await this.#add(this.#block.take()));
    }
    this.lines.push({ first: textOf(term), list: [range, itemsOf(list)], sizes });
    this.#before = term;
  }
}

/** So many texts are read ahead. */
const aheadCount = 256;

/** Parts of an order whose texts, which lie anywhere, are read ahead. */
function* nearby(texts: TextList, order: Int32Array): Generator<Int32Array> {
  for (let from = 0; from < order.length; from += aheadCount) {
    const part = order.subarray(from, from + aheadCount);
    readAhead(part.length, (at) => texts.lengthOf(part[at] ?? 0));
    yield part;
  }
}

/** What stands in a dictionary. */
interface TermsInput {
  readonly lists: SortedLists;
  /** Words for what was misspelt, which come before all terms. */
  readonly words: Iterable<WordList>;
}

async function addWords({ words: texts, order }: WordList, blocks: Blocks): Promise<void> {
  for (const part of nearby(texts, order)) {
    for (const number of part) {
      blocks.addWord({ texts, number }, texts.get(number, 0));
      if (blocks.isFull) await blocks.end();
    }
  }
}

async function addTerms(lists: SortedLists, items: number, blocks: Blocks): Promise<void> {
  const texts = lists.texts.list;
  const order = texts.select((at) => lists.has(lists.texts.numberAt(at)));
  sortTexts(texts, order);
  for (const part of nearby(texts, order)) {
    for (const at of part) {
      const number = lists.texts.numberAt(at);
      const [term, list] = [{ texts, number: at }, lists.list(number)];
      const isEverywhere =
        items >= minForEverywhere && itemsOf(list) > items * everywhereShare && !isMarked.test(textOf(term));
      const isShort = blocks.addTerm(term, isEverywhere ? undefined : list, lists.othersOf(number));
      if (!isShort) await blocks.addLong(term, list);
      else if (blocks.isFull) await blocks.end();
    }
  }
}

/** Writes words and terms in blocks, and pages that tell where each block begins. */
export async function writeTerms(
  { lists, words }: TermsInput,
  items: number,
  files: SegmentFiles,
): Promise<Pick<SegmentHead, 'terms' | 'pageBytes' | 'pages' | 'page'>> {
  const file = fileWriter('terms', files);
  const blocks = new Blocks(items, file.add);
  for (const list of words) await addWords(list, blocks);
  await addTerms(lists, items, blocks);
  await blocks.end();
  return { ...(await writePages(blocks.lines, fileWriter('pages', files))), terms: await file.end() };
}

/**
 * Writes pages: each begins with the place of what it tells of. A question reads a page for each word, and of all pages
 * where they begin, which is why large dictionaries have larger ones.
 */
async function writePages(
  lines: readonly Line[],
  file: FileWriter,
): Promise<Pick<SegmentHead, 'pageBytes' | 'pages' | 'page'>> {
  if (lines.length <= minForPages) return { pageBytes: 0, pages: '', page: pageText(0, lines) };
  const count = Math.max(minPage, Math.ceil(Math.sqrt(lines.length) * pageShare));
  const pages: Line[] = [];
  let at = 0;
  for (let from = 0; from < lines.length; ) {
    const page = lines.slice(from, pageEnd(lines, from, count));
    from += page.length;
    pages.push({ first: page[0]?.first ?? '', sizes: [await file.add(pageText(at, page))] });
    at += page.reduce((sum, { sizes }) => sum + total(sizes), 0);
  }
  return { pages: pageText(0, pages), pageBytes: await file.end() };
}

/** Where a page ends that has so many lines, or up to a quarter less: where the next one begins with a short text. */
export function pageEnd(lines: readonly Pick<Line, 'first'>[], from: number, count: number): number {
  const lengthAt = (at: number): number => lines[at]?.first.length ?? 0;
  let best = from + count;
  for (let at = best - 1; at > from + count * 0.75; at -= 1) if (lengthAt(at) < lengthAt(best)) best = at;
  return best;
}

const total = (sizes: readonly number[]): number => sizes.reduce((sum, size) => sum + size, 0);

/** A page: the place of what it begins with, then a line for each block and long list. */
export function pageText(at: number, lines: readonly Line[]): string {
  let [text, before] = [`${at}\n`, ''];
  for (const { first, list, sizes } of lines) {
    const numbers = [...(list ?? []), ...sizes].map(writeNumber).join('');
    text += `${list ? listMark : ''}${numbers}${frontCoded(before, first)}\n`;
    before = first;
  }
  return text;
}
