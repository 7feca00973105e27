import type { FailureCause } from '../../fetch/index.ts';
import type { Day } from '../../model/types.ts';
import type { MessageKey } from '../locales/en.ts';
import type { Site, Source } from '../site.ts';
import { type Health, healthOf, weeklyCounts } from '../source-health.ts';
import type { LinkView } from './edition-view.ts';
import { dayPath } from './item-view.ts';
import { type PageMeta, pageMeta } from './page.ts';
import { type Sparkline, sparkline } from './sparkline.ts';

export interface SourceRow {
  readonly title: string;
  readonly href: string;
  readonly monogram: string;
  readonly host: string;
  readonly home: string | undefined;
  readonly feed: string | undefined;
  readonly items: number;
  readonly perWeek: string | undefined;
  readonly spark: Sparkline | undefined;
  readonly latest: LinkView | undefined;
  /** In words: working, failing since …, gone. */
  readonly state: string;
  readonly healthy: boolean;
  /** What happened while it failed: why, how often, the last time, the next one. Empty where it works. */
  readonly trouble: string;
  /** What had to be mended to read it: sentences. */
  readonly repairs: readonly string[];
  readonly hidden: string | undefined;
}

/** The variables of `pages/sources.njk`. */
export interface SourcesPage {
  readonly page: PageMeta;
  readonly heading: string;
  readonly groups: readonly { readonly title: string; readonly sources: readonly SourceRow[] }[];
  readonly opml: string;
  /** What an author can look at whose post is missing. */
  readonly whyMissing: readonly string[];
}

const causeMessages: Readonly<Record<FailureCause, MessageKey>> = {
  address: 'causeAddress',
  'refused-address': 'causeAddress',
  dns: 'causeName',
  connect: 'causeConnect',
  tls: 'causeTls',
  proxy: 'causeConnect',
  timeout: 'causeTimeout',
  redirect: 'causeRedirect',
  'client-error': 'causeClientError',
  'server-error': 'causeServerError',
  'rate-limit': 'causeRateLimit',
  gone: 'causeClientError',
  'too-big': 'causeTooBig',
  'broken-answer': 'causeBrokenAnswer',
  'not-a-feed': 'causeNotAFeed',
  file: 'causeFile',
  unknown: 'causeUnknown',
};

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

function troubleText(health: Health, source: Source, { t, dates }: Site): string {
  if (health.kind !== 'failing' && health.kind !== 'gone') return '';
  const due = source.record.fetch?.next_due;
  return [
    t(causeMessages[health.cause]),
    t('failedTimes', { n: health.count }),
    ...(health.count > 1 ? [t('failedLast', { date: dates.date(health.last) })] : []),
    ...(due === undefined ? [] : [t('nextDue', { date: dates.date(due) })]),
  ].join(t('comma'));
}

/** Items a week over the days from the first item to the last, at least one week. */
function perWeek(n: number, first: Day | undefined, last: Day | undefined): number | undefined {
  if (first === undefined || last === undefined) return undefined;
  const weeks = Math.max(1, (Date.parse(last) - Date.parse(first)) / 604_800_000);
  return Math.max(1, Math.round(n / weeks));
}

function sparkOf(series: readonly number[], site: Site): Sparkline | undefined {
  if (series.every((count) => count === 0)) return undefined;
  const numbers = new Intl.NumberFormat(site.language);
  const label = site.t('perWeekSeries', {
    n: series.length,
    series: series.map((count) => numbers.format(count)).join(' '),
  });
  return sparkline(series, label);
}

function rowOf(source: Source, site: Site, series: readonly number[]): SourceRow {
  const { n = 0, newest = [] } = site.ledger.thread('source', source.id) ?? {};
  const health = healthOf(source);
  const { firstDay, hidden = 0 } = site.ledger.feeds().get(source.id) ?? {};
  const latest = newest[0];
  const rate = perWeek(n, firstDay, latest?.day);
  return {
    title: source.title,
    href: site.href(`/source/${source.id}/`),
    monogram: source.monogram,
    host: source.host ?? '',
    home: source.homePage,
    feed: source.feedUrl,
    items: n,
    perWeek: rate === undefined ? undefined : site.t('perWeek', { n: rate }),
    spark: sparkOf(series, site),
    latest: latest && {
      href: site.href(`${dayPath(latest.day)}#${latest.key}`),
      label: site.dates.date(latest.date),
    },
    state: stateText(health, site),
    healthy: health.kind === 'ok',
    trouble: troubleText(health, source, site),
    repairs: (source.record.repairs ?? []).map(({ what }) => what),
    hidden: hidden === 0 ? undefined : site.t('itemsHidden', { n: hidden }),
  };
}

const whyMissing = [
  'whyMissingRead',
  'whyMissingFeed',
  'whyMissingDay',
  'whyMissingStory',
  'whyMissingRules',
] as const;

export function sourcesPage(site: Site): SourcesPage {
  const { t, config } = site;
  const collator = new Intl.Collator(site.language);
  const sources = [...site.sources.values()].sort((a, b) => collator.compare(a.title, b.title));
  const weekly = weeklyCounts(site);
  const sectionOf = new Map(config.feeds.map((feed) => [feed.id, feed.section]));
  const groupOf = (id: string | undefined, title: string): SourcesPage['groups'][number] => ({
    title,
    sources: sources
      .filter((source) => sectionOf.get(source.id) === id)
      .map((source) => rowOf(source, site, weekly(source.id))),
  });
  const groups =
    config.sections.length === 0
      ? [groupOf(undefined, t('sources'))]
      : [
          ...config.sections.map((section) => groupOf(section.id, section.title)),
          groupOf(undefined, t('more')),
        ];
  const arrival = site.ledger.newestArrival;
  return {
    page: pageMeta(site, {
      kind: 'sources',
      title: t('sourcesTitle'),
      path: '/sources/',
      ...(arrival !== undefined && { arrival }),
    }),
    heading: t('sourcesTitle'),
    groups: groups.filter((group) => group.sources.length > 0),
    opml: site.href('/opml.xml'),
    whyMissing: whyMissing.map((key) => t(key)),
  };
}
