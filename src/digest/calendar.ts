import { DateTime } from 'luxon';
import { daysOfZone, endOfDay as endOfDayMs } from '../model/days.ts';
import type { Day } from '../model/types.ts';

/** An ISO 8601 week by its week-year: `{ year: 2026, week: 1 }` may begin in December 2025. */
export interface IsoWeek {
  readonly year: number;
  readonly week: number;
}

/** One cell of a month's calendar; `undefined` pads the first and last rows. */
export type CalendarCell = Day | undefined;

// Days are calendar dates, not instants: arithmetic on them is done in UTC, where every day has 24 hours.
function dateOf(day: Day): DateTime {
  return DateTime.fromISO(day, { zone: 'utc' });
}

function dayOf(date: DateTime): Day {
  return date.toFormat('yyyy-MM-dd');
}

/** The ISO week that a day belongs to. */
export function weekOf(day: Day): IsoWeek {
  // The week's Thursday tells the year that it belongs to.
  const thursday = new Date(Date.parse(day));
  thursday.setUTCDate(thursday.getUTCDate() - ((thursday.getUTCDay() + 6) % 7) + 3);
  const year = thursday.getUTCFullYear();
  const firstDay = Date.UTC(year, 0, 1);
  return { year, week: 1 + Math.floor((thursday.getTime() - firstDay) / (7 * 86_400_000)) };
}

/** `2026-w21`: sorts as the weeks do. */
export function weekId(week: IsoWeek): string {
  return `${String(week.year).padStart(4, '0')}-w${String(week.week).padStart(2, '0')}`;
}

/** The seven days of an ISO week, Monday first. */
export function daysOfWeek(week: IsoWeek): Day[] {
  const monday = DateTime.fromObject({ weekYear: week.year, weekNumber: week.week }, { zone: 'utc' });
  return Array.from({ length: 7 }, (_, offset) => dayOf(monday.plus({ days: offset })));
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
  return dateOf(day).weekday;
}

/**
 * A month as rows of seven cells.
 *
 * @param month `2026-05`
 * @param firstWeekday ISO weekday in the first column: 1 is Monday, 7 is Sunday.
 */
export function calendarOf(month: string, firstWeekday: number): CalendarCell[][] {
  const first = dateOf(`${month}-01`);
  const padding = (first.weekday - firstWeekday + 7) % 7;
  const cells: CalendarCell[] = Array.from({ length: padding }, () => undefined);
  for (let day = 1; day <= (first.daysInMonth ?? 0); day++) cells.push(dayOf(first.set({ day })));
  while (cells.length % 7 !== 0) cells.push(undefined);
  return Array.from({ length: cells.length / 7 }, (_, row) => cells.slice(row * 7, row * 7 + 7));
}

/** The local date of an instant, RFC 3339, in a zone. */
export function localDay(instant: string, zone: string): Day {
  return daysOfZone(zone)(Date.parse(instant));
}

/** The instant at which a day is over in a zone, RFC 3339 in UTC. */
export function endOfDay(day: Day, zone: string): string {
  return `${new Date(endOfDayMs(day, zone)).toISOString().slice(0, 19)}Z`;
}
