const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

const imfFixdate = /^[a-z]{3}, (\d{1,2}) ([a-z]{3}) (\d{4}) (\d\d):(\d\d):(\d\d) (?:GMT|UTC|\+0000)$/i;
const rfc850 = /^[a-z]+, (\d{1,2})-([a-z]{3})-(\d\d) (\d\d):(\d\d):(\d\d) GMT$/i;
const asctimeDate = /^[a-z]{3} ([a-z]{3}) {1,2}(\d{1,2}) (\d\d):(\d\d):(\d\d) (\d{4})$/i;

/**
 * Reads an HTTP-date into milliseconds since 1970, or `undefined`. Takes `UTC` and `+0000` for `GMT`, as servers
 * write them.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-5.6.7
 */
export function parseHttpDate(text: string): number | undefined {
  const trimmed = text.trim();
  const imf = imfFixdate.exec(trimmed);
  if (imf) return utc(imf[3], imf[2], imf[1], imf.slice(4));
  const old = rfc850.exec(trimmed);
  if (old) return utc(fullYear(Number(old[3])), old[2], old[1], old.slice(4));
  const asctime = asctimeDate.exec(trimmed);
  if (asctime) return utc(asctime[6], asctime[1], asctime[2], asctime.slice(3, 6));
  return undefined;
}

/** RFC 850 years: the RFC says "the most recent year with these digits"; 70 as the turn needs no clock. */
function fullYear(twoDigits: number): string {
  return String(twoDigits < 70 ? 2000 + twoDigits : 1900 + twoDigits);
}

function utc(
  year: string | undefined,
  month: string | undefined,
  day: string | undefined,
  clock: readonly string[],
): number | undefined {
  const index = months.indexOf((month ?? '').toLowerCase());
  const [hours, minutes, seconds] = clock.map(Number);
  if (index < 0 || hours === undefined || minutes === undefined || seconds === undefined) return undefined;
  if (hours > 23 || minutes > 59 || seconds > 60 || Number(day) < 1 || Number(day) > 31) return undefined;
  const ms = Date.UTC(Number(year), index, Number(day), hours, minutes, seconds);
  return Number.isNaN(ms) ? undefined : ms;
}
