import { DAY } from '../../model/instant.ts';
import { parseHttpDate } from './http-date.ts';

type Headers = Readonly<Record<string, string>>;

/** No server may send us away for longer. */
export const longestWishMs = 7 * DAY;

/**
 * How long from now an answer calls itself fresh, in milliseconds, or `undefined`: `max-age`, else `Expires` less
 * `Date`; both less `Age`. Dates are compared with the server's own clock, so that neither clock need be right.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9111#section-4.2
 */
export function freshForMs(headers: Headers): number | undefined {
  const lifetime = maxAgeMs(headers['cache-control']) ?? expiresMs(headers);
  if (lifetime === undefined) return undefined;
  const age = /^\s*(\d{1,10})\b/.exec(headers.age ?? '')?.[1];
  const left = lifetime - Number(age ?? 0) * 1000;
  return left > 0 ? Math.min(left, longestWishMs) : undefined;
}

/** `max-age` of a `Cache-Control`; none when the answer must not be used again without asking. */
function maxAgeMs(cacheControl: string | undefined): number | undefined {
  if (cacheControl === undefined) return undefined;
  if (/(?:^|[,\s])no-(?:cache|store)(?:[,\s]|$)/i.test(cacheControl)) return 0;
  const seconds = /(?:^|[,\s])max-age\s*=\s*"?(\d{1,12})/i.exec(cacheControl)?.[1];
  return seconds === undefined ? undefined : Number(seconds) * 1000;
}

function expiresMs(headers: Headers): number | undefined {
  const expires = parseHttpDate(headers.expires ?? '');
  const date = parseHttpDate(headers.date ?? '');
  return expires === undefined || date === undefined ? undefined : expires - date;
}

/** Seconds, as servers write them: also with a fraction, a unit or quotation marks. */
const secondsOf = /^"?(\d{1,12})(?:\.\d{1,9})?\s?(?:s|secs?|seconds?)?"?$/i;
/** More seconds than anybody waits (2001 in seconds since 1970): such a number is a moment, not a wait. */
const leastMoment = 1_000_000_000;

/**
 * `Retry-After` in milliseconds from now, or `undefined`: seconds, or a date on the server's own clock, also as seconds
 * since 1970.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3
 */
export function retryAfterMs(headers: Headers, nowMs: number): number | undefined {
  const value = (headers['retry-after'] ?? '').trim();
  const seconds = Number(secondsOf.exec(value)?.[1] ?? Number.NaN);
  if (seconds < leastMoment) return Math.min(seconds * 1000, longestWishMs);
  const date = Number.isNaN(seconds) ? parseHttpDate(value) : seconds * 1000;
  if (date === undefined) return undefined;
  const wait = date - (parseHttpDate(headers.date ?? '') ?? nowMs);
  return wait > 0 ? Math.min(wait, longestWishMs) : 0;
}
