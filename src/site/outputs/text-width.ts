import { graphemesOf } from '../../model/graphemes.ts';

/** Scripts and signs that terminals and fixed-width fonts show two cells wide (Unicode Standard Annex #11: W and F). */
const wide =
  /(?![\uff61-\uffdc])[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}\p{Script=Yi}\u3000-\u303e\u30fb\u30fc\u3190-\u3247\u3250-\u33ff\uff01-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}|\ufe0f/u;

/** Latin letters and the usual marks: one code unit is one character and one cell. */
const onlyNarrow = /^[\x20-\x7e\u00a0-\u00ac\u00ae-\u02ff\u2010-\u2027\u2030-\u205e\u20ac]*$/;

/** Cells that one character, as readers count them, takes up. */
function widthOf(grapheme: string): number {
  if (wide.test(grapheme)) return 2;
  return /^[\p{M}\p{Cf}\p{Cc}]*$/u.test(grapheme) ? 0 : 1;
}

/** Cells that a text takes up in a fixed-width font: 0 for marks that combine, 2 for wide characters. */
export function displayWidth(text: string): number {
  if (onlyNarrow.test(text)) return text.length;
  let width = 0;
  for (const { segment } of graphemesOf(text)) width += widthOf(segment);
  return width;
}

/** Scripts of narrow letters that write no spaces between words. */
const unspaced = /[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

let words: Intl.Segmenter | undefined;

/** Where words of such scripts begin inside a text, as UTF-16 offsets; none for other texts. */
function wordStarts(text: string): ReadonlySet<number> {
  if (!unspaced.test(text)) return new Set();
  words ??= new Intl.Segmenter('und', { granularity: 'word' });
  const found = [...words.segment(text)];
  return new Set(found.filter(({ segment }) => unspaced.test(segment)).map(({ index }) => index));
}

interface Piece {
  text: string;
  width: number;
}

/** Marks, small kana and signs of repetition that no line of Chinese or Japanese begins with (JIS X 4051, GB/T 15834). */
const neverFirst =
  /^[ๆฯ、。，．・：；！？）］｝」』】〉》〕〗％…—～ー々〻ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ”’]/u;
/** Opening marks, which no such line ends with. */
const neverLast = /[（［｛「『【〈《〔〖“‘]$/u;

/** Where a line may break: after spaces, and where scripts write none, around wide characters and between words. */
function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = [];
  let word = '';
  let width = 0;
  const flush = (): void => {
    if (word !== '') pieces.push({ text: word, width });
    word = '';
    width = 0;
  };
  const starts = wordStarts(text);
  for (const { segment, index } of graphemesOf(text)) {
    const cells = widthOf(segment);
    const last = pieces.at(-1);
    const clings = neverFirst.test(segment);
    if (clings && word === '' && last !== undefined && !last.text.endsWith(' ')) {
      last.text += segment;
      last.width += cells;
      continue;
    }
    const begins = cells === 2 || starts.has(index);
    if (begins && !clings && !neverLast.test(word)) flush();
    word += segment;
    width += cells;
    if ((cells === 2 && !neverLast.test(segment)) || segment === ' ') flush();
  }
  flush();
  return pieces;
}

/** The same as {@link wrapText}, for a folded text of which every code unit takes up one cell: most do. */
function wrapNarrow(text: string, columns: number): string[] {
  const lines: string[] = [];
  let at = 0;
  while (text.length - at > columns) {
    const fits = text.lastIndexOf(' ', at + columns);
    const end = fits > at ? fits : text.indexOf(' ', at);
    if (end === -1) break;
    lines.push(text.slice(at, end));
    at = end + 1;
  }
  return [...lines, text.slice(at)];
}

/**
 * Breaks a plain text into lines of at most `columns` cells. White space is folded; a word that is longer than a line
 * stands on a line of its own, unbroken, as addresses must.
 */
export function wrapText(text: string, columns: number): string[] {
  const folded = text.replace(/\s+/gu, ' ').trim();
  if (folded === '') return [];
  if (onlyNarrow.test(folded)) return wrapNarrow(folded, columns);
  const lines: string[] = [];
  let line = '';
  let width = 0;
  for (const piece of piecesOf(folded)) {
    const trailing = piece.text.endsWith(' ') ? 1 : 0;
    if (line !== '' && width + piece.width - trailing > columns) {
      lines.push(line.trimEnd());
      line = '';
      width = 0;
    }
    line += piece.text;
    width += piece.width;
  }
  if (line !== '') lines.push(line.trimEnd());
  return lines;
}
