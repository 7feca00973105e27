import type { Learned } from './frequencies.ts';
import type { LearnedFeed } from './habits.ts';
import { type LearnedTongue, maxLearnedWords } from './lexicon.ts';

const form = 1;
const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;

/** One word a line: what changed can be seen, and versions of the file share most lines. */
export function formatLearned(learned: Learned): string {
  return `${JSON.stringify({ form, ...learned }).replaceAll('],[', '],\n[')}\n`;
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

function isPairs<Value>(
  value: unknown,
  isValue: (value: unknown) => value is Value,
): value is readonly (readonly [string, Value])[] {
  return (
    Array.isArray(value) &&
    value.length <= 2 * maxLearnedWords &&
    value.every((pair) => Array.isArray(pair) && typeof pair[0] === 'string' && isValue(pair[1]))
  );
}

/** Whether words stand in their order, each once: they are looked for by it. */
function areSorted(words: readonly (readonly [string, unknown])[]): boolean {
  return words.every(([word], at) => at === 0 || (words[at - 1]?.[0] ?? '') < word);
}

function isCounted(value: unknown): value is LearnedTongue & LearnedFeed {
  if (typeof value !== 'object' || value === null || !('items' in value) || !('words' in value)) return false;
  return isCount(value.items) && isPairs(value.words, isCount) && areSorted(value.words);
}

/** What an earlier run learned; `undefined` where there is nothing, or nothing that can be believed. */
export function parseLearned(text: string | undefined): Learned | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text ?? '');
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null || !('form' in value) || value.form !== form)
    return undefined;
  if (!('through' in value) || !('languages' in value) || !('feeds' in value)) return undefined;
  const { through, languages, feeds } = value;
  if (typeof through !== 'string' || !instant.test(through)) return undefined;
  return isPairs(languages, isCounted) && isPairs(feeds, isCounted)
    ? { through, languages, feeds }
    : undefined;
}
