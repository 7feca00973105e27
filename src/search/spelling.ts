/**
 * Words that were meant: lists of all words of a segment by their beginnings, by their endings, and from both ends on. A
 * word with a fault has one of these without it, so that a short stretch of one of the lists holds what was meant.
 */

/** What is listed. */
export const letters = /^[\p{L}\p{M}]{4,24}$/u;

export function backwards(word: string): string {
  let turned = '';
  for (const letter of word) turned = letter + turned;
  return turned;
}

/** The letters of a word from both ends on: the first, the last, the second, and so on. */
export function fromBothEnds(word: string): string {
  const letters = [...word];
  let mixed = '';
  for (let at = 0; at < letters.length; at += 1)
    mixed += letters[at % 2 === 0 ? at / 2 : letters.length - (at + 1) / 2];
  return mixed;
}

/** The word whose letters stand from both ends on. */
export function fromBothEndsBack(mixed: string): string {
  const letters = [...mixed];
  const odd = letters.filter((_, at) => at % 2 === 1);
  return [...letters.filter((_, at) => at % 2 === 0), ...odd.reverse()].join('');
}

/** The lists: what their words begin with, as no term does, and how words are written in them. */
export const wordLists: readonly {
  readonly mark: string;
  readonly turned: (word: string) => string;
  readonly back: (turned: string) => string;
}[] = [
  { mark: '!', turned: (word) => word, back: (word) => word },
  { mark: '#', turned: backwards, back: backwards },
  { mark: '$', turned: fromBothEnds, back: fromBothEndsBack },
];

/** Faults that a word of some letters may have and still be meant. */
export function faultsOf(word: string): 0 | 1 | 2 {
  const { length } = [...word];
  if (!letters.test(word) || length < 5) return 0;
  return length < 8 ? 1 : 2;
}
