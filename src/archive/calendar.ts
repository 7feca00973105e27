import { DateTime } from 'luxon';
import { DAY, HOUR, trustedInstant } from '../model/instant.ts';
import { remembered } from '../model/remember.ts';
import type { DatedBy, Day } from '../model/types.ts';
import { daysOfZone, endOfDay } from '../model/zones.ts';

/** Turns instants into days of one time zone. */
export interface Calendar {
  /** The day an instant (ms since 1970) falls on; days are half-open, midnight opens the new one. */
  readonly dayOf: (instantMs: number) => Day;
  /** Whether the day's edition still takes new items at that instant. */
  readonly isOpen: (day: Day, instantMs: number) => boolean;
}

/**
 * Days of an IANA zone, whose editions close `closeAfterMs` past the day's end. Days are 23, 24 or 25 hours long,
 * as the zone's clock changes say.
 *
 * @throws RangeError when the zone is unknown: `config/` checks it before any work.
 */
export function createCalendar(timezone: string, closeAfterMs: number): Calendar {
  if (!DateTime.utc().setZone(timezone).isValid) throw new RangeError(`Unknown time zone "${timezone}".`);
  const endOf = remembered((day: Day) => endOfDay(day, timezone));
  const dayOf = daysOfZone(timezone);
  return {
    dayOf,
    isOpen: (day, instantMs) => instantMs < endOf(day) + closeAfterMs,
  };
}

/** Where an item that is seen for the first time belongs. */
export interface Placement {
  readonly day: Day;
  readonly dated_by: DatedBy;
  readonly backlog?: true;
}

interface PlacementInput {
  readonly calendar: Calendar;
  readonly nowMs: number;
  readonly published: string | undefined;
  readonly modified: string | undefined;
  /** Whether the feed has never been archived before. */
  readonly isNewFeed: boolean;
}

/**
 * The day of an item, permanently. Its own day while that edition is open; today once it is closed; and its own day
 * whatever its age when the feed is new, marked as backlog. An item dated ahead opens no edition of the future: it comes
 * today. Undated items come today; those of a new feed, whose age
 * nobody knows, as backlog.
 */
export function placeItem(input: PlacementInput): Placement {
  const { calendar, nowMs } = input;
  const published = trustedInstant(input.published, nowMs);
  const instant = published ?? trustedInstant(input.modified, nowMs);
  const today = calendar.dayOf(nowMs);
  if (instant === undefined) {
    return { day: today, dated_by: 'first_seen', ...(input.isNewFeed ? { backlog: true } : {}) };
  }
  const day = calendar.dayOf(instant);
  if (day > today) return { day: today, dated_by: 'first_seen' };
  const dated_by = published === undefined ? 'modified' : 'published';
  if (calendar.isOpen(day, nowMs)) return { day, dated_by };
  return input.isNewFeed ? { day, dated_by, backlog: true } : { day: today, dated_by: 'first_seen' };
}

const westMs = 12 * HOUR;
const eastMs = 14 * HOUR;

/** Whether the instant falls on the day somewhere on earth: a site that changed its zone keeps its earlier days. */
export function isPlausibleDay(day: Day, instant: string): boolean {
  const at = Date.parse(instant);
  const start = Date.parse(`${day}T00:00:00Z`);
  return at >= start - eastMs && at < start + DAY + westMs;
}
