/** The longest summary an item is shown with, in characters as readers count them. */
export const maxExcerptLength = 200;

const sentenceSegmenters = new Map<string, Intl.Segmenter>();
const graphemeSegmenter = new Intl.Segmenter('und', { granularity: 'grapheme' });

function sentences(text: string, language: string | undefined): string[] {
  const key = language ?? 'und';
  let segmenter = sentenceSegmenters.get(key);
  if (!segmenter) {
    try {
      segmenter = new Intl.Segmenter(key, { granularity: 'sentence' });
    } catch {
      segmenter = new Intl.Segmenter('und', { granularity: 'sentence' });
    }
    sentenceSegmenters.set(key, segmenter);
  }
  return [...segmenter.segment(text)].map((part) => part.segment);
}

/** Cuts at a word's end, never inside a word, a surrogate pair or a composed character. */
function cutAtWord(text: string, maxLength: number): string {
  let end = 0;
  let lastSpace = 0;
  for (const { segment, index } of graphemeSegmenter.segment(text)) {
    if (index + segment.length > maxLength - 1) break;
    end = index + segment.length;
    if (/^\s/.test(segment)) lastSpace = index;
  }
  // A script that writes no spaces is cut at a character.
  const at = lastSpace > maxLength / 2 ? lastSpace : end;
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
  for (const sentence of sentences(head, language)) {
    if ((taken + sentence).trimEnd().length > maxLength) break;
    taken += sentence;
  }
  const whole = taken.trimEnd();
  return whole.length >= maxLength / 3 ? whole : cutAtWord(head, maxLength);
}
