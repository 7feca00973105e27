import type { Dictionary } from './dictionary.ts';
import { distance, wordLists } from './spelling.ts';

/** A word that may have been meant. */
export interface Candidate {
  readonly word: string;
  /** Items that have it. */
  readonly items: number;
}

/** Returns words of a segment that differ from a word by so many faults at most. */
export type Spelling = (word: string, faults: 1 | 2) => Promise<readonly Candidate[]>;

/** Blocks that are looked through for a beginning. */
const maxBlocks = 4;

/**
 * How many letters of a word are right, wherever its faults are: so many from the beginning on, or from the end on, or from
 * both ends on. Two faults mostly stand in one half of a word, or between its outer quarters.
 */
function rightLetters(length: number, faults: 1 | 2): readonly number[] {
  const row = faults === 2 ? Math.floor(length / 2) : Math.round((2 * (length - 1)) / 3);
  return [row, row, faults === 2 ? 2 * Math.floor(length / 4) : 2 * (length - row - 1)];
}

/** Finds words in the lists of a dictionary. */
export function spellingOf({ findWords }: Pick<Dictionary, 'findWords'>): Spelling {
  return async (word, faults) => {
    const right = rightLetters([...word].length, faults);
    const lists = await Promise.all(
      wordLists.map(async ({ mark, turned, back }, at) => {
        const beginning = [...turned(word)].slice(0, right[at]).join('');
        const found = await findWords(mark + beginning, maxBlocks);
        return found.map(([one, items]): Candidate => ({ word: back(one.slice(mark.length)), items }));
      }),
    );
    const words = new Map(lists.flat().map((one) => [one.word, one]));
    return [...words.values()].filter((one) => distance(word, one.word, faults) <= faults);
  };
}
