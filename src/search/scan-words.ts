import { firstHash, withUnit } from '../model/text-hash.ts';
import { maybeUnspaced, type TakeWords, takeToken, token } from './words.ts';

/**
 * The words of texts, as `takeWords` takes them, for whoever reads millions: nearly all are letters between spaces, which
 * are found by their code units and told by their places and a hash, without a string of their own.
 */

/** Takes words as {@link TakeWords}, and most of them by their places. */
export interface ScanWords extends TakeWords {
  /** @param hash as `textHash` makes it */
  readonly plain: (start: number, end: number, hash: number) => void;
}

/** What a code unit may be in words, in bits. */
const kinds = { known: 1, letter: 2, mark: 4, unspaced: 8, joining: 16, signed: 32, surrogate: 64 };
const inWord = kinds.letter | kinds.mark;
const begins = kinds.letter | kinds.surrogate;
/** By code unit; 0 where none was met. */
const unitKinds = new Uint8Array(65_536);

const letter = /[\p{L}\p{N}]/u;
const mark = /\p{M}/u;
const dot = '.'.charCodeAt(0);
const others = new RegExp(token);

function lookAt(unit: number): number {
  const text = String.fromCharCode(unit);
  const is = (kind: number, isIt: boolean): number => (isIt ? kind : 0);
  const found =
    kinds.known |
    is(kinds.letter, letter.test(text)) |
    is(kinds.mark, mark.test(text)) |
    is(kinds.unspaced, maybeUnspaced.test(text)) |
    is(kinds.joining, '-._'.includes(text)) |
    is(kinds.signed, '+#'.includes(text)) |
    is(kinds.surrogate, unit >= 0xd800 && unit <= 0xdfff);
  unitKinds[unit] = found;
  return found;
}

function kindAt(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  return unitKinds[unit] || lookAt(unit);
}

/** Whether a word that ends here may go on behind a sign, or with a character of two units. */
function goesOn(text: string, end: number): boolean {
  if (end === text.length) return false;
  const kind = kindAt(text, end);
  if ((kind & kinds.joining) !== 0) return end + 1 < text.length && (kindAt(text, end + 1) & begins) !== 0;
  return (kind & (kinds.signed | kinds.surrogate)) !== 0;
}

/** Takes the words of a text in their order. */
export function scanWords(text: string, take: ScanWords): void {
  let done = 0;
  for (let start = 0; start < text.length; ) {
    if ((kindAt(text, start) & begins) === 0) {
      start += 1;
      continue;
    }
    const isDotted = start > done && text.charCodeAt(start - 1) === dot;
    let [end, hash, met] = [start, firstHash, 0];
    for (; end < text.length; end += 1) {
      const kind = kindAt(text, end);
      if ((kind & inWord) === 0) break;
      met |= kind;
      hash = withUnit(hash, text.charCodeAt(end));
    }
    if (end > start && !isDotted && (met & kinds.unspaced) === 0 && !goesOn(text, end)) {
      take.plain(start, end, hash);
      done = end;
    } else {
      others.lastIndex = isDotted ? start - 1 : start;
      const found = others.exec(text);
      if (found === null) return;
      takeToken(found[0], found.index, take);
      done = others.lastIndex;
    }
    start = done;
  }
}
