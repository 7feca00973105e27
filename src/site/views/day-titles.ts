import type { DigestItem } from '../../digest/index.ts';
import { grouped } from '../../model/group.ts';
import type { Site } from '../site.ts';
import { editionPath } from './edition-names.ts';
import { type TitleView, titleView } from './item-view.ts';

/** Items of one day, as titles. */
export interface DayTitles {
  readonly title: string;
  readonly href: string;
  readonly items: readonly TitleView[];
}

export function titlesByDay(items: readonly DigestItem[], site: Site): DayTitles[] {
  return [...grouped(items, ({ day }) => day)].map(([day, list]) => ({
    title: site.dates.longDay(day).whole,
    href: site.href(editionPath(day)),
    items: list.map((item) => titleView(item, site)),
  }));
}
