import { byRank } from '../../digest/index.ts';
import { countsOf, type DatedEdition, itemsOf } from '../outputs/dated-editions.ts';
import type { Site } from '../site.ts';
import { layOutDay, placesOf } from '../views/edition-view.ts';

/** What an edition's image says. Plain texts; each is drawn in its own direction. */
export interface Card {
  readonly site: string;
  readonly title: string;
  readonly headlines: readonly string[];
  readonly note: string;
  readonly direction: 'ltr' | 'rtl';
}

/** Headlines offered: more than are drawn, because some may be in a script that no font here has. */
const maxOffered = 8;

/** A day's headlines as its page orders them; those of a longer edition by rank. One for each story. */
function headlinesOf(edition: DatedEdition, site: Site): string[] {
  const places = edition.days.flatMap((day) => placesOf(layOutDay(day, site)));
  const ordered = edition.kind === 'day' ? places : byRank(places);
  const titles = ordered.filter(({ item }) => !item.untitled).map(({ item }) => item.title);
  return titles.slice(0, maxOffered);
}

export function cardOf(edition: DatedEdition, site: Site): Card {
  const items = itemsOf(edition, site);
  return {
    site: site.config.title,
    title: edition.title,
    headlines: headlinesOf(edition, site),
    note: countsOf(items, site).join(site.t('comma')),
    direction: site.direction,
  };
}
