import { formatInstant } from '../../model/instant.ts';
import { daysOf } from './parts.ts';
import { maxOffset, zoneByName } from './zone-names.ts';

/**
 * Reads the two correct forms, which most dates have, digit by digit, as two patterns took most of a date's time. What is unusual
 * (leap seconds, hour 24, day 30 of February, the first and last years) gives `undefined` and goes the long way.
 */
export function readCommonDate(text: string, language?: string): string | undefined {
  return text.charAt(4) === '-' ? readRfc3339(text) : readRfc822(text, language);
}

interface Common {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;
  /** `10:00:00`. */
  readonly time: string;
  /** Minutes east of UTC. */
  readonly offset: number | undefined;
}

/** `2026-03-03T10:00:00Z`, also with a fraction of a second or an offset. */
function readRfc3339(text: string): string | undefined {
  if (text.charAt(7) !== '-' || (text.charAt(10) !== 'T' && text.charAt(10) !== 't')) return undefined;
  let end = 19;
  if (text.charAt(end) === '.') {
    do end += 1;
    while (digitsAt(text, end, 1) >= 0);
    if (end === 20) return undefined;
  }
  const zone = text.slice(end);
  return write({
    year: digitsAt(text, 0, 4),
    month: digitsAt(text, 5, 2),
    day: digitsAt(text, 8, 2),
    time: text.slice(11, 19),
    offset: zone === 'Z' || zone === 'z' ? 0 : offsetOf(zone.replace(/(?<=^...):/, '')),
  });
}

const weekday = /^[A-Z][a-z][a-z], /;
const months = 'JanFebMarAprMayJunJulAugSepOctNovDec';

/** `Tue, 03 Mar 2026 10:00:00 GMT`, also with an offset, without the weekday, or with one digit of the day. */
function readRfc822(text: string, language: string | undefined): string | undefined {
  const start = text.charAt(3) === ',' && weekday.test(text) ? 5 : 0;
  const end = start + (text.charAt(start + 1) === ' ' ? 1 : 2);
  const month = months.indexOf(text.slice(end + 1, end + 4));
  const isSpaced = isBlank(text, end) && isBlank(text, end + 4) && isBlank(text, end + 9);
  if (!isSpaced || !isBlank(text, end + 18) || month < 0 || month % 3 !== 0) return undefined;
  const zone = text.slice(end + 19).trimStart();
  return write({
    year: digitsAt(text, end + 5, 4),
    month: month / 3 + 1,
    day: digitsAt(text, start, end - start),
    time: text.slice(end + 10, end + 18),
    offset: zone === 'GMT' ? 0 : (offsetOf(zone) ?? offsetByName(zone, language)),
  });
}

function write({ year, month, day, time, offset }: Common): string | undefined {
  const [hour, minute, second] = [digitsAt(time, 0, 2), digitsAt(time, 3, 2), digitsAt(time, 6, 2)];
  const isTime = hour <= 23 && minute <= 59 && second <= 59 && time.charAt(2) + time.charAt(5) === '::';
  const isDay = year > 1000 && year < 9999 && day >= 1 && day <= daysOf(year, month);
  if (!isTime || !isDay || offset === undefined) return undefined;
  if (offset === 0) return `${year}-${twoDigits(month)}-${twoDigits(day)}T${time}Z`;
  return formatInstant(Date.UTC(year, month - 1, day, hour, minute - offset, second));
}

/** The number that `count` digits write, or NaN. */
function digitsAt(text: string, from: number, count: number): number {
  let number = 0;
  for (let at = from; at < from + count; at += 1) {
    const digit = text.charCodeAt(at) - 48;
    if (!(digit >= 0 && digit <= 9)) return Number.NaN;
    number = number * 10 + digit;
  }
  return number;
}

/** `+0100` in minutes; one that no place has goes the long way. */
function offsetOf(zone: string): number | undefined {
  const sign = zone.charAt(0) === '+' ? 1 : zone.charAt(0) === '-' ? -1 : Number.NaN;
  const minutes = sign * (digitsAt(zone, 1, 2) * 60 + digitsAt(zone, 3, 2));
  return zone.length === 5 && Math.abs(minutes) <= maxOffset ? minutes : undefined;
}

/** `undefined` of a name that is not a zone or hides summer time. */
function offsetByName(name: string, language: string | undefined): number | undefined {
  const zone = /^[A-Z]{1,4}$/.test(name) ? zoneByName(name, language) : undefined;
  return typeof zone === 'number' ? zone : undefined;
}

function isBlank(text: string, at: number): boolean {
  return text.charCodeAt(at) === 32;
}

function twoDigits(number: number): string {
  return number < 10 ? `0${number}` : String(number);
}
