import { shownAddress } from '../../model/url.ts';
import type { Validators } from '../schedule/state.ts';
import { acceptEncoding } from './inflate.ts';

const feedAccept =
  'application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml;q=0.9, ' +
  'application/xml;q=0.8, text/xml;q=0.8, application/json;q=0.8, */*;q=0.1';

/** Of a page that is read in place of a feed. */
export const pageAccept = 'text/html, application/xhtml+xml;q=0.9, */*;q=0.1';

/** The headers of every request, and all there are besides those of HTTP itself, the password and the validators. */
export function readerHeaders(userAgent: string, accept = feedAccept): Record<string, string> {
  return { 'user-agent': userAgent, accept, 'accept-encoding': acceptEncoding };
}

/** Name and password of the configured address. RFC 7617. */
export function authorization(url: URL): { authorization?: string } {
  if (url.username === '' && url.password === '') return {};
  const pair = `${decode(url.username)}:${decode(url.password)}`;
  return { authorization: `Basic ${Buffer.from(pair).toString('base64')}` };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Validators speak of one address only: sent elsewhere, they could make another document look unchanged. */
export function conditions(url: URL, validators: Validators | undefined): Record<string, string> {
  if (!validators || validators.url !== shownAddress(url.href)) return {};
  return {
    ...(validators.etag !== undefined && { 'if-none-match': validators.etag }),
    ...(validators.last_modified !== undefined && { 'if-modified-since': validators.last_modified }),
  };
}
