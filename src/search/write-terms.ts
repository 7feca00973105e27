import { fileWriter, type WriteFile } from './file-writer.ts';
import { everywhere } from './postings.ts';
import type { SegmentHead } from './segment.ts';
import type { TermLists } from './term-lists.ts';

/** Bytes of a block of terms: what a reader takes to find one. */
const blockSize = 1536;
/** Blocks that a page of the dictionary tells of. */
const blocksOfPage = 96;

/** A word in nearly every item of a segment of some size narrows nothing. */
const minForEverywhere = 200;
const everywhereShare = 0.4;

const isMarked = /^[a-z]:/;

/** Writes terms in blocks, and pages that tell where each block begins. */
export async function writeTerms(
  lists: TermLists,
  docs: number,
  write: WriteFile,
): Promise<Pick<SegmentHead, 'terms' | 'pages'>> {
  const file = fileWriter('terms', write);
  const blocks: { readonly first: string; readonly length: number }[] = [];
  let [block, first] = ['', ''];
  const endBlock = async (): Promise<void> => {
    if (block !== '') blocks.push({ first, length: await file.add(block) });
    block = '';
  };
  for (const term of lists.terms()) {
    const count = lists.count(term);
    const isEverywhere = docs >= minForEverywhere && count > docs * everywhereShare && !isMarked.test(term);
    const line = `${term}\t${isEverywhere ? everywhere : lists.text(term)}\n`;
    // A long list has a block of its own, so that nobody takes it for its neighbours.
    if (line.length >= blockSize) await endBlock();
    if (block === '') first = term;
    block += line;
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
