import { localDay } from '../../digest/index.ts';
import { sortedByKey } from '../../model/sorted.ts';
import type { Config, Day } from '../../model/types.ts';
import type { FeedHead } from '../content/ledger-index.ts';

/**
 * The feeds whose first items came on each day, but for those that the digest began with. They depend on nothing that
 * arrives later. Where old items are not kept, a feed's earliest item may only be its earliest one left: there a feed
 * counts as new when it brought a backlog, as new feeds do.
 */
export function newSourcesOf(
  feeds: ReadonlyMap<string, FeedHead>,
  config: Config,
  firstDay: Day | undefined,
): ReadonlyMap<Day, readonly string[]> {
  const found = new Map<Day, string[]>();
  const kept = new Map(config.feeds.map((feed) => [feed.id, feed.keepMs]));
  for (const [feed, { begun, backlog }] of sortedByKey(feeds)) {
    if (begun === undefined || firstDay === undefined) continue;
    const isKept = (kept.get(feed) ?? config.archive.keepMs) === undefined;
    if (!isKept && backlog !== true) continue;
    const day = localDay(begun, config.timezone);
    if (day > firstDay) found.set(day, [...(found.get(day) ?? []), feed]);
  }
  return found;
}

/** The local day of the earliest `first_seen`: when a digest began that has not written it down. */
export function earliestDay(feeds: ReadonlyMap<string, FeedHead>, timezone: string): Day | undefined {
  let earliest: string | undefined;
  for (const { begun } of feeds.values())
    if (begun !== undefined && (earliest === undefined || begun < earliest)) earliest = begun;
  return earliest === undefined ? undefined : localDay(earliest, timezone);
}
