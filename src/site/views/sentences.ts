import { directionOfText } from '../../model/direction.ts';
import type { Site } from '../site.ts';

/** Sentences in a row. A full-width full stop brings its own space. */
export function joinSentences(sentences: readonly string[]): string {
  return sentences.join(' ').replaceAll('。 ', '。');
}

/** A name that is written the other way is isolated, so that it cannot turn the sentence around it. */
export function isolated(name: string, site: Site): string {
  const direction = directionOfText(name);
  return direction === undefined || direction === site.direction ? name : `\u2068${name}\u2069`;
}
