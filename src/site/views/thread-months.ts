import { type DigestItem, monthOf } from '../../digest/index.ts';
import type { Site } from '../site.ts';
import type { LinkView } from './edition-view.ts';

/**
 * The pages of a long thread by month: `/source/lwn/2026/05/`. They name no later month, so that a past one keeps its
 * bytes whatever comes.
 */

/** A thread's page stays light however long the thread: so many items with summaries; pages by month hold all titles. */
export const maxSummaries = 40;

interface ThreadItems {
  readonly kind: string;
  readonly slug: string;
  /** Newest first. */
  readonly items: readonly DigestItem[];
}

export function monthPathOf({ kind, slug }: Pick<ThreadItems, 'kind' | 'slug'>, month: string): string {
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

/** The name of a thread by its kind and slug. */
export function threadName(id: string, { corpus, sources, config }: Site): string {
  const [kind = '', slug = ''] = id.split('/');
  if (kind === 'source') return sources.get(slug)?.title ?? slug;
  if (kind === 'section') return config.sections.find((section) => section.id === slug)?.title ?? slug;
  return corpus.threadMonth(id).name ?? slug;
}
