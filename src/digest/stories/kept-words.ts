import { parseJson } from '../../model/json.ts';
import { sortedByKey } from '../../model/sorted.ts';
import type { Day } from '../../model/types.ts';
import type { DigestItem } from '../digest-item.ts';
import type { Lexicon } from './lexicon.ts';
import { maxMarks, type PlacedStems, type Words, wordsOf } from './profile.ts';
import { maxLead } from './text.ts';

/** What words were found in: the same texts have the same words. */
type Source = readonly [title: string, summary: string | null, language: string | null];
/** See {@link Words}: its stems and forms by their places among the texts of the day. */
type KeptItem = readonly [
  key: string,
  source: Source,
  tongue: string,
  stems: readonly number[],
  marks: readonly number[],
  forms: readonly number[],
];

interface Kept {
  readonly texts: readonly string[];
  readonly items: readonly KeptItem[];
}

function sourceOf({ title, summary, language }: DigestItem): Source {
  return [title.slice(0, maxLead), summary?.slice(0, maxLead) ?? null, language ?? null];
}

function isBelow(value: unknown, bound: number): boolean {
  return typeof value === 'number' && Number.isInteger(value) && 0 <= value && value < bound;
}

function isItem(value: unknown, texts: number): value is KeptItem {
  if (!Array.isArray(value) || !value.slice(3).every(Array.isArray)) return false;
  const [key, source, tongue, stems, marks, forms]: unknown[] = value;
  return (
    typeof key === 'string' &&
    Array.isArray(source) &&
    typeof tongue === 'string' &&
    Array.isArray(stems) &&
    Array.isArray(marks) &&
    Array.isArray(forms) &&
    stems.every((stem) => isBelow(stem, texts)) &&
    marks.length === stems.length &&
    marks.every((mark) => isBelow(mark, maxMarks)) &&
    forms.length % 2 === 0 &&
    forms.every((one, at) => isBelow(one, at % 2 === 0 ? texts : stems.length))
  );
}

/** What a run kept of a day: nothing where there is nothing that can be believed. */
function parseKept(text: string | undefined): Kept {
  const value = parseJson(text);
  const [texts, items]: unknown[] = Array.isArray(value) ? value : [];
  const isWhole =
    Array.isArray(texts) &&
    texts.every((one) => typeof one === 'string') &&
    Array.isArray(items) &&
    items.every((item) => isItem(item, texts.length));
  return isWhole ? { texts, items } : { texts: [], items: [] };
}

/** Numbers for texts, in the order in which they are first asked for. */
class Numbering {
  readonly texts: string[];
  readonly #numbers: Map<string, number>;

  constructor(texts: readonly string[]) {
    this.texts = [...texts];
    this.#numbers = new Map(texts.map((text, at) => [text, at]));
  }

  of(text: string): number {
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    this.#numbers.set(text, this.texts.length);
    return this.texts.push(text) - 1;
  }
}

/** An item that was asked for: with what was kept of it, where that is still right. */
interface Own {
  readonly item: DigestItem;
  readonly words: Words;
  readonly kept?: KeptItem;
}

/** The words of a day's items. */
class DayOfWords {
  readonly #texts: readonly string[];
  readonly #kept: ReadonlyMap<string, KeptItem>;
  /** By place among the texts: the number of a stem that is asked for; below 0 of another. */
  readonly #asked = new Map<Lexicon, number[]>();
  readonly #own = new Map<string, Own>();

  constructor(text: string | undefined) {
    const { texts, items } = parseKept(text);
    this.#texts = texts;
    this.#kept = new Map(items.map((item) => [item[0], item]));
  }

  of(item: DigestItem, lexiconOf: (tongue: string) => Lexicon): Words {
    const known = this.#own.get(item.key);
    if (known?.item === item) return known.words;
    const kept = this.#kept.get(item.key);
    const isSame = kept !== undefined && sourceOf(item).every((text, at) => text === kept[1][at]);
    const words = isSame ? this.#wordsOf(kept, lexiconOf) : wordsOf(item, lexiconOf);
    this.#own.set(item.key, { item, words, ...(isSame && { kept }) });
    return words;
  }

  #wordsOf([, , tongue, stems, marks, forms]: KeptItem, lexiconOf: (tongue: string) => Lexicon): Words {
    const lexicon = lexiconOf(tongue);
    const texts = this.#texts;
    let [ownStems, ownForms]: (readonly number[] | undefined)[] = [];
    // Of most items nobody asks for all of them.
    return {
      lexicon,
      marks,
      get stems() {
        ownStems ??= stems.map((stem) => lexicon.stemNumber(texts[stem] ?? ''));
        return ownStems;
      },
      get forms() {
        ownForms ??= forms.map((one, at) => (at % 2 === 0 ? lexicon.formNumber(texts[one] ?? '') : one));
        return ownForms;
      },
      among: (asked) => this.#among(asked, lexicon, stems),
    };
  }

  #among(asked: ReadonlySet<string>, lexicon: Lexicon, stems: readonly number[]): PlacedStems {
    const numbers = this.#asked.get(lexicon) ?? [];
    this.#asked.set(lexicon, numbers);
    const found: { readonly stems: number[]; readonly places: number[] } = { stems: [], places: [] };
    for (let place = 0; place < stems.length; place += 1) {
      const at = stems[place] ?? 0;
      let number = numbers[at];
      if (number === undefined) {
        const text = this.#texts[at] ?? '';
        number = asked.has(text) ? lexicon.stemNumber(text) : -1;
        numbers[at] = number;
      }
      if (number < 0) continue;
      found.stems.push(number);
      found.places.push(place);
    }
    return found;
  }

  /** What is to be kept of it; `undefined` where that is what was kept. */
  changed(): string | undefined {
    const own = sortedByKey(this.#own);
    // Where an item went or has other texts, words are numbered anew, so that none stays that nobody has.
    const isWhole = own.filter(([, { kept }]) => kept).length === this.#kept.size;
    if (isWhole && own.length === this.#kept.size) return undefined;
    const numbering = new Numbering(isWhole ? this.#texts : []);
    const items = own.map(([key, { item, words, kept }]): KeptItem => {
      if (isWhole && kept) return kept;
      const { lexicon, stems, marks, forms } = words;
      const number = (texts: readonly string[], at: number): number => numbering.of(texts[at] ?? '');
      return [
        key,
        sourceOf(item),
        lexicon.tongue,
        stems.map((stem) => number(lexicon.stems, stem)),
        marks,
        forms.map((one, at) => (at % 2 === 0 ? number(lexicon.forms, one) : one)),
      ];
    });
    return JSON.stringify([numbering.texts, items]);
  }
}

/** What earlier runs kept. */
export interface WordsInput {
  /** The text that {@link KeptWords.changed} gave for a day; `undefined` where there is none. */
  readonly read: (day: Day) => string | undefined;
  /** Whether the words of a day are kept: of such a day, all items are asked for. */
  readonly isKept: (day: Day) => boolean;
}

/** The words of items of some days, as earlier runs kept them, or found and to be kept for later ones. */
export class KeptWords {
  readonly #input: WordsInput;
  readonly #days = new Map<Day, DayOfWords>();

  constructor(input: WordsInput) {
    this.#input = input;
  }

  /** The words of an item; `undefined` where those of its day are not kept. */
  of(item: DigestItem, lexiconOf: (tongue: string) => Lexicon): Words | undefined {
    const { day } = item;
    if (!this.#input.isKept(day)) return undefined;
    const own = this.#days.get(day) ?? new DayOfWords(this.#input.read(day));
    this.#days.set(day, own);
    return own.of(item, lexiconOf);
  }

  /** By day: what is to be kept, where that is other than what was. */
  changed(): ReadonlyMap<Day, string> {
    const found = new Map<Day, string>();
    for (const [day, own] of this.#days) {
      const text = own.changed();
      if (text !== undefined) found.set(day, text);
    }
    return found;
  }
}
