import { type DigestItem, monthOf } from '../../digest/index.ts';
import type { Site } from '../site.ts';
import type { LinkView } from './edition-view.ts';

/**
 * The pages of a long thread by month: `/source/lwn/2026/05/`. They name no later month, so that a past one keeps its
 * bytes whatever comes.
 */

/** A thread's page stays light however long the thread: so many items with summaries; pages by month hold all titles. */
export const maxSummaries = 40;

type ThreadKind = 'source' | 'section' | 'topic' | 'author';

interface ThreadItems {
  readonly kind: ThreadKind;
  readonly slug: string;
  /** Newest first. */
  readonly items: readonly DigestItem[];
}

export function monthPathOf({ kind, slug }: ThreadItems, month: string): string {
  return `/${kind}/${slug}/${month.replace('-', '/')}/`;
}

/** Months of a thread that is too long for one page, newest first. */
export function monthsOf({ items }: ThreadItems): string[] {
  return items.length <= maxSummaries
    ? []
    : [...new Set(items.map((item) => monthOf(item.day)))].sort().reverse();
}

export function monthLinks(thread: ThreadItems, site: Site): LinkView[] {
  return monthsOf(thread).map((month) => ({
    href: site.href(monthPathOf(thread, month)),
    label: site.dates.month(month),
  }));
}

function* threadsOf({ corpus }: Site): Generator<ThreadItems> {
  for (const [slug, items] of corpus.byFeed) yield { kind: 'source', slug, items };
  for (const [slug, items] of corpus.bySection) yield { kind: 'section', slug, items };
  for (const { slug, items } of corpus.topics.values()) yield { kind: 'topic', slug, items };
  for (const { slug, items } of corpus.authors.values()) yield { kind: 'author', slug, items };
}

/** Every such page: its id, `source/lwn/2026-05`, and its file. */
export function threadMonths(site: Site): { readonly id: string; readonly path: string }[] {
  return [...threadsOf(site)].flatMap((thread) =>
    monthsOf(thread).map((month) => ({
      id: `${thread.kind}/${thread.slug}/${month}`,
      path: `${monthPathOf(thread, month)}index.html`,
    })),
  );
}

interface ThreadMonth extends ThreadItems {
  readonly name: string;
  readonly month: string;
}

/** The thread and month of a page's id; only its items of that month. */
export function threadMonthOf(id: string, { corpus, sources, config }: Site): ThreadMonth {
  const [kind = '', slug = '', month = ''] = id.split('/');
  const of = (found: Omit<ThreadMonth, 'month' | 'slug'>): ThreadMonth => ({ ...found, slug, month });
  switch (kind) {
    case 'section': {
      const name = config.sections.find((section) => section.id === slug)?.title ?? slug;
      return of({ kind, name, items: corpus.bySection.get(slug) ?? [] });
    }
    case 'topic':
    case 'author': {
      const thread = (kind === 'topic' ? corpus.topics : corpus.authors).get(slug);
      return of({ kind, name: thread?.name ?? slug, items: thread?.items ?? [] });
    }
    default:
      return of({
        kind: 'source',
        name: sources.get(slug)?.title ?? slug,
        items: corpus.byFeed.get(slug) ?? [],
      });
  }
}

type ByMonth = ReadonlyMap<string, readonly DigestItem[]>;

/** A long thread has a page for each month, and each would look through all of it. */
const grouped = new WeakMap<readonly DigestItem[], ByMonth>();

function byMonth(items: readonly DigestItem[]): ByMonth {
  const known = grouped.get(items);
  if (known) return known;
  const months = new Map<string, DigestItem[]>();
  for (const item of items) {
    const month = monthOf(item.day);
    const found = months.get(month);
    if (found) found.push(item);
    else months.set(month, [item]);
  }
  grouped.set(items, months);
  return months;
}

export function itemsOfThreadMonth(id: string, site: Site): readonly DigestItem[] {
  const { items, month } = threadMonthOf(id, site);
  return byMonth(items).get(month) ?? [];
}
