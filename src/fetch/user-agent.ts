/** `Daybook/1.2.0 (+https://example.org/about)`: who asks, and where to complain. RFC 9110, section 10.1.5. */
export function makeUserAgent(parts: { version: string; contact?: string; siteUrl: string }): string {
  const contact = (parts.contact ?? parts.siteUrl).replace(/[^\x21-\x7e]|[()\\]/g, encodeURIComponent);
  return `Daybook/${parts.version} (+${contact})`;
}
