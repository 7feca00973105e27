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

/** Gives each text a number: the first one 0, the next one 1. */
export class TextNumbers {
  readonly #numbers = new Map<string, number>();
  readonly #texts: string[] = [];

  get size(): number {
    return this.#texts.length;
  }

  of(text: string): number {
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    const number = this.#texts.length;
    const own = owned(text);
    this.#numbers.set(own, number);
    this.#texts.push(own);
    return number;
  }

  /** The numbers of all texts, sorted by what they say. */
  sorted(): number[] {
    return this.#texts
      .slice()
      .sort()
      .map((text) => this.#numbers.get(text) ?? 0);
  }

  textOf(number: number): string {
    return this.#texts[number] ?? '';
  }
}

/** Parts of a text from this length on keep the whole text in memory (V8, "sliced strings"). */
const minSliced = 13;

/** The same text with letters of its own. */
export function owned(text: string): string {
  return text.length < minSliced ? text : Array.from(text).join('');
}
