/** A number for each word or part of a word: those of one owner, all others zero. */
export class Room {
  values = new Float64Array(1024);
  /** Where numbers stand. */
  readonly places: number[] = [];
  #owner: object | undefined;

  /** Empties the room for an owner; says no where it has it already. */
  give(owner: object): boolean {
    if (owner === this.#owner) return false;
    this.#owner = owner;
    for (const place of this.places) this.values[place] = 0;
    this.places.length = 0;
    return true;
  }

  add(place: number, value: number): void {
    if (place >= this.values.length) {
      const larger = new Float64Array(2 * place);
      larger.set(this.values);
      this.values = larger;
    }
    const before = this.values[place] ?? 0;
    if (before === 0) this.places.push(place);
    this.values[place] = before + value;
  }
}
