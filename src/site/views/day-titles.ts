import type { DigestItem } from '../../digest/index.ts';
import { grouped } from '../../model/group.ts';
import type { Site } from '../site.ts';
import { editionPath } from './edition-names.ts';
import { type TitleView, titleView } from './item-view.ts';

/** Items of one day, as titles. Its name has no year, which is in the heading of the page. */
export interface DayTitles {
  readonly title: string;
  readonly href: string;
  readonly items: readonly TitleView[];
}

export function titlesByDay(items: readonly DigestItem[], site: Site): DayTitles[] {
  return [...grouped(items, ({ day }) => day)].map(([day, list]) => ({
    // A narrow column breaks before the day of the month, not after it.
    title: site.dates.shortDay(day).replace(/(\d\.?) (?=\p{L})/u, '$1\u00A0'),
    href: site.href(editionPath(day)),
    items: list.map((item) => titleView(item, site)),
  }));
}
