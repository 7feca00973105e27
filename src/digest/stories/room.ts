/** A number for each word or part of a word: those of one owner, all others zero. */
export class Room {
  values = new Float64Array(1024);
  /** Where numbers stand: the first so many are in use. */
  readonly #places: number[] = [];
  #count = 0;
  #owner: object | undefined;

  /** Empties the room for an owner; says no where it has it already. */
  give(owner: object): boolean {
    if (owner === this.#owner) return false;
    this.#owner = owner;
    for (let at = 0; at < this.#count; at += 1) this.values[this.#places[at] ?? 0] = 0;
    this.#count = 0;
    return true;
  }

  add(place: number, value: number): void {
    if (place >= this.values.length) {
      const larger = new Float64Array(2 * place);
      larger.set(this.values);
      this.values = larger;
    }
    const before = this.values[place] ?? 0;
    if (before === 0) {
      this.#places[this.#count] = place;
      this.#count += 1;
    }
    this.values[place] = before + value;
  }

  /** The length of what stands in the room, as a vector. */
  get length(): number {
    let square = 0;
    for (let at = 0; at < this.#count; at += 1) square += (this.values[this.#places[at] ?? 0] ?? 0) ** 2;
    return Math.sqrt(square);
  }
}
