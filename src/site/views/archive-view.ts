import { daysOfWeek, monthOf, rank, weekId, weekOf, yearOf } from '../../digest/index.ts';
import type { Day } from '../../model/types.ts';
import type { Site } from '../site.ts';
import { type MonthView, monthView } from './calendar-view.ts';
import { type EntryView, entryView, type LinkView, layOutDay, monthPath } from './edition-view.ts';
import { type DayTitles, titlesByDay } from './list-view.ts';
import { type PageMeta, pageMeta } from './page.ts';

/** The variables of `pages/month.njk`. */
export interface MonthPage {
  readonly page: PageMeta;
  readonly heading: string;
  readonly note: string;
  readonly calendar: MonthView;
  readonly days: readonly DayTitles[];
  readonly previous: LinkView | undefined;
  readonly next: LinkView | undefined;
}

/** Months that hold items, oldest first. */
export function monthsWithItems(site: Site): string[] {
  return [...new Set(site.corpus.days.map(monthOf))];
}

export function monthPage(month: string, site: Site): MonthPage {
  const months = monthsWithItems(site);
  const at = months.indexOf(month);
  const link = (other: string | undefined): LinkView | undefined =>
    other === undefined ? undefined : { href: site.href(monthPath(other)), label: site.dates.month(other) };
  const days = site.corpus.days.filter((day) => monthOf(day) === month).reverse();
  const items = days.flatMap((day) => site.corpus.byDay.get(day) ?? []);
  const heading = site.dates.month(month);
  const previous = link(months[at - 1]);
  const next = link(months[at + 1]);
  return {
    page: pageMeta(site, {
      kind: 'month',
      title: heading,
      path: monthPath(month),
      previous: previous?.href,
      next: next?.href,
    }),
    heading,
    note: site.t('stories', { n: items.length }),
    calendar: monthView(month, site),
    days: titlesByDay(items, site),
    previous,
    next,
  };
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
  const [first] = site.corpus.days;
  const years = [...new Set(site.corpus.days.map(yearOf))].reverse();
  return {
    page: pageMeta(site, { kind: 'archive', title: site.t('archiveTitle'), path: '/archive/' }),
    heading: site.t('archiveTitle'),
    intro: first === undefined ? undefined : site.t('archiveIntro', { date: site.dates.mediumDay(first) }),
    years: years.map((year) => yearView(year, site)),
  };
}

/** The variables of `pages/week.njk`: the best of each day, then every title. */
export interface WeekPage {
  readonly page: PageMeta;
  readonly heading: string;
  readonly note: string;
  readonly days: readonly (DayTitles & { readonly top: readonly EntryView[] })[];
  readonly previous: LinkView | undefined;
  readonly next: LinkView | undefined;
}

const topOfDay = 3;

/** ISO weeks that hold items, oldest first, by their ids. */
export function weeksWithItems(site: Site): string[] {
  return [...new Set(site.corpus.days.map((day) => weekId(weekOf(day))))];
}

function topEntries(day: Day, site: Site): EntryView[] {
  const edition = layOutDay(day, site);
  const entries = [
    edition.lead,
    ...edition.seconds,
    ...edition.sections.flatMap((section) => section.entries),
  ];
  return entries
    .filter((entry) => entry !== undefined)
    .sort((a, b) => rank(b) - rank(a) || (a.item.key < b.item.key ? -1 : 1))
    .slice(0, topOfDay)
    .map((entry) => entryView(entry, site, new Map()));
}

function weekLink(id: string | undefined, site: Site): LinkView | undefined {
  if (id === undefined) return undefined;
  return {
    href: site.href(`/${id.replace('-', '/')}/`),
    label: site.t('weekNumber', { n: Number(id.slice(6)) }),
  };
}

export function weekPage(id: string, site: Site): WeekPage {
  const weeks = weeksWithItems(site);
  const at = weeks.indexOf(id);
  const days = daysOfWeek({ year: Number(id.slice(0, 4)), week: Number(id.slice(6)) }).filter((day) =>
    site.corpus.byDay.has(day),
  );
  const heading = site.t('weekNumber', { n: Number(id.slice(6)) });
  const previous = weekLink(weeks[at - 1], site);
  const next = weekLink(weeks[at + 1], site);
  const items = days.flatMap((day) => site.corpus.byDay.get(day) ?? []);
  return {
    page: pageMeta(site, {
      kind: 'week',
      title: `${heading}, ${id.slice(0, 4)}`,
      path: `/${id.replace('-', '/')}/`,
      previous: previous?.href,
      next: next?.href,
    }),
    heading,
    note: site.t('stories', { n: items.length }),
    days: [...days].reverse().flatMap((day) =>
      titlesByDay(site.corpus.byDay.get(day) ?? [], site).map((titles) => {
        const top = topEntries(day, site);
        const shown = new Set(
          top.flatMap((entry) => [entry.item.key, ...entry.also.map(({ item }) => item.key)]),
        );
        return { ...titles, top, items: titles.items.filter((item) => !shown.has(item.key)) };
      }),
    ),
    previous,
    next,
  };
}
