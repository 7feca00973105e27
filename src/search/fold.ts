/** Longer ones are addresses and codes; their beginning is enough. */
export const maxFormLength = 40;

/** Accents and vowel signs that people leave out when they type, of Latin, Greek, Cyrillic, Hebrew and Arabic. */
const marks = /[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed]/g;
/** Letters that people type as another one, and that no decomposition of Unicode takes apart. */
const alike: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ħ: 'h',
  ŧ: 't',
  ŋ: 'n',
  ı: 'i',
  ς: 'σ',
  ى: 'ي',
  ة: 'ه',
  ک: 'ك',
  ی: 'ي',
};
const alikeLetters = new RegExp(`[${Object.keys(alike).join('')}]`, 'g');
const plainAscii = /^[a-z0-9]*$/;

/** Letters of Hiragana; those of Katakana stand as far behind them. */
const hiragana = /[\u3041-\u3096]/g;
const kanaDistance = 0x60;

/** A word without case, accents and the other differences that nobody types. */
export function foldWord(word: string): string {
  if (plainAscii.test(word)) return word.slice(0, maxFormLength);
  const folded = word
    .normalize('NFKD')
    .replace(marks, '')
    .toLowerCase()
    .replace(alikeLetters, (letter) => alike[letter] ?? letter)
    .replace(hiragana, (letter) => String.fromCharCode(letter.charCodeAt(0) + kanaDistance))
    .normalize('NFC');
  return folded.length <= maxFormLength
    ? folded
    : folded.slice(0, maxFormLength).replace(/[\ud800-\udbff]$/, '');
}

const digraphs: Readonly<Record<string, string>> = { ae: 'a', oe: 'o', ue: 'u', aa: 'a' };

/**
 * A folded word as people write it who type two letters for one: `muenchen` for `munchen`, `soeren` for `soren`. None
 * where nothing of the kind is in it.
 */
export function shortForm(form: string): string | undefined {
  const short = form.replace(/ae|oe|ue|aa/g, (pair) => digraphs[pair] ?? pair);
  return short === form ? undefined : short;
}
