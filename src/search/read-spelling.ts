import { blockOf } from './dictionary.ts';
import { fileReader, type Place, type ReadBytes, readJson } from './file-reader.ts';
import { backwards, distance, type SpellingHead, spellingFiles, type WordList } from './spelling.ts';

/** A word that may have been meant. */
export interface Candidate {
  readonly word: string;
  /** Items that have it. */
  readonly items: number;
}

/** Returns words of a segment that differ from a word by so many faults at most. */
export type Spelling = (word: string, faults: 1 | 2) => Promise<readonly Candidate[]>;

/** Blocks that are looked through for a beginning. */
const maxBlocks = 16;

/** Reads the words of a list that begin with a text. */
function listReader(read: ReadBytes, prefix: string, { bytes, blocks }: WordList, fileSize: number) {
  const textAt = fileReader(read, prefix, bytes, fileSize);
  return async (beginning: string): Promise<string[]> => {
    const first = blockOf(blocks, beginning, ([word]) => word);
    let end = first + 1;
    while (end < blocks.length && (blocks[end]?.[0] ?? '') <= `${beginning}\u{10ffff}`) end += 1;
    const last = Math.min(end, first + maxBlocks);
    const place: Place = [blocks[first]?.[1] ?? 0, blocks[last]?.[1] ?? bytes];
    const lines = (await textAt([place]))(place).split('\n');
    return lines.filter((line) => line.startsWith(beginning));
  };
}

/**
 * Opens the words of a segment. Of a word with one fault, its first or its last half is right; of one with two, its first
 * or last third mostly.
 */
export async function readSpelling(read: ReadBytes, folder: string, fileSize: number): Promise<Spelling> {
  const head = await readJson<SpellingHead>(read, `${folder}spelling.json`);
  const forward = listReader(read, folder + spellingFiles.forward, head.forward, fileSize);
  const backward = listReader(read, folder + spellingFiles.backward, head.backward, fileSize);
  return async (word, faults) => {
    const letters = [...word];
    const length = Math.max(2, Math.floor(letters.length / (faults + 1)));
    const [begins, ends] = await Promise.all([
      forward(letters.slice(0, length).join('')),
      backward(backwards(letters.slice(-length).join(''))),
    ]);
    const found = new Map<string, number>();
    const take = (lines: readonly string[], wordIn: (text: string) => string): void => {
      for (const [one = '', items] of lines.map((line) => line.split('\t')))
        found.set(wordIn(one), Number(items));
    };
    take(begins, (word) => word);
    take(ends, backwards);
    return [...found].flatMap(([one, items]) => {
      return distance(word, one, faults) > faults ? [] : [{ word: one, items }];
    });
  };
}
