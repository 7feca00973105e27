/** The longest summary an item is shown with, in characters as readers count them. */
export const maxExcerptLength = 200;

const segmenters = new Map<string, Intl.Segmenter>();

/** Segmenters are costly to make; a language that is not well-formed is cut as any other. */
function segmenterOf(language: string | undefined, granularity: 'sentence' | 'word'): Intl.Segmenter {
  const key = `${granularity} ${language ?? ''}`;
  const known = segmenters.get(key);
  if (known) return known;
  let made: Intl.Segmenter;
  try {
    made = new Intl.Segmenter(language ?? 'und', { granularity });
  } catch {
    made = new Intl.Segmenter('und', { granularity });
  }
  segmenters.set(key, made);
  return made;
}

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });

/** The end of the last segment that lies within `maxLength` UTF-16 units. */
function lastEnd(segments: Intl.Segments, maxLength: number): number {
  let end = 0;
  for (const { segment, index } of segments) {
    if (index + segment.length > maxLength) break;
    end = index + segment.length;
  }
  return end;
}

/** Cuts at a word's end, also where a script writes no spaces; only a word without end is cut at a character. */
function cutAtWord(text: string, language: string | undefined, maxLength: number): string {
  const room = maxLength - 1;
  const at =
    lastEnd(segmenterOf(language, 'word').segment(text), room) || lastEnd(graphemes.segment(text), room);
  return `${text.slice(0, at).replace(/[\s,;:–—-]+$/u, '')}…`;
}

/**
 * The first sentences of a plain text that fit into `maxLength` UTF-16 units; one that does not fit is cut at a word,
 * with an ellipsis. White space is folded.
 */
export function excerpt(text: string, language?: string, maxLength = maxExcerptLength): string {
  const folded = text.replace(/\s+/gu, ' ').trim();
  if (folded.length <= maxLength) return folded;
  // Four times the length is far more than can be used, and keeps the cost of a long body bounded.
  const head = folded.slice(0, maxLength * 4);
  let taken = '';
  for (const { segment } of segmenterOf(language, 'sentence').segment(head)) {
    if ((taken + segment).trimEnd().length > maxLength) break;
    taken += segment;
  }
  const whole = taken.trimEnd();
  return whole.length >= maxLength / 3 ? whole : cutAtWord(head, language, maxLength);
}
