import {
  byRank,
  type DigestItem,
  daysOfEdition,
  type EditionName,
  endOfDay,
  type LongEdition,
  layOutLong,
  type PlacedItem,
  spanOf,
  titlesADay,
} from '../../digest/index.ts';
import { addDays } from '../../model/days.ts';
import type { Day } from '../../model/types.ts';
import type { Site } from '../site.ts';
import { type MonthView, monthView } from './calendar-view.ts';
import { type DayTitles, titlesByDay } from './day-titles.ts';
import { editionPath, editionTitle, numberText, weekName } from './edition-names.ts';
import {
  countText,
  type Dated,
  type LinkView,
  layOutDay,
  nothingMore,
  type PlaceView,
  placesOf,
  placeView,
  planOf,
  type SectionView,
  type SourceCount,
  sectionViews,
  sourceCounts,
} from './edition-view.ts';
import { type Introduction, introductionExcerpt, introductionOf, notesOn } from './editor-view.ts';
import { overviewText } from './overview-text.ts';
import { type PageMeta, pageMeta } from './page.ts';

/** One day in the list of a long edition of every title. */
interface ListedDay extends DayTitles {
  /** Keys of the items that matter most that day: they come first. */
  readonly best: readonly string[];
  /** Where the rest is, on a day with more titles than the page can list. */
  readonly more: LinkView | undefined;
}

/** The variables of `pages/week.njk` and `pages/month.njk`. */
export interface LongEditionPage {
  readonly page: PageMeta;
  /** `Week 21` and `18–24 May 2026`; a month has its name alone. */
  readonly heading: string;
  readonly span: string | undefined;
  readonly number: string | undefined;
  readonly count: string;
  readonly standfirst: string;
  readonly overview: string;
  /** Of a month. */
  readonly calendar: MonthView | undefined;
  readonly introduction: Introduction | undefined;
  readonly lead: PlaceView | undefined;
  readonly seconds: readonly PlaceView[];
  readonly sections: readonly SectionView[];
  /** Every title, newest day first; none where lead, seconds and sections show all. */
  readonly days: readonly ListedDay[];
  readonly previous: LinkView | undefined;
  readonly next: LinkView | undefined;
  readonly sources: readonly SourceCount[];
}

type LongName = EditionName & { readonly kind: 'week' | 'month' };

/** A page lists so many titles; an edition with more shows as many of each day, and where the others are. */
const maxTitles = 3000;
const bestOfDay = 3;

/** A week's or month's edition, of the items of all its days. */
export function layOutEdition(name: EditionName, site: Site): LongEdition {
  const items = daysOfEdition(name).flatMap((day) => site.ledger.day(day));
  return layOutLong(planOf(name.id, items, site));
}

function bestKeys(day: Day, site: Site): string[] {
  return byRank(placesOf(layOutDay(day, site)))
    .slice(0, bestOfDay)
    .map(({ item }) => item.key);
}

/** Every title of the edition by day, newest day first; of each day the best first, then the newest. */
function listedDays({ kind }: LongName, days: readonly Day[], site: Site): ListedDay[] {
  const itemsOf = (day: Day): readonly DigestItem[] => site.ledger.day(day);
  const share = titlesADay(
    days.map((day) => itemsOf(day).length),
    maxTitles,
  );
  return [...days].reverse().flatMap((day) => {
    const items = itemsOf(day);
    // Of a few titles none needs to stand out.
    const best = kind === 'week' && items.length > bestOfDay ? bestKeys(day, site) : [];
    const first = best.flatMap((key) => items.filter((item) => item.key === key));
    const listed = [...first, ...items.filter((item) => !best.includes(item.key))].slice(0, share);
    const left = items.length - listed.length;
    return titlesByDay(listed, site).map((titles) => ({
      ...titles,
      best,
      more: left === 0 ? undefined : { href: titles.href, label: site.t('moreTitles', { n: left }) },
    }));
  });
}

function neighbours({ kind, id }: LongName, site: Site): Pick<LongEditionPage, 'previous' | 'next'> {
  const around = site.ledger.neighbours(kind, id);
  const link = (other: string | undefined): LinkView | undefined => {
    if (other === undefined) return undefined;
    const [monday = ''] = daysOfEdition({ kind, id: other });
    const isNear = kind === 'week' && other.slice(0, 4) === id.slice(0, 4);
    const label = isNear ? weekName(monday, site) : editionTitle({ kind, id: other }, site);
    return { href: site.href(editionPath(other)), label };
  };
  return { previous: link(around.previous), next: link(around.next) };
}

function headingOf(name: LongName, { dates, t }: Site): Pick<LongEditionPage, 'heading' | 'span'> {
  const days = daysOfEdition(name);
  const [first = '', last = ''] = [days[0], days.at(-1)];
  if (name.kind === 'month') return { heading: dates.monthTitle(name.id), span: undefined };
  return { heading: weekName(first, { t }), span: dates.span(first, last) };
}

/** A place among those of other days: each item with its day in place of its time, a story with those it grew over. */
function viewOf({ id }: LongName, site: Site): (place: PlacedItem) => PlaceView {
  return (place) => {
    const { first, last } = spanOf(place);
    const span = first === last ? '' : site.dates.shortSpan(first, last);
    const dated: Dated = (view, { day }) =>
      view.late ? view : { ...view, when: site.dates.shortSpan(day, day) };
    return { ...placeView(place, site, nothingMore, dated), span, notes: notesOn(place, id, site) };
  };
}

/** What the edition shows beyond its list of titles; nothing for a kind that is not made: then the page is a list. */
function selectionOf(
  name: LongName,
  { edition, items }: { readonly edition: LongEdition; readonly items: readonly DigestItem[] },
  site: Site,
): Pick<LongEditionPage, 'introduction' | 'lead' | 'seconds' | 'sections' | 'standfirst' | 'overview'> {
  if (!site.config.editions.every.includes(name.kind)) {
    const nothing = { introduction: undefined, lead: undefined, seconds: [], sections: [] };
    return { ...nothing, standfirst: '', overview: '' };
  }
  const view = viewOf(name, site);
  const { titles, rest } = overviewText(edition, { items, days: daysOfEdition(name) }, site);
  return {
    introduction: introductionOf(name.id, site),
    lead: edition.lead && view(edition.lead),
    seconds: edition.seconds.map(view),
    // What stands here of a section is chosen: how much it is says nothing.
    sections: sectionViews(edition, site, view).map((section) => ({ ...section, note: '' })),
    standfirst: titles,
    overview: rest,
  };
}

function longEditionPage(name: LongName, site: Site, kind: 'home' | 'week' | 'month'): LongEditionPage {
  const days = daysOfEdition(name).filter((day) => site.ledger.hasDay(day));
  const items = days.flatMap((day) => site.ledger.day(day));
  const edition = layOutLong(planOf(name.id, items, site));
  const selection = selectionOf(name, { edition, items }, site);
  const isAllShown = edition.isWhole && selection.sections.length > 0;
  const { introduction, standfirst } = selection;
  const description = introduction ? introductionExcerpt(introduction, site) : standfirst;
  const around = neighbours(name, site);
  return {
    page: pageMeta(site, {
      kind,
      title: editionTitle(name, site),
      ...(description !== '' && { description }),
      path: editionPath(name.id),
      previous: around.previous?.href,
      next: around.next?.href,
      items,
      // Months have a page even where they are not editions; only editions have an image.
      ...(site.config.editions.every.includes(name.kind) && { imageOf: editionPath(name.id) }),
      ...(kind === 'home' && { arrival: site.ledger.newestArrival ?? site.now }),
    }),
    ...headingOf(name, site),
    ...around,
    ...selection,
    number: numberText(name, site),
    count: countText(edition.counts, site),
    calendar: name.kind === 'month' ? monthView(name.id, site) : undefined,
    days: isAllShown ? [] : listedDays(name, days, site),
    sources: sourceCounts(items, site),
  };
}

export function weekPage(id: string, site: Site, kind: 'home' | 'week' = 'week'): LongEditionPage {
  return longEditionPage({ kind: 'week', id }, site, kind);
}

export function monthPage(id: string, site: Site, kind: 'home' | 'month' = 'month'): LongEditionPage {
  return longEditionPage({ kind: 'month', id }, site, kind);
}

/** Whether the first day of an edition has begun. */
function hasBegun(edition: EditionName, { config, isPast }: Site): boolean {
  const [first = ''] = daysOfEdition(edition);
  return isPast(endOfDay(addDays(first, -1), config.timezone));
}

/** The id of the newest edition of a kind that has begun; of the newest of all where none has. */
export function newestId(kind: EditionName['kind'], site: Site): string | undefined {
  const newest = site.ledger.newest(kind);
  let id = newest;
  while (id !== undefined && !hasBegun({ kind, id }, site)) {
    id = site.ledger.neighbours(kind, id).previous;
  }
  return id ?? newest;
}
