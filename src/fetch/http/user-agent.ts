/**
 * `Daybook/1.2.0 (+https://example.org/about)`: who asks, and where to complain; the name alone where nobody said where.
 * What cannot stand in a comment of the header is percent-encoded. RFC 9110, sections 5.6.5 and 10.1.5.
 */
export function makeUserAgent({ version, contact }: { version: string; contact?: string }): string {
  const name = `Daybook/${version}`;
  if (contact === undefined) return name;
  const bytes = Buffer.from(contact, 'utf8').toString('latin1');
  return `${name} (+${bytes.replace(/[^\x21-\x7e]|[()\\]/g, percent)})`;
}

function percent(byte: string): string {
  return `%${byte.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
}
