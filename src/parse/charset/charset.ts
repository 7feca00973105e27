import { isAscii, isUtf8, transcode } from 'node:buffer';
import { charsetLibrary } from '../libraries.ts';
import { quote, type Repairs } from '../repairs.ts';
import { decodedOnce, mayBeEncodedTwice } from './encoded-twice.ts';
import { encodingOf } from './labels.ts';
import { undeclaredEncoding } from './undeclared.ts';

/** A document's text and the encoding it was read in, by its WHATWG name. */
export interface DecodedText {
  readonly text: string;
  readonly charset: string;
}

type Source = 'bom' | 'http' | 'declaration' | 'none';

interface Label {
  readonly encoding: string;
  readonly from: Source;
}

/** Bytes looked at for declarations. */
const headLength = 2048;
const singleByte =
  /^(?:windows-125[0-8]|windows-874|iso-8859-\d+|koi8-[ru]|macintosh|x-mac-cyrillic|ibm866)$/;

/**
 * Decodes a document. The order is RFC 7303 §3's: byte order mark, `charset` of the Content-Type, the document's own
 * declaration (XML declaration, `@charset`-like meta), then UTF-8. A label that the bytes contradict is not believed.
 * Never throws.
 */
export function decodeText(
  bytes: Uint8Array,
  contentType: string | undefined,
  repairs: Repairs,
): DecodedText {
  const mark = byteOrderMark(bytes);
  if (mark !== undefined)
    return decodeAs(bytes.subarray(mark.length), { encoding: mark.encoding, from: 'bom' }, repairs);
  const wide = wideEncoding(bytes);
  if (wide !== undefined) return decodeAs(bytes, { encoding: wide, from: 'declaration' }, repairs);
  const labels = labelsOf(bytes, contentType);
  // In these, its first bytes would have shown.
  const narrow = labels.filter(({ encoding }) => !/^utf-(?:16|32)/.test(encoding));
  // Only the escapes of ISO-2022-JP tell it from plain letters, which any other label fits.
  const escaping = narrow.find(({ encoding }) => encoding === 'iso-2022-jp');
  const isEscaped = escaping !== undefined && bytes.includes(0x1b);
  const stated = isEscaped ? escaping : narrow.find(({ encoding }) => isSupported(encoding));
  const usable = insteadOfDefault(bytes, stated, labels[1]) ?? stated;
  if (usable !== stated) noteWrongLabel(stated?.encoding ?? '', usable?.encoding ?? '', repairs);
  for (const { encoding } of labels) {
    if (isRefused(encoding)) {
      repairs.note(
        'CHARSET_REFUSED',
        `The character set ${quote(encoding)} can hide markup in plain letters and is never read; it was ignored.`,
      );
    } else if (encoding !== usable?.encoding && !isSupported(encoding)) {
      repairs.note('CHARSET_UNKNOWN', `The character set ${quote(encoding)} is not known; it was ignored.`);
    }
  }
  const hasUtf16Label = labels[0] !== usable && narrow.length < labels.length;
  if (hasUtf16Label) noteWrongLabel('utf-16', usable?.encoding ?? 'utf-8', repairs);
  return decodeNarrow(bytes, usable, narrow, repairs);
}

/** Many servers say ISO-8859-1 of all that they send: the document's own label, where its bytes bear that out. */
function insteadOfDefault(
  bytes: Uint8Array,
  stated: Label | undefined,
  declared: Label | undefined,
): Label | undefined {
  if (stated?.from !== 'http' || stated.encoding !== 'windows-1252' || declared === undefined)
    return undefined;
  const { encoding } = declared;
  if (encoding === 'utf-8' || encoding === 'windows-1252' || !isSupported(encoding)) return undefined;
  if (singleByte.test(encoding)) return hasRuns(bytes) ? declared : undefined;
  return isAscii(bytes) || decodeWith(bytes, encoding).includes('\uFFFD') ? undefined : declared;
}

/** Letters of another alphabet than the Latin one stand beside each other. */
function hasRuns(bytes: Uint8Array): boolean {
  return /[\xc0-\xff]{4}/.test(Buffer.from(bytes).toString('latin1'));
}

function decodeNarrow(
  bytes: Uint8Array,
  label: Label | undefined,
  labels: readonly Label[],
  repairs: Repairs,
): DecodedText {
  const encoding = label?.encoding ?? 'utf-8';
  if (encoding === 'utf-8') {
    const whole = isUtf8(bytes) ? bytes : withoutHalf(bytes);
    if (isUtf8(whole)) return readUtf8(whole, repairs);
    const other = labels.find(
      (candidate) => candidate.encoding !== 'utf-8' && isSupported(candidate.encoding),
    );
    return decodeBroken(bytes, other?.encoding, label !== undefined, repairs);
  }
  // Text of another encoding is valid UTF-8 by chance only when it has no byte above 127 or next to none.
  const isPlain = isAscii(bytes);
  if (!isPlain && encoding !== 'iso-2022-jp' && isUtf8(bytes)) {
    noteWrongLabel(encoding, 'utf-8', repairs);
    return readUtf8(bytes, repairs);
  }
  return decodeAs(bytes, { encoding, from: label?.from ?? 'none' }, repairs);
}

/** Without the character that the end of the document falls into: a document that was cut off is UTF-8 all the same. */
function withoutHalf(bytes: Uint8Array): Uint8Array {
  for (let length = 1; length <= 3; length += 1) {
    const byte = bytes[bytes.length - length] ?? 0;
    const wanted = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc2 ? 2 : 1;
    if (wanted > length) return bytes.subarray(0, -length);
    if (byte < 0x80 || wanted > 1) return bytes;
  }
  return bytes;
}

/** Bytes that are not UTF-8 although they should be. */
function decodeBroken(
  bytes: Uint8Array,
  other: string | undefined,
  isLabelled: boolean,
  repairs: Repairs,
): DecodedText {
  const strict = countSequences(bytes);
  if (strict.valid > strict.invalid) {
    repairs.note('CHARSET_INVALID_BYTES', 'Some bytes are not UTF-8; each was read as windows-1252.');
    return { text: decodeMixed(bytes), charset: 'utf-8' };
  }
  const encoding = other ?? guess(bytes);
  if (isLabelled) noteWrongLabel('utf-8', encoding, repairs);
  else
    repairs.note(
      'CHARSET_MISSING',
      `No character set is named and the bytes are not UTF-8; ${encoding} was taken.`,
    );
  return { text: decodeWith(bytes, encoding), charset: encoding };
}

function decodeAs(bytes: Uint8Array, label: Label, repairs: Repairs): DecodedText {
  if (label.encoding === 'utf-8') {
    const whole = isUtf8(bytes) ? bytes : withoutHalf(bytes);
    if (isUtf8(whole)) return readUtf8(whole, repairs);
    return decodeBroken(bytes, undefined, true, repairs);
  }
  const text = decodeWith(bytes, label.encoding);
  return { text: text.charCodeAt(0) === 0xfeff ? text.slice(1) : text, charset: label.encoding };
}

function noteWrongLabel(label: string, actual: string, repairs: Repairs): void {
  repairs.note(
    'CHARSET_WRONG_LABEL',
    `The document says it is ${label}, but its bytes are ${actual}; they were read as that.`,
  );
}

function byteOrderMark(bytes: Uint8Array): { encoding: string; length: number } | undefined {
  const [a, b, c, d] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return { encoding: 'utf-8', length: 3 };
  if (a === 0xff && b === 0xfe && c === 0 && d === 0) return { encoding: 'utf-32le', length: 4 };
  if (a === 0 && b === 0 && c === 0xfe && d === 0xff) return { encoding: 'utf-32be', length: 4 };
  if (a === 0xff && b === 0xfe) return { encoding: 'utf-16le', length: 2 };
  if (a === 0xfe && b === 0xff) return { encoding: 'utf-16be', length: 2 };
  return undefined;
}

/** UTF-16 and UTF-32 without a mark show by their zero bytes around a first ASCII character (XML Appendix F). */
function wideEncoding(bytes: Uint8Array): string | undefined {
  const [a, b, c, d] = bytes;
  if (a === 0 && b === 0 && c === 0 && isMarkup(d)) return 'utf-32be';
  if (isMarkup(a) && b === 0 && c === 0 && d === 0) return 'utf-32le';
  if (a === 0 && isMarkup(b) && c === 0) return 'utf-16be';
  if (isMarkup(a) && b === 0 && d === 0) return 'utf-16le';
  return undefined;
}

function isMarkup(byte: number | undefined): boolean {
  return byte === 0x3c || byte === 0x7b || byte === 0x5b || byte === 0x20 || byte === 0x0a || byte === 0x0d;
}

function labelsOf(bytes: Uint8Array, contentType: string | undefined): Label[] {
  const labels: Label[] = [];
  const http = /charset\s*=\s*("[^"]*"|'[^']*'|[^\s;,]+)/i.exec(contentType ?? '')?.[1];
  if (http !== undefined) labels.push({ encoding: encodingOf(http), from: 'http' });
  const head = Buffer.from(bytes.subarray(0, headLength)).toString('latin1');
  const declared =
    /<\?xml[^>]*?\bencoding\s*=\s*["']\s*([^"'\s>]+)/i.exec(head)?.[1] ??
    /<meta[^>]+charset\s*=\s*["']?\s*([^"'\s/>;]+)/i.exec(head)?.[1];
  if (declared !== undefined) labels.push({ encoding: encodingOf(declared), from: 'declaration' });
  if (labels.length === 0 && isJapaneseMail(bytes))
    labels.push({ encoding: 'iso-2022-jp', from: 'declaration' });
  return labels;
}

/** ISO-2022-JP, as in mails, shows by the escapes around its characters, which no other text holds. */
function isJapaneseMail(bytes: Uint8Array): boolean {
  const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return whole.includes('\x1b$B') || whole.includes('\x1b$@');
}

/** What the decoder knows and no document may ask for: UTF-7 (WHATWG Encoding §4.2 leaves it out), and no character sets. */
const refused: ReadonlySet<string> = new Set(
  'utf7 utf7imap unicode11utf7 csunicode11utf7 base64 hex binary'.split(' '),
);

/** The decoder looks at letters and digits only, so this has to. */
function isRefused(encoding: string): boolean {
  return refused.has(encoding.replace(/:\d{4}$|[^0-9a-z]/g, ''));
}

function isSupported(encoding: string): boolean {
  if (isRefused(encoding)) return false;
  return encoding === 'utf-8' || byPlatform.has(encoding) || charsetLibrary().encodingExists(encoding);
}

/** Encodings that the library does not know, or not by this name. */
const byPlatform: ReadonlySet<string> = new Set(['iso-2022-jp', 'x-mac-cyrillic']);

function decodeWith(bytes: Uint8Array, encoding: string): string {
  if (byPlatform.has(encoding)) return new TextDecoder(encoding).decode(bytes, { stream: true });
  return charsetLibrary().decode(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), encoding);
}

/** Longer documents are not read by way of UTF-16, which takes twice their memory. */
const maxTranscodedBytes = 4_000_000;

/** Text in a character set, or `undefined` of one that is unknown or never read. */
export function decodeIn(bytes: Uint8Array, label: string): string | undefined {
  const encoding = encodingOf(label);
  return isRefused(encoding) || !isSupported(encoding) ? undefined : decodeWith(bytes, encoding);
}

function readUtf8(bytes: Uint8Array, repairs: Repairs): DecodedText {
  const text = utf8(bytes);
  return { text: mayBeEncodedTwice(bytes) ? decodedOnce(text, repairs) : text, charset: 'utf-8' };
}

/** ASCII, which many feeds are, is read eight times as fast when it is called so, and the rest 2.5 times by way of UTF-16. */
function utf8(bytes: Uint8Array): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (isAscii(bytes)) return buffer.toString('latin1');
  if (bytes.length > maxTranscodedBytes) return buffer.toString('utf8');
  return transcode(buffer, 'utf8', 'utf16le').toString('utf16le');
}

/** The length of the UTF-8 sequence at `at` if it is a whole and shortest one, else 0. */
function sequenceLength(bytes: Uint8Array, at: number): number {
  const first = bytes[at] ?? 0;
  const length = first >= 0xf0 && first <= 0xf4 ? 4 : first >= 0xe0 ? 3 : first >= 0xc2 ? 2 : 0;
  if (length === 0 || first > 0xf4 || at + length > bytes.length) return 0;
  for (let index = 1; index < length; index += 1) if (((bytes[at + index] ?? 0) & 0xc0) !== 0x80) return 0;
  return isUtf8(bytes.subarray(at, at + length)) ? length : 0;
}

function countSequences(bytes: Uint8Array): { valid: number; invalid: number } {
  let valid = 0;
  let invalid = 0;
  for (let at = 0; at < bytes.length; ) {
    if ((bytes[at] ?? 0) < 0x80) {
      at += 1;
      continue;
    }
    const length = sequenceLength(bytes, at);
    if (length > 0) valid += 1;
    else invalid += 1;
    at += length || 1;
  }
  return { valid, invalid };
}

/** UTF-8 in which single bytes above 127 that fit nowhere are windows-1252. */
function decodeMixed(bytes: Uint8Array): string {
  const parts: string[] = [];
  let start = 0;
  for (let at = 0; at < bytes.length; ) {
    const length = (bytes[at] ?? 0) < 0x80 ? 1 : sequenceLength(bytes, at);
    if (length === 0) {
      parts.push(utf8(bytes.subarray(start, at)), decodeWith(bytes.subarray(at, at + 1), 'windows-1252'));
      start = at + 1;
    }
    at += length || 1;
  }
  return parts.join('') + utf8(bytes.subarray(start));
}

/** Without any label: what the bytes and the feed's language tell. */
function guess(bytes: Uint8Array): string {
  const head = Buffer.from(bytes.subarray(0, headLength * 4)).toString('latin1');
  const tag = /<(?:dc:)?language>\s*([a-z-]{2,10})|(?:xml:)?lang\s*=\s*["']([a-z-]{2,10})/i.exec(head);
  return undeclaredEncoding(bytes, tag?.[1] ?? tag?.[2] ?? '');
}
