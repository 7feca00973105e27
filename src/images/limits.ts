/** What one picture may cost. */
export const imageLimits = {
  /** On the wire, and decompressed where a server compressed it. */
  maxBytes: 10_000_000,
  /** Of one frame, before anything is decoded. A camera's largest picture has about 50 million. */
  maxPixels: 50_000_000,
  /** Of all frames together; of a longer animation the first frame is shown. */
  maxAnimatedPixels: 16_000_000,
  /** Of what is decoded from a drawing (SVG), which has no pixels of its own. */
  maxDrawingBytes: 2_000_000,
  /** Time for one picture, after which the process that works on it is ended. */
  encodeMs: 20_000,
  /** A picture is kept in these widths, as far as it is wider. The largest one is the most that is kept of it. */
  widths: [480, 960],
  /** Of an animation. */
  animatedWidth: 480,
  /** WebP's own limit is 16,383. */
  maxHeight: 12_000,
} as const;

/** What one run may cost. What is left over waits for the next run. */
export const runLimits = {
  /** Pictures asked for. */
  maxImages: 1_000,
  /** Downloaded. */
  maxBytes: 250_000_000,
  /** Downloading and encoding together. */
  deadlineMs: 240_000,
} as const;

/** How often a picture that does not come is asked for in all. The wait doubles from one day on. */
export const maxTries = 5;
