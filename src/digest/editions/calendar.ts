import { addDays, dayNumber } from '../../model/days.ts';
import { DAY, formatInstant } from '../../model/instant.ts';
import type { Day } from '../../model/types.ts';
import { daysOfZone, endOfDay as endOfDayMs } from '../../model/zones.ts';

/** An ISO 8601 week by its week-year: `{ year: 2026, week: 1 }` may begin in December 2025. */
interface IsoWeek {
  readonly year: number;
  readonly week: number;
}

/** One cell of a month's calendar; `undefined` pads the first and last rows. */
type CalendarCell = Day | undefined;

/** The ISO week that a day belongs to. */
export function weekOf(day: Day): IsoWeek {
  // The week's Thursday tells the year that it belongs to.
  const thursday = new Date(Date.parse(day));
  thursday.setUTCDate(thursday.getUTCDate() - ((thursday.getUTCDay() + 6) % 7) + 3);
  const year = thursday.getUTCFullYear();
  const firstDay = Date.UTC(year, 0, 1);
  return { year, week: 1 + Math.floor((thursday.getTime() - firstDay) / (7 * DAY)) };
}

/** `2026-w21`: sorts as the weeks do. */
export function weekId(week: IsoWeek): string {
  return `${String(week.year).padStart(4, '0')}-w${String(week.week).padStart(2, '0')}`;
}

/** The seven days of an ISO week, Monday first. */
export function daysOfWeek({ year, week }: IsoWeek): Day[] {
  // The 4th of January is in the first week of its year.
  const fourth = `${String(year).padStart(4, '0')}-01-04`;
  const monday = addDays(fourth, (week - 1) * 7 - (weekdayOf(fourth) - 1));
  return Array.from({ length: 7 }, (_, offset) => addDays(monday, offset));
}

/** The days of a month, `2026-05`. */
export function daysOfMonth(month: string): Day[] {
  const days: Day[] = [];
  for (let day = `${month}-01`; monthOf(day) === month; day = addDays(day, 1)) days.push(day);
  return days;
}

/** `2026-05` of `2026-05-18`. */
export function monthOf(day: Day): string {
  return day.slice(0, 7);
}

/** `2026` of `2026-05-18` or `2026-05`. */
export function yearOf(dayOrMonth: string): string {
  return dayOrMonth.slice(0, 4);
}

/** ISO weekday: 1 is Monday, 7 is Sunday. */
export function weekdayOf(day: Day): number {
  // The first day of all was a Thursday.
  return ((((dayNumber(day) + 3) % 7) + 7) % 7) + 1;
}

/**
 * A month as rows of seven cells.
 *
 * @param month `2026-05`
 * @param firstWeekday ISO weekday in the first column: 1 is Monday, 7 is Sunday.
 */
export function calendarOf(month: string, firstWeekday: number): CalendarCell[][] {
  const days = daysOfMonth(month);
  const padding = (weekdayOf(`${month}-01`) - firstWeekday + 7) % 7;
  const cells: CalendarCell[] = [...Array.from({ length: padding }, () => undefined), ...days];
  while (cells.length % 7 !== 0) cells.push(undefined);
  return Array.from({ length: cells.length / 7 }, (_, row) => cells.slice(row * 7, row * 7 + 7));
}

/** The local date of an instant, RFC 3339, in a zone. */
export function localDay(instant: string, zone: string): Day {
  return daysOfZone(zone)(Date.parse(instant));
}

/** The instant at which a day is over in a zone, RFC 3339 in UTC. */
export function endOfDay(day: Day, zone: string): string {
  return formatInstant(endOfDayMs(day, zone));
}
