/** Bytes that a search takes before it is content with all that it wanted of the newest items, and with less than that. */
const [enoughBytes, mostBytes] = [8000, 40_000];

/** Whether a search leaves it at what it found, having read so many bytes: its reader may ask it to look through the rest. */
export function isContent({ found, wanted, bytes }: Record<'found' | 'wanted' | 'bytes', number>): boolean {
  return found > 0 && bytes > (found >= wanted ? enoughBytes : mostBytes);
}
