import { DateTime } from 'luxon';
import type { EditionKind } from '../../model/types.ts';
import { closingOf, type DatedEdition, editionsNewestFirst } from '../outputs/dated-editions.ts';
import type { Site } from '../site.ts';

/**
 * The next moment at which a site becomes another one although nothing came: the day ends, or an edition closes.
 * Milliseconds since 1970.
 */
export function nextChange(site: Site): number {
  const { config, now } = site;
  const nowMs = Date.parse(now);
  const midnight = DateTime.fromMillis(nowMs, { zone: config.timezone }).plus({ days: 1 }).startOf('day');
  const closings = config.editions.every.flatMap((kind) =>
    // Earlier ones closed earlier.
    newestEditions(kind, site).map((edition) => Date.parse(closingOf(edition, site))),
  );
  return Math.min(midnight.toMillis(), ...closings.filter((closing) => closing > nowMs));
}

function newestEditions(kind: EditionKind, site: Site): DatedEdition[] {
  const editions: DatedEdition[] = [];
  for (const edition of editionsNewestFirst(kind, site)) {
    editions.push(edition);
    if (editions.length === 3) break;
  }
  return editions;
}
