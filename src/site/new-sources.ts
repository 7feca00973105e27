import { type DigestItem, localDay } from '../digest/index.ts';
import type { Config, Day } from '../model/types.ts';

function earliestOf(items: readonly DigestItem[]): readonly DigestItem[] {
  let first: DigestItem[] = [];
  for (const item of items) {
    const known = first[0]?.firstSeen;
    if (known === undefined || item.firstSeen < known) first = [item];
    else if (item.firstSeen === known) first.push(item);
  }
  return first;
}

/**
 * The feeds whose first items came on each day, but for those that the digest began with. They depend on nothing that
 * arrives later. Where old items are not kept, a feed's earliest item may only be its earliest one left: there a feed
 * counts as new when it brought a backlog, as new feeds do.
 */
export function newSourcesOf(
  byFeed: ReadonlyMap<string, readonly DigestItem[]>,
  config: Config,
  firstDay: Day | undefined,
): ReadonlyMap<Day, readonly string[]> {
  const found = new Map<Day, string[]>();
  const kept = new Map(config.feeds.map((feed) => [feed.id, feed.keepMs]));
  for (const [feed, items] of [...byFeed].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const first = earliestOf(items);
    const [one] = first;
    if (!one || firstDay === undefined) continue;
    const isKept = (kept.get(feed) ?? config.archive.keepMs) === undefined;
    if (!isKept && !first.some((item) => item.backlog)) continue;
    const day = localDay(one.firstSeen, config.timezone);
    if (day <= firstDay) continue;
    found.set(day, [...(found.get(day) ?? []), feed]);
  }
  return found;
}

/** The local day of the earliest `firstSeen`: when a digest began that has not written it down. */
export function earliestDay(
  byFeed: ReadonlyMap<string, readonly DigestItem[]>,
  timezone: string,
): Day | undefined {
  let earliest: string | undefined;
  for (const items of byFeed.values()) {
    for (const { firstSeen } of items)
      if (earliest === undefined || firstSeen < earliest) earliest = firstSeen;
  }
  return earliest === undefined ? undefined : localDay(earliest, timezone);
}
