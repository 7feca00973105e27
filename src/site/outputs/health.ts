import type { Site, Source } from '../site.ts';
import { healthOf } from '../views/sources-view.ts';
import { latest } from './out-feed.ts';
import { jsonDocument } from './xml.ts';

function failingOf({ record }: Source): object | undefined {
  const failing = record.fetch?.failing;
  if (!failing) return undefined;
  const { code, cause, first, last, count } = failing;
  return { since: first, last, count, code, cause };
}

function feedOf(source: Source, site: Site): object {
  const items = site.corpus.byFeed.get(source.id) ?? [];
  const { fetch } = source.record;
  return {
    id: source.id,
    title: source.title,
    page_url: site.absolute(`/source/${source.id}/`),
    home_page_url: source.homePage,
    feed_url: source.feedUrl,
    state: healthOf(source).kind,
    items: items.length,
    newest_item: items.length === 0 ? undefined : latest(items.map((item) => item.date)),
    last_new: fetch?.last_new,
    next_due: fetch?.next_due,
    why_due: fetch?.why_due,
    failing: failingOf(source),
    history: fetch?.history,
  };
}

/**
 * `/health.json`: how every source fares, by its id. All of it is what the site folder remembers between runs, so a run
 * without news does not change it.
 */
export function healthDocument(site: Site): string {
  const sources = [...site.sources.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  const counts: Record<string, number> = { ok: 0, failing: 0, gone: 0, never: 0, removed: 0 };
  for (const source of sources) {
    const { kind } = healthOf(source);
    counts[kind] = (counts[kind] ?? 0) + 1;
  }
  const items = [...site.corpus.byDay.values()].reduce((sum, day) => sum + day.length, 0);
  return jsonDocument({
    version: 1,
    title: site.config.title,
    home_page_url: site.absolute('/'),
    sources: counts,
    items,
    days: site.corpus.days.length,
    newest_day: site.corpus.days.at(-1),
    feeds: sources.map((source) => feedOf(source, site)),
  });
}
