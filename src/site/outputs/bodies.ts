import type { DigestItem } from '../../digest/index.ts';
import type { Day, SafeHtml } from '../../model/types.ts';
import { bodyOf, type Site } from '../site.ts';

/** The body of an item that may be republished in full; `undefined` for all others. */
export type ReadBody = (item: DigestItem) => Promise<SafeHtml | undefined>;

interface DayBodies {
  readonly bodies: ReadonlyMap<string, SafeHtml>;
  readonly length: number;
}

/** Bodies kept at once, in UTF-16 units: about 64 MB. */
const maxKept = 32 * 1024 * 1024;

async function readBodies(day: Day, wanted: ReadonlySet<string>, site: Site): Promise<DayBodies> {
  const bodies = new Map<string, SafeHtml>();
  let length = 0;
  for (const item of await site.readDay(day)) {
    if (item.content_html === '' || !wanted.has(item._daybook.key)) continue;
    const body = bodyOf(item, site, 'elsewhere');
    bodies.set(item._daybook.key, body);
    length += body.length;
  }
  return { bodies, length };
}

/** Whether an item's feed entry carries its body: the publisher's policy, and nothing else, decides. */
export function carriesBody(item: DigestItem): boolean {
  return item.publish === 'full';
}

/**
 * Reads bodies from the archive's days, a day at a time. Feeds overlap, so days are kept while there is room, the one
 * used longest ago going first; of a day, only the bodies of `wanted` keys.
 */
export function bodyReader(site: Site, wanted: ReadonlySet<string>, maxLength = maxKept): ReadBody {
  const days = new Map<Day, DayBodies>();
  let kept = 0;
  const dayBodies = async (day: Day): Promise<DayBodies> => {
    const known = days.get(day);
    const found = known ?? (await readBodies(day, wanted, site));
    if (!known) kept += found.length;
    days.delete(day);
    days.set(day, found);
    for (const [oldest, { length }] of days) {
      if (kept <= maxLength || oldest === day) break;
      days.delete(oldest);
      kept -= length;
    }
    return found;
  };
  return async (item) =>
    carriesBody(item) && wanted.has(item.key) ? (await dayBodies(item.day)).bodies.get(item.key) : undefined;
}
