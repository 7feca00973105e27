import type { Attributes } from './images.ts';

/**
 * Addresses of mail that Cloudflare takes out of pages, and feeds, for their scripts to put back: bytes in hexadecimal
 * digits, of which the first changes the others. It takes other words with an `@` for addresses, too: `name@1.2.3` in code.
 */

const page = /\/cdn-cgi\/l\/email-protection(?:#([\da-f]+))?$/i;
const mailbox = /^[^\s@<>":/]{1,64}@[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}$/i;

/** The words that stand behind `[email protected]`; `undefined` where an element has none. */
export function protectedWords(attrs: Attributes): string | undefined {
  const digits = attrs.size === 0 ? undefined : attrs.get('data-cfemail');
  return digits === undefined ? undefined : decode(digits);
}

/** Whether a link leads to the page that says that something is protected. */
export function isProtected(href: string): boolean {
  return href.includes('/cdn-cgi/l/email-protection') && page.test(href);
}

/** Where such a link would lead, by the digits in it or by its words; `undefined` if that is not a mailbox. */
export function protectedLink(href: string, words: string | undefined): string | undefined {
  const address = decode(page.exec(href)?.[1] ?? '') ?? words ?? '';
  const [name = ''] = address.split('?', 1);
  return mailbox.test(name) ? `mailto:${address}` : undefined;
}

function decode(hex: string): string | undefined {
  if (!/^(?:[\da-f]{2}){2,1000}$/i.test(hex)) return undefined;
  const [key = 0, ...bytes] = Buffer.from(hex, 'hex');
  return Buffer.from(bytes.map((byte) => byte ^ key)).toString();
}
