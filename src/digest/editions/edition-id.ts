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

interface Span {
  readonly idOf: (day: Day) => string;
  readonly daysOf: (id: string) => Day[];
  /** Its place among all of its kind, by its first day. */
  readonly countOf: (first: Day) => number;
}

const spans: Readonly<Record<EditionKind, Span>> = {
  day: { idOf: (day) => day, daysOf: (id) => [id], countOf: dayNumber },
  week: {
    idOf: (day) => weekId(weekOf(day)),
    daysOf: (id) => daysOfWeek({ year: Number(id.slice(0, 4)), week: Number(id.slice(6)) }),
    countOf: (first) => Math.round(dayNumber(first) / 7),
  },
  month: {
    idOf: monthOf,
    daysOf: daysOfMonth,
    countOf: (first) => Number(first.slice(0, 4)) * 12 + Number(first.slice(5, 7)),
  },
};

/** The id of the edition of a kind that a day belongs to. */
export function editionIdOf(kind: EditionKind, day: Day): string {
  return spans[kind].idOf(day);
}

/** All days of an edition, oldest first, whether they hold items or not. */
export function daysOfEdition({ kind, id }: EditionName): Day[] {
  return spans[kind].daysOf(id);
}

function countOf({ kind, id }: EditionName): number {
  const [first = id] = daysOfEdition({ kind, id });
  return spans[kind].countOf(first);
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
