import { hash } from 'node:crypto';
import { domainToASCII } from 'node:url';

/** A reader on the list. */
export interface Recipient {
  /** `reader@example.org`, the domain in lower case and ASCII. */
  readonly address: string;
  readonly name?: string;
}

export interface RecipientList {
  /** In the order of the list, each address once. */
  readonly recipients: readonly Recipient[];
  /** Lines that are not addresses, from 1. */
  readonly unreadable: readonly number[];
}

/** RFC 5321, 4.5.3.1: a local part of 64 octets, a whole path of 254. */
const maxLocalLength = 64;
const maxAddressLength = 254;

/** One address as people write it into a list: bare, or after a name in angle brackets. */
function parseRecipient(line: string): Recipient | undefined {
  const named = /^([^<>]*)<([^<>]+)>$/.exec(line);
  const bare = (named?.[2] ?? line).trim();
  const at = bare.lastIndexOf('@');
  const local = bare.slice(0, at);
  const host = bare.slice(at + 1);
  // What the function takes for the end of a host, such as a slash, would be lost silently.
  const domain = /^[\p{L}\p{M}\p{N}.-]+$/u.test(host) ? domainToASCII(host) : '';
  // Quoted local parts with spaces are legal and unheard of; a comma or a bracket is a slip of the pen.
  if (at < 1 || local.length > maxLocalLength || !/^[^\s<>()[\],;:\\"@\p{Cc}]+$/u.test(local))
    return undefined;
  if (!/^[a-z0-9-]+(?:\.[a-z0-9-]+)*$/.test(domain)) return undefined;
  const address = `${local}@${domain}`;
  if (address.length > maxAddressLength) return undefined;
  const name = (named?.[1] ?? '')
    .replace(/\p{Cc}/gu, ' ')
    .replace(/^\s*"?|"?\s*$/g, '')
    .trim();
  return name === '' ? { address } : { address, name };
}

/** Reads a list of addresses, one a line. Empty lines and what follows `#` at a line's start are passed over. */
export function parseRecipients(text: string): RecipientList {
  const recipients = new Map<string, Recipient>();
  const unreadable: number[] = [];
  for (const [at, raw] of text
    .replace(/^\ufeff/, '')
    .split(/\r\n|\n|\r/)
    .entries()) {
    const line = raw.trim();
    if (line === '' || line.startsWith('#')) continue;
    const found = parseRecipient(line);
    if (found === undefined) unreadable.push(at + 1);
    // Servers may tell `A@` from `a@` (RFC 5321, 2.4); none does, and nobody wants two.
    else if (!recipients.has(found.address.toLowerCase())) recipients.set(found.address.toLowerCase(), found);
  }
  return { recipients: [...recipients.values()], unreadable };
}

/** What stands for a reader in files and message ids: the address itself is written nowhere. 32 hex digits. */
export function recipientMark(edition: string, { address }: Recipient): string {
  return hash('sha256', `${edition}\n${address.toLowerCase()}`, 'hex').slice(0, 32);
}
