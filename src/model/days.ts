import { DAY } from './instant.ts';
import type { Day } from './types.ts';

/** Days are calendar dates, not instants: they are counted in UTC, where each has 24 hours. 0 is 1970-01-01. */
export function dayNumber(day: Day): number {
  return Date.parse(`${day}T00:00:00Z`) / DAY;
}

/** The day with a number. */
export function dayOfNumber(number: number): Day {
  return new Date(number * DAY).toISOString().slice(0, 10);
}

/** The day so many days later, or earlier. */
export function addDays(day: Day, count: number): Day {
  return dayOfNumber(dayNumber(day) + count);
}

/** Whether there is such a day: `2026-02-30` is none. */
export function isDay(text: string): boolean {
  const number = /^\d{4}-\d{2}-\d{2}$/.test(text) ? dayNumber(text) : Number.NaN;
  return !Number.isNaN(number) && dayOfNumber(number) === text;
}
