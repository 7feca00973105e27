import { decodeIn } from '../charset/charset.ts';

/** A word of a mail's header, with its character set, how it is packed, and the packed text. */
const word = /=\?([\w.-]{2,40})(?:\*[\w-]*)?\?([bq])\?([^?\s]{0,500})\?=(?:\s+(?==\?[\w.-]+\?[bq]\?))?/gi;

/**
 * A line with the words that mail packs for its headers unpacked: gateways hand on subjects and senders as they came
 * (`=?UTF-8?Q?caf=C3=A9?=`). What cannot be unpacked stays.
 *
 * @see RFC 2047, sections 2 and 6.2
 */
export function unpackMailWords(line: string): string {
  if (!line.includes('=?')) return line;
  return line.replace(
    word,
    (whole: string, charset: string, packing: string, packed: string) =>
      decodeIn(bytesOf(packed, packing), charset) ?? whole,
  );
}

function bytesOf(packed: string, packing: string): Uint8Array {
  if (packing.toLowerCase() === 'b') return Buffer.from(packed, 'base64');
  const text = packed
    .replaceAll('_', ' ')
    .replace(/=([0-9a-f]{2})/gi, (_whole, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(text, 'latin1');
}
