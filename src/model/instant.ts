/** Milliseconds in a minute, an hour, a day. */
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

const rfc3339 = /^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|[+-]\d\d:\d\d)$/;

/** Reads an RFC 3339 moment into milliseconds since 1970, or `undefined`. */
export function parseInstant(text: unknown): number | undefined {
  if (typeof text !== 'string' || !rfc3339.test(text)) return undefined;
  const ms = Date.parse(text.replace(' ', 'T').toUpperCase());
  return Number.isNaN(ms) ? undefined : ms;
}

/** `2026-05-18T09:30:00Z`: whole seconds, UTC. */
export function formatInstant(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, -5)}Z`;
}

const firstTrusted = Date.UTC(1990, 0, 1);

/**
 * A date in ms since 1970, unless it is unreadable, before 1990 or over 24 hours ahead of `seenMs`: then the item counts
 * as undated.
 */
export function trustedInstant(date: string | undefined, seenMs: number): number | undefined {
  const instant = date === undefined ? Number.NaN : Date.parse(date);
  return instant >= firstTrusted && instant <= seenMs + DAY ? instant : undefined;
}
