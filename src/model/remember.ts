/**
 * A function that remembers what it made of each key; with more than `most` keys it begins anew. `undefined` is made again.
 *
 * @example
 * const slugOf = remembered(makeSlug, 20_000);
 */
export function remembered<Key, Made>(
  make: (key: Key) => Made,
  most = Number.POSITIVE_INFINITY,
): (key: Key) => Made {
  const known = new Map<Key, Made>();
  return (key) => {
    const found = known.get(key);
    if (found !== undefined) return found;
    const made = make(key);
    if (known.size >= most) known.clear();
    known.set(key, made);
    return made;
  };
}
