let segmenter: Intl.Segmenter | undefined;

/**
 * The characters of a text as readers count them (Unicode Standard Annex #29). What tells them apart is made for the
 * first text: making it takes as long as reading a feed.
 */
export function graphemesOf(text: string): Intl.Segments {
  segmenter ??= new Intl.Segmenter('und', { granularity: 'grapheme' });
  return segmenter.segment(text);
}

/** Code units that are looked at together. */
const stepLength = 256;

/**
 * The places in a text where its characters begin, as UTF-16 offsets, one after the other. Of a long text the segmenter
 * itself copies the whole for each character.
 */
export function* graphemeStarts(text: string): Generator<number> {
  let from = 0;
  let length = stepLength;
  while (from < text.length) {
    const half = /[\ud800-\udbff]/.test(text.charAt(from + length - 1)) ? 1 : 0;
    const starts = [...graphemesOf(text.slice(from, from + length + half))].map(({ index }) => from + index);
    const isEnd = from + length + half >= text.length;
    // The last may go on behind what was looked at.
    const next = isEnd ? text.length : (starts.pop() ?? from);
    yield* starts;
    length = next === from ? length * 2 : stepLength;
    from = next;
  }
}
