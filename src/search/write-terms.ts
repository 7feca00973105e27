import { fileWriter, type WriteFile } from './file-writer.ts';
import { everywhere } from './postings.ts';
import type { SegmentHead } from './segment.ts';
import type { SortedLists, TermList } from './term-lists.ts';
import { LineBytes } from './write-postings.ts';

/** Bytes of a block of terms: what a reader takes to find one. */
const blockSize = 1536;
/** Blocks that a page of the dictionary tells of. */
const blocksOfPage = 96;

/** A word in nearly every item of a segment of some size narrows nothing. */
const minForEverywhere = 200;
const everywhereShare = 0.4;

const isMarked = /^[a-z]:/;

function writeList({ docs, postings }: TermList, to: LineBytes): void {
  let last = -1;
  for (const [at, doc] of docs.entries()) {
    to.posting(doc - last, postings[at] ?? 0);
    last = doc;
  }
}

/** Writes terms in blocks, and pages that tell where each block begins. */
export async function writeTerms(
  lists: SortedLists,
  items: number,
  write: WriteFile,
): Promise<Pick<SegmentHead, 'terms' | 'pages'>> {
  const file = fileWriter('terms', write);
  const blocks: { readonly first: string; readonly length: number }[] = [];
  const [block, line] = [new LineBytes(), new LineBytes()];
  let first = '';
  const endBlock = async (): Promise<void> => {
    if (block.length > 0) blocks.push({ first, length: await file.add(block.take()) });
  };
  for (const number of lists.terms()) {
    const term = lists.texts.textOf(number);
    const list = lists.list(number);
    const isEverywhere =
      items >= minForEverywhere && list.docs.length > items * everywhereShare && !isMarked.test(term);
    line.text(`${term}\t`);
    if (isEverywhere) line.text(everywhere);
    else writeList(list, line);
    line.text('\n');
    // A long list has a block of its own, so that nobody takes it for its neighbours.
    if (line.length >= blockSize) await endBlock();
    if (block.length === 0) first = term;
    block.append(line.take());
    if (block.length >= blockSize) await endBlock();
  }
  await endBlock();
  const pages: [string, number, number, number][] = [];
  let [blockAt, pageAt] = [0, blocks.reduce((sum, { length }) => sum + length, 0)];
  for (let from = 0; from < blocks.length; from += blocksOfPage) {
    const page = blocks.slice(from, from + blocksOfPage);
    const length = await file.add(page.map((one) => `${one.first}\t${one.length}\n`).join(''));
    pages.push([page[0]?.first ?? '', pageAt, length, blockAt]);
    pageAt += length;
    blockAt += page.reduce((sum, one) => sum + one.length, 0);
  }
  return { terms: await file.end(), pages };
}
