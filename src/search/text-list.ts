/**
 * Texts, each with some columns of numbers, one behind the other in one large array: an index looks at millions of words,
 * and mostly waits for memory meanwhile. A text's number is where it stands.
 */
export class TextList {
  readonly #columns: number;
  /** Of each text its length, its columns, and its UTF-16 units, two in each number. */
  #values = new Int32Array(1024);
  #units = new Uint16Array(this.#values.buffer);
  /** Where the next text will stand. */
  #end = 0;
  size = 0;

  /** @param columns how many; in each 0 stands until something else is set */
  constructor(columns = 0) {
    this.#columns = columns;
  }

  /** Adds a part of a text, and returns its number. */
  push(text: string, start = 0, end = text.length): number {
    const number = this.#begin(end - start);
    const from = this.#unitsOf(number) - start;
    for (let at = start; at < end; at += 1) this.#units[from + at] = text.charCodeAt(at);
    return number;
  }

  /** Adds a text of so many units. */
  pushUnits(units: ArrayLike<number>, length: number): number {
    const number = this.#begin(length);
    const from = this.#unitsOf(number);
    for (let at = 0; at < length; at += 1) this.#units[from + at] = units[at] ?? 0;
    return number;
  }

  #begin(length: number): number {
    const number = this.#end;
    this.#end = this.#after(number, length);
    if (this.#end > this.#values.length) this.#widen();
    this.#values[number] = length;
    this.size += 1;
    return number;
  }

  /** Those that a condition holds for, in the order in which they came. */
  select(isWanted: (number: number) => boolean): Int32Array<ArrayBuffer> {
    const wanted = new Int32Array(this.size);
    let count = 0;
    for (let number = 0; number < this.#end; number = this.#after(number, this.lengthOf(number))) {
      if (!isWanted(number)) continue;
      wanted[count] = number;
      count += 1;
    }
    return wanted.subarray(0, count);
  }

  get(number: number, column: number): number {
    return this.#values[number + 1 + column] ?? 0;
  }

  set(number: number, column: number, value: number): void {
    this.#values[number + 1 + column] = value;
  }

  add(number: number, column: number, value: number): void {
    this.set(number, column, this.get(number, column) + value);
  }

  lengthOf(number: number): number {
    return this.#values[number] ?? 0;
  }

  /** A UTF-16 unit of a text. */
  unitAt(number: number, at: number): number {
    return this.#units[this.#unitsOf(number) + at] ?? 0;
  }

  textOf(number: number): string {
    let text = '';
    for (let [at, end] = [0, this.lengthOf(number)]; at < end; at += 1)
      text += String.fromCharCode(this.unitAt(number, at));
    return text;
  }

  /** Whether a text is what stands from one place of another to the next. */
  isAt(number: number, text: string, start: number, end: number): boolean {
    if (this.lengthOf(number) !== end - start) return false;
    const from = this.#unitsOf(number) - start;
    for (let at = start; at < end; at += 1) if (this.#units[from + at] !== text.charCodeAt(at)) return false;
    return true;
  }

  /** Below 0 where one text comes before another, by what stands behind some units that are the same. */
  compare(one: number, other: number, shared: number): number {
    const [oneLength, otherLength] = [this.lengthOf(one), this.lengthOf(other)];
    const [from, otherFrom, end] = [
      this.#unitsOf(one),
      this.#unitsOf(other),
      Math.min(oneLength, otherLength),
    ];
    for (let at = shared; at < end; at += 1) {
      const difference = (this.#units[from + at] ?? 0) - (this.#units[otherFrom + at] ?? 0);
      if (difference !== 0) return difference;
    }
    return oneLength - otherLength;
  }

  #unitsOf(number: number): number {
    return (number + 1 + this.#columns) * 2;
  }

  #after(number: number, length: number): number {
    return number + 1 + this.#columns + ((length + 1) >> 1);
  }

  #widen(): void {
    const wider = new Int32Array(this.#end * 2);
    wider.set(this.#values);
    this.#values = wider;
    this.#units = new Uint16Array(wider.buffer);
  }
}
