import { DateTime } from 'luxon';
import type { Day } from '../model/types.ts';

/** How dates and times are written in a locale and zone. Days (`2026-05-18`) carry no zone: they are calendar dates. */
export interface DateFormats {
  /** `Monday 18 May 2026`, in two parts: the weekday, and the rest as the language orders it. */
  readonly longDay: (day: Day) => { readonly weekday: string; readonly rest: string; readonly whole: string };
  /** `18 May 2026` */
  readonly mediumDay: (day: Day) => string;
  /** `Sunday 17 May` */
  readonly shortDay: (day: Day) => string;
  /** `18 May` */
  readonly dayOfMonth: (day: Day) => string;
  /** `May 2026` of `2026-05` */
  readonly month: (month: string) => string;
  /** `May` of `2026-05` */
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

/** A plain `en` writes days the international way, as its readers are everywhere. */
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

/** Characters of a name at the head of a calendar's column. */
const widestWeekday = 5;

function weekdaysFrom(first: number, locale: string): DateFormats['weekdays'] {
  const short = new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' });
  const long = new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' });
  const narrow = new Intl.DateTimeFormat(locale, { weekday: 'narrow', timeZone: 'UTC' });
  // 2024-01-01 was a Monday.
  const days = Array.from({ length: 7 }, (_, offset) => new Date(Date.UTC(2024, 0, first + offset, 12)));
  // Where the short names are whole words, as in Arabic, seven of them do not stand side by side.
  const isWide = days.some((day) => short.format(day).length > widestWeekday);
  return days.map((day) => ({ short: (isWide ? narrow : short).format(day), long: long.format(day) }));
}

const maxRemembered = 20_000;

/** Items stand on several pages: what was found of the latest instants is not looked up again. */
function remembered(find: (instant: string) => string): (instant: string) => string {
  const known = new Map<string, string>();
  return (instant) => {
    const found = known.get(instant) ?? find(instant);
    if (known.size >= maxRemembered) known.clear();
    known.set(instant, found);
    return found;
  };
}

/** Makes the formats of a locale and zone. Formatters are costly to make, so keep what this gives. */
export function dateFormats(interfaceLocale: string, zone: string): DateFormats {
  const locale = formatLocale(interfaceLocale);
  const format = (options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat =>
    new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...options });
  const weekday = format({ weekday: 'long' });
  const afterWeekday = markAfterWeekday(
    locale,
    format({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }).formatToParts(0),
  );
  const full = format({ day: 'numeric', month: 'long', year: 'numeric' });
  const short = format({ weekday: 'long', day: 'numeric', month: 'long' });
  const dayOfMonth = format({ day: 'numeric', month: 'short' });
  const month = format({ month: 'long', year: 'numeric' });
  const monthName = format({ month: 'long' });
  const time = format({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: zone });
  const date = format({ day: 'numeric', month: 'long', year: 'numeric', timeZone: zone });
  const firstWeekday = firstWeekdayOf(interfaceLocale);
  const dayMonth = format({ day: 'numeric', month: 'long' });
  const nearDate = format({ day: 'numeric', month: 'long', timeZone: zone });
  const french = locale.startsWith('fr');
  const dateText = (text: string): string => (french ? frenchFirst(text) : text);
  const localDay = remembered((instant) => DateTime.fromISO(instant, { zone }).toFormat('yyyy-MM-dd'));
  return {
    longDay: (day) => {
      const name = capitalised(weekday.format(noonOf(day)), locale) + afterWeekday;
      const rest = dateText(full.format(noonOf(day)));
      return { weekday: name, rest, whole: `${name} ${rest}` };
    },
    mediumDay: (day) => dateText(full.format(noonOf(day))),
    shortDay: (day) => {
      const text = dateText(short.format(noonOf(day)));
      return capitalised(afterWeekday === '' ? text.replace(',', '') : text, locale);
    },
    dayOfMonth: (day) => dateText(dayOfMonth.format(noonOf(day))),
    month: (id) => month.format(noonOf(`${id}-15`)),
    monthName: (id) => monthName.format(noonOf(`${id}-15`)),
    weekdays: weekdaysFrom(firstWeekday, locale),
    firstWeekday,
    time: remembered((instant) => {
      const text = time.format(new Date(instant));
      return french ? frenchTime(text) : text;
    }),
    date: remembered((instant) => dateText(date.format(new Date(instant)))),
    dateNear: (instant, day) =>
      dateText(
        (localDay(instant).slice(0, 4) === day.slice(0, 4) ? nearDate : date).format(new Date(instant)),
      ),
    span: (first, last) => dateText(full.formatRange(noonOf(first), noonOf(last))),
    shortSpan: (first, last) => dateText(dayMonth.formatRange(noonOf(first), noonOf(last))),
    localDay,
  };
}
