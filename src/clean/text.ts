import { graphemeStarts } from '../model/graphemes.ts';

/** Text from strangers made plain: no control character, nothing invisible, nothing that reorders its surroundings. */

/** Control characters but tab and line feed, surrogates without a partner, non-characters. */
const controls = /(?![\t\n])[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}]/gu;

/**
 * Characters that show nothing and so hide words from search and filters: zero-width space, word joiner, byte-order
 * mark, Hangul fillers, interlinear anchors. Kept here: soft hyphens, direction marks, joiners, variation selectors and
 * tags, which have rules of their own.
 */
const invisible =
  /(?![\u00ad\u061c\u200c-\u200f\u202a-\u202e\u2066-\u2069\u{e0020}-\u{e007f}\p{Variation_Selector}])[\p{Default_Ignorable_Code_Point}\ufff9-\ufffb]/gu;

/** Plane 14 tags hide text from people and show it to machines. They stay only as the tail of a flag. */
const tags = /(\u{1f3f4}[\u{e0061}-\u{e007a}]{1,6}\u{e007f})|[\u{e0000}-\u{e007f}]/gu;

/** Joiners are spelling in Arabic, Indic and emoji, and a hiding place everywhere else. */
const strayJoiner =
  /(?<![\p{M}\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Nko}\p{Script=Mongolian}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Tibetan}])[\u200c\u200d]+/gu;

/** No script stacks more than a few marks on a letter; towers of them cover the lines above. */
const markTower = /(\p{M}{8})\p{M}+/gu;

/** Embeddings, overrides and isolates. The marks U+200E, U+200F and U+061C touch their neighbours only, and stay. */
const bidiControls = /[\u202a-\u202e\u2066-\u2069]/g;

/** Anything the rules above could mind: lets plain text pass with one look. */
const suspect =
  /(?![\t\n])[\p{Cc}\p{Cf}\p{Cs}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}]|\p{M}{9}/u;

/** Text of Latin letters, general punctuation and East Asian letters only, which `suspect` would let pass: most text. */
const harmless = /^[\t\n -~\u00a0-\u00ac\u00ae-\u02ff\u2010-\u2027\u2030-\u205e\u3000-\u3163\u3165-\ud7a3]*$/;

/** Text of an HTML node without invisible characters. White space stays as it is; directions end where they began. */
export function cleanNodeText(text: string): string {
  if (harmless.test(text) || !suspect.test(text)) return text;
  return closeDirections(withoutInvisible(text));
}

function withoutInvisible(text: string): string {
  return text
    .replace(controls, '')
    .replace(invisible, '')
    .replace(tags, '$1')
    .replace(strayJoiner, '')
    .replace(markTower, '$1');
}

/**
 * Keeps direction controls from reaching past their own text: overrides go, embeddings and isolates left open are
 * closed, closers without an opener go.
 *
 * @see https://www.unicode.org/reports/tr9/ (X1 to X8)
 */
function closeDirections(text: string): string {
  if (text.search(bidiControls) === -1) return text;
  const open: string[] = [];
  const closed = text.replace(bidiControls, (char) => {
    if (char === '\u202d' || char === '\u202e') {
      open.push('');
      return '';
    }
    if (char !== '\u202c' && char !== '\u2069') {
      open.push(char <= '\u202e' ? '\u202c' : '\u2069');
      return char;
    }
    const closer = open.at(-1);
    if (closer === '' && char === '\u202c') open.pop();
    if (closer !== char) return '';
    open.pop();
    return char;
  });
  return closed + open.reverse().join('');
}

/**
 * Makes one line of plain text: no control or invisible character, no direction control, white space collapsed, cut
 * at a user-perceived character with `…`. Absent when nothing is left.
 *
 * @param maxLength in user-perceived characters (grapheme clusters)
 * @see https://www.unicode.org/reports/tr29/
 *
 * @example
 * cleanText('  one\n two\u0000 three ', 8); // → "one two…"
 */
export function cleanText(text: string, maxLength: number): string | undefined {
  // A thousand code units a character: beyond that no honest text goes, and segmenting stays cheap.
  const bounded = text.length > maxLength * 1_000 ? text.slice(0, maxLength * 1_000) : text;
  const spaced = bounded.replace(/(?:(?!\ufeff)[\s\u0085])+/g, ' ');
  const suspicious = !harmless.test(spaced) && suspect.test(spaced);
  const line = (suspicious ? stripFormat(spaced).replace(/\s+/g, ' ') : spaced).trim();
  return line === '' ? undefined : cutText(line, maxLength);
}

function stripFormat(text: string): string {
  return withoutInvisible(text.replace(bidiControls, '').replaceAll('\u00ad', ''));
}

/** The first `maxLength` user-perceived characters, the last of them `…` when something was cut. */
export function cutText(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text;
  let count = 0;
  let lastStart = 0;
  for (const index of graphemeStarts(text)) {
    count += 1;
    if (count === maxLength) lastStart = index;
    if (count > maxLength) return `${text.slice(0, lastStart).trimEnd()}…`;
  }
  return text;
}

/** Escape sequences: CSI, OSC and other strings, two-character escapes; with their 8-bit forms. */
const terminalSequences =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what the function removes
  /(?:\u001b\[|\u009b)[0-?]*[ -/]*[@-~]?|(?:\u001b[\]PX^_]|[\u009d\u0090\u0098\u009e\u009f])[^\u0007\u001b\u009c]*(?:\u0007|\u001b\\|\u009c)?|\u001b[ -/]*[0-~]?/g;

/**
 * Text that cannot steer a terminal: no escape sequence, no control character but line feed and tab, no override.
 *
 * @example
 * stripTerminal('\u001b[31mred'); // → "red"
 */
export function stripTerminal(text: string): string {
  return withoutInvisible(text.replace(terminalSequences, '').replace(bidiControls, ''));
}
