import { calendarOf } from '../../digest/index.ts';
import type { Day } from '../../model/types.ts';
import type { Site } from '../site.ts';
import { editionPath } from './edition-names.ts';

interface CalendarCellView {
  readonly number: number;
  readonly href: string | undefined;
  /** `18 May 2026: 29 items`; on a day's page without the count, so that old pages stay as they are. */
  readonly label: string | undefined;
  /** Not on a day's page either. */
  readonly count: number | undefined;
  readonly current: boolean;
}

/** A month's calendar: the variable of `partials/calendar.njk`. */
export interface MonthView {
  readonly id: string;
  /** `May 2026` */
  readonly title: string;
  /** `May` */
  readonly name: string;
  readonly href: string;
  readonly weekdays: readonly { readonly short: string; readonly long: string }[];
  readonly rows: readonly (readonly (CalendarCellView | undefined)[])[];
}

function labelOf(day: Day, n: number | undefined, { t, dates }: Site): string {
  const date = dates.mediumDay(day);
  return n === undefined ? date : t('itemsOn', { date, n });
}

function cellView(
  day: Day,
  site: Site,
  { days, current }: { readonly days: ReadonlySet<Day>; readonly current: Day | undefined },
): CalendarCellView {
  const isThere = days.has(day);
  // A day's page asks only whether other days are there: it must stay as it is when they grow.
  const count = current === undefined ? site.ledger.countOn(day) : undefined;
  return {
    number: Number(day.slice(8)),
    href: isThere ? site.href(editionPath(day)) : undefined,
    label: isThere ? labelOf(day, count, site) : undefined,
    count,
    current: day === current,
  };
}

/** A month's calendar; `current` is the day whose page it stands on. */
export function monthView(month: string, site: Site, current?: Day): MonthView {
  const { dates } = site;
  const days = new Set(site.ledger.daysOf(month));
  return {
    id: month,
    title: dates.monthTitle(month),
    name: dates.monthName(month),
    href: site.href(editionPath(month)),
    weekdays: dates.weekdays,
    rows: calendarOf(month, dates.firstWeekday).map((row) =>
      row.map((day) => (day === undefined ? undefined : cellView(day, site, { days, current }))),
    ),
  };
}
