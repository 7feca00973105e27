import { DateTime } from 'luxon';
import { dayNumber } from './days.ts';
import { DAY, MINUTE } from './instant.ts';
import { remembered } from './remember.ts';
import type { Day } from './types.ts';

/** Days of a zone, by instants in ms since 1970. */
type DayOf = (instantMs: number) => Day;

interface Zone {
  readonly dayOf: DayOf;
  readonly minuteOf: (instantMs: number) => number;
  /** Minutes that its clocks are ahead, in the whole of a day of UTC; `undefined` where they change in it. */
  readonly steadyOffset: (utcDay: number) => number | undefined;
}

/**
 * Asking a zone for its offset is what costs. Where it is the same at both ends of a day of UTC, it is the same all
 * through it: no zone changes its clocks twice within 24 hours.
 */
function makeZone(zone: string): Zone {
  const offsetAt = (instantMs: number): number => DateTime.fromMillis(instantMs, { zone }).offset;
  const steady = new Map<number, number | undefined>();
  const steadyOffset = (utcDay: number): number | undefined => {
    if (steady.has(utcDay)) return steady.get(utcDay);
    const offset = offsetAt(utcDay * DAY);
    const found = offset === offsetAt((utcDay + 1) * DAY) ? offset : undefined;
    steady.set(utcDay, found);
    return found;
  };
  /** What a clock of the zone shows, as the instant at which one of UTC shows it. */
  const shownAt = (instantMs: number): number => {
    const offset = steadyOffset(Math.floor(instantMs / DAY)) ?? offsetAt(instantMs);
    return instantMs + offset * MINUTE;
  };
  return {
    steadyOffset,
    dayOf: (instantMs) => new Date(shownAt(instantMs)).toISOString().slice(0, 10),
    minuteOf: (instantMs) => {
      const shown = shownAt(instantMs);
      return Math.floor((shown - Math.floor(shown / DAY) * DAY) / MINUTE);
    },
  };
}

const zoneOf = remembered(makeZone);

/**
 * Returns the days of an IANA zone that instants fall on, as `2026-05-18`. Days are half-open: midnight opens the new
 * one.
 *
 * @throws RangeError when asked for an instant that is none.
 */
export function daysOfZone(zone: string): DayOf {
  return zoneOf(zone).dayOf;
}

/** Returns the minutes that clocks of an IANA zone show at instants in ms since 1970: from 0 at 00:00 to 1439 at 23:59. */
export function minutesOfZone(zone: string): (instantMs: number) => number {
  return zoneOf(zone).minuteOf;
}

/**
 * The instant at which a day is over in a zone, in ms since 1970: the first after which no instant falls on it. A clock
 * that is turned back at midnight shows midnight twice: the day ends with the last one that it leads up to. A day whose
 * next one has no midnight ends with that day's first instant.
 */
export function endOfDay(day: Day, zone: string): number {
  const { steadyOffset } = zoneOf(zone);
  // The day's end is within a day of midnight of UTC: where clocks change in neither day, it needs no search.
  const midnight = dayNumber(day) + 1;
  const offset = steadyOffset(midnight);
  if (offset !== undefined && offset === steadyOffset(midnight - 1)) return midnight * DAY - offset * MINUTE;
  const next = DateTime.fromISO(day, { zone }).plus({ days: 1 }).startOf('day');
  const midnights = next.getPossibleOffsets().sort((a, b) => b.toMillis() - a.toMillis());
  const end = midnights.find((midnight) => midnight.minus(1).toFormat('yyyy-MM-dd') <= day) ?? next;
  return end.toMillis();
}
