import type { Site } from '../site.ts';

/** Threads that have a page with their newest items, and are listed on pages by year. */
export const pagedKinds = ['source', 'section', 'view', 'topic', 'author'] as const;
export type PagedKind = (typeof pagedKinds)[number];

/** What a thread is called: as the configuration says, or its source, or most who write it. */
export function threadName(kind: PagedKind, slug: string, { ledger, sources, config }: Site): string {
  const named = (list: readonly { readonly id: string; readonly title: string }[]): string | undefined =>
    list.find(({ id }) => id === slug)?.title;
  switch (kind) {
    case 'source':
      return sources.get(slug)?.title ?? slug;
    case 'section':
      return named(config.sections) ?? slug;
    case 'view':
      return named(config.views) ?? slug;
    case 'topic':
    case 'author':
      return ledger.nameOf(kind, slug) ?? slug;
  }
}

/** Its name as a title: `Topic: Linux`. */
export function threadTitle(kind: PagedKind, slug: string, site: Site): string {
  const name = threadName(kind, slug, site);
  return kind === 'topic' || kind === 'author' ? site.t(`${kind}Title`, { name }) : name;
}

/** What the configuration, or the source, says of a thread. */
export function threadDescription(
  kind: PagedKind,
  slug: string,
  { config, sources }: Site,
): string | undefined {
  if (kind === 'view') return config.views.find(({ id }) => id === slug)?.description;
  return kind === 'source' ? sources.get(slug)?.description : undefined;
}
