import { textHash } from '../model/text-hash.ts';

/** Numbers of items and terms, without an object or a string for each: a segment has millions. */

const pieceSize = 65_536;

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

/** A number for each of some things that are numbered from 0 on; what was not set has `empty`. */
export class NumberColumn {
  readonly #empty: number;
  #values = new Int32Array(0);

  constructor(empty: number) {
    this.#empty = empty;
  }

  get(at: number): number {
    return this.#values[at] ?? this.#empty;
  }

  set(at: number, value: number): void {
    if (at >= this.#values.length) {
      const wider = new Int32Array(Math.max(1024, at * 2)).fill(this.#empty);
      wider.set(this.#values);
      this.#values = wider;
    }
    this.#values[at] = value;
  }
}

/**
 * Gives each text a number: the first one 0, the next one 1. It is asked for each word of all texts, by where that
 * stands: a map would want a string of its own for each.
 */
export class TextNumbers {
  readonly #texts: string[] = [];
  readonly #hashes = new NumberColumn(0);
  /** Numbers by the hashes of their texts, each in the first free place from there on; -1 where there is none. */
  #places = new Int32Array(1024).fill(-1);

  get size(): number {
    return this.#texts.length;
  }

  of(text: string): number {
    return this.at(text, 0, text.length, textHash(text));
  }

  /** @param hash that of the part of the text from `start` to `end` */
  at(text: string, start: number, end: number, hash: number): number {
    const last = this.#places.length - 1;
    for (let place = hash & last; ; place = (place + 1) & last) {
      const number = this.#places[place] ?? -1;
      if (number === -1) return this.#add(owned(text.slice(start, end)), hash, place);
      if (this.#hashes.get(number) === hash && isAt(this.#texts[number] ?? '', text, start, end))
        return number;
    }
  }

  #add(text: string, hash: number, place: number): number {
    const number = this.#texts.length;
    this.#texts.push(text);
    this.#hashes.set(number, hash);
    this.#places[place] = number;
    if (this.#texts.length * 2 > this.#places.length) this.#spread();
    return number;
  }

  /** Gives numbers twice the places. */
  #spread(): void {
    const places = new Int32Array(this.#places.length * 2).fill(-1);
    const last = places.length - 1;
    for (let number = 0; number < this.#texts.length; number += 1) {
      let place = this.#hashes.get(number) & last;
      while (places[place] !== -1) place = (place + 1) & last;
      places[place] = number;
    }
    this.#places = places;
  }

  /** The numbers of all texts, sorted by what they say. */
  sorted(): number[] {
    return this.#texts
      .slice()
      .sort()
      .map((text) => this.of(text));
  }

  textOf(number: number): string {
    return this.#texts[number] ?? '';
  }
}

function isAt(own: string, text: string, start: number, end: number): boolean {
  if (own.length !== end - start) return false;
  for (let at = 0; at < own.length; at += 1)
    if (own.charCodeAt(at) !== text.charCodeAt(start + at)) return false;
  return true;
}

/** Parts of a text from this length on keep the whole text in memory (V8, "sliced strings"). */
const minSliced = 13;

/** The same text with letters of its own. */
export function owned(text: string): string {
  return text.length < minSliced ? text : Array.from(text).join('');
}
