import { yearOf } from '../../digest/index.ts';
import { threadNamed } from '../content/threads.ts';
import type { Site } from '../site.ts';
import { type DayTitles, titlesByDay } from './day-titles.ts';
import { editionPath } from './edition-names.ts';
import type { LinkView } from './edition-view.ts';
import { type PageMeta, pageMeta } from './page.ts';
import { type PagedKind, pagedKinds, threadName } from './thread-name.ts';

/**
 * The variables of `pages/thread-part.njk`: every title of a year or month of a thread. They name no later year or
 * month, so that a past one keeps its bytes whatever comes.
 */
interface ThreadPartPage {
  readonly page: PageMeta;
  readonly heading: string;
  readonly note: string;
  readonly thread: LinkView;
  readonly previous: LinkView | undefined;
  /** Of a year that holds too much for one page, in place of `days`. */
  readonly months: readonly LinkView[];
  readonly days: readonly DayTitles[];
}

/** `/source/lwn/2026/` or `/source/lwn/2026/05/`. */
export function partPath({ kind, slug }: { kind: string; slug: string }, part: string): string {
  return `/${kind}/${slug}${editionPath(part)}`;
}

function partName(part: string, { dates, t }: Site): string {
  return part.length === 4 ? t('yearTitle', { year: part }) : dates.monthTitle(part);
}

function partLink(thread: { kind: string; slug: string }, part: string, site: Site): LinkView {
  return { href: site.href(partPath(thread, part)), label: partName(part, site) };
}

/** Links to the years of a long thread, newest first; none of a short one. */
export function yearLinks(kind: PagedKind, slug: string, site: Site): LinkView[] {
  return site.ledger.years(kind, slug).map(({ year }) => partLink({ kind, slug }, year, site));
}

/** Every page of a part of a thread: its id, `source/lwn/2026`, and its folder. */
export function* threadParts({ ledger }: Site): Generator<{ readonly id: string; readonly path: string }> {
  for (const kind of pagedKinds)
    for (const [slug, { years }] of ledger.threads(kind))
      for (const { year, months } of years)
        for (const part of [year, ...months])
          yield { id: `${kind}/${slug}/${part}`, path: partPath({ kind, slug }, part) };
}

export function threadPartPage(id: string, site: Site): ThreadPartPage {
  const { ledger, t } = site;
  const { kind, slug, rest: part } = threadNamed(id, pagedKinds);
  const name = threadName(kind, slug, site);
  const heading = partName(part, site);
  const { n = 0, months = [] } = (part.length === 4 && ledger.yearOf(kind, slug, yearOf(part))) || {};
  const items = months.length > 0 ? [] : ledger.part(kind, slug, part);
  const before = ledger.partBefore(kind, slug, part);
  const previous = before === undefined ? undefined : partLink({ kind, slug }, before, site);
  return {
    page: pageMeta(site, {
      kind: 'thread-part',
      title: `${name}, ${heading}`,
      path: partPath({ kind, slug }, part),
      previous: previous?.href,
      feedsOf: { kind, folder: `/${kind}/${slug}/` },
    }),
    heading,
    note: t('itemsCount', { n: months.length > 0 ? n : items.length }),
    thread: { href: site.href(`/${kind}/${slug}/`), label: name },
    previous,
    months: months.map((month) => partLink({ kind, slug }, month, site)),
    days: titlesByDay(items, site),
  };
}
