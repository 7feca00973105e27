/** @see https://www.unicode.org/reports/tr9/ its blocks for scripts that are written from right to left */
const rightToLeftLetter =
  /(?=\p{L})[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
/** Code units that only such letters have: quickly looked for, without any of them a text has no such letter. */
const perhapsRightToLeft = /[\u0590-\u08ff\ud802\ud803\ud83a\ud83b\ufb1d-\ufeff]/;
const anyLetter = /\p{L}/u;
const allLetters = /\p{L}/gu;

/** The direction of most letters of a text; of as many each way, that of the first. */
export function directionOfLetters(text: string): 'ltr' | 'rtl' | undefined {
  // Most texts have no letter of the other direction: they need no count.
  if (!perhapsRightToLeft.test(text) || !rightToLeftLetter.test(text))
    return anyLetter.test(text) ? 'ltr' : undefined;
  const letters = text.match(allLetters) ?? [];
  const rtl = letters.filter((letter) => rightToLeftLetter.test(letter)).length;
  const ltr = letters.length - rtl;
  return rtl > ltr || (rtl === ltr && rightToLeftLetter.test(letters[0] ?? '')) ? 'rtl' : 'ltr';
}

/** How many of a text's letters are of a direction, from 0 to 1; 0 where it has none. */
export function shareOfLetters(direction: 'ltr' | 'rtl', text: string): number {
  const letters = text.match(allLetters) ?? [];
  const rtl = letters.filter((letter) => rightToLeftLetter.test(letter)).length;
  return letters.length === 0 ? 0 : (direction === 'rtl' ? rtl : letters.length - rtl) / letters.length;
}
