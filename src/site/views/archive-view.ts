import { monthOf, weekId, weekOf, yearOf } from '../../digest/index.ts';
import type { Site } from '../site.ts';
import { type MonthView, monthView } from './calendar-view.ts';
import { type PageMeta, pageMeta } from './page.ts';

/** Months that hold items, oldest first. */
export function monthsWithItems(site: Site): string[] {
  return [...new Set(site.ledger.days.map(monthOf))];
}

/** ISO weeks that hold items, oldest first, by their ids. */
export function weeksWithItems(site: Site): string[] {
  return [...new Set(site.ledger.days.map((day) => weekId(weekOf(day))))];
}

/** The variables of `pages/year.njk` and `pages/archive.njk`. */
export interface YearPage {
  readonly page: PageMeta;
  readonly heading: string;
  readonly intro: string | undefined;
  readonly years: readonly {
    readonly title: string;
    readonly href: string;
    readonly months: readonly MonthView[];
  }[];
}

function yearView(year: string, site: Site): YearPage['years'][number] {
  const months = monthsWithItems(site).filter((month) => yearOf(month) === year);
  return {
    title: year,
    href: site.href(`/${year}/`),
    months: months.reverse().map((month) => monthView(month, site)),
  };
}

export function yearPage(year: string, site: Site): YearPage {
  const heading = site.t('yearTitle', { year });
  return {
    page: pageMeta(site, { kind: 'year', title: heading, path: `/${year}/` }),
    heading,
    intro: undefined,
    years: [yearView(year, site)],
  };
}

export function archivePage(site: Site): YearPage {
  const [first] = site.ledger.days;
  const years = [...new Set(site.ledger.days.map(yearOf))].reverse();
  return {
    page: pageMeta(site, { kind: 'archive', title: site.t('archiveTitle'), path: '/archive/' }),
    heading: site.t('archiveTitle'),
    intro: first === undefined ? undefined : site.t('archiveIntro', { date: site.dates.mediumDay(first) }),
    years: years.map((year) => yearView(year, site)),
  };
}
