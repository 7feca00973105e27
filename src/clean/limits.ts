/** What one item's HTML may weigh. Past length and nodes the text is cut at a node and marked as
 * continued at the source. */
export const htmlLimits = {
  /** UTF-16 code units, of what goes in and of what comes out. */
  maxLength: 1_000_000,
  /** Levels of elements: those below give way to what is inside. */
  maxDepth: 256,
  /** Elements and texts. */
  maxNodes: 50_000,
} as const;

/** User-perceived characters of plain-text fields; URLs in UTF-16 code units. */
export const textLimits = {
  title: 500,
  author: 200,
  id: 2_000,
  tag: 100,
  summary: 5_000,
  rights: 1_000,
  alt: 2_000,
  urlLength: 8_192,
} as const;
