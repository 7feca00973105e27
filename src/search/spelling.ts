import { fileWriter, type SegmentFiles } from './file-writer.ts';
import { separator } from './separator.ts';

/**
 * Words that were meant: a list of all words of a segment by their beginnings, and one by their endings. A word with a
 * fault has a half, or a third, without one, so that a short stretch of one of the lists holds what was meant.
 */

/** A list: how many bytes, and of each block the text that its words begin with or come after, and its place. */
export interface WordList {
  readonly bytes: number;
  readonly blocks: readonly (readonly [string, number])[];
}

/** `spelling.json` of a segment. */
export interface SpellingHead {
  readonly forward: WordList;
  /** Its words are written backwards. */
  readonly backward: WordList;
}

export const spellingFiles = { forward: 'spelling', backward: 'gnilleps' } as const;

const blockSize = 4096;
const letters = /^[\p{L}\p{M}]{4,24}$/u;
/** A word of one item alone may be a fault itself; small segments have no other ones. */
const minForTwice = 5000;

const surrogates = /[\ud800-\udfff]/;

export function backwards(word: string): string {
  if (surrogates.test(word)) return [...word].reverse().join('');
  let turned = '';
  for (let at = word.length - 1; at >= 0; at -= 1) turned += word[at];
  return turned;
}

async function writeList(name: string, lines: readonly string[], files: SegmentFiles): Promise<WordList> {
  const file = fileWriter(name, files);
  const blocks: [string, number][] = [];
  const wordOf = (line: string): string => line.split('\t', 1)[0] ?? '';
  let [block, at, before] = ['', 0, ''];
  for (const line of lines) {
    if (block === '') blocks.push([separator(wordOf(before), wordOf(line)), at]);
    block += `${line}\n`;
    before = line;
    if (block.length < blockSize) continue;
    at += await file.add(block);
    block = '';
  }
  if (block !== '') await file.add(block);
  return { bytes: await file.end(), blocks };
}

/**
 * @param counts words as they are written, folded, and the number of items that each is in, sorted
 * @param docs items of the segment
 */
export async function writeSpelling(
  counts: Iterable<readonly [string, number]>,
  docs: number,
  files: SegmentFiles,
): Promise<SpellingHead> {
  const least = docs >= minForTwice ? 2 : 1;
  const [forward, backward]: [string[], string[]] = [[], []];
  for (const [word, items] of counts) {
    if (items < least || !letters.test(word)) continue;
    forward.push(`${word}\t${items}`);
    backward.push(`${backwards(word)}\t${items}`);
  }
  return {
    forward: await writeList(spellingFiles.forward, forward, files),
    backward: await writeList(spellingFiles.backward, backward.sort(), files),
  };
}

/** Faults that a word of some letters may have and still be meant. */
export function faultsOf(word: string): 0 | 1 | 2 {
  const { length } = [...word];
  if (!letters.test(word) || length < 5) return 0;
  return length < 8 ? 1 : 2;
}

/**
 * Letters that are missing, too many, other ones, or two that changed places, between two words (Damerau's distance,
 * each place touched once); anything above `most` is `most + 1`.
 */
export function distance(one: string, other: string, most: number): number {
  const [a, b] = [[...one], [...other]];
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let best = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        best = Math.min(best, (before[j - 2] ?? 0) + 1);
      row.push(best);
    }
    if (Math.min(...row) > most) return most + 1;
    before = last;
    last = row;
  }
  return Math.min(last[b.length] ?? most + 1, most + 1);
}
