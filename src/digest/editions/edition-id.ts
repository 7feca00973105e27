import { dayNumber, isDay } from '../../model/days.ts';
import type { Day, EditionKind } from '../../model/types.ts';
import { daysOfMonth, daysOfWeek, monthOf, weekId, weekOf } from './calendar.ts';

/** An edition by its kind and id: a day `2026-05-18`, an ISO week `2026-w21`, a month `2026-05`. */
export interface EditionName {
  readonly kind: EditionKind;
  readonly id: string;
}

/** The edition that an id names, or `undefined` where there is no such day, week or month. */
export function parseEditionId(id: string): EditionName | undefined {
  if (isDay(id)) return { kind: 'day', id };
  if (isDay(`${id}-01`)) return { kind: 'month', id };
  const [, year, week] = /^(\d{4})-w(\d{2})$/.exec(id) ?? [];
  if (year === undefined || week === undefined) return undefined;
  const [monday = ''] = daysOfWeek({ year: Number(year), week: Number(week) });
  return weekId(weekOf(monday)) === id ? { kind: 'week', id } : undefined;
}

/** The id of the edition of a kind that a day belongs to. */
export function editionIdOf(kind: EditionKind, day: Day): string {
  switch (kind) {
    case 'day':
      return day;
    case 'week':
      return weekId(weekOf(day));
    case 'month':
      return monthOf(day);
  }
}

/** All days of an edition, oldest first, whether they hold items or not. */
export function daysOfEdition({ kind, id }: EditionName): Day[] {
  switch (kind) {
    case 'day':
      return [id];
    case 'week':
      return daysOfWeek({ year: Number(id.slice(0, 4)), week: Number(id.slice(6)) });
    case 'month':
      return daysOfMonth(id);
  }
}

function countOf({ kind, id }: EditionName): number {
  const [first = id] = daysOfEdition({ kind, id });
  switch (kind) {
    case 'day':
      return dayNumber(first);
    case 'week':
      return Math.round(dayNumber(first) / 7);
    case 'month':
      return Number(id.slice(0, 4)) * 12 + Number(id.slice(5));
  }
}

/**
 * The number of an edition: the day, week or month that holds the digest's first day is No. 1, and every one after it
 * counts, whether it holds items or not. So a number depends on two dates alone, and stays whatever arrives later or is
 * removed. Editions before the first day, made of a backlog, have none.
 */
export function editionNumber(edition: EditionName, firstDay: Day): number | undefined {
  const number = countOf(edition) - countOf({ ...edition, id: editionIdOf(edition.kind, firstDay) }) + 1;
  return number > 0 ? number : undefined;
}
