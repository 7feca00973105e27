import type { Day } from '../../model/types.ts';
import { newestFirst } from '../digest-item.ts';
import {
  arrange,
  countsOf,
  type Edition,
  type EditionPlan,
  minPlacesForFrontPage,
  type PlacedItem,
  placesOf,
  sectionOf,
  sectionsOf,
  votes,
} from './edition.ts';

/** The edition of a week or month: what mattered in it, then, elsewhere on its page, every title. */
export interface LongEdition extends Edition {
  /** Whether lead, seconds and sections hold every item, as in one with few of them. */
  readonly isWhole: boolean;
}

const topStories = 7;
const bestOfSection = 3;
/** What another place of the same source, or of the same day, is worth less: of equals, a long edition shows its variety. */
const sameSource = 0.25;
const sameDay = 0.1;

/** The first and the last day of a place's reports. */
export function spanOf({ item, also }: PlacedItem): { readonly first: Day; readonly last: Day } {
  const days = [item.day, ...also.map((other) => other.item.day)].sort();
  return { first: days[0] ?? item.day, last: days.at(-1) ?? item.day };
}

/** The best of places: by votes, then by variety, then newest first. Linear in `places` for each one chosen. */
function choose(places: readonly PlacedItem[], count: number): PlacedItem[] {
  const left = new Set([...places].sort((a, b) => newestFirst(a.item, b.item)));
  const ofSource = new Map<string, number>();
  const ofDay = new Map<Day, number>();
  const own = new Map(places.map((place) => [place, votes(place)]));
  const worth = (place: PlacedItem): number =>
    (own.get(place) ?? 0) -
    sameSource * (ofSource.get(place.item.feed) ?? 0) -
    sameDay * (ofDay.get(place.item.day) ?? 0);
  const chosen: PlacedItem[] = [];
  while (chosen.length < count && left.size > 0) {
    let best: PlacedItem | undefined;
    let most = Number.NEGATIVE_INFINITY;
    for (const place of left) {
      const value = worth(place);
      if (value > most) [best, most] = [place, value];
    }
    if (!best) break;
    chosen.push(best);
    left.delete(best);
    const { feed, day } = best.item;
    ofSource.set(feed, (ofSource.get(feed) ?? 0) + 1);
    ofDay.set(day, (ofDay.get(day) ?? 0) + 1);
  }
  return chosen;
}

/**
 * Lays out a week or month: a selection, not all of its days. Its top stories are ranked over all of its days, a story
 * that grew over days standing there once; then the best of each configured section. One with few items is shown
 * whole, in sections.
 */
export function layOutLong(plan: EditionPlan): LongEdition {
  const all = placesOf(plan);
  const places = all.filter(({ item }) => plan.editor?.drop.has(item.key) !== true);
  const counts = countsOf(plan.items);
  const { first, others } = arrange(places, plan);
  if (places.length < minPlacesForFrontPage) {
    const [lead, ...seconds] = first;
    const isWhole = places.length === all.length;
    return { lead, seconds, sections: sectionsOf(others, plan), counts, isWhole };
  }
  const chosen = choose(others, Math.max(0, topStories - first.length));
  const [lead, ...seconds] = [...first, ...chosen];
  const rest = others.filter((place) => !chosen.includes(place));
  const sections = plan.sections.length === 0 ? [] : sectionsOf(rest, plan);
  return {
    lead,
    seconds,
    sections: sections.map(({ id, title, places: all }) =>
      sectionOf(
        id,
        title,
        choose(all, bestOfSection).sort((a, b) => newestFirst(a.item, b.item)),
      ),
    ),
    counts,
    isWhole: false,
  };
}

/**
 * How many titles of each day a page may list, that the page of an edition with very many items stays bounded: all of
 * them up to `max` titles; past it, no more than the same number of each day.
 *
 * @param counts Titles of each day.
 */
export function titlesADay(counts: readonly number[], max: number): number {
  let left = max;
  const sorted = [...counts].sort((a, b) => a - b);
  for (const [at, count] of sorted.entries()) {
    const share = Math.floor(left / (sorted.length - at));
    if (count > share) return share;
    left -= count;
  }
  return Number.POSITIVE_INFINITY;
}
