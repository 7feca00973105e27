import { DAY, formatInstant } from '../../model/instant.ts';

/** Iran's calendar, whose years are in the 1400s. */

const months = 'فروردین|اردیبهشت|خرداد|تیر|مرداد|شهریور|مهر|آبان|آذر|دی|بهمن|اسفند'.split('|');
const inWords = new RegExp(
  `(\\d{1,2}) (?:ام )?(${months.join('|')})(?: ماه)?[,،]? (?:سال )?(1[34]\\d\\d)(?!\\d)`,
);
const yearFirst = /(?<!\d)(1[34]\d\d)([-/.])(\d{1,2})\2(\d{1,2})(?!\d)/;
const yearLast = /(?<!\d)(\d{1,2})([-/.])(\d{1,2})\2(1[34]\d\d)(?!\d)/;

/** Whether an RFC 3339 date of a feed in this language is of this calendar: no feed has an item of that age. */
export function isPersian(date: string, language: string | undefined): boolean {
  return isIranian(language) && /^1[34]/.test(date);
}

function isIranian(language: string | undefined): boolean {
  return language !== undefined && /^fa\b/i.test(language);
}

/** A date with a day of Iran's calendar as one of ours: `23 شهریور 1403`, and in a Persian feed `1403/06/23`, are `2024-09-13`. */
export function withoutPersian(text: string, language: string | undefined): string {
  if (!/1[34]\d\d/.test(text)) return text;
  // Arabic keyboards have another letter for this one.
  const named = text
    .replaceAll('ي', 'ی')
    .replace(inWords, (whole, day, name, year) => gregorian(whole, year, months.indexOf(name) + 1, day));
  if (!isIranian(language)) return named;
  return named
    .replace(yearFirst, (whole, year, _sign, month, day) => gregorian(whole, year, Number(month), day))
    .replace(yearLast, (whole, day, _sign, month, year) => gregorian(whole, year, Number(month), day));
}

/** Eight years of 33 are leap years. */
const leapYears: ReadonlySet<number> = new Set([1, 5, 9, 13, 17, 22, 26, 30]);
const newYear1403 = Date.UTC(2024, 2, 20);

function gregorian(whole: string, yearText: string, month: number, dayText: string): string {
  const [year, day] = [Number(yearText), Number(dayText)];
  const isDay = month >= 1 && month <= 12 && day >= 1 && day <= (month < 7 ? 31 : 30);
  if (!isDay) return whole;
  const before = month <= 7 ? (month - 1) * 31 : 186 + (month - 7) * 30;
  const ms = newYear1403 + (daysBetween(1403, year) + before + day - 1) * DAY;
  return formatInstant(ms).slice(0, 10);
}

/** Days from one New Year to another. */
function daysBetween(from: number, to: number): number {
  let leaps = 0;
  for (let year = Math.min(from, to); year < Math.max(from, to); year += 1)
    if (leapYears.has(year % 33)) leaps += 1;
  return (to - from) * 365 + (to < from ? -leaps : leaps);
}
