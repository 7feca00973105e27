import type { Site, Source } from '../site.ts';
import type { LinkView } from './edition-view.ts';
import { dayPath } from './item-view.ts';
import { type PageMeta, pageMeta } from './page.ts';

export interface SourceRow {
  readonly title: string;
  readonly href: string;
  readonly monogram: string;
  readonly host: string;
  readonly home: string | undefined;
  readonly feed: string | undefined;
  readonly items: number;
  readonly perWeek: string | undefined;
  readonly latest: LinkView | undefined;
  /** In words: working, failing since …, gone. */
  readonly state: string;
  readonly healthy: boolean;
}

/** The variables of `pages/sources.njk`. */
export interface SourcesPage {
  readonly page: PageMeta;
  readonly heading: string;
  readonly groups: readonly { readonly title: string; readonly sources: readonly SourceRow[] }[];
  readonly opml: string;
}

/** How a feed fares, as its state tells it. */
export type Health =
  | { readonly kind: 'ok' }
  | { readonly kind: 'never' }
  | { readonly kind: 'removed' }
  | { readonly kind: 'failing' | 'gone'; readonly since: string; readonly code: string };

export function healthOf(source: Source): Health {
  if (!source.followed) return { kind: 'removed' };
  const { fetch } = source.record;
  if (!fetch) return { kind: 'never' };
  const { failing } = fetch;
  if (!failing) return { kind: 'ok' };
  return { kind: failing.cause === 'gone' ? 'gone' : 'failing', since: failing.first, code: failing.code };
}

function stateText(health: Health, { t, dates }: Site): string {
  switch (health.kind) {
    case 'ok':
      return t('stateOk');
    case 'never':
      return t('stateNever');
    case 'removed':
      return t('stateRemoved');
    case 'failing':
      return t('stateFailing', { date: dates.date(health.since) });
    case 'gone':
      return t('stateGone', { date: dates.date(health.since) });
  }
}

/** Items a week over the days from the first item to the last, at least one week. */
function perWeek(days: readonly string[]): number | undefined {
  const first = days.at(-1);
  const last = days[0];
  if (first === undefined || last === undefined) return undefined;
  const weeks = Math.max(1, (Date.parse(last) - Date.parse(first)) / 604_800_000);
  return Math.max(1, Math.round(days.length / weeks));
}

function rowOf(source: Source, site: Site): SourceRow {
  const items = site.corpus.byFeed.get(source.id) ?? [];
  const health = healthOf(source);
  const rate = perWeek(items.map((item) => item.day));
  const latest = items[0];
  return {
    title: source.title,
    href: site.href(`/source/${source.id}/`),
    monogram: source.monogram,
    host: source.host ?? '',
    home: source.homePage,
    feed: source.feedUrl,
    items: items.length,
    perWeek: rate === undefined ? undefined : site.t('perWeek', { n: rate }),
    latest: latest && {
      href: site.href(`${dayPath(latest.day)}#${latest.key}`),
      label: site.dates.date(latest.date),
    },
    state: stateText(health, site),
    healthy: health.kind === 'ok',
  };
}

export function sourcesPage(site: Site): SourcesPage {
  const { t, config } = site;
  const collator = new Intl.Collator(site.language);
  const sources = [...site.sources.values()].sort((a, b) => collator.compare(a.title, b.title));
  const sectionOf = new Map(config.feeds.map((feed) => [feed.id, feed.section]));
  const groupOf = (id: string | undefined, title: string): SourcesPage['groups'][number] => ({
    title,
    sources: sources.filter((source) => sectionOf.get(source.id) === id).map((source) => rowOf(source, site)),
  });
  const groups =
    config.sections.length === 0
      ? [groupOf(undefined, t('sources'))]
      : [
          ...config.sections.map((section) => groupOf(section.id, section.title)),
          groupOf(undefined, t('more')),
        ];
  return {
    page: pageMeta(site, { kind: 'sources', title: t('sourcesTitle'), path: '/sources/' }),
    heading: t('sourcesTitle'),
    groups: groups.filter((group) => group.sources.length > 0),
    opml: site.href('/opml.xml'),
  };
}
