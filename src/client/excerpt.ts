/** Pagefind's data of one result, as far as it is read here. */
export interface Fragment {
  readonly url: string;
  readonly meta: Readonly<Record<string, string>>;
  /** The record's text with `<` and `>` escaped; words of unspaced languages are parted by U+200B. */
  readonly raw_content: string;
  /** Places of the words that match. */
  readonly locations: readonly number[];
}

/** A piece of text, and whether it matches. */
export interface Part {
  readonly text: string;
  readonly marked: boolean;
}

/** Words of an excerpt at most. */
const excerptWords = 30;

interface Words {
  readonly list: readonly string[];
  /** What stands between two words. */
  readonly gap: string;
}

/** Splits a record's text as Pagefind counts its words. */
export function wordsOf({ raw_content }: Fragment): Words {
  const text = raw_content.replaceAll('&lt;', '<').replaceAll('&gt;', '>');
  return text.includes('\u200B')
    ? { list: text.split('\u200B'), gap: '' }
    : { list: text.split(/[^\S\uFEFF]+/), gap: ' ' };
}

/** How many of the first words a beginning of the text takes, the word included that only begins within it. */
function wordsIn(beginning: string, words: readonly string[]): number {
  let rest = beginning.replaceAll('\u200B', '').trim();
  let count = 0;
  for (const word of words) {
    const piece = word.trim();
    if (rest === '' || !(rest.startsWith(piece) || piece.startsWith(rest))) break;
    rest = rest.slice(piece.length).trimStart();
    count += 1;
  }
  return count;
}

function joined(parts: readonly Part[]): Part[] {
  const result: Part[] = [];
  for (const part of parts) {
    const last = result.at(-1);
    if (last?.marked === part.marked)
      result.splice(-1, 1, { text: last.text + part.text, marked: part.marked });
    else if (part.text !== '') result.push(part);
  }
  return result;
}

/** A result's title, its matching words marked: the record's text begins with the title. */
export function titleParts(fragment: Fragment): Part[] {
  const title = fragment.meta.title ?? '';
  const { list } = wordsOf(fragment);
  const parts: Part[] = [];
  let at = 0;
  for (const [i, word] of list.slice(0, wordsIn(title, list)).entries()) {
    const piece = word.trim();
    const start = title.indexOf(piece, at);
    // The last word of the title runs on into a full stop that the record put behind it.
    const from = start < 0 ? title.length - title.slice(at).trimStart().length : start;
    const end = Math.min(title.length, from + piece.length);
    parts.push({ text: title.slice(at, from), marked: false });
    parts.push({ text: title.slice(from, end), marked: fragment.locations.includes(i) });
    at = end;
  }
  return joined([...parts, { text: title.slice(at), marked: false }]);
}

/** Where the window with the most matches begins; the earliest of equals. */
function densest(matches: readonly number[], first: number, length: number): number {
  let [best, most] = [first, 0];
  for (const start of matches.filter((place) => place >= first)) {
    const count = matches.filter((place) => place >= start && place < start + length).length;
    if (count > most) [best, most] = [start, count];
  }
  return best;
}

/**
 * Some thirty words of the text around its matches, which are marked. The title, the authors and the source that the
 * record's text begins with are left out, as they stand above.
 */
export function excerptParts(fragment: Fragment): Part[] {
  const { list, gap } = wordsOf(fragment);
  const { title = '', authors = '', sourceTitle = '' } = fragment.meta;
  const head = wordsIn([title, authors, sourceTitle, ''].join('. '), list);
  const first = Math.max(head, wordsIn(title, list));
  const match = densest(fragment.locations, first, excerptWords - 5);
  // A few words of context before the first match, and a full excerpt where the text ends early.
  const start = Math.max(first, Math.min(match - 5, list.length - excerptWords));
  const end = start + excerptWords;
  const parts = list.slice(start, end).flatMap((word, i) => [
    { text: i > 0 ? gap : '', marked: false },
    { text: word, marked: fragment.locations.includes(start + i) },
  ]);
  return joined([
    { text: start > first ? `…${gap}` : '', marked: false },
    ...parts,
    { text: end < list.length ? `${gap}…` : '', marked: false },
  ]);
}
