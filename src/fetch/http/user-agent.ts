/**
 * `Daybook/1.2.0 (+https://example.org/about)`: who asks, and where to complain. What cannot stand in a comment of the
 * header is percent-encoded. RFC 9110, sections 5.6.5 and 10.1.5.
 */
export function makeUserAgent(parts: { version: string; contact?: string; siteUrl: string }): string {
  const bytes = Buffer.from(parts.contact ?? parts.siteUrl, 'utf8').toString('latin1');
  return `Daybook/${parts.version} (+${bytes.replace(/[^\x21-\x7e]|[()\\]/g, percent)})`;
}

function percent(byte: string): string {
  return `%${byte.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
}
