import {
  byRank,
  type DigestItem,
  type Edition,
  layOut,
  monthOf,
  type PlacedItem,
  weekId,
  weekOf,
} from '../../digest/index.ts';
import { counted, grouped } from '../../model/group.ts';
import type { Day, SafeHtml } from '../../model/types.ts';
import type { LongDay } from '../dates.ts';
import { bodyOf, type Site } from '../site.ts';
import { type MonthView, monthView } from './calendar-view.ts';
import { editionPath, editionTitle, numberText, weekName } from './edition-names.ts';
import { type Introduction, introductionExcerpt, introductionOf, notesOn } from './editor-view.ts';
import { withPicture } from './item-text.ts';
import { aboutText, type ItemView, itemView } from './item-view.ts';
import { overviewText } from './overview-text.ts';
import { type PageMeta, pageMeta } from './page.ts';
import { reasonText } from './reason-text.ts';

interface AlsoView {
  readonly item: ItemView;
  /** Why it belongs to the story, in words. */
  readonly reason: string;
  /** Whether it is the first with that reason: those with the same one follow. */
  readonly isFirst: boolean;
}

export interface PlaceView {
  readonly item: ItemView;
  /** The first of the other reports. */
  readonly also: readonly AlsoView[];
  /** Those of a large story that stand behind them: `…and 7 more`. */
  readonly alsoMore: { readonly label: string; readonly also: readonly AlsoView[] } | undefined;
  readonly storyHref: string | undefined;
  /** `18–20 May`: the days over which a story grew, in an edition of several; else empty. */
  readonly span: string;
  /** The editor's notes on its items. */
  readonly notes: readonly SafeHtml[];
}

export interface SectionView {
  readonly id: string;
  readonly title: string;
  readonly href: string | undefined;
  readonly places: readonly PlaceView[];
  readonly count: number;
  /** `5 items, 32 min` */
  readonly note: string;
}

export interface LinkView {
  readonly href: string;
  readonly label: string;
}

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
  readonly sources: readonly { readonly title: string; readonly href: string; readonly count: number }[];
}

/** What of an edition's items is shown beyond their headlines, by their keys. */
export interface Shown {
  readonly bodies: ReadonlyMap<string, SafeHtml>;
  /** Items that stand without their summary. */
  readonly bare: ReadonlySet<string>;
}

export const nothingMore: Shown = { bodies: new Map(), bare: new Set() };

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

function shownItem(item: DigestItem, site: Site, { bodies, bare }: Shown): ItemView {
  const { summary, ...rest } = item;
  const shown: DigestItem = bare.has(item.key) || summary === undefined ? rest : item;
  return itemView(shown, site, bodies.get(item.key));
}

/** The other reports of a large story that are shown at once. */
const alsoAtOnce = 5;

/** The other reports of a story, with those together that have one reason. */
function alsoViews({ also }: PlacedItem, site: Site, dated: Dated): AlsoView[] {
  return [...grouped(also, ({ reason }) => reasonText(reason, site))].flatMap(([reason, members]) =>
    members.map(({ item }, at) => ({ item: dated(itemView(item, site), item), reason, isFirst: at === 0 })),
  );
}

/** An item as it stands among others: what is said of its time may depend on theirs. */
export type Dated = (view: ItemView, item: DigestItem) => ItemView;

export function placeView(
  place: PlacedItem,
  site: Site,
  shown: Shown,
  dated: Dated = (view) => view,
): PlaceView {
  const also = alsoViews(place, site, dated);
  const more = also.slice(alsoAtOnce);
  return {
    item: dated(shownItem(place.item, site, shown), place.item),
    also: also.slice(0, alsoAtOnce),
    alsoMore:
      more.length === 0 ? undefined : { label: `…${site.t('freedMore', { n: more.length })}`, also: more },
    storyHref: place.story === undefined ? undefined : site.href(`/story/${place.story}/`),
    span: '',
    notes: [],
  };
}

export function sectionViews(
  edition: Edition,
  site: Site,
  view: (place: PlacedItem) => PlaceView,
): SectionView[] {
  const { t } = site;
  const configured = new Set(site.config.sections.map((section) => section.id));
  return edition.sections.map((section) => ({
    id: section.id,
    title: section.title ?? t('more'),
    href: configured.has(section.id)
      ? site.href(`/section/${section.id}/`)
      : site.sources.has(section.id) && site.config.sections.length === 0
        ? site.href(`/source/${section.id}/`)
        : undefined,
    places: section.places.map(view),
    count: section.places.length,
    note: joined([t('itemsCount', { n: section.places.length }), aboutText(section.minutes, site)], site),
  }));
}

export function sourceCounts(items: readonly DigestItem[], site: Site): DayPage['sources'] {
  return [...counted(items.map(({ feed }) => feed))]
    .map(([id, count]) => ({
      title: site.sources.get(id)?.title ?? id,
      href: site.href(`/source/${id}/`),
      count,
    }))
    .sort((a, b) => b.count - a.count || (a.title < b.title ? -1 : 1));
}

/** What an edition is laid out from, whatever its kind. */
export function planOf(id: string, items: readonly DigestItem[], site: Site): Parameters<typeof layOut>[0] {
  const { ledger, config, sources } = site;
  return {
    items,
    sections: config.sections,
    storyOf: ledger.storyOf,
    hasPage: ledger.hasStoryPage,
    sourceTitle: (feed) => sources.get(feed)?.title ?? feed,
    editor: ledger.edits.editions.get(id),
  };
}

export function layOutDay(day: Day, site: Site): Edition {
  return layOut(planOf(day, site.ledger.day(day), site));
}

/** The places of an edition in the order in which its page has them. */
export function placesOf({ lead, seconds, sections }: Edition): PlacedItem[] {
  return [...(lead ? [lead] : []), ...seconds, ...sections.flatMap(({ places }) => places)];
}

function joined(parts: readonly (string | undefined)[], { t }: Pick<Site, 't'>): string {
  return parts.filter((part) => part !== undefined).join(t('comma'));
}

/** `29 items, 7 sources, about 2 h 40 min` */
export function countText({ items, sources, minutes }: Edition['counts'], site: Site): string {
  return joined(
    [site.t('itemsCount', { n: items }), site.t('sourcesCount', { n: sources }), aboutText(minutes, site)],
    site,
  );
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
