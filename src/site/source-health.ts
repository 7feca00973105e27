import type { FailureCause } from '../fetch/index.ts';
import { latest } from './outputs/out-feed.ts';
import type { Site, Source } from './site.ts';

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
export const healthWeeks = 26;
const dayMs = 86_400_000;

/**
 * Items a week over the last {@link healthWeeks} weeks, oldest first. The last week ends with the newest day of the
 * digest, not with today: a series must not change while nothing happens.
 */
export function weeklyCounts(source: Source, { corpus }: Site): readonly number[] {
  const counts = Array.from({ length: healthWeeks }, () => 0);
  const end = Date.parse(corpus.days.at(-1) ?? '');
  for (const item of corpus.byFeed.get(source.id) ?? []) {
    const at = healthWeeks - 1 - Math.floor((end - Date.parse(item.day)) / dayMs / 7);
    const count = counts[at];
    if (count === undefined) break;
    counts[at] = count + 1;
  }
  return counts;
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

/** When the digest last took an item; `undefined` while it has none. */
export function newestArrival({ corpus }: Site): string | undefined {
  const seen = [...corpus.byDay.values()].flatMap((items) => items.map((item) => item.firstSeen));
  return seen.length === 0 ? undefined : latest(seen);
}
