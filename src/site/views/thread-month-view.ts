import type { Site } from '../site.ts';
import type { LinkView } from './edition-view.ts';
import { type DayTitles, titlesByDay } from './list-view.ts';
import { type PageMeta, pageMeta } from './page.ts';
import { monthPathOf, threadName } from './thread-months.ts';

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
  const [kind = '', slug = '', month = ''] = id.split('/');
  const { items, before } = site.corpus.threadMonth(id);
  const name = threadName(id, site);
  const heading = site.dates.month(month);
  const previous =
    before === undefined
      ? undefined
      : { href: site.href(monthPathOf({ kind, slug }, before)), label: site.dates.month(before) };
  return {
    page: pageMeta(site, {
      kind: 'thread-month',
      title: `${name}, ${heading}`,
      path: monthPathOf({ kind, slug }, month),
      previous: previous?.href,
      feedsOf: `/${kind}/${slug}/`,
    }),
    heading,
    note: site.t('stories', { n: items.length }),
    thread: { href: site.href(`/${kind}/${slug}/`), label: name },
    previous,
    days: titlesByDay(items, site),
  };
}
