import { type DigestItem, localDay, newestFirst } from '../digest/index.ts';
import type { Day } from '../model/types.ts';

/** The first day of `days` (oldest first) that is not before `day`. */
function firstFrom(days: readonly Day[], day: Day): Day | undefined {
  let [low, high] = [0, days.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((days[middle] ?? '') < day) low = middle + 1;
    else high = middle;
  }
  return days[low];
}

/**
 * Items that stopped being for subscribers only, by the edition that lists them: the first from that day on, so that
 * each edition lists what became free since the one before it, and an old one never changes. Items that were free
 * before they were first seen are no news, and neither is one in its own edition.
 */
export function freedByEdition(
  items: readonly DigestItem[],
  days: readonly Day[],
  timezone: string,
): Map<Day, DigestItem[]> {
  const editions = new Map<Day, DigestItem[]>();
  for (const item of items) {
    if (item.freed === undefined || Date.parse(item.freed) <= Date.parse(item.firstSeen)) continue;
    const edition = firstFrom(days, localDay(item.freed, timezone));
    if (edition === undefined || edition <= item.day) continue;
    const list = editions.get(edition);
    if (list) list.push(item);
    else editions.set(edition, [item]);
  }
  for (const list of editions.values()) list.sort(newestFirst);
  return editions;
}
