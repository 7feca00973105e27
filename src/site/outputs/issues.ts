import { DateTime } from 'luxon';
import { type DigestItem, daysOfWeek, monthOf, weekId, weekOf } from '../../digest/index.ts';
import type { Day, EditionKind } from '../../model/types.ts';
import type { Site } from '../site.ts';
import { monthPath } from '../views/edition-view.ts';
import { dayPath } from '../views/item-view.ts';
import { latest } from './out-feed.ts';

/** A dated issue as the outputs name it. */
export interface Issue {
  readonly kind: EditionKind;
  /** `2026-05-18`, `2026-w21` or `2026-05`. */
  readonly id: string;
  /** `/2026/05/18/` */
  readonly path: string;
  readonly title: string;
  /** Days that hold items, oldest first. */
  readonly days: readonly Day[];
}

export function dayIssue(day: Day, site: Site): Issue {
  return { kind: 'day', id: day, path: dayPath(day), title: site.dates.longDay(day).whole, days: [day] };
}

function weekIssue(id: string, days: readonly Day[], site: Site): Issue {
  const year = id.slice(0, 4);
  const title = `${site.t('weekNumber', { n: Number(id.slice(6)) })}, ${year}`;
  return { kind: 'week', id, path: `/${id.replace('-', '/')}/`, title, days };
}

export function monthIssue(id: string, days: readonly Day[], site: Site): Issue {
  return { kind: 'month', id, path: monthPath(id), title: site.dates.month(id), days };
}

function grouped(days: readonly Day[], idOf: (day: Day) => string): Map<string, Day[]> {
  const groups = new Map<string, Day[]>();
  for (const day of days) {
    const group = groups.get(idOf(day));
    if (group) group.push(day);
    else groups.set(idOf(day), [day]);
  }
  return groups;
}

/** The issues of a kind that hold items, oldest first. */
export function issuesOf(kind: EditionKind, site: Site): Issue[] {
  const { days } = site.corpus;
  switch (kind) {
    case 'day':
      return days.map((day) => dayIssue(day, site));
    case 'week':
      return [...grouped(days, (day) => weekId(weekOf(day)))].map(([id, of]) => weekIssue(id, of, site));
    case 'month':
      return [...grouped(days, monthOf)].map(([id, of]) => monthIssue(id, of, site));
  }
}

export function itemsOf(issue: Issue, site: Site): DigestItem[] {
  return issue.days.flatMap((day) => site.corpus.byDay.get(day) ?? []);
}

function lastDayOf(issue: Issue): Day {
  switch (issue.kind) {
    case 'day':
      return issue.id;
    case 'week':
      return daysOfWeek({ year: Number(issue.id.slice(0, 4)), week: Number(issue.id.slice(6)) })[6] ?? '';
    case 'month':
      return DateTime.fromISO(issue.id, { zone: 'utc' }).endOf('month').toFormat('yyyy-MM-dd');
  }
}

/** When an issue closes: `closeAfter` past the end of its last day in the site's zone. RFC 3339 in UTC. */
export function closingOf(issue: Issue, { config }: Site): string {
  const end = DateTime.fromISO(lastDayOf(issue), { zone: config.timezone }).plus({ days: 1 }).startOf('day');
  const closing = end.plus(config.editions.closeAfterMs).toUTC();
  return closing.toISO({ suppressMilliseconds: true }) ?? '';
}

/** When items of the issue last came or changed. */
export function changedAt(items: readonly DigestItem[]): string {
  return latest(
    items.flatMap(({ firstSeen, revised }) => (revised === undefined ? [firstSeen] : [firstSeen, revised])),
  );
}
