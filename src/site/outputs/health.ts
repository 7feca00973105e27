import { healthOf, lastSuccess, weeklyCounts } from '../content/source-health.ts';
import type { Site, Source } from '../site.ts';
import { latest } from './out-feed.ts';
import { jsonDocument } from './xml.ts';

function feedOf(source: Source, site: Site, perWeek: readonly number[]): object {
  const { n = 0, newest = [] } = site.ledger.thread('source', source.id) ?? {};
  const { fetch, repairs } = source.record;
  const health = healthOf(source);
  const failing = fetch?.failing;
  return {
    id: source.id,
    title: source.title,
    page_url: site.absolute(`/source/${source.id}/`),
    home_page_url: source.homePage,
    feed_url: source.feedUrl,
    moved_to: source.movedTo,
    state: health.kind,
    answer: fetch && (failing?.cause ?? 'ok'),
    items: n,
    hidden: site.ledger.feeds().get(source.id)?.hidden ?? 0,
    newest_item: newest.length === 0 ? undefined : latest(newest.map((item) => item.date)),
    per_week: perWeek,
    last_success: lastSuccess(source),
    last_new: fetch?.last_new,
    next_due: fetch?.next_due,
    why_due: fetch?.why_due,
    failing: failing && {
      since: failing.first,
      last: failing.last,
      count: failing.count,
      code: failing.code,
      cause: failing.cause,
    },
    history: fetch?.history,
    repairs,
  };
}

/** How many sources are in each state. */
export function healthCounts(site: Site): Readonly<Record<string, number>> {
  const counts: Record<string, number> = { ok: 0, failing: 0, gone: 0, never: 0, removed: 0 };
  for (const source of site.sources.values()) {
    const { kind } = healthOf(source);
    counts[kind] = (counts[kind] ?? 0) + 1;
  }
  return counts;
}

/**
 * `/health.json`: how every source fares, by its id. All of it is what the site folder remembers between runs, so a run
 * without news does not change it.
 */
export function healthDocument(site: Site): string {
  const sources = [...site.sources.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  const weekly = weeklyCounts(site);
  return jsonDocument({
    $schema: site.absolute('/schemas/health.schema.json'),
    version: 1,
    title: site.config.title,
    home_page_url: site.absolute('/'),
    sources: healthCounts(site),
    items: [...site.ledger.dayHeads().values()].reduce((sum, { n }) => sum + n, 0),
    days: site.ledger.days.length,
    newest_day: site.ledger.days.at(-1),
    last_new: site.ledger.newestArrival,
    feeds: sources.map((source) => feedOf(source, site, weekly(source.id))),
  });
}
