import { graphemesOf } from '../model/graphemes.ts';

import { remembered } from '../model/remember.ts';

/** The longest summary an item is shown with, in UTF-16 units; signs of East Asia say as much with fewer. */
export const maxExcerptLength = 200;

/** Signs of which one or two are a word, each as wide as two letters. */
const dense = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu;

/** How much of a text fits where `length` letters do: three fifths of it, where most of it is signs of East Asia. */
export function roomFor(text: string, length: number = maxExcerptLength): number {
  const head = text.slice(0, length);
  const signs = head.match(dense)?.length ?? 0;
  return signs * 2 > head.length ? Math.ceil(length * 0.6) : length;
}

/** Segmenters are costly to make; a language that is not well-formed is cut as any other. */
const makeSegmenter = (granularity: 'sentence' | 'word') => (language: string) => {
  try {
    return new Intl.Segmenter(language, { granularity });
  } catch {
    return new Intl.Segmenter('und', { granularity });
  }
};
const sentencesIn = remembered(makeSegmenter('sentence'));
const wordsIn = remembered(makeSegmenter('word'));

/** The end of the last segment that lies within `maxLength` UTF-16 units of a longer text. */
function lastEnd(text: string, segments: Intl.Segments, maxLength: number): number {
  return segments.containing(maxLength)?.index ?? text.length;
}

/** Scripts that write no spaces: there, what stands between two spaces is not a word. */
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

/**
 * `7.1-rc4`, an address and `AT&amp;T` are several words by Unicode's rules, and one to readers: a cut within such a run
 * goes back to the blank before it, unless that would take half of the text away.
 */
function beforeRun(text: string, at: number): number {
  const from = text.lastIndexOf(' ', at - 1) + 1;
  const end = text.indexOf(' ', at);
  const run = text.slice(from, end < 0 ? undefined : end);
  const isWithin = at > from && at < from + run.length;
  return isWithin && from > at / 2 && !unspaced.test(run) ? from : at;
}

/** An entity that a feed wrote twice over is never cut in two: half of it says nothing. */
function beforeEntity(text: string, at: number): number {
  const start = text.lastIndexOf('&', at - 1);
  const [entity] = start < 0 ? [] : (/^&#?\w{1,31};/.exec(text.slice(start, start + 40)) ?? []);
  return entity !== undefined && start > 0 && start + entity.length > at ? start : at;
}

/** Cuts at a word's end, also where a script writes no spaces; only a word without end is cut at a character. */
function cutAtWord(text: string, language: string | undefined, maxLength: number): string {
  const room = maxLength - 1;
  const at =
    lastEnd(text, wordsIn(language ?? 'und').segment(text), room) || lastEnd(text, graphemesOf(text), room);
  const end = beforeEntity(text, beforeRun(text, at));
  return `${text.slice(0, end).replace(/[\s,;:–—-]+$/u, '')}…`;
}

const fold = (text: string): string => text.replace(/\s+/gu, ' ').trim();

/** The start of a text with its white space folded: so many UTF-16 units, where there are as many. */
function foldedHead(text: string, length: number): string {
  const head = fold(text.slice(0, 2 * length));
  const whole = text.length > 2 * length && head.length < length ? fold(text) : head;
  return whole.slice(0, length);
}

/**
 * The first sentences of a plain text that fit into `maxLength` UTF-16 units; one that does not fit is cut at a word,
 * with an ellipsis. White space is folded.
 */
export function excerpt(text: string, language?: string, maxLength = maxExcerptLength): string {
  // Four times the length is far more than can be used, and keeps the cost of a long body bounded.
  const head = foldedHead(text, maxLength * 4);
  if (head.length <= maxLength) return head;
  // The blank behind a sentence is its own.
  const room = head[maxLength] === ' ' ? maxLength + 1 : maxLength;
  const end = lastEnd(head, sentencesIn(language ?? 'und').segment(head), room);
  const whole = head.slice(0, end).trimEnd();
  return whole.length >= maxLength / 3 ? whole : cutAtWord(head, language, maxLength);
}
