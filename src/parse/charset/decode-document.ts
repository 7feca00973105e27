import { Repairs } from '../repairs.ts';
import { type DecodedText, decodeText } from './charset.ts';

/**
 * Decodes any HTML, XML or text document by the same rules as a feed (RFC 7303 §3). Never throws.
 *
 * @example
 * decodeDocument(new Uint8Array([0xfc]), 'text/plain; charset=iso-8859-1').text; // → "ü"
 */
export function decodeDocument(bytes: Uint8Array, contentType?: string): DecodedText {
  return decodeText(bytes, contentType, new Repairs());
}
