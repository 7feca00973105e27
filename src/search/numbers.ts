import { textHash } from '../model/text-hash.ts';
import { readAhead } from './read-ahead.ts';
import type { TextList } from './text-list.ts';

/** Numbers of items and terms, without an object or a string for each: a segment has millions. */

const pieceSize = 65_536;

/** The same numbers, and room for as many more. */
export function widened(values: Int32Array): Int32Array<ArrayBuffer> {
  const wider = new Int32Array(values.length * 2);
  wider.set(values);
  return wider;
}

/** A list of 32-bit numbers that grows without being copied. */
export class NumberList {
  readonly #pieces: Int32Array[] = [];
  #last = new Int32Array(0);
  length = 0;

  push(value: number): void {
    const at = this.length % pieceSize;
    if (at === 0) {
      this.#last = new Int32Array(pieceSize);
      this.#pieces.push(this.#last);
    }
    this.#last[at] = value;
    this.length += 1;
  }

  at(place: number): number {
    return this.#pieces[Math.floor(place / pieceSize)]?.[place % pieceSize] ?? 0;
  }
}

/** Rows of some numbers each, for things that are numbered from 0 on; 0 where none was set. */
export class NumberRows {
  readonly #width: number;
  #values = new Int32Array(4096);

  constructor(width: number) {
    this.#width = width;
  }

  get(row: number, column: number): number {
    return this.#values[row * this.#width + column] ?? 0;
  }

  set(row: number, column: number, value: number): void {
    const at = row * this.#width + column;
    while (at >= this.#values.length) this.#values = widened(this.#values);
    this.#values[at] = value;
  }

  /** Adds one to a number. */
  count(row: number, column: number): void {
    this.set(row, column, this.get(row, column) + 1);
  }
}

/** Words of one text: where each stands, its hash, and its number. */
export class Spans {
  starts = new Int32Array(256);
  ends = new Int32Array(256);
  hashes = new Int32Array(256);
  numbers = new Int32Array(256);
  count = 0;

  push(start: number, end: number, hash: number): void {
    if (this.count === this.starts.length) this.#widen();
    this.starts[this.count] = start;
    this.ends[this.count] = end;
    this.hashes[this.count] = hash;
    this.count += 1;
  }

  #widen(): void {
    this.starts = widened(this.starts);
    this.ends = widened(this.ends);
    this.hashes = widened(this.hashes);
    this.numbers = widened(this.numbers);
  }
}

/**
 * Gives each text a number: the first one 0, the next one 1. It is asked for each word of all texts, by where that
 * stands: a map would want a string of its own for each.
 */
export class TextNumbers {
  readonly #list: TextList;
  /** Pairs of a text's hash and its number plus one, each in the first free place from its hash on. */
  #places = new Int32Array(2048);

  /** @param list where the texts will stand: their numbers are its own */
  constructor(list: TextList) {
    this.#list = list;
  }

  of(text: string): number {
    return this.at(text, 0, text.length, textHash(text));
  }

  /** @param hash that of the part of the text from `start` to `end` */
  at(text: string, start: number, end: number, hash: number): number {
    const place = this.#placeOf(text, start, end, hash);
    const known = (this.#places[place + 1] ?? 0) - 1;
    return known >= 0 ? known : this.#add(this.#list.push(text, start, end), hash, place);
  }

  /** Gives words of a text their numbers, or -1 to those that have none yet. */
  findAll(text: string, words: Spans): void {
    const { starts, ends, hashes, numbers, count } = words;
    const last = this.#places.length - 2;
    readAhead(count, (at) => this.#places[((hashes[at] ?? 0) << 1) & last] ?? 0);
    for (let at = 0; at < count; at += 1) numbers[at] = this.#firstWith(hashes[at] ?? 0);
    readAhead(count, (at) => this.#list.lengthOf(numbers[at] ?? 0));
    for (let at = 0; at < count; at += 1) {
      const number = numbers[at] ?? 0;
      if (number >= 0 && !this.#list.isAt(number, text, starts[at] ?? 0, ends[at] ?? 0)) numbers[at] = -1;
    }
  }

  /** The number of the first text with a hash, or -1. */
  #firstWith(hash: number): number {
    const last = this.#places.length - 2;
    for (let place = (hash << 1) & last; ; place = (place + 2) & last) {
      const number = (this.#places[place + 1] ?? 0) - 1;
      if (number < 0 || this.#places[place] === hash) return number;
    }
  }

  /** The number of a text that was given one. */
  known(text: string): number | undefined {
    const number = this.#places[this.#placeOf(text, 0, text.length, textHash(text)) + 1] ?? 0;
    return number === 0 ? undefined : number - 1;
  }

  #placeOf(text: string, start: number, end: number, hash: number): number {
    const last = this.#places.length - 2;
    for (let place = (hash << 1) & last; ; place = (place + 2) & last) {
      const number = (this.#places[place + 1] ?? 0) - 1;
      if (number < 0 || (this.#places[place] === hash && this.#list.isAt(number, text, start, end)))
        return place;
    }
  }

  #add(number: number, hash: number, place: number): number {
    this.#places[place] = hash;
    this.#places[place + 1] = number + 1;
    if (this.#list.size * 8 > this.#places.length * 3) this.#spread();
    return number;
  }

  /** Gives numbers twice the places. */
  #spread(): void {
    const places = new Int32Array(this.#places.length * 2);
    const last = places.length - 2;
    for (let at = 0; at < this.#places.length; at += 2) {
      const [hash = 0, number = 0] = [this.#places[at], this.#places[at + 1]];
      if (number === 0) continue;
      let place = (hash << 1) & last;
      while (places[place + 1] !== 0) place = (place + 2) & last;
      places[place] = hash;
      places[place + 1] = number;
    }
    this.#places = places;
  }
}
