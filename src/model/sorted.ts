/** Entries in the order of their keys, by UTF-16 units: the same everywhere. */
export function sortedByKey<Entry extends readonly [string, unknown]>(entries: Iterable<Entry>): Entry[] {
  return [...entries].sort(([one], [other]) => (one < other ? -1 : 1));
}
