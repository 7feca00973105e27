import { monthOf, weekId, weekOf, yearOf } from '../../digest/index.ts';
import { grouped } from '../../model/group.ts';
import type { Day } from '../../model/types.ts';
import type { Site } from '../site.ts';
import { type MonthView, monthView } from './calendar-view.ts';
import { type DayTitles, titlesByDay } from './day-titles.ts';
import type { LinkView } from './edition-view.ts';
import { type PageMeta, pageMeta } from './page.ts';
import { joinSentences } from './sentences.ts';

/** Months that hold items, oldest first. */
export function monthsWithItems(site: Site): string[] {
  return [...new Set(site.ledger.days.map(monthOf))];
}

/** ISO weeks that hold items, oldest first, by their ids. */
export function weeksWithItems(site: Site): string[] {
  return [...new Set(site.ledger.days.map((day) => weekId(weekOf(day))))];
}

/** A month among those of its year. */
interface ListedMonth {
  readonly calendar: MonthView;
  /** `29 items` */
  readonly note: string;
}

interface ListedYear {
  readonly title: string;
  readonly href: string;
  /** `1,204 items in 290 editions` */
  readonly note: string;
  /** Newest first. */
  readonly months: readonly ListedMonth[];
  /** Whether months are listed by name: a year's own page has its calendars. */
  readonly isBrief: boolean;
}

/** The variables of `pages/year.njk` and `pages/archive.njk`. */
interface YearPage {
  readonly page: PageMeta;
  readonly heading: string;
  readonly intro: string | undefined;
  readonly previous: LinkView | undefined;
  readonly next: LinkView | undefined;
  /** Links to the years of the page, with their counts; none where there is one. */
  readonly jump: readonly { readonly href: string; readonly label: string; readonly count: number }[];
  readonly years: readonly ListedYear[];
  /** Every title of a year that has few. */
  readonly days: readonly DayTitles[];
}

/** Years that the archive shows with their calendars: with more, nobody finds a year among the months. */
const calendarYears = 2;

/** A year's page lists so many titles; of a year with more, its months do. */
const maxTitles = 150;

const countIn = (days: readonly Day[], { ledger }: Site): number =>
  days.reduce((sum, day) => sum + ledger.countOn(day), 0);

/** Years that hold items, oldest first, with the days that do. */
const daysByYear = ({ ledger }: Site): Map<string, Day[]> => grouped(ledger.days, yearOf);

function countNote(days: readonly Day[], site: Site): string {
  return site.t('itemsInEditions', {
    items: site.t('itemsCount', { n: countIn(days, site) }),
    n: days.length,
  });
}

function yearView(year: string, days: readonly Day[], site: Site, isBrief: boolean): ListedYear {
  return {
    title: year,
    href: site.href(`/${year}/`),
    note: countNote(days, site),
    months: [...new Set(days.map(monthOf))].reverse().map((month) => ({
      calendar: monthView(month, site),
      note: site.t('itemsCount', { n: countIn(site.ledger.daysOf(month), site) }),
    })),
    isBrief,
  };
}

function yearLink(year: string | undefined, site: Site): LinkView | undefined {
  return year === undefined ? undefined : { href: site.href(`/${year}/`), label: year };
}

export function yearPage(year: string, site: Site): YearPage {
  const { t, ledger } = site;
  const byYear = daysByYear(site);
  const years = [...byYear.keys()];
  const at = years.indexOf(year);
  const days = byYear.get(year) ?? [];
  const view = yearView(year, days, site, false);
  const [previous, next] = [yearLink(years[at - 1], site), yearLink(years[at + 1], site)];
  const isShort = countIn(days, site) <= maxTitles;
  return {
    page: pageMeta(site, {
      kind: 'year',
      title: t('yearEditions', { year }),
      description: view.note,
      path: `/${year}/`,
      previous: previous?.href,
      next: next?.href,
    }),
    heading: t('yearTitle', { year }),
    intro: view.note,
    previous,
    next,
    jump: [],
    years: [view],
    days: isShort
      ? titlesByDay(
          [...days].reverse().flatMap((day) => ledger.day(day)),
          site,
        )
      : [],
  };
}

export function archivePage(site: Site): YearPage {
  const { t, ledger, dates } = site;
  const [first] = ledger.days;
  const years = [...daysByYear(site)].reverse();
  return {
    page: pageMeta(site, { kind: 'archive', title: t('archiveTitle'), path: '/archive/' }),
    heading: t('archiveTitle'),
    intro:
      first === undefined
        ? undefined
        : joinSentences([
            t('archiveIntro', { date: dates.mediumDay(first) }),
            t('sentence', { text: countNote(ledger.days, site) }),
          ]),
    previous: undefined,
    next: undefined,
    jump:
      years.length > 1
        ? years.map(([year, days]) => ({ href: `#y${year}`, label: year, count: countIn(days, site) }))
        : [],
    years: years.map(([year, days], at) => yearView(year, days, site, at >= calendarYears)),
    days: [],
  };
}
