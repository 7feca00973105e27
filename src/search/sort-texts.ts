import { readAhead } from './read-ahead.ts';
import type { TextList } from './text-list.ts';

/** Texts that stand side by side in an order that is being made, and how many units from their beginning on are the same. */
interface Run {
  readonly from: number;
  readonly to: number;
  readonly shared: number;
}

/** So few texts are put in order one by one. */
const maxFew = 32;

/** What is sorted of a text: two numbers made from some of its units, and its own number. */
const width = 3;
const keyBits = 32;
const [digitBits, digits] = [8, 256];

/** The places of units in the order of those that texts have, from 1 on, and how many that are. */
function ranksOf(
  texts: TextList,
  numbers: Int32Array,
): { readonly ranks: Int32Array; readonly count: number } {
  const ranks = new Int32Array(65_536);
  for (let i = 0; i < numbers.length; i += 1) {
    const number = numbers[i] ?? 0;
    for (let [at, end] = [0, texts.lengthOf(number)]; at < end; at += 1) ranks[texts.unitAt(number, at)] = 1;
  }
  let count = 0;
  for (let unit = 0; unit < ranks.length; unit += 1) {
    if (ranks[unit] === 0) continue;
    count += 1;
    ranks[unit] = count;
  }
  return { ranks, count };
}

function sortFew(texts: TextList, numbers: Int32Array, { from, to, shared }: Run): void {
  readAhead(to - from, (at) => texts.lengthOf(numbers[from + at] ?? 0));
  for (let at = from + 1; at < to; at += 1) {
    const number = numbers[at] ?? 0;
    let place = at;
    for (; place > from; place -= 1) {
      const before = numbers[place - 1] ?? 0;
      if (texts.compare(before, number, shared) <= 0) break;
      numbers[place] = before;
    }
    numbers[place] = number;
  }
}

/** Rows of two keys and a number, sorted by the keys (from the last digit on, each time keeping what was equal in order). */
class Rows {
  #rows: Int32Array;
  #other: Int32Array;

  constructor(most: number) {
    this.#rows = new Int32Array(most * width);
    this.#other = new Int32Array(most * width);
  }

  set(row: number, column: number, value: number): void {
    this.#rows[row * width + column] = value;
  }

  get(row: number, column: number): number {
    return this.#rows[row * width + column] ?? 0;
  }

  sort(count: number): void {
    for (const column of [1, 0])
      for (let shift = 0; shift < keyBits; shift += digitBits) this.#sortBy(count, column, shift);
  }

  #sortBy(count: number, column: number, shift: number): void {
    const [rows, sorted] = [this.#rows, this.#other];
    const places = new Int32Array(digits);
    const digitOf = (row: number): number => ((rows[row * width + column] ?? 0) >>> shift) & (digits - 1);
    for (let row = 0; row < count; row += 1) {
      const digit = digitOf(row);
      places[digit] = (places[digit] ?? 0) + 1;
    }
    if (places[digitOf(0)] === count) return;
    for (let [digit, place] = [0, 0]; digit < digits; digit += 1) {
      const own = places[digit] ?? 0;
      places[digit] = place;
      place += own;
    }
    for (let row = 0; row < count; row += 1) {
      const digit = digitOf(row);
      const place = places[digit] ?? 0;
      places[digit] = place + 1;
      for (let at = 0; at < width; at += 1) sorted[place * width + at] = rows[row * width + at] ?? 0;
    }
    [this.#rows, this.#other] = [sorted, rows];
  }
}

/**
 * Sorts the numbers of texts that differ by their UTF-16 units, as `sort` does texts, in a fraction of the time: by
 * keys of some units each, and what has the same keys by the next ones.
 */
export function sortTexts(texts: TextList, numbers: Int32Array): void {
  const { ranks, count: base } = ranksOf(texts, numbers);
  const units = Math.floor(keyBits / Math.log2(base + 1));
  const rows = new Rows(numbers.length);
  const keyOf = (number: number, from: number): number => {
    const length = texts.lengthOf(number);
    let key = 0;
    for (let at = from; at < from + units; at += 1)
      key = key * (base + 1) + (at < length ? (ranks[texts.unitAt(number, at)] ?? 0) : 0);
    return key;
  };
  const open: Run[] = [{ from: 0, to: numbers.length, shared: 0 }];
  for (let run = open.pop(); run !== undefined; run = open.pop()) {
    const { from, to, shared } = run;
    if (to - from <= maxFew) {
      sortFew(texts, numbers, run);
      continue;
    }
    const count = to - from;
    for (let row = 0; row < count; row += 1) {
      const number = numbers[from + row] ?? 0;
      rows.set(row, 0, keyOf(number, shared));
      rows.set(row, 1, keyOf(number, shared + units));
      rows.set(row, 2, number);
    }
    rows.sort(count);
    let start = 0;
    for (let row = 0; row < count; row += 1) {
      numbers[from + row] = rows.get(row, 2);
      const isSame =
        row + 1 < count &&
        rows.get(row, 0) === rows.get(row + 1, 0) &&
        rows.get(row, 1) === rows.get(row + 1, 1);
      if (isSame) continue;
      if (row > start) open.push({ from: from + start, to: from + row + 1, shared: shared + 2 * units });
      start = row + 1;
    }
  }
}
