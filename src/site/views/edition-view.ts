import { type DigestItem, type Edition, layOut, type PlacedItem } from '../../digest/index.ts';
import { counted, grouped } from '../../model/group.ts';
import type { Day, SafeHtml } from '../../model/types.ts';
import type { Site } from '../site.ts';
import { aboutText, type ItemView, itemView } from './item-view.ts';
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

/** How many items of an edition are a source's. */
export interface SourceCount {
  readonly title: string;
  readonly href: string;
  readonly count: number;
}

/** What of an edition's items is shown beyond their headlines, by their keys. */
export interface Shown {
  readonly bodies: ReadonlyMap<string, SafeHtml>;
  /** Items that stand without their summary. */
  readonly bare: ReadonlySet<string>;
}

export const nothingMore: Shown = { bodies: new Map(), bare: new Set() };

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

export function sourceCounts(items: readonly DigestItem[], site: Site): SourceCount[] {
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
