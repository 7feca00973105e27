import type { DateTime, WeekdayNumbers } from 'luxon';
import { formatInstant } from '../../model/instant.ts';
import { decodePercent } from '../../model/meant-address.ts';
import { calendarLibrary } from '../libraries.ts';
import { quote, type Repairs } from '../repairs.ts';
import { readCommonDate } from './common.ts';
import { readIsoDate } from './iso.ts';
import { readLooseDate } from './loose.ts';
import { type DateParts, daysOf } from './parts.ts';
import { isPersian, withoutPersian } from './persian.ts';
import { usualSpelling } from './spellings.ts';
import { isThai, withoutThai } from './thai.ts';

/** Marks of direction, which some browsers put between the parts of a date. */
const directions = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** What programs make of a hyphen where they mend typography. */
const dashes = /[\u2010-\u2014\u2212]/g;

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
  const common = readCommonDate(text.trim(), language);
  if (common !== undefined && !isPersian(common, language) && !isThai(common, language)) return common;
  const line = unescaped(text.includes('<') ? markedDate(text) : text)
    .normalize('NFKC')
    .replace(directions, '')
    .replace(dashes, '-')
    .replace(/\s+/g, ' ')
    .trim();
  if (line === '' || line.length > maxDateLength) return undefined;
  const spelt = withoutPersian(usualSpelling(asciiDigits(line)), language);
  const moment = readUnixTime(spelt);
  if (moment !== undefined) return moment;
  return toUtc(
    withoutThai(readIsoDate(spelt, language) ?? readLooseDate(spelt, language), line, language),
    timezone,
  );
}

/** The date in HTML's `time` that a template printed, which its attribute says best; else the words of the markup. */
function markedDate(text: string): string {
  return /\sdatetime\s*=\s*["']([^"'<>]+)["']/i.exec(text)?.[1] ?? text.replace(/<[^<>]*>/g, ' ');
}

/** Without the escapes of a form's data: `2026-03-03T10%3A00%3A00%2B01%3A00`. */
function unescaped(text: string): string {
  if (!/%(?:2B|2C|3A|20)/i.test(text)) return text;
  return decodePercent(text.replaceAll('+', ' '));
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

/** Seconds, milliseconds or microseconds since 1970, also as .NET, `date` (`@…`) or a calculator write them; from 1990 on, as smaller numbers are something else. */
function readUnixTime(text: string): string | undefined {
  const [, plain, dotNet] =
    /^(?:@?(\d{9,13}(?:\.\d+)?|\d{16}|\d\.\d{8,}E\+?(?:9|12))|\\?\/?Date\((\d{12,13})(?:[+-]\d{4})?\)\\?\/?)$/i.exec(
      text,
    ) ?? [];
  const number = Number(plain ?? dotNet);
  const seconds = Math.floor(number / (number >= 1e15 ? 1e6 : number >= 1e11 ? 1000 : 1));
  return seconds >= 631_152_000 && seconds <= 4_102_444_800 ? formatInstant(seconds * 1000) : undefined;
}

/** Years before 1000 are a program's "no date" (`0001-01-01`). */
const [firstMs, endMs] = [Date.UTC(1000, 0), Date.UTC(10_000, 0)];

function toUtc(parts: DateParts | undefined, timezone: string | undefined): string | undefined {
  if (parts === undefined || parts.year < 1000 || parts.year > 9999) return undefined;
  const zone = parts.zone ?? timezone ?? 0;
  const ms = typeof zone === 'string' ? momentIn(zone, parts) : momentAt(zone, parts);
  return ms >= firstMs && ms < endMs ? formatInstant(ms) : undefined;
}

/** Milliseconds since 1970; NaN when no such day exists. */
function momentAt(offset: number, { year, day, hour, minute, second }: DateParts): number {
  if ('month' in day && (day.day < 1 || day.day > daysOf(year, day.month))) return Number.NaN;
  const midnight = 'month' in day ? Date.UTC(year, day.month - 1, day.day) : midnightIn('utc', year, day);
  return midnight.valueOf() + ((hour * 60 + minute - offset) * 60 + lastSecond(second)) * 1000;
}

/** The same where summer time counts. */
function momentIn(zone: string, { year, day, hour, minute, second }: DateParts): number {
  return midnightIn(zone, year, day)
    .set({ hour: hour % 24, minute, second: lastSecond(second) })
    .plus({ days: hour === 24 ? 1 : 0 })
    .toMillis();
}

/** A leap second has no place in the calendar arithmetic; the second before it has. */
function lastSecond(second: number): number {
  return Math.min(second, 59);
}

function isWeekday(day: number): day is WeekdayNumbers {
  return day >= 1 && day <= 7;
}

function midnightIn(zone: string, year: number, day: DateParts['day']): DateTime {
  const { DateTime: Calendar } = calendarLibrary();
  if ('month' in day) return Calendar.fromObject({ year, ...day }, { zone });
  if ('ordinal' in day) return Calendar.fromObject({ year, ordinal: day.ordinal }, { zone });
  const weekday = isWeekday(day.weekday) ? day.weekday : 1;
  return Calendar.fromObject({ weekYear: year, weekNumber: day.week, weekday }, { zone });
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
