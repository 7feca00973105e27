/** Octets of an encoded word's text: with its frame, 75 characters at most (RFC 2047, section 2). */
const maxOctets = 45;

/** Words of an RFC 5322 phrase that need no quotes. */
const atoms = /^[\w!#$%&'*+/=?^`{|}~-]+(?: [\w!#$%&'*+/=?^`{|}~-]+)*$/;

/**
 * A name as it may stand before `<…>` in a mail's head: as it is, in quotes, or as encoded words, of which the part in
 * angles is never one.
 *
 * @see https://www.rfc-editor.org/rfc/rfc2047#section-5
 */
export function phraseOf(name: string): string {
  const text = name.replace(/[<>\p{Cc}\s]+/gu, ' ').trim();
  if (atoms.test(text) && !text.includes('=?')) return text;
  if (/^[ -~]*$/.test(text)) return `"${text.replace(/["\\]/g, '\\$&')}"`;
  const words: string[] = [];
  let word = '';
  for (const character of text) {
    if (Buffer.byteLength(word + character) > maxOctets) {
      words.push(word);
      word = '';
    }
    word += character;
  }
  return [...words, word].map((one) => `=?UTF-8?B?${Buffer.from(one).toString('base64')}?=`).join(' ');
}
