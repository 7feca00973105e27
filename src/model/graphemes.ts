let segmenter: Intl.Segmenter | undefined;

/**
 * The characters of a text as readers count them (Unicode Standard Annex #29). What tells them apart is made for the
 * first text: making it takes as long as reading a feed.
 */
export function graphemesOf(text: string): Intl.Segments {
  segmenter ??= new Intl.Segmenter('und', { granularity: 'grapheme' });
  return segmenter.segment(text);
}
