import { type DateObjectUnits, DateTime, type WeekdayNumbers } from 'luxon';
import { readIsoDate } from './date-iso.ts';
import { readLooseDate } from './date-loose.ts';
import type { DateParts } from './date-parts.ts';
import { quote, type Repairs } from './repairs.ts';

/** Longer texts are no dates. */
const maxDateLength = 120;

/**
 * Reads a feed's date into RFC 3339 UTC with whole seconds (`2026-03-01T09:30:00Z`), or `undefined` if it cannot be
 * trusted. Accepts RFC 822 and RFC 3339 as written in the wild, ISO 8601 with week and ordinal dates, Unix times, and
 * month names of many languages; `language` (BCP 47) breaks ties such as `03/04/2026`. No zone means UTC. Never throws.
 *
 * @see docs/parsing.md, "Dates"; RFC 822 §5, RFC 5322 §3.3, RFC 3339 §5.6, ISO 8601-1 §5
 */
export function parseDate(text: string, language?: string): string | undefined {
  if (text.length > maxDateLength * 4) return undefined;
  const line = text.normalize('NFKC').replace(/\s+/g, ' ').trim();
  if (line === '' || line.length > maxDateLength) return undefined;
  const digits = asciiDigits(line);
  return readUnixTime(digits) ?? toUtc(readIsoDate(digits) ?? readLooseDate(digits, language));
}

/** A date field: as `parseDate`, with the unreadable text kept in a repair. */
export function readDate(
  text: string | undefined,
  language: string | undefined,
  repairs: Repairs,
): string | undefined {
  if (text === undefined || text.trim() === '') return undefined;
  const date = parseDate(text, language);
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
  return format(DateTime.fromSeconds(seconds, { zone: 'utc' }));
}

/** Years before 1000 are a program's "no date" (`0001-01-01`). */
function toUtc(parts: DateParts | undefined): string | undefined {
  if (parts === undefined || parts.year < 1000 || parts.year > 9999) return undefined;
  const isMidnight24 = parts.hour === 24 && parts.minute === 0 && parts.second === 0;
  const zone = typeof parts.zone === 'string' ? parts.zone : 'utc';
  const local = DateTime.fromObject(
    {
      ...calendarOf(parts),
      hour: isMidnight24 ? 0 : parts.hour,
      minute: parts.minute,
      // A leap second has no place in the calendar arithmetic; the second before it has.
      second: Math.min(parts.second, 59),
    },
    { zone },
  );
  const offset = typeof parts.zone === 'number' ? parts.zone : 0;
  const utc = local
    .minus({ minutes: offset })
    .plus({ days: isMidnight24 ? 1 : 0 })
    .toUTC();
  return format(utc);
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
  return `${date.toFormat("yyyy-MM-dd'T'HH:mm:ss")}Z`;
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
