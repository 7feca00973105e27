import type { Lexicon } from './lexicon.ts';
import type { Profile } from './profile.ts';
import { Room } from './room.ts';
import type { Placed } from './window.ts';

/** An item that shares one word is not a partner yet. */
const minVotes = 2;
/** What an item must share of another's words, by their weight, to be looked at closely. */
const minVoteShare = 0.1;
/** Lists are cleaned once they hold so many times more items that were forgotten than that are known. */
const maxForgotten = 4;

/** Which items hold a word. Numbers stand for items, in the order in which they came. */
export class WordIndex {
  /** By the number of the word. */
  readonly #lists = new Map<Lexicon, (number[] | undefined)[]>();
  #placed: Placed[] = [];
  /** The number of the first that is known. */
  #first = 0;
  #cleaned = 0;
  readonly #weights = new Room();
  readonly #votes = new Room();

  /** Lets an item be found by some of its words. */
  add(placed: Placed, stems: readonly number[]): void {
    const { lexicon } = placed.profile.words;
    const lists = this.#lists.get(lexicon) ?? [];
    this.#lists.set(lexicon, lists);
    const number = this.#first + this.#placed.push(placed) - 1;
    for (const stem of stems) {
      while (lists.length <= stem) lists.push(undefined);
      const list = lists[stem];
      if (list) list.push(number);
      else lists[stem] = [number];
    }
  }

  /** Items that share two rare words at least, and some of all that an item says: the most likely first, the latest of equals. */
  sharing(profile: Profile): Placed[] {
    const { lexicon, stems } = profile.words;
    const lists = this.#lists.get(lexicon);
    const found: number[] = [];
    this.#weights.give(profile);
    this.#votes.give(profile);
    let all = 0;
    for (const stem of stems) {
      const weight = lexicon.rarity(stem) ** 2;
      all += weight;
      const list = lexicon.isRare(stem) ? lists?.[stem] : undefined;
      if (!list) continue;
      for (let at = list.length - 1; at >= 0; at -= 1) {
        const place = (list[at] ?? 0) - this.#first;
        if (place < 0) break;
        this.#weights.add(place, weight);
        this.#votes.add(place, 1);
        if (this.#votes.values[place] === minVotes) found.push(place);
      }
    }
    const { values } = this.#weights;
    return found
      .filter((place) => (values[place] ?? 0) >= minVoteShare * all)
      .sort((a, b) => (values[b] ?? 0) - (values[a] ?? 0) || b - a)
      .flatMap((place) => this.#placed[place] ?? []);
  }

  /** Forgets the first items as long as they are old. */
  forget(isOld: (placed: Placed) => boolean): void {
    const kept = this.#placed.findIndex((placed) => !isOld(placed));
    const count = kept < 0 ? this.#placed.length : kept;
    this.#placed.splice(0, count);
    this.#first += count;
    if (this.#first - this.#cleaned < maxForgotten * this.#placed.length) return;
    this.#cleaned = this.#first;
    const isKnown = (number: number): boolean => number >= this.#first;
    for (const lists of this.#lists.values())
      for (let stem = 0; stem < lists.length; stem += 1) {
        const known = lists[stem]?.filter(isKnown);
        lists[stem] = known?.length === 0 ? undefined : known;
      }
  }
}
