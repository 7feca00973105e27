import { Habits, type LearnedFeed } from './habits.ts';
import { type LearnedTongue, Lexicon } from './lexicon.ts';
import { inTitle, type Profile } from './profile.ts';

/** What an archive's texts taught of its languages and feeds. Bounded, whatever the archive's size. */
export interface Learned {
  /** RFC 3339: the items that were first seen before are in it. */
  readonly through: string;
  readonly languages: readonly (readonly [language: string, LearnedTongue])[];
  readonly feeds: readonly (readonly [feed: string, LearnedFeed])[];
}

/** The most used languages are remembered, and the feeds that brought something last. */
const maxLanguages = 12;
const maxFeeds = 2000;

/** How often words occur, by language, and which of them a feed repeats. */
export class Frequencies {
  readonly #lexicons = new Map<string, Lexicon>();
  /** What was learned of a feed beforehand is taken in when it is asked for. */
  readonly #habits = new Map<string, Habits | LearnedFeed>();

  readonly lexicon = (tongue: string): Lexicon => {
    const known = this.#lexicons.get(tongue);
    if (known) return known;
    const made = new Lexicon(tongue);
    this.#lexicons.set(tongue, made);
    return made;
  };

  /** What a feed's titles repeat. */
  readonly habits = (feed: string): Habits | undefined => {
    const known = this.#habits.get(feed);
    if (known === undefined || known instanceof Habits) return known;
    const made = new Habits();
    made.learn(known);
    this.#habits.set(feed, made);
    return made;
  };

  count({ item: { feed }, words }: Profile): void {
    const { lexicon, stems } = words;
    lexicon.count(stems);
    const habits = this.habits(feed) ?? new Habits();
    // The feeds that brought something last are the last.
    this.#habits.delete(feed);
    this.#habits.set(feed, habits);
    const title = stems.filter((_, place) => inTitle(words, place));
    habits.take(title.map((stem) => lexicon.stems[stem] ?? ''));
  }

  /** Takes back the words of an item that its story had already. */
  discount({ words: { lexicon } }: Profile, stems: Iterable<number>): void {
    lexicon.discount(stems);
  }

  fade(): void {
    for (const lexicon of this.#lexicons.values()) lexicon.fade();
  }

  learned(through: string): Learned {
    const languages = [...this.#lexicons.values()]
      .map((lexicon) => [lexicon.tongue, lexicon.learned()] as const)
      .filter(([, { items }]) => items > 0)
      .sort(([a, one], [b, other]) => other.items - one.items || (a < b ? -1 : 1))
      .slice(0, maxLanguages);
    const feeds = [...this.#habits]
      .slice(-maxFeeds)
      .map(([feed, own]) => [feed, own instanceof Habits ? own.learned() : own] as const);
    return { through, languages, feeds };
  }

  learn({ languages, feeds }: Learned): void {
    for (const [language, words] of languages) this.lexicon(language).learn(words);
    for (const [feed, words] of feeds) this.#habits.set(feed, words);
  }
}
