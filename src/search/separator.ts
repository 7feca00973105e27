import { alphabet, digitOf } from './postings.ts';

/** Whether a text has the first half of a character at a place. */
const isHalf = (text: string, at: number): boolean => (text.charCodeAt(at) & 0xfc00) === 0xd800;

function sharedLength(before: string, term: string): number {
  let shared = 0;
  while (shared < before.length && before.charCodeAt(shared) === term.charCodeAt(shared)) shared += 1;
  return shared;
}

/** What tells a term from the one before it, as briefly as can be: no longer than the term, and after what came before. */
export function separator(before: string, term: string): string {
  const shared = sharedLength(before, term);
  return term.slice(0, shared + (isHalf(term, shared) ? 2 : 1));
}

/** A term as it is written behind another: a digit for how much of that it begins with, and the rest of it. */
export function frontCoded(before: string, term: string): string {
  const most = Math.min(sharedLength(before, term), alphabet.length - 1);
  const shared = isHalf(term, most - 1) ? most - 1 : most;
  return alphabet[shared] + term.slice(shared);
}

/** The term that {@link frontCoded} wrote behind another. */
export function frontDecoded(before: string, written: string): string {
  return before.slice(0, digitOf(written[0])) + written.slice(1);
}
