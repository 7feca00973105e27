import {
  byRank,
  type DigestItem,
  type Edition,
  monthOf,
  type PlacedItem,
  weekId,
  weekOf,
} from '../../digest/index.ts';
import type { Day, SafeHtml } from '../../model/types.ts';
import type { LongDay } from '../dates.ts';
import { bodyOf, type Site } from '../site.ts';
import { type MonthView, monthView } from './calendar-view.ts';
import { editionPath, editionTitle, numberText, weekName } from './edition-names.ts';
import {
  countText,
  type LinkView,
  layOutDay,
  type PlaceView,
  placesOf,
  placeView,
  type SectionView,
  type Shown,
  type SourceCount,
  sectionViews,
  sourceCounts,
} from './edition-view.ts';
import { type Introduction, introductionExcerpt, introductionOf, notesOn } from './editor-view.ts';
import { withPicture } from './item-text.ts';
import { overviewText } from './overview-text.ts';
import { type PageMeta, pageMeta } from './page.ts';

/** The variables of `pages/day.njk`. */
export interface DayPage {
  readonly page: PageMeta;
  readonly day: { readonly iso: Day } & Pick<LongDay, 'weekday' | 'rest' | 'weekdayLast'>;
  readonly previous: LinkView | undefined;
  readonly next: LinkView | undefined;
  /** `No. 138` */
  readonly number: string | undefined;
  readonly week: LinkView | undefined;
  readonly month: LinkView;
  readonly calendar: MonthView;
  readonly standfirst: string;
  readonly overview: string;
  readonly count: string;
  /** What the edition's editor wrote. */
  readonly introduction: Introduction | undefined;
  readonly lead: PlaceView | undefined;
  readonly seconds: readonly PlaceView[];
  readonly sections: readonly SectionView[];
  readonly sources: readonly SourceCount[];
}

/**
 * A day has one page however many items it holds, and every headline stands on it. Past these bounds the best ranked
 * keep their text: so many summaries, so many bodies, so much of them in all (UTF-16 units).
 */
export const editionBounds = { summaries: 300, bodies: 150, bodyLength: 1_500_000 } as const;

function ranked(edition: Edition): DigestItem[] {
  const front = [edition.lead, ...edition.seconds].filter((place) => place !== undefined);
  const rest = edition.sections.flatMap((section) => section.places);
  return [...front, ...byRank(rest)].map(({ item }) => item);
}

async function shownOf(day: Day, edition: Edition, site: Site): Promise<Shown> {
  const items = ranked(edition);
  const wanted = new Set(items.filter(({ hasMore }) => hasMore).map(({ key }) => key));
  const read = new Map((await site.readItems(day, wanted)).map((item) => [item._daybook.key, item]));
  const bodies = new Map<string, SafeHtml>();
  let length = 0;
  for (const { key, hasMore } of items) {
    const item = hasMore ? read.get(key) : undefined;
    if (!item || bodies.size >= editionBounds.bodies) continue;
    if (length + item.content_html.length > editionBounds.bodyLength) continue;
    const body = bodyOf(item, site);
    length += body.length;
    bodies.set(key, body);
  }
  return { bodies, bare: new Set(items.slice(editionBounds.summaries).map(({ key }) => key)) };
}

function neighbour(day: Day | undefined, of: Day, { href, dates }: Site): LinkView | undefined {
  if (day === undefined) return undefined;
  const label = day.slice(0, 4) === of.slice(0, 4) ? dates.shortDay(day) : dates.longDay(day).whole;
  return { href: href(editionPath(day)), label };
}

export async function dayPage(day: Day, site: Site, kind: 'day' | 'home' = 'day'): Promise<DayPage> {
  const { t, dates, ledger, config } = site;
  const items = ledger.day(day);
  const edition = layOutDay(day, site);
  const shown = await shownOf(day, edition, site);
  const view = (place: PlacedItem): PlaceView => ({
    ...placeView(place, site, shown),
    notes: notesOn(place, day, site),
  });
  const lead = edition.lead && view(edition.lead);
  const around = ledger.neighbours('day', day);
  const previous = neighbour(around.previous, day, site);
  const next = neighbour(around.next, day, site);
  const { weekday, rest, weekdayLast } = dates.longDay(day);
  const overview = overviewText(edition, { items, days: [day] }, site);
  const introduction = introductionOf(day, site);
  const month = monthOf(day);
  return {
    page: pageMeta(site, {
      kind,
      title: editionTitle({ kind: 'day', id: day }, site),
      description: introduction ? introductionExcerpt(introduction, site) : overview.titles,
      path: editionPath(day),
      previous: previous?.href,
      next: next?.href,
      items: placesOf(edition).flatMap(({ item, also }) => [item, ...also.map((other) => other.item)]),
      hasFront: edition.lead !== undefined,
      ...(site.config.editions.every.includes('day') && { imageOf: editionPath(day) }),
      ...(kind === 'home' && { arrival: ledger.newestArrival ?? site.now }),
    }),
    day: { iso: day, weekday, rest, weekdayLast },
    previous,
    next,
    number: numberText({ kind: 'day', id: day }, site),
    week: config.editions.every.includes('week')
      ? { href: site.href(editionPath(weekId(weekOf(day)))), label: weekName(day, site) }
      : undefined,
    month: { href: site.href(editionPath(month)), label: t('allOf', { month: dates.month(month) }) },
    calendar: monthView(month, site, day),
    introduction,
    // Of one item it would say what stands just below it.
    standfirst: items.length > 1 ? overview.titles : '',
    overview: overview.rest,
    count: countText(edition.counts, site),
    lead: lead && { ...lead, item: withPicture(lead.item) },
    seconds: edition.seconds.map(view),
    sections: sectionViews(edition, site, view),
    // Where sections are sources, the index of the edition names them already.
    sources: site.config.sections.length === 0 ? [] : sourceCounts(items, site),
  };
}
