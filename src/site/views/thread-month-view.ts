import type { Site } from '../site.ts';
import type { LinkView } from './edition-view.ts';
import { type DayTitles, titlesByDay } from './list-view.ts';
import { type PageMeta, pageMeta } from './page.ts';
import { itemsOfThreadMonth, monthPathOf, monthsOf, threadMonthOf } from './thread-months.ts';

/** The variables of `pages/thread-month.njk`. */
export interface ThreadMonthPage {
  readonly page: PageMeta;
  readonly heading: string;
  readonly note: string;
  readonly thread: LinkView;
  readonly previous: LinkView | undefined;
  readonly days: readonly DayTitles[];
}

export function threadMonthPage(id: string, site: Site): ThreadMonthPage {
  const thread = threadMonthOf(id, site);
  const items = itemsOfThreadMonth(id, site);
  const months = monthsOf(thread);
  const before = months[months.indexOf(thread.month) + 1];
  const heading = site.dates.month(thread.month);
  const previous =
    before === undefined
      ? undefined
      : { href: site.href(monthPathOf(thread, before)), label: site.dates.month(before) };
  return {
    page: pageMeta(site, {
      kind: 'thread-month',
      title: `${thread.name}, ${heading}`,
      path: monthPathOf(thread, thread.month),
      previous: previous?.href,
      feedsOf: `/${thread.kind}/${thread.slug}/`,
    }),
    heading,
    note: site.t('stories', { n: items.length }),
    thread: { href: site.href(`/${thread.kind}/${thread.slug}/`), label: thread.name },
    previous,
    days: titlesByDay(items, site),
  };
}
