import { remembered } from '../model/remember.ts';
import { alphabet } from './postings.ts';
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

/** The letters of a word, by where they begin in its units; at last where it ends. */
function lettersOf(texts: TextList, number: number, starts: number[]): number {
  const length = texts.lengthOf(number);
  let letters = 0;
  for (let at = 0; at < length; at += (texts.unitAt(number, at) & 0xfc00) === 0xd800 ? 2 : 1) {
    starts[letters] = at;
    letters += 1;
  }
  starts[letters] = length;
  return letters;
}

/** Writes words of a list as another list has them: which letter comes where follows from how many there are. */
function turnedList(
  texts: TextList,
  listed: Int32Array,
  { mark, turned }: (typeof wordLists)[number],
): TextList {
  const placesOf = remembered((letters: number) =>
    Array.from(turned(alphabet.slice(0, letters)), (letter) => alphabet.indexOf(letter)),
  );
  const words = new TextList(1);
  const starts: number[] = [];
  const units: number[] = [mark.charCodeAt(0)];
  for (const number of listed) {
    let length = mark.length;
    for (const place of placesOf(lettersOf(texts, number, starts)))
      for (let at = starts[place] ?? 0; at < (starts[place + 1] ?? 0); at += 1) {
        units[length] = texts.unitAt(number, at);
        length += 1;
      }
    words.pushUnits(units, length);
  }
  return words;
}

/**
 * The lists of a segment's words, one after the other, in the order of terms, of which all come behind them.
 *
 * @param texts words as they are written, folded, among other texts
 * @param itemsOf how many items have a word
 * @param docs items of the segment
 */
export function* spellingLists(
  texts: TextList,
  itemsOf: (number: number) => number,
  docs: number,
): Generator<WordList> {
  const least = docs >= minForTwice ? 2 : 1;
  const listed = texts.select((number) => itemsOf(number) >= least && letters.test(texts.textOf(number)));
  for (const list of wordLists) {
    const words = turnedList(texts, listed, list);
    const order = words.select(() => true);
    for (const [at, word] of order.entries()) {
      const items = itemsOf(listed[at] ?? 0);
      if (items > least) words.set(word, 0, items);
    }
    sortTexts(words, order);
    yield { words, order };
  }
}
