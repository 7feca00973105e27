import { sortTexts } from './sort-texts.ts';
import { letters, wordLists } from './spelling.ts';
import { TextList } from './text-list.ts';

/** A word of one item alone may be a fault itself; small segments have no other ones. */
const minForTwice = 5000;

/** A list of words: their order, and beside each how many items have it, but 0 where no fewer would do. */
export interface WordList {
  readonly words: TextList;
  readonly order: Int32Array;
}

/** Items that a listed word has at least, in a segment of so many. */
export function leastItems(docs: number): number {
  return docs >= minForTwice ? 2 : 1;
}

/**
 * The lists of a segment's words, one after the other, in the order of terms, of which all come behind them.
 *
 * @param counts sorted words as they are written, folded, and the number of items that each is in
 * @param docs items of the segment
 */
export function* spellingLists(
  counts: Iterable<readonly [string, number]>,
  docs: number,
): Generator<WordList> {
  const least = leastItems(docs);
  const listed = [...counts].filter(([word, items]) => items >= least && letters.test(word));
  for (const { mark, turned } of wordLists) {
    const words = new TextList(1);
    for (const [word, items] of listed)
      words.set(words.push(mark + turned(word)), 0, items === least ? 0 : items);
    const order = words.select(() => true);
    sortTexts(words, order);
    yield { words, order };
  }
}
