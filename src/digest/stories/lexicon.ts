import { Room } from './room.ts';
import { gramsOf, stemOf } from './words.ts';

/** Stands for the items that a young digest has not seen yet: its first words are not all rare. */
const unseenItems = 50;
/** A word that more items hold finds no partners, it only confirms them; of a large archive, more than one in two hundred. */
const maxNominators = 50;
/** Counts are halved when a language has so many items or words: what was long ago fades, and memory is bounded. */
const maxItems = 20_000;
export const maxLearnedWords = 25_000;

/** A word that remembers the number of its form. */
export interface Numbered {
  readonly form: string;
  /** Which lexicon it was looked for in last; 0 before. */
  lexicon: number;
  number: number;
}

let lexicons = 0;

/** What a language's words are, how often each occurs, and what each is made of. Numbers stand for words: they are quick. */
export class Lexicon {
  readonly tongue: string;
  readonly stems: string[] = [];
  readonly forms: string[] = [];
  readonly #stems = new Map<string, number>();
  readonly #forms = new Map<string, number>();
  readonly #stemOfForm: number[] = [];
  readonly #gramsOfForm: (readonly number[] | undefined)[] = [];
  readonly #grams = new Map<string, number>();
  readonly #counts: number[] = [];
  /** Of most words that were learned nobody asks in a run: they are looked for there. */
  #learned: LearnedTongue['words'] = [];
  /** Tells it from all others. */
  readonly #id: number;
  #items = 0;
  #logItems = Math.log(unseenItems + 1);
  #known = 0;
  /** Where the words of an item stand in it, from 1. */
  readonly wordRoom = new Room();
  /** What the parts of an item's words say of it. */
  readonly gramRoom = new Room();
  /** The same, while an item's own is summed up. */
  readonly lengthRoom = new Room();

  constructor(tongue: string) {
    this.tongue = tongue;
    lexicons += 1;
    this.#id = lexicons;
  }

  stemNumber(stem: string): number {
    const known = this.#stems.get(stem);
    if (known !== undefined) return known;
    const made = this.stems.length;
    this.#stems.set(stem, made);
    this.stems.push(stem);
    this.#counts.push(this.#learnedCount(stem));
    return made;
  }

  /** The number of a form. */
  formNumber(form: string): number {
    const known = this.#forms.get(form);
    if (known !== undefined) return known;
    const made = this.forms.length;
    this.#forms.set(form, made);
    this.forms.push(form);
    this.#stemOfForm.push(this.stemNumber(stemOf(form, this.tongue)));
    this.#gramsOfForm.push(undefined);
    return made;
  }

  /** The number of a word's form. */
  numberOf(word: Numbered): number {
    if (word.lexicon === this.#id) return word.number;
    word.number = this.formNumber(word.form);
    word.lexicon = this.#id;
    return word.number;
  }

  stemOfForm(form: number): number {
    return this.#stemOfForm[form] ?? 0;
  }

  gramsOfForm(form: number): readonly number[] {
    const known = this.#gramsOfForm[form];
    if (known) return known;
    const made = gramsOf(this.forms[form] ?? '').map((gram) => {
      const number = this.#grams.get(gram) ?? this.#grams.size;
      this.#grams.set(gram, number);
      return number;
    });
    this.#gramsOfForm[form] = made;
    return made;
  }

  #setItems(items: number): void {
    this.#items = items;
    this.#logItems = Math.log(items + unseenItems + 1);
  }

  /** Makes an item's stems, each once, count for what is rare. */
  count(stems: Iterable<number>): void {
    this.#setItems(this.#items + 1);
    for (const stem of stems) {
      if (this.#counts[stem] === 0) this.#known += 1;
      this.#counts[stem] = (this.#counts[stem] ?? 0) + 1;
    }
  }

  /** Takes back words that the item's story had already: a word is as rare as the stories that it stands in. */
  discount(stems: Iterable<number>): void {
    for (const stem of stems) {
      const count = this.#counts[stem] ?? 0;
      if (count > 1) this.#counts[stem] = count - 1;
    }
  }

  #learnedCount(stem: string): number {
    let [from, to] = [0, this.#learned.length];
    while (from < to) {
      const middle = (from + to) >> 1;
      const [word, count] = this.#learned[middle] ?? ['', 0];
      if (word === stem) return count;
      if (word < stem) from = middle + 1;
      else to = middle;
    }
    return 0;
  }

  /** Takes in all that was learned. */
  #takeLearned(): void {
    for (const [stem] of this.#learned) this.stemNumber(stem);
    this.#learned = [];
  }

  /** Forgets half of everything, once that is much. */
  fade(): void {
    if (this.#items < maxItems && this.#known < maxLearnedWords) return;
    this.#takeLearned();
    this.#setItems(Math.floor(this.#items / 2));
    this.#known = 0;
    for (let stem = 0; stem < this.#counts.length; stem += 1) {
      const count = this.#counts[stem] ?? 0;
      this.#counts[stem] = Math.floor(count / 2);
      if (count > 1) this.#known += 1;
    }
  }

  /** Whether few enough items hold a stem for it to find others. */
  isRare(stem: number): boolean {
    return (this.#counts[stem] ?? 0) <= Math.max(maxNominators, this.#items / 200);
  }

  /** How rare a stem is, from 0 for one that everything holds to 1 for one that nothing else does. */
  rarity(stem: number): number {
    return Math.max(0, 1 - Math.log(Math.max(1, this.#counts[stem] ?? 0)) / this.#logItems);
  }

  /** What was counted, in the order of the words. */
  learned(): LearnedTongue {
    this.#takeLearned();
    const words = this.stems
      .flatMap((stem, at): [string, number][] => {
        const count = this.#counts[at] ?? 0;
        return count > 0 ? [[stem, count]] : [];
      })
      .sort(([a], [b]) => (a < b ? -1 : 1));
    return { items: this.#items, words };
  }

  /** Begins with what was learned; before anything else. */
  learn({ items, words }: LearnedTongue): void {
    this.#setItems(items);
    this.#learned = words;
    this.#known = words.length;
  }
}

/** How often the words of a language occurred. */
export interface LearnedTongue {
  /** Of so many items. */
  readonly items: number;
  /** In how many of them each word stood, in the order of the words. */
  readonly words: readonly (readonly [stem: string, count: number])[];
}
