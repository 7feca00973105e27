import type { DigestItem, Edition, LongEdition, PlacedItem } from '../../digest/index.ts';
import type { Site } from '../site.ts';
import { layOutDay } from '../views/edition-view.ts';
import { layOutEdition } from '../views/long-edition-view.ts';
import type { DatedEdition } from './dated-editions.ts';

/** A headed piece of an edition, in reading order. */
export interface EditionPart {
  readonly title: string;
  readonly places: readonly PlacedItem[];
}

function editionParts({ lead, seconds, sections }: Edition, site: Site): EditionPart[] {
  const front = lead === undefined ? [] : [{ title: site.t('frontPage'), places: [lead, ...seconds] }];
  return [...front, ...sections.map(({ title, places }) => ({ title: title ?? site.t('more'), places }))];
}

function keysOf({ item, also }: PlacedItem): string[] {
  return [item.key, ...also.map((other) => other.item.key)];
}

/** The selection of a week or month, then what it leaves out, by day; a short one by day alone. */
function longEditionParts({ days: own }: DatedEdition, laidOut: LongEdition, site: Site): EditionPart[] {
  const chosen = laidOut.isWhole ? [] : editionParts(laidOut, site);
  const shown = new Set(chosen.flatMap(({ places }) => places.flatMap(keysOf)));
  const days = own.map((day) => ({
    title: site.dates.longDay(day).whole,
    places: editionParts(layOutDay(day, site), site)
      .flatMap((part) => part.places)
      .filter(({ item }) => !shown.has(item.key)),
  }));
  return [...chosen, ...days.filter(({ places }) => places.length > 0)];
}

export function layOutNamed(edition: DatedEdition, site: Site): Edition | LongEdition {
  return edition.kind === 'day' ? layOutDay(edition.id, site) : layOutEdition(edition, site);
}

/** An edition as its page has it: front page and sections; a week or month then by day. Every item stands in it once. */
export function partsOf(
  edition: DatedEdition,
  site: Site,
  laidOut = layOutNamed(edition, site),
): EditionPart[] {
  return 'isWhole' in laidOut ? longEditionParts(edition, laidOut, site) : editionParts(laidOut, site);
}

export function sourceTitle(item: DigestItem, site: Site): string {
  return site.sources.get(item.feed)?.title ?? item.feed;
}
