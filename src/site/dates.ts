import { MINUTE } from '../model/instant.ts';
import { likelySubtags } from '../model/language.ts';
import { remembered } from '../model/remember.ts';
import type { Day } from '../model/types.ts';
import { daysOfZone, minutesOfZone } from '../model/zones.ts';

export interface LongDay {
  readonly weekday: string;
  readonly rest: string;
  /** Whether the weekday stands after the rest, as in East Asia. */
  readonly weekdayLast: boolean;
  readonly whole: string;
}

/** How dates and times are written in a locale and zone. Days (`2026-05-18`) carry no zone: they are calendar dates. */
export interface DateFormats {
  /** `Monday 18 May 2026`, also in two parts: the weekday, and the rest as the language orders it. */
  readonly longDay: (day: Day) => LongDay;
  /** `18 May 2026` */
  readonly mediumDay: (day: Day) => string;
  /** `Sunday 17 May` */
  readonly shortDay: (day: Day) => string;
  /** `18 May` */
  readonly dayOfMonth: (day: Day) => string;
  /** `May 2026` of `2026-05` */
  readonly month: (month: string) => string;
  /** `May 2026` where it begins a line: « Mai 2026 » in French */
  readonly monthTitle: (month: string) => string;
  /** `May` of `2026-05`, as a heading */
  readonly monthName: (month: string) => string;
  /** Weekdays as a calendar's head shows them, from the locale's first. */
  readonly weekdays: readonly { readonly short: string; readonly long: string }[];
  /** ISO weekday that begins the week in the locale. */
  readonly firstWeekday: number;
  /** `14:20` in the site's zone */
  readonly time: (instant: string) => string;
  /** `18 May 2026` of an instant in the site's zone */
  readonly date: (instant: string) => string;
  /** `12 May` of an instant in the site's zone, with its year where that is not the year of `day` */
  readonly dateNear: (instant: string, day: Day) => string;
  /** `18–24 May 2026` of two days; one day when they are the same */
  readonly span: (first: Day, last: Day) => string;
  /** `18–20 May` */
  readonly shortSpan: (first: Day, last: Day) => string;
  /** `2026-05-18` of an instant in the site's zone */
  readonly localDay: (instant: string) => Day;
}

/** A plain `en` writes days the international way, because its readers are everywhere. */
function formatLocale(locale: string): string {
  return locale === 'en' ? 'en-GB' : locale;
}

/** What stands between a weekday and the date after it: `Montag,` has a comma; a plain `en` has none, as in Britain. */
function markAfterWeekday(locale: string, parts: readonly Intl.DateTimeFormatPart[]): string {
  if (locale === 'en-GB') return '';
  const at = parts.findIndex(({ type }) => type === 'weekday');
  const next = parts[at + 1];
  return next?.type === 'literal' ? (/^[,،]/.exec(next.value)?.[0] ?? '') : '';
}

function capitalised(text: string, locale: string): string {
  return text.charAt(0).toLocaleUpperCase(locale) + text.slice(1);
}

function noonOf(day: Day): Date {
  return new Date(`${day}T12:00:00Z`);
}

/** French writes « 14 h 20 », with narrow no-break spaces. */
function frenchTime(text: string): string {
  return text.replace(/\s?[:h]\s?/u, '\u202fh\u202f');
}

/** French writes « 1er mai », which CLDR does not. */
function frenchFirst(text: string): string {
  return text.replace(/(^|\s)1(?=\s\p{L}|\s?–)/gu, '$11er');
}

/** ISO weekday that begins the week, by CLDR as Node knows it (`weekInfo`, later `getWeekInfo()`); else Monday. */
function firstWeekdayOf(locale: string): number {
  const known: Intl.Locale & { readonly weekInfo?: unknown; readonly getWeekInfo?: () => unknown } =
    new Intl.Locale(formatLocale(locale)).maximize();
  const info = known.getWeekInfo?.() ?? known.weekInfo;
  const first: unknown = typeof info === 'object' && info !== null && 'firstDay' in info ? info.firstDay : 1;
  return typeof first === 'number' ? first : 1;
}

/** Room that a calendar's head has for a name. */
const maxShortName = 6;

function weekdaysFrom(first: number, locale: string): DateFormats['weekdays'] {
  // 2024-01-01 was a Monday.
  const dates = Array.from({ length: 7 }, (_, offset) => new Date(Date.UTC(2024, 0, first + offset, 12)));
  const namesOf = (weekday: 'long' | 'narrow' | 'short'): string[] => {
    const format = new Intl.DateTimeFormat(locale, { weekday, timeZone: 'UTC' });
    return dates.map((date) => format.format(date));
  };
  const short = namesOf('short');
  // Arabic shortens no name; Hebrew begins each with "day", Chinese with "week".
  const isLong = short.some((name) => name.length > maxShortName || name.includes(' '));
  const areAlike = new Set(short.map((name) => name.charAt(0))).size === 1;
  const narrow = isLong || areAlike ? namesOf('narrow') : [];
  return namesOf('long').map((long, at) => ({ short: narrow[at] ?? short[at] ?? long, long }));
}

/** What stands between two dates in East Asia, whose ranges CLDR writes in figures and slashes. */
function eastAsianRangeMark(locale: string): string | undefined {
  const { language, script } = likelySubtags(locale);
  if (language === 'ja') return '～';
  if (language === 'zh') return script === 'Hant' ? '至' : '—';
  return undefined;
}

/** `2026年5月18日～24日`, `5月29日～6月4日`: what both dates share is said once. */
function eastAsianSpan(
  first: Day,
  last: Day,
  { mark, withYear }: { mark: string; withYear: boolean },
): string {
  const [year, month, day] = first.split('-').map(Number);
  const [lastYear, lastMonth, lastDay] = last.split('-').map(Number);
  const begin = `${withYear ? `${year}年` : ''}${month}月${day}日`;
  if (first === last) return begin;
  const otherYear = withYear && year !== lastYear ? `${lastYear}年` : '';
  const otherMonth = otherYear !== '' || month !== lastMonth ? `${lastMonth}月` : '';
  return `${begin}${mark}${otherYear}${otherMonth}${lastDay}日`;
}

/** Items stand on several pages: what was found of so many instants, or days, is not looked up again. */
const maxInstants = 20_000;

/** Ranges of days, with the year and without. */
function spansOf(locale: string): Pick<DateFormats, 'span' | 'shortSpan'> {
  const mark = eastAsianRangeMark(locale);
  if (mark !== undefined) {
    return {
      span: (first, last) => eastAsianSpan(first, last, { mark, withYear: true }),
      shortSpan: (first, last) => eastAsianSpan(first, last, { mark, withYear: false }),
    };
  }
  const french = locale.startsWith('fr');
  const rangeBy = (options: Intl.DateTimeFormatOptions): DateFormats['span'] => {
    const format = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...options });
    const textOf = remembered((days: string): string => {
      const [first = '', last = ''] = days.split(' ');
      // CLDR gives days of Italian ranges two figures: « 29 maggio – 04 giugno ».
      const text = format.formatRange(noonOf(first), noonOf(last)).replace(/(?<!\d)0(?=\d(?!\d))/g, '');
      return french ? frenchFirst(text) : text;
    }, maxInstants);
    return (first, last) => textOf(`${first} ${last}`);
  };
  return {
    span: rangeBy({ day: 'numeric', month: 'long', year: 'numeric' }),
    shortSpan: rangeBy({ day: 'numeric', month: 'long' }),
  };
}

/** Makes the formats of a locale and zone. Formatters are costly to make, so keep what this returns. */
export function dateFormats(interfaceLocale: string, zone: string): DateFormats {
  const locale = formatLocale(interfaceLocale);
  const format = (options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat =>
    new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...options });
  const weekday = format({ weekday: 'long' });
  const withWeekday = format({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
  const parts = withWeekday.formatToParts(0);
  const afterWeekday = markAfterWeekday(locale, parts);
  const isWeekdayFirst = parts[0]?.type === 'weekday';
  const full = format({ day: 'numeric', month: 'long', year: 'numeric' });
  const short = format({ weekday: 'long', day: 'numeric', month: 'long' });
  const dayOfMonth = format({ day: 'numeric', month: 'short' });
  const month = format({ month: 'long', year: 'numeric' });
  const monthName = format({ month: 'long' });
  const time = format({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const firstWeekday = firstWeekdayOf(interfaceLocale);
  const nearDate = format({ day: 'numeric', month: 'long' });
  const french = locale.startsWith('fr');
  const dateText = (text: string): string => (french ? frenchFirst(text) : text);
  const dayOf = daysOfZone(zone);
  const localDay = remembered((instant: string): Day => dayOf(Date.parse(instant)), maxInstants);
  const minuteOf = minutesOfZone(zone);
  // Formatting is what costs: there are far fewer days, and minutes of a day, than instants.
  const mediumDay = remembered((day: Day) => dateText(full.format(noonOf(day))), maxInstants);
  const dayNear = remembered((day: Day) => dateText(nearDate.format(noonOf(day))), maxInstants);
  const timeOf = remembered((minute: number) => {
    const text = time.format(minute * MINUTE);
    return french ? frenchTime(text) : text;
  });
  return {
    longDay: (day) => {
      const name = capitalised(weekday.format(noonOf(day)), locale) + afterWeekday;
      const rest = dateText(full.format(noonOf(day)));
      const whole = isWeekdayFirst ? `${name} ${rest}` : withWeekday.format(noonOf(day));
      return { weekday: name, rest, weekdayLast: !isWeekdayFirst, whole };
    },
    mediumDay,
    shortDay: (day) => {
      const text = dateText(short.format(noonOf(day)));
      return capitalised(afterWeekday === '' ? text.replace(',', '') : text, locale);
    },
    dayOfMonth: remembered((day) => dateText(dayOfMonth.format(noonOf(day))), maxInstants),
    month: (id) => month.format(noonOf(`${id}-15`)),
    monthTitle: (id) => capitalised(month.format(noonOf(`${id}-15`)), locale),
    monthName: (id) => capitalised(monthName.format(noonOf(`${id}-15`)), locale),
    weekdays: weekdaysFrom(firstWeekday, locale),
    firstWeekday,
    time: (instant) => timeOf(minuteOf(Date.parse(instant))),
    date: (instant) => mediumDay(localDay(instant)),
    dateNear: (instant, day) => {
      const own = localDay(instant);
      return own.slice(0, 4) === day.slice(0, 4) ? dayNear(own) : mediumDay(own);
    },
    ...spansOf(locale),
    localDay,
  };
}
