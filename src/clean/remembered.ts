/** So much of texts is remembered, in UTF-16 units: those of some thousand items. */
const maxLength = 8_000_000;

/**
 * A pure function of texts that remembers what it found. What is fetched is looked at again when pages are made of it, and
 * when it is indexed: in one run a text is asked about up to six times.
 */
export function remembered<Text extends string, Found>(find: (text: Text) => Found): (text: Text) => Found {
  const known = new Map<Text, Found>();
  let length = 0;
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const found = find(text);
    length += text.length;
    if (length > maxLength) {
      known.clear();
      length = text.length;
    }
    known.set(text, found);
    return found;
  };
}
