import { type DateParts, fullYear } from './parts.ts';
import { parseOffset, zoneByName } from './zone-names.ts';

/** A month or day of three digits has a nought too many: `2026-003-12`. */
const calendar = /^(\d{4})(?:-0?(\d{1,2})(?:-0?(\d{1,2}))?|(\d{2})(\d{2}))?$/;
const week = /^(\d{4}|\d{2})-?W(\d{2})(?:-?([1-7]))?$/i;
const ordinal = /^(?:(\d{4})-?|(\d{2})-)(\d{3})$/;
/** ISO 8601:1988 let the century go. */
const shortYear = /^(\d{2})(-?)(\d{2})\2(\d{2})$/;
/** `T09:30:00`, `T093000`, `T09-30-00` as in names of files, and hours, minutes and seconds without their noughts: `T9:0:0`. */
const time =
  /^(\d{1,2})(?:(\d{2})(?:(\d{2})(?:[.,]\d+)?)?|:(\d{1,2})(?::(\d{1,2})(?:[.,]\d+)?)?|([.-]\d{2})([.-]\d{2}))?\s*(.*)$/;
/** `20260303100000`, `202603031000`. */
const digitsOnly = /^(\d{8})(\d{6}|\d{4})$/;

/** ISO 8601 (calendar, week and ordinal dates, basic and extended) and RFC 3339; also a blank instead of the `T`. */
export function readIsoDate(text: string, language?: string): DateParts | undefined {
  const packed = digitsOnly.exec(text);
  if (packed !== null) return readIsoDate(`${packed[1]}T${packed[2]}`);
  const split = /^([\d-]+(?:W[\d-]+)?)(?:(?:[T_]| ?T ?| )(\d.*))?$/i.exec(text);
  if (split === null) return readDateWithZone(text);
  const [, day = '', clock] = split;
  const date = readDay(day) ?? readShortYear(day, /^[\d-]+ ?T/i.test(text));
  return date === undefined ? undefined : withTime(date, clock, language);
}

/** A date with a zone but no time: `2026-03-01Z`, `2026-03-01+02:00`. */
function readDateWithZone(text: string): DateParts | undefined {
  const match = /^(\d{4}-\d{2}-\d{2})(Z|[+-]\d{2}:\d{2})$/i.exec(text);
  const date = match === null ? undefined : readDay(match[1] ?? '');
  const zone = match === null ? undefined : (parseOffset(match[2] ?? '') ?? 0);
  return date === undefined || zone === undefined
    ? undefined
    : { ...date, hour: 0, minute: 0, second: 0, zone };
}

function readDay(text: string): Pick<DateParts, 'year' | 'day'> | undefined {
  const weekly = week.exec(text);
  if (weekly !== null) {
    return {
      year: fullYear(weekly[1] ?? ''),
      day: { week: Number(weekly[2]), weekday: Number(weekly[3] ?? 1) },
    };
  }
  const yearly = ordinal.exec(text);
  if (yearly !== null)
    return { year: fullYear(yearly[1] ?? yearly[2] ?? ''), day: { ordinal: Number(yearly[3]) } };
  const match = calendar.exec(text);
  if (match === null) return undefined;
  const month = Number(match[2] ?? match[4] ?? 1);
  const day = Number(match[3] ?? match[5] ?? 1);
  return { year: Number(match[1]), day: { month, day } };
}

/** `26-05-18T10:00:00Z`, `99-12-31`: the year comes first where a `T` follows, or where the first number is no day. */
function readShortYear(text: string, hasTime: boolean): Pick<DateParts, 'year' | 'day'> | undefined {
  const [, year = '', hyphen, month, day] = shortYear.exec(text) ?? [];
  const isNoDay = hyphen === '-' && (Number(year) > 31 || year === '00');
  if (year === '' || !(hasTime || isNoDay)) return undefined;
  return { year: fullYear(year), day: { month: Number(month), day: Number(day) } };
}

/** `10:00:00 01:00`: the plus was taken for the blank that it means in a form's data. */
function withSign(zone: string): string {
  return /^(?:0\d|1[0-4]):(?:00|15|30|45)$/.test(zone) ? `+${zone}` : zone;
}

function withTime(
  date: Pick<DateParts, 'year' | 'day'>,
  text: string | undefined,
  language: string | undefined,
): DateParts | undefined {
  if (text === undefined) return { ...date, hour: 0, minute: 0, second: 0, zone: undefined };
  const match = time.exec(text);
  if (match === null) return undefined;
  const rest = (match[8] ?? '').trim();
  const hasSeconds = (match[3] ?? match[5] ?? match[7]) !== undefined;
  const zone =
    rest === '' ? 0 : (parseOffset(hasSeconds ? withSign(rest) : rest) ?? zoneByName(rest, language));
  if (zone === undefined) return undefined;
  const [, hours, minutes = match[4] ?? match[6]?.slice(1), seconds = match[5] ?? match[7]?.slice(1)] = match;
  const [hour, minute, second] = [Number(hours), Number(minutes ?? 0), Number(seconds ?? 0)];
  return hour > 24 || minute > 59 || second > 60 ? undefined : { ...date, hour, minute, second, zone };
}
