import { decodeHTMLStrict } from 'entities/decode';
import type { Repairs } from '../repairs.ts';

/** Characters that windows-1252 puts at 0x80 to 0x9F: what C1 controls mean on the web (HTML §13.2.5.80). */
export const c1 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/** Two or more references in a row. */
const run = /(?:&(?:#\d{3,4}|#x[0-9a-f]{2,4}|[a-z]{3,6}\d?);){2,}/gi;
const one = /&(?:#(\d{3,4})|#x([0-9a-f]{2,4})|[a-z]{3,6}\d?);/gi;

/** A quick look: nearly all texts have no such references, numeric or by the names of the usual first bytes. */
const mayHoldBytes =
  /&(?:#(?:19[4-9]|2[0-3]\d|24[0-4]|x(?:c[2-9a-f]|[de][0-9a-f]|f[0-4]));|acirc;|A(?:tilde|circ);)&/i;

/**
 * Mends UTF-8 that a program wrote byte by byte as references: `&#226;&#8364;&#8482;` and `&#226;&#128;&#153;` are the
 * apostrophe whose bytes are E2 80 99. What a language may well write so stays (`&#233;&#160;&#187;`, the end of a French
 * quotation): one character alone counts only where its first bytes are those of Latin letters, punctuation or emoji.
 */
export function joinUtf8References(text: string, repairs: Repairs | undefined): string {
  if (!text.includes(';&') || !mayHoldBytes.test(text)) return text;
  return text.replace(run, (whole) => {
    const tokens = whole.match(one) ?? [];
    const bytes = tokens.map(byteOf);
    const mended = mendBytes(tokens, bytes);
    if (mended !== whole) {
      repairs?.note(
        'TEXT_UTF8_REFERENCES',
        'The bytes of a character were written as references of their own; the character was taken.',
      );
    }
    return mended;
  });
}

/** The byte that a reference stands for in windows-1252, or 0. */
function byteOf(token: string): number {
  one.lastIndex = 0;
  const [, decimal, hex] = one.exec(token) ?? [];
  if (decimal === undefined && hex === undefined) return byteOfCharacter(decodeHTMLStrict(token));
  const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
  return code >= 0x80 && code <= 0xff ? code : byteOfCharacter(String.fromCharCode(code));
}

/** The byte of windows-1252 that is read as a character, or 0. */
export function byteOfCharacter(character: string): number {
  const code = character.charCodeAt(0);
  if (character.length !== 1 || code < 0x80) return 0;
  if (code <= 0xff) return code;
  const at = c1.indexOf(character);
  return at < 0 ? 0 : 0x80 + at;
}

function mendBytes(tokens: readonly string[], bytes: readonly number[]): string {
  let out = '';
  for (let at = 0; at < bytes.length; ) {
    let end = at;
    let count = 0;
    for (let length = sequence(bytes, end); length > 0; length = sequence(bytes, end)) {
      end += length;
      count += 1;
    }
    if (count > 1 || (count === 1 && isTelling(bytes, at))) {
      out += Buffer.from(bytes.slice(at, end)).toString('utf8').replaceAll('\uFEFF', '');
    } else {
      end = Math.max(end, at + 1);
      out += tokens.slice(at, end).join('');
    }
    at = end;
  }
  return out;
}

/** The length of the UTF-8 sequence of two to four bytes at `at`, or 0. */
function sequence(bytes: readonly number[], at: number): number {
  const first = bytes[at] ?? 0;
  const length = first >= 0xf0 && first <= 0xf4 ? 4 : first >= 0xe0 ? 3 : first >= 0xc2 ? 2 : 0;
  if (length === 0 || first > 0xf4 || at + length > bytes.length) return 0;
  for (let index = 1; index < length; index += 1) if (((bytes[at + index] ?? 0) & 0xc0) !== 0x80) return 0;
  const text = Buffer.from(bytes.slice(at, at + length)).toString('utf8');
  return text.includes('\uFFFD') ? 0 : length;
}

/** Latin letters and signs, punctuation, symbols, emoji, the byte order mark. */
function isTelling(bytes: readonly number[], at: number): boolean {
  const [first = 0, second = 0] = bytes.slice(at, at + 2);
  if (first === 0xc2 || first === 0xc3) return true;
  if (first === 0xe2) return second < 0xa0;
  return (first === 0xf0 && second === 0x9f) || (first === 0xef && second === 0xbb);
}
