import type { Archive } from '../archive/index.ts';
import { DAY, formatInstant, parseInstant } from '../model/instant.ts';
import type { Problem } from '../model/types.ts';

/** Zones are a day apart at most, and so is a site that changed its own. */
const zonesMs = 2 * DAY;

/**
 * Says that the newest day of an archive lies ahead of the clock. No item is ever filed ahead of the moment at which it was
 * first seen, so the clock is wrong now, or was then; what comes now goes to a day that is not its own, for good.
 */
export async function clockNotice(archive: Archive, now: string): Promise<Problem[]> {
  const last = (await archive.days()).at(-1);
  const latest = formatInstant((parseInstant(now) ?? 0) + zonesMs).slice(0, 10);
  if (last === undefined || last <= latest) return [];
  return [
    {
      code: 'CLOCK_BEHIND',
      what: `The archive has items of ${last}, which is yet to come.`,
      where: now,
      why: 'Either this machine’s clock is behind, or it was ahead when they came. An item’s day never changes later.',
      fix: 'Look at the clock (date -u), and set it before the next fetch; if it is right, nothing needs to be done.',
      kept: 'All items, on their days.',
    },
  ];
}
