import type { Stem } from '../words.ts';

/** What is taken from the end of a word: letters that have to stay before it, endings, and what comes instead. */
type Step = readonly [least: number, endings: string, instead?: string];

/** Takes endings away, step by step: of each step the longest that a word has. */
export function withoutEndings(...steps: readonly Step[]): Stem {
  const made = steps.map(
    ([least, endings, instead = '']) =>
      [new RegExp(`^(.{${least},}?)(?:${endings.replace(/ /g, '|')})$`, 'u'), `$1${instead}`] as const,
  );
  return (word) => made.reduce((stem, [ending, other]) => stem.replace(ending, other), word);
}

/** A word without the marks on its letters: rules that need none treat alike who types them and who does not. */
export function withoutMarks(word: string): string {
  return word.normalize('NFD').replace(/[\u0300-\u036f]/g, '');
}

/** Makes better rules of those of a library. */
export type Refine = (stem: Stem) => Stem;
