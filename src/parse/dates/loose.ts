import { monthNames, ownMonthNames } from './months.ts';
import { type DateParts, fullYear } from './parts.ts';
import { parseOffset, zoneByName, zoneInWords } from './zone-names.ts';

interface Clock {
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

interface Day {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** `10:30`, `10:30:15.25`, `9:0:0`, `10.30 Uhr`, `10h30`, `10 h 30`, with AM and PM of several languages. */
const clock =
  /(?:^|[\s,T(前午後전오후-])(\d{1,2})(?::(?=\d)|\s?h\s?(?=\d\d)|\.(?=\d{2}(?:\.\d{2})?(?:\s|$|[ap]\.?m)))(\d{1,2})(?:(?::|[.m](?=\d\d))(\d{1,2})(?:[.,:]\d+)?)?s?(?:\s*(?:(a|p)\.?\s?m\b\.?|(午前|上午|오전|[صπ]\.?(?:μ\.?)?(?=\s|$))|(午後|下午|오후|[مμ]\.?(?:μ\.?)?(?=\s|$))))?/gi;
/** `1500 GMT`, `150000 GMT`: without colons, after a year; `15 GMT` after one with its century. */
const bareClock =
  /(?<=\d{2}\s)(\d{2})(?:(\d{2})(\d{2})?|(?<=\d{4}\s\d{2}))(?=\s+(?:[A-Z]{1,4}|[+-]\d{4})\b)/g;
/** `3pm`. */
const hourOnly = /(?:^|[\s,])(\d{1,2})()()\s?(a|p)\.?\s?m\b\.?/gi;
const words = /[\p{L}\p{M}]+/gu;

/**
 * Reads RFC 822 dates with every habit of the wild, and dates in words: the time is found first, then the zone behind
 * it, then the day before or after. `undefined` when a part is missing or no such day exists.
 */
export function readLooseDate(text: string, language?: string): DateParts | undefined {
  const comment = /\(([^)]*)\)?/.exec(text)?.[1];
  const withoutComment = text
    .replace(/\([^)]*\)?/g, ' ')
    .replace(logDay, '$1 ')
    .replace(/\s+/g, ' ')
    .trim();
  for (const { time, before, after } of findClocks(withoutComment)) {
    if (time !== undefined && (time.hour > 24 || time.minute > 59 || time.second > 60)) continue;
    const zone = findZone(after, language) ?? findLostSign(before, after);
    const day = readDay(`${before} ${zone === undefined ? after : after.replace(zone.text, ' ')}`, language);
    if (day === undefined) continue;
    return {
      year: day.year,
      day: { month: day.month, day: day.day },
      ...(time ?? { hour: 0, minute: 0, second: 0 }),
      zone: zone?.value ?? (time && zoneOfComment(comment?.trim() ?? '', language)),
    };
  }
  return undefined;
}

/** `03/Mar/2026:10:00:00`, as servers write it into their logs. */
const logDay = /(\/\d{4}):(?=\d\d:)/;

/** `(CET)`, `(GMT+01:00)`; other words say nothing. */
const zoneOfComment = (text: string, language: string | undefined): number | string =>
  zoneByName(text, language) ?? zoneInWords(text)?.value ?? parseOffset(text) ?? 0;

interface FoundClock {
  readonly time: Clock | undefined;
  readonly before: string;
  readonly after: string;
}

/** What may be the time: with a colon first, as `07.09.18` may be a day; at the end, none. */
function* findClocks(text: string): Generator<FoundClock> {
  const found = [...text.matchAll(clock)];
  yield* found.filter(([whole]) => /[:h]/i.test(whole)).map((match) => readClock(text, match));
  yield* [
    ...found.filter(([whole]) => !/[:h]/i.test(whole)),
    ...text.matchAll(bareClock),
    ...text.matchAll(hourOnly),
  ].map((match) => readClock(text, match));
  if (!found.some(([whole]) => /[:h]/i.test(whole))) yield { time: undefined, before: '', after: text };
}

function readClock(text: string, match: RegExpExecArray): FoundClock {
  const [whole, hourText, minuteText, secondText, half, morning, afternoon] = match;
  // East Asian languages say the half of the day first.
  const before = /(?:(午前|上午|오전)|(午後|下午|오후))\s?$/.exec(text.slice(0, match.index + 1));
  const isAfternoon = half?.toLowerCase() === 'p' || (afternoon ?? before?.[2]) !== undefined;
  const isMorning = half?.toLowerCase() === 'a' || (morning ?? before?.[1]) !== undefined;
  const hour = Number(hourText);
  return {
    time: {
      hour: isAfternoon && hour < 12 ? hour + 12 : isMorning && hour === 12 ? 0 : hour,
      minute: Number(minuteText ?? 0),
      second: Number(secondText ?? 0),
    },
    before: text.slice(0, match.index),
    after: text.slice(match.index + whole.length),
  };
}

interface Zone {
  readonly value: number | string;
  /** As written. */
  readonly text: string;
}

/** Behind a blank, a name of UTC or the time itself, so that no part of a day such as `07-09-2018` is one. */
const offsetText =
  /(?:(?<=^\s*|\s)|(?:\bGMT|\bUTC?|(?<!\p{L})Z)\s?)[+\-\u2212\u2013](?:\s?\d{2}:?\d{2}(?::?\d{2})?|\d:?\d{2}|\d{1,2})(?![\d./-])/iu;

/** `PDT-0700`: a zone's name with its offset right behind it. */
const nameBefore = /(?<![\p{L}\d])[A-Z]{2,4}(?=[+-]\d{2}:?\d{2}(?!\d))/u;

/** The zone after the time: an offset before a name, as `GMT+0100`, `-0500 EST` and `+01:00[Europe/Paris]` mean the offset. */
function findZone(after: string, language: string | undefined): Zone | undefined {
  const place = /[A-Z][A-Za-z_]+(?:\/[A-Z][A-Za-z0-9_+-]*){1,2}/.exec(after)?.[0];
  const placeZone = place === undefined ? undefined : zoneByName(place);
  const rest = place === undefined || placeZone === undefined ? after : after.replace(place, ' ');
  const offset = offsetText.exec(
    rest.replace(nameBefore, (name) => (zoneByName(name) === undefined ? name : ' ')),
  );
  // One that no place has says nothing, and belongs to no day.
  if (offset !== null) return { value: parseOffset(offset[0]) ?? 0, text: offset[0] };
  if (place !== undefined && placeZone !== undefined) return { value: placeZone, text: place };
  return zoneInWords(after) ?? findZoneName(after, language);
}

/** `10:00:00 0100` and `10:00:00 00` after a year: the plus was taken for the blank that it means in a form's data. */
function findLostSign(before: string, after: string): Zone | undefined {
  const [text] = /^ (?:0|(?:0\d|1[0-4])(?:00|15|30|45)?)$/.exec(after) ?? [];
  const value = text === undefined || !/\d{4}/.test(before) ? undefined : parseOffset(`+${text}`);
  return text === undefined || value === undefined ? undefined : { value, text };
}

/** Small letters only right behind the time: elsewhere they may be any word. */
function findZoneName(after: string, language: string | undefined): Zone | undefined {
  const [, small] = /^\s*([A-Za-z][a-z]{2,3})(?![\p{L}\d])/u.exec(after) ?? [];
  const meant = small === undefined ? undefined : zoneByName(small, language);
  if (small !== undefined && meant !== undefined) return { value: meant, text: small };
  for (const [name] of after.matchAll(
    /(?<![\p{L}\d])(?:[A-Z]{1,5}|[CEMP]ST\d[CEMP]DT|МСК|мск)(?![\p{L}\d])/gu,
  )) {
    const named = zoneByName(name, language);
    if (named !== undefined) return { value: named, text: name };
  }
  return undefined;
}

function readDay(text: string, language: string | undefined): Day | undefined {
  return readEastAsianDay(text) ?? readNamedDay(text, language) ?? readNumericDay(text, language);
}

/** `2026年3月3日`, `2026년 3월 3일`, years of Japan's emperors and of Taiwan's republic, and Vietnamese `ngày 3 tháng 3 năm 2026`. */
function readEastAsianDay(text: string): Day | undefined {
  const cjk = /(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일号]?/.exec(text);
  if (cjk !== null) return { year: Number(cjk[1]), month: Number(cjk[2]), day: Number(cjk[3]) };
  const era = /(令和|平成|民[國国])\s?(\d{1,3}|元)年\s?(\d{1,2})月\s?(\d{1,2})日/.exec(text);
  if (era !== null) {
    const first = era[1] === '令和' ? 2019 : era[1] === '平成' ? 1989 : 1912;
    return {
      year: first + (era[2] === '元' ? 0 : Number(era[2]) - 1),
      month: Number(era[3]),
      day: Number(era[4]),
    };
  }
  const vietnamese = /(\d{1,2})\s*,?\s*th(?:áng|ang|g)\.?\s*(\d{1,2})\s*,?\s*(?:n[aă]m)?\s*(\d{4})/i.exec(
    text,
  );
  if (vietnamese === null) return undefined;
  return { year: Number(vietnamese[3]), month: Number(vietnamese[2]), day: Number(vietnamese[1]) };
}

const monthAlone = /^\s*(?:[\p{L}\p{M}]+\.?,? \d{4}|\d{4} [\p{L}\p{M}]+\.?)\s*$/u;

/**
 * A month in words, a year and a day in either order: `3 March 2026`, `March 3rd, 2026`, `2026 Mar 3`, `03-Mar-26`. A month and
 * a year alone are its first day, as `2026-03` is.
 */
function readNamedDay(text: string, language: string | undefined): Day | undefined {
  const month = findMonth(text, language);
  if (month === undefined) return undefined;
  const numbers = [...text.matchAll(/\d+/g)].map(([digits]) => digits);
  if (monthAlone.test(text)) return { year: Number(numbers[0]), month, day: 1 };
  const [first, second] = numbers;
  if (first === undefined || second === undefined || numbers.length > 2) return undefined;
  const yearFirst = first.length >= 4;
  const year = fullYear(yearFirst ? first : second);
  const day = Number(yearFirst ? second : first);
  return day >= 1 && day <= 31 ? { year, month, day } : undefined;
}

/** The last word that is a month: a weekday before it may look like one (French `mar. 3 févr.` is a Tuesday). */
function findMonth(text: string, language: string | undefined): number | undefined {
  let found: number | undefined;
  for (const [word] of foldName(text).matchAll(words)) {
    // Hebrew writes "in" as a first letter of the month.
    found = monthByName(word.replace(/^ב/, ''), language) ?? found;
  }
  return found;
}

/**
 * `2020/1/10`, `2020. 1. 10.`, `3.3.2026`, `03/04/2026`: with slashes and no other clue, English feeds put the month first.
 * With blanks (`Tue, 3 3 2026`) it is RFC 822's order with a number for the month.
 */
function readNumericDay(text: string, language: string | undefined): Day | undefined {
  const yearFirst = /(?<!\d)(\d{4})(?:[./-]|\. )(\d{1,2})(?:[./-]|\. )(\d{1,2})(?!\d)/.exec(text);
  if (yearFirst !== null)
    return { year: Number(yearFirst[1]), month: Number(yearFirst[2]), day: Number(yearFirst[3]) };
  const match = /(?<!\d)(\d{1,2})(?:([./-])\s?(\d{1,2})\2\s?(\d{4}|\d{2})| (\d{1,2}) (\d{4}))(?!\d)/.exec(
    text,
  );
  if (match === null) return undefined;
  const [first, second] = [Number(match[1]), Number(match[3] ?? match[5])];
  const year = fullYear(match[4] ?? match[6] ?? '');
  const isEnglish = language === undefined || /^en(?:[-_]us\b|glish$|$)/i.test(language);
  const monthFirst = second > 12 || (first <= 12 && match[2] === '/' && isEnglish);
  return monthFirst ? { year, month: first, day: second } : { year, month: second, day: first };
}

/** Lower case, without marks: `févr.` → `fevr`, as `monthNames` has them. */
function foldName(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('ı', 'i');
}

const tables = new Map<string, ReadonlyMap<string, number>>();

/** The feed's own language decides (`listopad` is October in Croatian, November in Polish), then the order of the list. */
function monthByName(word: string, language: string | undefined): number | undefined {
  const own = /^[a-z]{2,3}/i.exec(language ?? 'en')?.[0].toLowerCase() ?? 'en';
  for (const code of [own, ...Object.keys(monthNames)]) {
    const month = tableOf(code).get(word);
    if (month !== undefined) return month;
  }
  return undefined;
}

/** Every form of a language's months, and each beginning of a long form of three letters or more that only one has. */
function tableOf(code: string): ReadonlyMap<string, number> {
  const known = tables.get(code);
  if (known !== undefined) return known;
  const table = new Map<string, number>();
  const groups = (monthNames[code] ?? ownMonthNames[code] ?? '').split(' ').map((group) => group.split('|'));
  for (const [index, forms] of groups.entries())
    for (const form of forms) addBeginnings(table, form, index + 1);
  for (const [index, forms] of groups.entries()) for (const form of forms) table.set(form, index + 1);
  for (const [name, month] of table) if (month === 0 || name === '') table.delete(name);
  tables.set(code, table);
  return table;
}

function addBeginnings(table: Map<string, number>, form: string, month: number): void {
  for (let length = 3; length < form.length; length += 1) {
    const head = form.slice(0, length);
    const other = table.get(head);
    table.set(head, other === undefined || other === month ? month : 0);
  }
}
