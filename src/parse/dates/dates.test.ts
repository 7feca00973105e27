import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Repairs } from '../repairs.ts';
import { parseDate, readDate } from './dates.ts';

const tenOClock = '2026-03-03T10:00:00Z';

describe('RFC 822 dates', () => {
  it.each([
    ['the form of the specification', 'Tue, 03 Mar 2026 10:00:00 GMT', tenOClock],
    ['an offset', 'Tue, 03 Mar 2026 11:00:00 +0100', tenOClock],
    ['an offset with a colon', 'Tue, 03 Mar 2026 11:00:00 +01:00', tenOClock],
    ['an offset that changes the day', 'Tue, 03 Mar 2026 00:30:00 +0100', '2026-03-02T23:30:00Z'],
    ['no weekday', '03 Mar 2026 10:00:00 GMT', tenOClock],
    ['a wrong weekday', 'Mon, 03 Mar 2026 10:00:00 GMT', tenOClock],
    ['a weekday in full', 'Tuesday, 3 March 2026 10:00:00 GMT', tenOClock],
    ['no comma', 'Tue 3 Mar 2026 10:00:00 GMT', tenOClock],
    ['no seconds', 'Tue, 03 Mar 2026 10:00 GMT', tenOClock],
    ['no zone', 'Tue, 03 Mar 2026 10:00:00', tenOClock],
    ['no time', 'Tue, 03 Mar 2026', '2026-03-03T00:00:00Z'],
    ['a two-digit year', '03 Mar 26 10:00 GMT', tenOClock],
    ['a two-digit year of the last century', '03 Mar 98 10:00 GMT', '1998-03-03T10:00:00Z'],
    ['a three-digit year (RFC 5322 §4.3)', '03 Mar 126 10:00 GMT', '2026-03-03T10:00:00Z'],
    ['line breaks inside', '\n  Tue, 03 Mar\n 2026\n 10:00:00 GMT\n', tenOClock],
    ['a comment', 'Tue, 03 Mar 2026 10:00:00 +0000 (UTC)', tenOClock],
    ['dashes', '03-Mar-2026 10:00:00 GMT', tenOClock],
    ['the month first', 'March 3, 2026 10:00:00 GMT', tenOClock],
    ['an ordinal day', 'March 3rd, 2026 10:00 GMT', tenOClock],
    ['the year before the zone (asctime)', 'Tue Mar  3 10:00:00 2026', tenOClock],
    ['JavaScript’s own form', 'Tue Mar 03 2026 11:00:00 GMT+0100 (CET)', tenOClock],
    ['a time without a colon', '03 Mar 2026 1000 GMT', tenOClock],
    ['a time after noon', 'Tue, 3 Mar 2026 10:00 PM GMT', '2026-03-03T22:00:00Z'],
    ['midnight by the twelve-hour clock', 'Tue, 3 Mar 2026 12:00 a.m. GMT', '2026-03-03T00:00:00Z'],
    ['hour 24', 'Tue, 03 Mar 2026 24:00:00 GMT', '2026-03-04T00:00:00Z'],
    ['minutes after hour 24', 'Tue, 03 Mar 2026 24:05:00 GMT', '2026-03-04T00:05:00Z'],
    ['a leap second', 'Sat, 31 Dec 2016 23:59:60 GMT', '2016-12-31T23:59:59Z'],
    ['29 February of a leap year', 'Thu, 29 Feb 2024 10:00:00 GMT', '2024-02-29T10:00:00Z'],
    ['day 31 in the common form', 'Tue, 31 Mar 2026 10:00:00 GMT', '2026-03-31T10:00:00Z'],
    ['one-digit parts', 'Tue, 3 Mar 2026 9:05:07 GMT', '2026-03-03T09:05:07Z'],
    ['a fraction of a second', 'Tue, 03 Mar 2026 10:00:00.123 GMT', tenOClock],
  ])('reads %s', (_case, text, expected) => {
    expect(parseDate(text)).toBe(expected);
  });

  it.each([
    ['EST', '2026-03-03T15:00:00Z'],
    ['EDT', '2026-03-03T14:00:00Z'],
    ['CST', '2026-03-03T16:00:00Z'],
    ['PDT', '2026-03-03T17:00:00Z'],
    ['ET', '2026-03-03T15:00:00Z'],
    ['PT', '2026-03-03T18:00:00Z'],
    ['UT', tenOClock],
    ['UTC', tenOClock],
    ['Z', tenOClock],
    ['A', tenOClock],
    ['M', tenOClock],
    ['N', tenOClock],
    ['Y', tenOClock],
    ['BST', '2026-03-03T09:00:00Z'],
    ['CET', '2026-03-03T09:00:00Z'],
    ['CEST', '2026-03-03T08:00:00Z'],
    ['MSK', '2026-03-03T07:00:00Z'],
    ['IST', '2026-03-03T04:30:00Z'],
    ['JST', '2026-03-03T01:00:00Z'],
    ['AEDT', '2026-03-02T23:00:00Z'],
    ['GMT+2', '2026-03-03T08:00:00Z'],
    ['UTC-05:30', '2026-03-03T15:30:00Z'],
    ['-0500 EST', '2026-03-03T15:00:00Z'],
    ['EST-0500', '2026-03-03T15:00:00Z'],
    ['MEZ+0100', '2026-03-03T09:00:00Z'],
    ['est', '2026-03-03T15:00:00Z'],
    ['mar', tenOClock],
    ['America/Los_Angeles', '2026-03-03T18:00:00Z'],
    ['America/Argentina/Buenos_Aires', '2026-03-03T13:00:00Z'],
    ['+0100 [Europe/Paris]', '2026-03-03T09:00:00Z'],
    ['Etc/GMT+5', '2026-03-03T15:00:00Z'],
    ['PST8PDT', '2026-03-03T18:00:00Z'],
    ['Middle/Earth', tenOClock],
  ])('knows the zone %s', (zone, expected) => {
    expect(parseDate(`Tue, 03 Mar 2026 10:00:00 ${zone}`)).toBe(expected);
  });

  it('knows that ET is summer time in July', () => {
    expect(parseDate('Fri, 03 Jul 2026 10:00:00 ET')).toBe('2026-07-03T14:00:00Z');
  });
});

describe('years without their century', () => {
  it.each([
    ['before a T', '26-03-03T10:00:00Z', tenOClock],
    ['before a T, with an offset', '26-03-03T11:00:00+01:00', tenOClock],
    ['before a T, without hyphens', '260303T100000Z', tenOClock],
    ['that are no day', '99-12-31', '1999-12-31T00:00:00Z'],
    ['that are no day, before a blank', '98-03-03 10:00:00', '1998-03-03T10:00:00Z'],
    ['of the year 2000', '00-12-31', '2000-12-31T00:00:00Z'],
    ['of a day of the year', '26-062T10:00:00Z', tenOClock],
    ['of a week', '26-W10-2T10:00:00Z', tenOClock],
    ['of a week without hyphens', '26W102', '2026-03-03T00:00:00Z'],
  ])('are read %s', (_case, text, expected) => {
    expect(parseDate(text)).toBe(expected);
  });

  it.each([
    ['a day first, where it may be one', '03-12-31', '2031-12-03T00:00:00Z'],
    ['no month that there is', '99-13-31', undefined],
    ['digits that may be anything', '260303', undefined],
    ['a month alone', '26-03', undefined],
  ])('leave %s', (_case, text, expected) => {
    expect(parseDate(text)).toBe(expected);
  });
});

describe('ISO 8601 and RFC 3339 dates', () => {
  it.each([
    ['2026-03-03T10:00:00Z', tenOClock],
    ['2026-03-03t10:00:00z', tenOClock],
    ['2026-03-03T11:00:00+01:00', tenOClock],
    ['2026-03-03T11:00:00+0100', tenOClock],
    ['2026-03-03T11:00:00+01', tenOClock],
    ['2026-03-03T10:00:00.123456789Z', tenOClock],
    ['2026-03-03T10:00:00,5Z', tenOClock],
    ['2026-03-03T10:00Z', tenOClock],
    ['2026-03-03T10Z', tenOClock],
    ['2026-03-03T10:00:00', tenOClock],
    ['2026-03-03 10:00:00', tenOClock],
    ['2026-03-03 10:00:00 +0000', tenOClock],
    ['2026-03-03 10:00:00 UTC', tenOClock],
    ['2026-03-03T05:00:00EST', tenOClock],
    ['20260303T100000Z', tenOClock],
    ['20260303', '2026-03-03T00:00:00Z'],
    ['2026-03-03', '2026-03-03T00:00:00Z'],
    ['2026-03-03+02:00', '2026-03-02T22:00:00Z'],
    ['2026-03', '2026-03-01T00:00:00Z'],
    ['2026', '2026-01-01T00:00:00Z'],
    ['2026-W10-2', '2026-03-03T00:00:00Z'],
    ['2026W102', '2026-03-03T00:00:00Z'],
    ['2026-W10', '2026-03-02T00:00:00Z'],
    ['2026-W10-2T10:00:00Z', tenOClock],
    ['2026-062', '2026-03-03T00:00:00Z'],
    ['2026062T100000Z', tenOClock],
    ['2024-366', '2024-12-31T00:00:00Z'],
    ['2026-03-03T24:00:00Z', '2026-03-04T00:00:00Z'],
    ['2026-3-3T10:00:00Z', tenOClock],
    ['\n 2026-03-03T10:00:00Z\n', tenOClock],
    ['2020/1/10 14:33:00', '2020-01-10T14:33:00Z'],
    ['2020. 1. 10.', '2020-01-10T00:00:00Z'],
    ['2020. 01. 10. 14:33', '2020-01-10T14:33:00Z'],
    ['2026.03.03 10:00', tenOClock],
  ])('reads %s', (text, expected) => {
    expect(parseDate(text)).toBe(expected);
  });
});

describe('Unix times', () => {
  it.each([
    ['1772532000', tenOClock],
    ['1772532000000', tenOClock],
    ['1772532000.5', tenOClock],
    ['١٧٧٢٥٣٢٠٠٠', tenOClock],
    ['12', undefined],
  ])('reads %s', (text, expected) => {
    expect(parseDate(text)).toBe(expected);
  });
});

describe('dates in words', () => {
  it.each([
    ['English', 'en', 'March 3, 2026 at 10:00 am'],
    ['French', 'fr', 'mardi 3 mars 2026 à 10h00'],
    ['French, short', 'fr', 'mar., 03 mars 2026 10:00:00 +0000'],
    ['German', 'de', 'Dienstag, 3. März 2026, 10:00 Uhr'],
    ['German, with a dot in the time', 'de', '3. März 2026 10.00 Uhr'],
    ['Spanish', 'es', 'mar, 3 de marzo de 2026 10:00'],
    ['Portuguese', 'pt', 'terça-feira, 3 de março de 2026 10:00'],
    ['Italian', 'it', 'martedì 3 marzo 2026 10:00'],
    ['Dutch', 'nl', 'dinsdag 3 maart 2026 10:00'],
    ['Swedish', 'sv', 'tisdag 3 mars 2026 10:00'],
    ['Danish', 'da', 'tirsdag den 3. marts 2026 10:00'],
    ['Norwegian', 'nb', 'tirsdag 3. mars 2026 10:00'],
    ['Finnish', 'fi', 'tiistai 3. maaliskuuta 2026 10:00'],
    ['Polish', 'pl', 'wtorek, 3 marca 2026 10:00'],
    ['Czech', 'cs', 'úterý 3. března 2026 10:00'],
    ['Slovak', 'sk', 'utorok 3. marca 2026 10:00'],
    ['Hungarian', 'hu', '2026. március 3. 10:00'],
    ['Romanian', 'ro', 'marți, 3 martie 2026 10:00'],
    ['Russian', 'ru', 'вторник, 3 марта 2026 10:00'],
    ['Ukrainian', 'uk', '3 березня 2026 10:00'],
    ['Bulgarian', 'bg', '3 март 2026 10:00'],
    ['Greek', 'el', 'Τρίτη, 3 Μαρτίου 2026 10:00'],
    ['Turkish', 'tr', '3 Mart 2026 Salı 10:00'],
    ['Croatian', 'hr', '3. ožujka 2026. 10:00'],
    ['Serbian', 'sr', '3. март 2026. 10:00'],
    ['Lithuanian', 'lt', '2026 m. kovo 3 d. 10:00'],
    ['Latvian', 'lv', '2026. gada 3. marts 10:00'],
    ['Estonian', 'et', '3. märts 2026 10:00'],
    ['Catalan', 'ca', '3 de març de 2026 10:00'],
    ['Indonesian', 'id', '3 Maret 2026 10:00'],
    ['Vietnamese', 'vi', '3 tháng 3, 2026 10:00'],
    ['Arabic', 'ar', '٣ مارس ٢٠٢٦ 10:00'],
    ['Hebrew', 'he', '3 במרץ 2026 10:00'],
    ['Persian', 'fa', '۳ مارس ۲۰۲۶ ۱۰:۰۰'],
    ['Japanese', 'ja', '2026年3月3日 10:00'],
    ['Chinese, by the twelve-hour clock', 'zh', '2026年3月3日 10:00'],
    ['Korean', 'ko', '2026년 3월 3일 10:00'],
  ])('reads %s', (_case, language, text) => {
    expect(parseDate(text, language)).toBe(tenOClock);
  });

  it('asks the language where a name means two months', () => {
    expect(parseDate('5 listopada 2026', 'hr')).toBe('2026-10-05T00:00:00Z');
    expect(parseDate('5 listopada 2026', 'pl')).toBe('2026-11-05T00:00:00Z');
  });

  it.each(['en_US', 'en_US.UTF-8', 'English'])('takes %s for English', (language) => {
    expect(parseDate('03/04/2026', language)).toBe('2026-03-04T00:00:00Z');
  });

  it('puts the month first between slashes in English only', () => {
    expect(parseDate('03/04/2026', 'en-US')).toBe('2026-03-04T00:00:00Z');
    expect(parseDate('03/04/2026', 'en-GB')).toBe('2026-04-03T00:00:00Z');
    expect(parseDate('03/04/2026', 'fr')).toBe('2026-04-03T00:00:00Z');
    expect(parseDate('13/04/2026', 'en-US')).toBe('2026-04-13T00:00:00Z');
    expect(parseDate('3.4.2026')).toBe('2026-04-03T00:00:00Z');
  });
});

describe('zones in words and in a language', () => {
  it.each([
    ['Tue, 03 Mar 2026 05:00:00 Eastern Standard Time', undefined, tenOClock],
    ['Tue, 03 Mar 2026 06:00:00 (Eastern Daylight Time)', undefined, tenOClock],
    ['March 3, 2026 5:00 AM Eastern Time', undefined, tenOClock],
    ['March 3, 2026 2:00 AM Pacific', undefined, tenOClock],
    ['Tue, 03 Mar 2026 12:00:00 Central European Summer Time', undefined, tenOClock],
    ['Tue, 03 Mar 2026 20:00:00 Australian Eastern Standard Time', undefined, tenOClock],
    ['Tue, 03 Mar 2026 05:00:00 Est', undefined, tenOClock],
    ['03.03.2026 13:00 МСК', undefined, tenOClock],
    ['Tue, 03 Mar 2026 13:00:00 IDT', undefined, tenOClock],
    ['Tue, 03 Mar 2026 04:00:00 CST', 'en-us', tenOClock],
    ['Tue, 03 Mar 2026 18:00:00 CST', 'zh-cn', tenOClock],
    ['Tue Mar 03 18:00:00 CST 2026', 'zh', tenOClock],
    ['2026-03-03 18:00:00 CST', 'zh-TW', tenOClock],
    ['Tue, 03 Mar 2026 12:00:00 IST', 'he', tenOClock],
    ['Tue, 03 Mar 2026 13:00:00 AST', 'ar', tenOClock],
  ])('reads %s (%s)', (text, language, expected) => {
    expect(parseDate(text, language)).toBe(expected);
  });
});

it.each([
  ['between English names', 'Tue, 03 Mar 2569 10:00:00 +0700', '2026-03-03T03:00:00Z'],
  ['in digits', '2569-03-03 10:00:00', '2026-03-03T10:00:00Z'],
  ['on a day that only our year has', 'Thu, 29 Feb 2567 10:00:00 +0700', '2024-02-29T03:00:00Z'],
  ['of this calendar', '2026-03-03 10:00:00', '2026-03-03T10:00:00Z'],
])('years of a Thai feed are read %s', (_case, text, expected) => {
  expect(parseDate(text, 'th-TH')).toBe(expected);
});

describe('days in digits', () => {
  it.each([
    ['12-05-2026', '2026-05-12T00:00:00Z'],
    ['3-3-2026', '2026-03-03T00:00:00Z'],
    ['03-03-2026 10:00:00 GMT', tenOClock],
    ['03-Mar-12', '2012-03-03T00:00:00Z'],
    ['03-MAR-12', '2012-03-03T00:00:00Z'],
    ['03-März-12', '2012-03-03T00:00:00Z'],
    ['2026-03-03 +02:00', '2026-03-02T22:00:00Z'],
    ['03.03.2026 -0700', '2026-03-03T07:00:00Z'],
    ['3 Mar 2026 GMT', '2026-03-03T00:00:00Z'],
    ['30.10.26', '2026-10-30T00:00:00Z'],
    ['02.01.26', '2026-01-02T00:00:00Z'],
    ['Di, 03.03.26 10:00', tenOClock],
    ['03.03.26 - 10:00 Uhr', tenOClock],
    ['10.00.00 3 Mar 2026', tenOClock],
    ['Tue, 03 03 2026 10:00:00 GMT', tenOClock],
    ['火, 3 3 2026 02:00:00 PST', tenOClock],
    ['March 2026', '2026-03-01T00:00:00Z'],
    ['Mar. 2026', '2026-03-01T00:00:00Z'],
    ['2026 mars', '2026-03-01T00:00:00Z'],
    ['Tue, 03 Mar 2026 10:00:00 0000', tenOClock],
    ['Tue, 03 Mar 2026 11:00:00 0100', tenOClock],
    ['3-3-2026 10:00 gmt-3', '2026-03-03T13:00:00Z'],
    ['Tue Mar  3 10:00:00 1400', '1400-03-03T10:00:00Z'],
  ])('reads %s', (text, expected) => {
    expect(parseDate(text)).toBe(expected);
  });
});

describe('dates that programs wrote in their own way', () => {
  it.each([
    ['all digits', '20260303100000', tenOClock],
    ['the name of a file', '2026-03-03T10-00-00Z', tenOClock],
    ['points in the time', '2026-03-03T10.00.00+01:00', '2026-03-03T09:00:00Z'],
    ['a short time behind a day, as a name of a file', '2026-03-03T10-30Z', '2026-03-03T00:00:00Z'],
    ['.NET', '/Date(1772532000000)/', tenOClock],
    ['.NET, with an offset that says nothing', String.raw`\/Date(1772532000000+0200)\/`, tenOClock],
    ['milliseconds behind a colon', '03 Mar 2026 10:00:00:123 GMT', tenOClock],
    ['a dash for a minus', 'Tue, 03 Mar 2026 03:00:00 \u20130700', tenOClock],
    ['the zone in parentheses only', 'Tue, 03 Mar 2026 11:00:00 (CET)', tenOClock],
    ['words in parentheses', 'Tue, 03 Mar 2026 10:00:00 (local)', tenOClock],
    ['an offset that no place has', 'Tue, 03 Mar 2026 10:00:00 +9999', tenOClock],
    ['an offset that no place has, in the other form', '2026-03-03T10:00:00-24:00', tenOClock],
    ['a nought too many in the offset', '2026-03-03T00:00:00-010:00', tenOClock],
    ['a nought too many in the month', '2026-003-03T10:00:00Z', tenOClock],
    ['a nought too many in the year', 'Tue, 03 Mar 026 10:00:00 GMT', tenOClock],
    ['two digits of the year between points', '03.03.26', '2026-03-03T00:00:00Z'],
    ['the same with a time', '03.03.26 10:00', tenOClock],
    ['the same with a time between points', '03.03.26 10.00 Uhr', tenOClock],
    ['a day between dashes behind the time', '10:00 03-03-2026', tenOClock],
    ['a day behind the time and a dash', '10:00 - 3 Mar 2026', tenOClock],
    ['an hour parted from its letter', 'mardi 3 mars 2026 à 10 h 00', tenOClock],
    ['digits without seconds', '202603031000', tenOClock],
    ['microseconds since 1970', '1772532000000000', tenOClock],
    ['the log of a server', '03/Mar/2026:11:00:00 +0100', tenOClock],
    ['marks of direction between its parts', '\u200e3/\u200e3/\u200e2026 \u200e10:00', tenOClock],
    ['an offset in parentheses', 'Tue, 03 Mar 2026 12:00:00 (GMT+02:00)', tenOClock],
    ['an offset without its nought', 'Tue, 03 Mar 2026 12:00:00 GMT+2:00', tenOClock],
    ['an hour alone', 'March 3, 2026 10am', tenOClock],
    ['an hour alone after noon', '3 March 2026, 10 p.m. GMT', '2026-03-03T22:00:00Z'],
    ['a year of an emperor', '令和8年3月3日 10:00', tenOClock],
    ['the first year of an emperor', '令和元年12月1日', '2019-12-01T00:00:00Z'],
    ['a year of the republic', '民國115年3月3日', '2026-03-03T00:00:00Z'],
    ['an hour alone before an offset', 'Tue, 03 Mar 2026 03 -0700', tenOClock],
    ['hours, minutes and seconds in digits alone', '03 Mar 2026 100000 GMT', tenOClock],
    ['a zone with its offset and a colon in it', 'Tue, 03 Mar 2026 05:00:00 EST-05:00', tenOClock],
    ['a sign twice', 'Tue, 03 Mar 2026 03:00:00 --0700', tenOClock],
    ['a colon before the sign', '2026-03-03T03:00:00:-0700', tenOClock],
    ['two noughts for an offset', 'Tue, 03 Mar 2026 10:00:00 00', tenOClock],
    ['a nought for an offset', 'Tue, 03 Mar 2026 10:00:00 0', tenOClock],
    ['a midnight before the time', '2026-03-03 00:00:00.0 03:00:00.0 -0700', tenOClock],
    ['a sign before the seconds since 1970', '@1772532000', tenOClock],
    ['a power of ten', '1.772532000E9', tenOClock],
    ['.NET without slashes', 'Date(1772532000000)', tenOClock],
    ['hyphens that do not break', '2026\u201103\u201103', '2026-03-03T00:00:00Z'],
    ['long hyphens', '2026\u201303\u201303 10:00', tenOClock],
    ['parentheses around it', '(2026-03-03)', '2026-03-03T00:00:00Z'],
    ['a time in Japanese', '2026年03月03日 10時00分05秒', '2026-03-03T10:00:05Z'],
    ['an hour alone in Japanese', '2026年3月3日（火）10時', tenOClock],
    ['a time in Chinese after noon', '2026年3月3日 下午3点04分', '2026-03-03T15:04:00Z'],
    ['a time in Korean', '2026년 3월 3일 10시 00분', tenOClock],
    ['a month that Thai cuts short', '3 มี.ค. 2569', '2026-03-03T00:00:00Z'],
    ['another month that Thai cuts short', '3 ม.ค. 2569', '2026-01-03T00:00:00Z'],
  ])('reads %s', (_case, text, expected) => {
    expect(parseDate(text)).toBe(expected);
  });
});

describe('texts that are no date', () => {
  it.each([
    'yesterday',
    '31 February 2026',
    '2026-02-30',
    '2026-13-01',
    '2026-W54-1',
    '2025-366',
    '0000-00-00 00:00:00',
    '0001-01-01T00:00:00Z',
    '2026-03-03T25:00:00Z',
    'Tue, 03 Mar 2026 10:61:00 GMT',
    '10:00',
    '40.30.26',
    '3 3 26',
    'since March',
    'up since March 2026',
    '20261303100000',
    '',
    'May',
    '12345678901234567890',
    'x'.repeat(10_000),
  ])('%s', (text) => {
    expect(parseDate(text)).toBeUndefined();
  });

  it.each([
    ['2026-07-03', '2026-07-02T22:00:00Z'],
    ['2026-01-03', '2026-01-02T23:00:00Z'],
    ['3 July 2026', '2026-07-02T22:00:00Z'],
    ['2026-07-03Z', '2026-07-03T00:00:00Z'],
    ['2026-07-03T00:00:00', '2026-07-03T00:00:00Z'],
    ['2026-07-03 10:00', '2026-07-03T10:00:00Z'],
  ])('%s is a day of the zone when it has no time', (text, expected) => {
    expect(parseDate(text, 'en', 'Europe/Paris')).toBe(expected);
  });

  it.each([
    ['Tue, 3 Mar 2026 9:0:0 GMT', '2026-03-03T09:00:00Z'],
    ['2026-03-03T9:0:0Z', '2026-03-03T09:00:00Z'],
    ['2026-03-03 9:5', '2026-03-03T09:05:00Z'],
    ['March 3, 2026, 9:0:7 PM', '2026-03-03T21:00:07Z'],
  ])('%s needs no noughts', (text, expected) => {
    expect(parseDate(text)).toBe(expected);
  });

  it('keep their text in the repair', () => {
    const repairs = new Repairs();
    expect(readDate(' next\nweek ', { language: undefined, timezone: undefined, repairs })).toBeUndefined();
    expect(repairs.list()).toEqual([
      { code: 'DATE_UNREADABLE', what: 'The date "next week" cannot be read; it was left out.' },
    ]);
  });
});

describe('properties', () => {
  const anyDate = fc.date({
    min: new Date('1000-01-02T00:00:00Z'),
    max: new Date('9999-12-30T00:00:00Z'),
    noInvalidDate: true,
  });

  it('every date survives its RFC 3339 and RFC 822 forms', () => {
    fc.assert(
      fc.property(anyDate, (date) => {
        const expected = `${date.toISOString().slice(0, 19)}Z`;
        expect(parseDate(date.toISOString())).toBe(expected);
        expect(parseDate(date.toUTCString())).toBe(expected);
      }),
    );
  });

  it('offsets change the clock, not the moment', () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: -14 * 60, max: 14 * 60 }), (date, offset) => {
        const local = new Date(date.getTime() + offset * 60_000).toISOString().slice(0, 19);
        const sign = offset < 0 ? '-' : '+';
        const [hours, minutes] = [Math.floor(Math.abs(offset) / 60), Math.abs(offset) % 60];
        const zone = `${sign}${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`;
        expect(parseDate(`${local}${zone}`)).toBe(`${date.toISOString().slice(0, 19)}Z`);
      }),
    );
  });

  it('no text makes it throw, and what it gives is a date', () => {
    const pieces = fc.constantFrom(
      '03',
      'Mar',
      '2026',
      '10:00',
      'GMT',
      '+0100',
      'W10',
      '-',
      '/',
      ',',
      'T',
      ' ',
      '年',
      'pm',
      '٣',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(pieces).map((list) => list.join(' ')),
        ),
        (text) => {
          const date = parseDate(text);
          if (date !== undefined) expect(date).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
        },
      ),
    );
  });
});

it.each([
  ['Korean', '2026년 3월 3일 오후 2:30', '2026-03-03T14:30:00Z'],
  ['Korean in numbers', '2026. 3. 3. 오후 2:30:15', '2026-03-03T14:30:15Z'],
  ['Japanese', '2026年3月3日 午前12:30', '2026-03-03T00:30:00Z'],
  ['Chinese', '2026年3月3日 下午2:30', '2026-03-03T14:30:00Z'],
  ['Arabic, after noon', '25/08/2026 02:30:00 م', '2026-08-25T14:30:00Z'],
  ['Arabic, before noon', '25/08/2026 12:30:00 ص', '2026-08-25T00:30:00Z'],
  ['Greek, after noon', '25/8/2026 2:30:00 μμ', '2026-08-25T14:30:00Z'],
  ['Greek, before noon', '25/8/2026 2:30 π.μ.', '2026-08-25T02:30:00Z'],
  ['Hindi', '3 मार्च 2026', '2026-03-03T00:00:00Z'],
  ['Hindi, where a name resembles another', '3 जून 2026', '2026-06-03T00:00:00Z'],
  ['Thai, in its own years', '3 มีนาคม 2569', '2026-03-03T00:00:00Z'],
  ['Levantine', '3 آذار 2026 10:00', tenOClock],
  ['Levantine, of two words', '3 تشرين الثاني 2026', '2026-11-03T00:00:00Z'],
  ['Maghrebi', '3 جويلية 2026', '2026-07-03T00:00:00Z'],
  ['Bengali', '৩ জুন ২০২৬', '2026-06-03T00:00:00Z'],
  ['Tamil', '3 ஜூலை 2026', '2026-07-03T00:00:00Z'],
  ['Telugu', '3 సెప్టెంబర్ 2026', '2026-09-03T00:00:00Z'],
  ['Georgian', '3 მარტი 2026 10:00', tenOClock],
  ['Armenian', '3 մարտի 2026', '2026-03-03T00:00:00Z'],
  ['Amharic', '3 ማርች 2026', '2026-03-03T00:00:00Z'],
  ['Basque', '2026ko martxoaren 3a', '2026-03-03T00:00:00Z'],
  ['Persian, in words', 'سه‌شنبه ۱۲ اسفند ۱۴۰۴ ساعت 10:00', tenOClock],
  ['Persian, in words of another keyboard', '12 دي 1404', '2026-01-02T00:00:00Z'],
])('reads %s dates', (_language, text, expected) => {
  expect(parseDate(text)).toBe(expected);
});

it.each([
  ['dashes that a program made of hyphens', '2026–03–03T10:00:00Z', tenOClock],
  ['a dash before an offset', 'Tue, 03 Mar 2026 05:00:00 −0500', tenOClock],
  ['a point before minutes with a half of the day', 'Tuesday 3 March 2026 at 10.00am', tenOClock],
  ['the escapes of a form', 'Tue%2C+03+Mar+2026+11%3A00%3A00+%2B0100', tenOClock],
  [
    'an element of HTML',
    '<time datetime="2026-03-03T10:00:00Z" class="datetime">Tue, 03/03/2026 - 10:00</time>',
    tenOClock,
  ],
  ['markup around it', '<span>Tue, 03 Mar 2026</span> <b>10:00:00 GMT</b>', tenOClock],
  ['an escaped plus', '2026-03-03T11:00:00%2B01:00', tenOClock],
  ['a plus that became a blank', '2026-03-03T11:00:00 01:00', tenOClock],
  ['two times without an offset', '2026-03-03 10:00 11:30', tenOClock],
  ['a zone in words', 'Tue, 03 Mar 2026 05:00:00 Eastern Standard Time', tenOClock],
  ['a zone in words that is Europe’s', 'Tue, 03 Mar 2026 11:00 Central European Standard Time', tenOClock],
  ['summer in words', 'Wed, 03 Jun 2026 12:00 Central European Summer Time', '2026-06-03T10:00:00Z'],
  ['words that hide summer time', 'Wed, 03 Jun 2026 03:00 Pacific Time', '2026-06-03T10:00:00Z'],
  [
    'words that say an offset, too',
    'Tue Mar 03 2026 11:00:00 GMT+0100 (Central European Standard Time)',
    tenOClock,
  ],
  ['words of no zone', 'Tue, 03 Mar 2026 10:00 local standard time', tenOClock],
  ['another name of summer time', 'Wed, 03 Jun 2026 12:00 CEDT', '2026-06-03T10:00:00Z'],
])('reads %s', (_case, text, expected) => {
  expect(parseDate(text)).toBe(expected);
});

it.each([
  ['Icelandic', 'is', '3. ágúst 2026', '2026-08-03T00:00:00Z'],
  ['Welsh', 'cy', '3 Medi 2026', '2026-09-03T00:00:00Z'],
  ['Irish', 'ga', '3 Meán Fómhair 2026', '2026-09-03T00:00:00Z'],
  ['Malay', 'ms-MY', '3 Mac 2026', '2026-03-03T00:00:00Z'],
  ['Filipino', 'fil', '3 Hunyo 2026', '2026-06-03T00:00:00Z'],
  ['Albanian', 'sq', '3 gusht 2026', '2026-08-03T00:00:00Z'],
  ['Urdu', 'ur', '3 جنوری 2026', '2026-01-03T00:00:00Z'],
  ['Marathi', 'mr', '3 ऑगस्ट 2026', '2026-08-03T00:00:00Z'],
  ['Kazakh', 'kk', '3 қараша 2026', '2026-11-03T00:00:00Z'],
])('reads %s months in a feed of that language', (_language, code, text, expected) => {
  expect(parseDate(text, code)).toBe(expected);
});

it('takes no day of the week behind a month for another month', () => {
  expect(parseDate('5 sept. 2026, sam.', 'fr')).toBe('2026-09-05T00:00:00Z');
  expect(parseDate('5 sep 2026, lun')).toBe('2026-09-05T00:00:00Z');
});

it.each([
  ['in numbers', '1404/12/12 10:00', tenOClock],
  ['with an offset', '1404-12-12T13:30:00+03:30', tenOClock],
  ['the year last', '12-12-1404', '2026-03-03T00:00:00Z'],
  ['the last day of a leap year', '1403/12/30', '2025-03-20T00:00:00Z'],
])('reads a Persian day of Iran’s calendar: %s', (_case, text, expected) => {
  expect(parseDate(text, 'fa-IR')).toBe(expected);
});

it('takes no other year for one of Iran’s', () => {
  expect(parseDate('1447/09/14', 'ar')).toBe('1447-09-14T00:00:00Z');
  expect(parseDate('1404/13/40', 'fa')).toBeUndefined();
  expect(parseDate('2026/03/03', 'fa')).toBe('2026-03-03T00:00:00Z');
});
