import type { FailureCause } from '../../fetch/index.ts';
import { activityOf } from '../content/activity.ts';
import { type Health, healthOf, weeklyCounts } from '../content/source-health.ts';
import type { MessageKey } from '../locales/en.ts';
import type { Site, Source } from '../site.ts';
import { activityText } from './activity-text.ts';
import type { LinkView } from './edition-view.ts';
import { permalinkPath } from './item-view.ts';
import { type PageMeta, pageMeta } from './page.ts';
import { type PortraitView, portraitView } from './portrait-view.ts';
import { type Sparkline, sparkOf } from './sparkline.ts';

interface SourceRow {
  readonly title: string;
  readonly href: string;
  readonly portrait: PortraitView;
  /** The feed's own title, where the source is named by somebody's name. */
  readonly feedTitle: string | undefined;
  readonly description: string | undefined;
  readonly host: string;
  readonly home: string | undefined;
  readonly feed: string | undefined;
  readonly items: number;
  /** `8 a week`, or `silent since March 2018`. */
  readonly activity: string | undefined;
  readonly spark: Sparkline | undefined;
  readonly latest: LinkView | undefined;
  /** In words: working, failing since …, gone. */
  readonly state: string;
  readonly healthy: boolean;
  /** What happened while it failed: why, how often, the last time, the next one. Empty where it works. */
  readonly trouble: string;
  /** Where its feed has moved permanently: a sentence. Empty where it has not. */
  readonly moved: string;
  /** What had to be mended to read it: sentences. */
  readonly repairs: readonly string[];
  readonly hidden: string | undefined;
}

/** The variables of `pages/sources.njk`. */
interface SourcesPage {
  readonly page: PageMeta;
  readonly heading: string;
  readonly groups: readonly { readonly title: string; readonly sources: readonly SourceRow[] }[];
  readonly opml: string;
  /** What an author can look at whose post is missing. */
  readonly whyMissing: readonly string[];
  /** Where somebody says that something is missing or wrong. */
  readonly report: LinkView | undefined;
  /** How somebody asks to be read here; absent where nobody is asked. */
  readonly add: AddView | undefined;
}

interface AddView {
  readonly href: string;
  /** Lines for the list of feeds. */
  readonly lines: string;
  /** What the request can say. */
  readonly request: string;
}

/** Lines to copy are read by a program: their keys are those of `daybook.yaml` in every language. */
function addView({ config, t }: Site): AddView | undefined {
  const { add } = config.sources;
  if (add === undefined) return undefined;
  const lines = [
    '  - url: https://example.org/feed.xml',
    `    name: ${t('addName')}`,
    '    home: https://example.org/',
    '    face: https://example.org/me.jpg',
    `    description: ${t('addAbout')}`,
  ];
  return { href: add, lines: lines.join('\n'), request: t('addRequest', { title: config.title }) };
}

/** Where somebody says that something is missing or wrong. */
export function reportLink({ config, t }: Site): LinkView | undefined {
  const { add, report = add } = config.sources;
  return report === undefined ? undefined : { href: report, label: t('reportWrong') };
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

/** `working`, `failing since 18 May 2026`. */
export function stateText(health: Health, { t, dates }: Site): string {
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

function rowOf(source: Source, site: Site, series: readonly number[]): SourceRow {
  const { n = 0, newest = [] } = site.ledger.thread('source', source.id) ?? {};
  const health = healthOf(source);
  const { hidden = 0 } = site.ledger.feeds().get(source.id) ?? {};
  const latest = newest[0];
  return {
    title: source.title,
    href: site.href(`/source/${source.id}/`),
    portrait: portraitView(source, site),
    feedTitle: source.feedTitle,
    description: source.description,
    host: source.host ?? '',
    home: source.homePage,
    feed: source.feedUrl,
    items: n,
    activity: activityText(activityOf(source.id, site), site),
    spark: sparkOf('perWeekSeries', series, site),
    latest: latest && {
      href: site.href(permalinkPath(latest)),
      label: site.dates.date(latest.date),
    },
    state: stateText(health, site),
    healthy: health.kind === 'ok',
    trouble: troubleText(health, source, site),
    moved: source.movedTo === undefined ? '' : site.t('feedMoved', { address: source.movedTo }),
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
      ? [groupOf(undefined, config.sources.title ?? t('sources'))]
      : [
          ...config.sections.map((section) => groupOf(section.id, section.title)),
          groupOf(undefined, t('more')),
        ];
  const arrival = site.ledger.newestArrival;
  return {
    page: pageMeta(site, {
      kind: 'sources',
      title: config.sources.title ?? t('sourcesTitle'),
      path: '/sources/',
      ...(arrival !== undefined && { arrival }),
    }),
    heading: config.sources.title ?? t('sourcesTitle'),
    groups: groups.filter((group) => group.sources.length > 0),
    opml: site.href('/opml.xml'),
    whyMissing: whyMissing.map((key) => t(key)),
    report: reportLink(site),
    add: addView(site),
  };
}
