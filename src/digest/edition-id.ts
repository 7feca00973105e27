import { DateTime } from 'luxon';
import type { Day, EditionKind } from '../model/types.ts';
import { daysOfWeek, monthOf, weekId, weekOf } from './calendar.ts';

/** An edition by its kind and id: a day `2026-05-18`, an ISO week `2026-w21`, a month `2026-05`. */
export interface EditionName {
  readonly kind: EditionKind;
  readonly id: string;
}

/** The edition that an id names, or `undefined` where there is no such day, week or month. */
export function parseEditionId(id: string): EditionName | undefined {
  if (/^\d{4}-\d{2}-\d{2}$/.test(id)) {
    return DateTime.fromISO(id, { zone: 'utc' }).isValid ? { kind: 'day', id } : undefined;
  }
  if (/^\d{4}-\d{2}$/.test(id)) {
    return DateTime.fromISO(`${id}-01`, { zone: 'utc' }).isValid ? { kind: 'month', id } : undefined;
  }
  const [, year, week] = /^(\d{4})-w(\d{2})$/.exec(id) ?? [];
  if (year === undefined || week === undefined) return undefined;
  const monday = DateTime.fromObject({ weekYear: Number(year), weekNumber: Number(week) }, { zone: 'utc' });
  return monday.isValid ? { kind: 'week', id } : undefined;
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
    case 'month': {
      const first = DateTime.fromISO(`${id}-01`, { zone: 'utc' });
      return Array.from({ length: first.daysInMonth ?? 0 }, (_, offset) =>
        first.plus({ days: offset }).toFormat('yyyy-MM-dd'),
      );
    }
  }
}

function countOf({ kind, id }: EditionName): number {
  const [first = id] = daysOfEdition({ kind, id });
  const date = DateTime.fromISO(first, { zone: 'utc' });
  switch (kind) {
    case 'day':
      return Math.round(date.toMillis() / 86_400_000);
    case 'week':
      return Math.round(date.toMillis() / 604_800_000);
    case 'month':
      return date.year * 12 + date.month;
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
