/** What was found out of a text of HTML. */
export interface Known {
  /** Whether it is in the one form that the cleaner writes. */
  isCanonical?: boolean;
  plain?: string;
  prose?: string;
}

/** So much of texts is remembered, in UTF-16 units: those of some thousand items. */
const maxLength = 8_000_000;

const known = new Map<string, Known>();
let length = 0;

/**
 * What is known of a text, to be added to. What is fetched is looked at again when pages are made of it, and when it is
 * indexed: in one run a text is asked about up to six times.
 */
export function knownOf(html: string): Known {
  const before = known.get(html);
  if (before) return before;
  length += html.length;
  if (length > maxLength) {
    known.clear();
    length = html.length;
  }
  const about: Known = {};
  known.set(html, about);
  return about;
}
