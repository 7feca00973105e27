import type { FailureCause } from '../../fetch/index.ts';
import { dayNumber } from '../../model/days.ts';
import { latest } from '../outputs/out-feed.ts';
import type { Site, Source } from '../site.ts';

/** How a feed fares, as its state tells it. */
export type Health =
  | { readonly kind: 'ok' }
  | { readonly kind: 'never' }
  | { readonly kind: 'removed' }
  | {
      readonly kind: 'failing' | 'gone';
      readonly since: string;
      readonly last: string;
      readonly count: number;
      readonly code: string;
      readonly cause: FailureCause;
    };

export function healthOf(source: Source): Health {
  if (!source.followed) return { kind: 'removed' };
  const { fetch } = source.record;
  if (!fetch) return { kind: 'never' };
  const { failing } = fetch;
  if (!failing) return { kind: 'ok' };
  const { first, last, count, code, cause } = failing;
  return { kind: cause === 'gone' ? 'gone' : 'failing', since: first, last, count, code, cause };
}

/** Half a year: enough to see the rhythm of a source that writes once a month. */
const healthWeeks = 26;

/**
 * Items a week over the last {@link healthWeeks} weeks, oldest first. The last week ends with the newest day of the
 * digest, not with today: a series must not change while nothing happens.
 */
export function weeklyCounts({ ledger }: Pick<Site, 'ledger'>): (source: string) => readonly number[] {
  const bySource = new Map<string, number[]>();
  const newest = ledger.days.at(-1);
  const none = Array.from({ length: healthWeeks }, () => 0);
  for (const day of newest === undefined ? [] : ledger.days.slice(-healthWeeks * 7)) {
    const at = healthWeeks - 1 - Math.floor((dayNumber(newest ?? day) - dayNumber(day)) / 7);
    if (at < 0) continue;
    for (const [feed, n] of ledger.feedsOn(day)) {
      const counts = bySource.get(feed) ?? [...none];
      counts[at] = (counts[at] ?? 0) + n;
      bySource.set(feed, counts);
    }
  }
  return (source) => bySource.get(source) ?? none;
}

/**
 * The last success that is remembered: when the feed last brought something new, or recovered. Answers without news
 * leave no trace, so that a run without news changes no file.
 */
export function lastSuccess({ record }: Source): string | undefined {
  const { last_new, history = [] } = record.fetch ?? {};
  const recovered = history.filter(({ to }) => to === 'ok').map(({ at }) => at);
  const known = [...(last_new === undefined ? [] : [last_new]), ...recovered];
  return known.length === 0 ? undefined : latest(known);
}
