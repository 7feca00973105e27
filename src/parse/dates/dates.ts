import type { DateObjectUnits, DateTime, WeekdayNumbers } from 'luxon';
import { formatInstant } from '../../model/instant.ts';
import { calendarLibrary } from '../libraries.ts';
import { quote, type Repairs } from '../repairs.ts';
import { readIsoDate } from './iso.ts';
import { readLooseDate } from './loose.ts';
import type { DateParts } from './parts.ts';
import { zoneByName } from './zones.ts';

/** Longer texts are not dates. */
const maxDateLength = 120;

/**
 * Reads a feed's date into RFC 3339 UTC with whole seconds (`2026-03-01T09:30:00Z`), or `undefined` if it cannot be
 * trusted. Accepts RFC 822 and RFC 3339 as written in the wild, ISO 8601 with week and ordinal dates, Unix times, and
 * month names of many languages; `language` (BCP 47) breaks ties such as `03/04/2026`. No zone means UTC, but a date
 * without a time is a day of `timezone` (IANA name; default UTC) and means its midnight. Never throws.
 *
 * @see docs/parsing.md, "Dates"; RFC 822 §5, RFC 5322 §3.3, RFC 3339 §5.6, ISO 8601-1 §5
 *
 * @example
 * parseDate('Mon, 18 May 2026 20:00 +0200'); // → "2026-05-18T18:00:00Z"
 * parseDate('le 18 mai 2026', 'fr'); // → "2026-05-18T00:00:00Z"
 */
export function parseDate(text: string, language?: string, timezone?: string): string | undefined {
  if (text.length > maxDateLength * 4) return undefined;
  const common = readCommonDate(text.trim());
  if (common !== undefined) return common;
  const line = text.normalize('NFKC').replace(/\s+/g, ' ').trim();
  if (line === '' || line.length > maxDateLength) return undefined;
  const digits = asciiDigits(line);
  return readUnixTime(digits) ?? toUtc(readIsoDate(digits) ?? readLooseDate(digits, language), timezone);
}

const rfc3339 = /^(\d{4})-(\d\d)-(\d\d)[Tt](\d\d):(\d\d):(\d\d)(?:\.\d+)?(?:([Zz])|([+-])(\d\d):?(\d\d))$/;
const rfc822 =
  /^(?:[A-Z][a-z]{2}, )?(\d{1,2}) (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) (\d{4}) (\d\d):(\d\d):(\d\d) (?:([A-Z]{1,4})|([+-])(\d\d)(\d\d))$/;
const months = 'JanFebMarAprMayJunJulAugSepOctNovDec';

/** The two correct forms, which most dates have, without the calendar library: half of a feed's time went there. */
function readCommonDate(text: string): string | undefined {
  const iso = rfc3339.exec(text);
  const match = iso ?? rfc822.exec(text);
  if (match === null) return undefined;
  const [year, month, day] =
    iso === null
      ? [Number(match[3]), months.indexOf(match[2] ?? '') / 3 + 1, Number(match[1])]
      : [Number(match[1]), Number(match[2]), Number(match[3])];
  const [hour, minute, second] = [Number(match[4]), Number(match[5]), Number(match[6])];
  // What is unusual (leap seconds, hour 24, day 30 of February, the first and last years) goes the long way.
  if (
    year < 1001 ||
    year > 9998 ||
    month > 12 ||
    month < 1 ||
    day < 1 ||
    day > daysOf(year, month) ||
    hour > 23 ||
    minute > 59 ||
    second > 59
  )
    return undefined;
  const offset = offsetOf(match);
  if (offset === undefined) return undefined;
  if (offset === 0)
    return `${year}-${twoDigits(month)}-${twoDigits(day)}T${match[4]}:${match[5]}:${match[6]}Z`;
  return formatInstant(Date.UTC(year, month - 1, day, hour, minute - offset, second));
}

/** Minutes east of UTC; `undefined` of a name that is not a zone or hides summer time. */
function offsetOf([, , , , , , , name, sign, hours, minutes]: RegExpExecArray): number | undefined {
  if (sign !== undefined) return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
  if (name === 'GMT' || name === 'Z' || name === 'z') return 0;
  const zone = zoneByName(name ?? '');
  return typeof zone === 'number' ? zone : undefined;
}

function daysOf(year: number, month: number): number {
  return month === 2 ? new Date(Date.UTC(year, month, 0)).getUTCDate() : 30 + ((month + (month >> 3)) & 1);
}

function twoDigits(number: number): string {
  return number < 10 ? `0${number}` : String(number);
}

/** What a date field is read with. */
export interface DateContext {
  /** BCP 47. */
  readonly language: string | undefined;
  /** The zone of a date without a time: an IANA name. */
  readonly timezone: string | undefined;
  readonly repairs: Repairs;
}

/** A date field: as `parseDate`, with the unreadable text kept in a repair. */
export function readDate(text: string | undefined, context: DateContext): string | undefined {
  if (text === undefined || text.trim() === '') return undefined;
  const { language, timezone, repairs } = context;
  const date = parseDate(text, language, timezone);
  if (date === undefined)
    repairs.note('DATE_UNREADABLE', `The date ${quote(text)} cannot be read; it was left out.`);
  return date;
}

/** Seconds or milliseconds since 1970, from 1990 on: smaller numbers are something else. */
function readUnixTime(text: string): string | undefined {
  if (!/^\d{9,13}(?:\.\d+)?$/.test(text)) return undefined;
  const number = Number(text);
  const seconds = number >= 1e11 ? Math.floor(number / 1000) : Math.floor(number);
  if (seconds < 631_152_000 || seconds > 4_102_444_800) return undefined;
  return format(calendarLibrary().DateTime.fromSeconds(seconds, { zone: 'utc' }));
}

/** Years before 1000 are a program's "no date" (`0001-01-01`). */
function toUtc(parts: DateParts | undefined, timezone: string | undefined): string | undefined {
  if (parts === undefined || parts.year < 1000 || parts.year > 9999) return undefined;
  if (parts.hour === 24 && parts.minute + parts.second > 0) return undefined;
  const zone = parts.zone ?? timezone ?? 0;
  const { DateTime: Calendar } = calendarLibrary();
  const day = Calendar.fromObject(calendarOf(parts), { zone: typeof zone === 'string' ? zone : 'utc' });
  if (!day.isValid) return undefined;
  // A leap second has no place in the calendar arithmetic; the second before it has.
  const time = { hour: parts.hour % 24, minute: parts.minute, second: Math.min(parts.second, 59) };
  if (typeof zone === 'string')
    return format(
      day
        .set(time)
        .plus({ days: parts.hour === 24 ? 1 : 0 })
        .toUTC(),
    );
  const minutes = parts.hour * 60 + parts.minute - zone;
  return format(Calendar.fromMillis(day.toMillis() + (minutes * 60 + time.second) * 1000, { zone: 'utc' }));
}

function isWeekday(day: number): day is WeekdayNumbers {
  return day >= 1 && day <= 7;
}

function calendarOf({ year, day }: DateParts): DateObjectUnits {
  if ('week' in day)
    return { weekYear: year, weekNumber: day.week, weekday: isWeekday(day.weekday) ? day.weekday : 1 };
  if ('ordinal' in day) return { year, ordinal: day.ordinal };
  return { year, month: day.month, day: day.day };
}

function format(date: DateTime): string | undefined {
  if (!date.isValid || date.year < 1000 || date.year > 9999) return undefined;
  return date.startOf('second').toISO({ suppressMilliseconds: true }) ?? undefined;
}

/** Arabic, Persian, Devanagari, Bengali and Thai digits as ASCII; full-width ones already are after NFKC. */
function asciiDigits(text: string): string {
  return text.replace(/[\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\u09e6-\u09ef\u0e50-\u0e59]/g, (digit) => {
    const code = digit.charCodeAt(0);
    return String(
      ((code -
        (code >= 0x0966 && code < 0x0e00
          ? 0x0966
          : code < 0x06f0
            ? 0x0660
            : code < 0x0900
              ? 0x06f0
              : 0x0e50)) %
        128) %
        10,
    );
  });
}
