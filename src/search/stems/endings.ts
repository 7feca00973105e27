import type { Stem } from '../words.ts';

/** What is taken from the end of a word: letters that have to stay before it, endings, and what comes instead. */
export type Step = readonly [least: number, endings: string, instead?: string];

/** Takes endings away, step by step: of each step the longest that a word has. */
export function withoutEndings(...steps: readonly Step[]): Stem {
  const made = steps.map(
    ([least, endings, instead = '']) =>
      [new RegExp(`^(.{${least},}?)(?:${endings.replace(/ /g, '|')})$`, 'u'), `$1${instead}`] as const,
  );
  return (word) => made.reduce((stem, [ending, other]) => stem.replace(ending, other), word);
}
