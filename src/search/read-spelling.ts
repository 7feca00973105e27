import { distance } from '../model/distance.ts';
import type { Dictionary } from './dictionary.ts';
import { wordLists } from './spelling.ts';

/** A word that may have been meant, and how many items have it. */
export type Candidate = readonly [word: string, items: number];

/** Returns words of a segment that differ from a word by so many faults at most. */
export type Spelling = (word: string, faults: 1 | 2) => Promise<readonly Candidate[]>;

/**
 * How many letters of a word are right, wherever its faults are: so many from the beginning on, or from the end on, or
 * from both ends on. Two faults mostly leave the first or the last third of a word as it is, or what is outside of its
 * middle.
 */
function rightLetters(length: number, faults: 1 | 2): readonly number[] {
  const row = faults === 2 ? Math.floor(length / 3) : Math.round((2 * (length - 1)) / 3);
  return [row, row, faults === 2 ? length - 2 * row : 2 * (length - row - 1)];
}

/** Finds words in the lists of a dictionary. */
export function spellingOf({ findWords }: Pick<Dictionary, 'findWords'>): Spelling {
  return async (word, faults) => {
    const right = rightLetters([...word].length, faults);
    const lists = await Promise.all(
      wordLists.map(async ({ mark, turned, back }, at) => {
        const whole = mark + turned(word);
        const found = await findWords(whole.slice(0, 1 + (right[at] ?? 0)), whole);
        return found.map(([one, items]): Candidate => [back(one.slice(mark.length)), items]);
      }),
    );
    return [...new Map(lists.flat())].filter(([one]) => distance(word, one, faults) <= faults);
  };
}
