/** Bytes that a search takes before it is content with all that it wanted of the newest items, and with less than that. */
const [enoughBytes, mostBytes] = [8000, 40_000];

/** A search that is going on. */
export interface Progress {
  /** Items so far. */
  readonly found: number;
  /** Items that a reader sees of it; `Infinity` wants all that there are. */
  readonly wanted: number;
  /** Bytes that it took. */
  readonly bytes: number;
}

/** Whether a search leaves it at what it found: its reader may ask it to look through the rest. */
export function isContent({ found, wanted, bytes }: Progress): boolean {
  if (found === 0 || wanted === Number.POSITIVE_INFINITY) return false;
  return bytes > (found >= wanted ? enoughBytes : mostBytes);
}
