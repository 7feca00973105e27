import type { DigestItem } from '../../digest/index.ts';
import type { Day } from '../../model/types.ts';
import type { Site } from '../site.ts';
import { dayPath, type TitleView, titleView } from './item-view.ts';

/** Items of one day, as titles. */
export interface DayTitles {
  readonly title: string;
  readonly href: string;
  readonly items: readonly TitleView[];
}

export function titlesByDay(items: readonly DigestItem[], site: Site): DayTitles[] {
  const days = new Map<Day, DigestItem[]>();
  for (const item of items) {
    const list = days.get(item.day);
    if (list) list.push(item);
    else days.set(item.day, [item]);
  }
  return [...days].map(([day, list]) => ({
    title: site.dates.longDay(day).whole,
    href: site.href(dayPath(day)),
    items: list.map((item) => titleView(item, site)),
  }));
}
