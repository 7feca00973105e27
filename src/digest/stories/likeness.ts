import type { Habits } from './habits.ts';
import { countOf, inTitle, isName, type Profile, type Vector, type Words } from './profile.ts';
import type { Room } from './room.ts';
import { foreignNames, nameAt } from './window.ts';

/** How alike two items are: a sum. */
export interface Parts {
  /** What both titles say. */
  readonly title: number;
  /** Names, numbers and quoted words that both hold. */
  readonly names: number;
  /** Other words, and parts of words. */
  readonly text: number;
  /** What the time between the two takes off: never more than 0. */
  readonly time: number;
}

export interface Likeness extends Parts {
  readonly sum: number;
  /** Of how many unusual words the likeness speaks. */
  readonly evidence: number;
}

const nameWeight = 1.5;
/** Of the likeness of parts of words; the rest is that of whole words. */
const gramShare = 0.4;
/** What a day takes off a likeness, and all days together. */
const fadingADay = 0.06;
const maxFading = 0.9;

function fadingOf(a: Profile, b: Profile): number {
  return Math.min(maxFading, fadingADay * Math.abs(a.time - b.time));
}
/** Names that items of two languages must share, and of how many unusual words they must speak. */
const minSharedNames = 3;
const minForeignEvidence = 4;

export const noLikeness: Likeness = { sum: 0, title: 0, names: 0, text: 0, time: 0, evidence: 0 };

/** A word that two items share: where it stands in each. */
interface Shared {
  readonly later: number;
  readonly earlier: number;
}

/** How much a word says of an item, however often it occurs there. */
function tellingAt({ words, vector }: Profile, place: number): number {
  return (vector?.weights[place] ?? 0) / Math.sqrt(countOf(words, place));
}

function countNames(words: Words): number {
  return Math.max(minSharedNames, foreignNames(words).filter((place) => isName(words, place)).length);
}

/** Tells how alike items are, with the frequencies that one run of the archive knows. */
export class Scale {
  readonly #run: number;
  readonly #habits: (feed: string) => Habits | undefined;

  constructor(run: number, habits: (feed: string) => Habits | undefined) {
    this.#run = run;
    this.#habits = habits;
  }

  /** How much a word says of an item: rare words say more, names still more, what its feed always says less. */
  #vectorOf(profile: Profile): Vector {
    const { vector, words, item } = profile;
    if (vector?.run === this.#run) return vector;
    const { lexicon, stems } = words;
    const habits = this.#habits(item.feed);
    const weights = stems.map((stem, at) => {
      const habit = habits?.habit(lexicon.stems[stem] ?? '') ?? 0;
      const own = lexicon.rarity(stem) * (isName(words, at) ? nameWeight : 1) * (1 - habit);
      return Math.sqrt(countOf(words, at)) * own;
    });
    const square = weights.reduce((sum, weight) => sum + weight * weight, 0);
    const made = { run: this.#run, weights, length: Math.sqrt(square) };
    profile.vector = made;
    return made;
  }

  #fill(room: Room, { words: { lexicon, forms } }: Profile, vector: Vector): Room {
    if (!room.give(vector)) return room;
    for (let at = 0; at < forms.length; at += 2) {
      const weight = vector.weights[forms[at + 1] ?? 0] ?? 0;
      for (const gram of lexicon.gramsOfForm(forms[at] ?? 0)) room.add(gram, weight);
    }
    return room;
  }

  #gramLength(profile: Profile, vector: Vector): number {
    vector.gramLength ??= this.#fill(profile.words.lexicon.lengthRoom, profile, vector).length;
    return vector.gramLength;
  }

  /** Likeness of parts of words. */
  #gramCosine(later: Profile, earlier: Profile): number {
    const [one, other] = [this.#vectorOf(later), this.#vectorOf(earlier)];
    const { lexicon, forms } = earlier.words;
    const { values } = this.#fill(lexicon.gramRoom, later, one);
    let dot = 0;
    for (let at = 0; at < forms.length; at += 2) {
      let sum = 0;
      for (const gram of lexicon.gramsOfForm(forms[at] ?? 0)) sum += values[gram] ?? 0;
      dot += sum * (other.weights[forms[at + 1] ?? 0] ?? 0);
    }
    return dot === 0 ? 0 : dot / (this.#gramLength(later, one) * this.#gramLength(earlier, other));
  }

  /** By the number of a stem: where it stands in an item, from 1. */
  #placesIn(words: Words): Float64Array {
    const room = words.lexicon.wordRoom;
    if (room.give(words))
      for (let at = 0; at < words.stems.length; at += 1) room.add(words.stems[at] ?? 0, at + 1);
    return room.values;
  }

  /** Where words stand that two items share; in two languages the names and numbers alone that both write alike. */
  #shared({ words: later }: Profile, { words: earlier }: Profile): Shared[] {
    const shared: Shared[] = [];
    if (later.lexicon === earlier.lexicon) {
      const placesInLater = this.#placesIn(later);
      for (const [at, stem] of earlier.stems.entries()) {
        const place = placesInLater[stem] ?? 0;
        if (place > 0) shared.push({ later: place - 1, earlier: at });
      }
      return shared;
    }
    const places = new Map(foreignNames(earlier).map((place) => [nameAt(earlier, place), place]));
    for (const place of foreignNames(later)) {
      const match = places.get(nameAt(later, place));
      // Surely a name in one of them.
      if (match !== undefined && (isName(later, place) || isName(earlier, match)))
        shared.push({ later: place, earlier: match });
    }
    return shared;
  }

  /** The stems that two items share, the most telling first. */
  sharedStems(later: Profile, earlier: Profile): number[] {
    const [one, other] = [this.#vectorOf(later), this.#vectorOf(earlier)];
    return this.#shared(later, earlier)
      .sort((a, b) => a.later - b.later)
      .map((shared) => ({
        stem: later.words.stems[shared.later] ?? 0,
        product: (one.weights[shared.later] ?? 0) * (other.weights[shared.earlier] ?? 0),
      }))
      .filter(({ product }) => product > 0)
      .sort((a, b) => b.product - a.product)
      .map(({ stem }) => stem);
  }

  #acrossLanguages(later: Profile, earlier: Profile): Likeness {
    for (const profile of [later, earlier]) this.#vectorOf(profile);
    const shared = this.#shared(later, earlier);
    const evidence = shared.reduce(
      (sum, { later: a, earlier: b }) => sum + Math.min(tellingAt(later, a), tellingAt(earlier, b)),
      0,
    );
    const isInTitles = shared.some(
      (pair) => inTitle(later.words, pair.later) && inTitle(earlier.words, pair.earlier),
    );
    if (!isInTitles || shared.length < minSharedNames || evidence < minForeignEvidence) return noLikeness;
    const names = shared.length / Math.min(countNames(later.words), countNames(earlier.words));
    const time = -fadingOf(later, earlier) * names;
    return { ...noLikeness, names, time, sum: names + time, evidence };
  }

  /** How alike a later item is to an earlier one. */
  likeness(later: Profile, earlier: Profile): Likeness {
    if (later.words.lexicon !== earlier.words.lexicon) return this.#acrossLanguages(later, earlier);
    const [one, other] = [this.#vectorOf(later), this.#vectorOf(earlier)];
    if (one.length === 0 || other.length === 0) return noLikeness;
    let [title, names, text, evidence] = [0, 0, 0, 0];
    const scale = (1 - gramShare) / (one.length * other.length);
    const places = this.#placesIn(later.words);
    const { stems } = earlier.words;
    for (let b = 0; b < stems.length; b += 1) {
      const a = (places[stems[b] ?? 0] ?? 0) - 1;
      if (a < 0) continue;
      const part = scale * (one.weights[a] ?? 0) * (other.weights[b] ?? 0);
      if (isName(later.words, a) || isName(earlier.words, b)) names += part;
      else if (inTitle(later.words, a) && inTitle(earlier.words, b)) title += part;
      else text += part;
      evidence += Math.min(tellingAt(later, a), tellingAt(earlier, b));
    }
    text += gramShare * this.#gramCosine(later, earlier);
    const plain = title + names + text;
    const time = -fadingOf(later, earlier) * plain;
    return { title, names, text, time, sum: plain + time, evidence };
  }
}
