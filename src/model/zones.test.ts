import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { daysOfZone, endOfDay, minutesOfZone } from './zones.ts';

const zones = [
  'UTC',
  'Europe/Paris',
  'America/New_York',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'America/Havana',
  'Africa/Casablanca',
];

/** The same, as the platform writes dates. */
function dayByIntl(instantMs: number, timeZone: string): string {
  const format = new Intl.DateTimeFormat('en', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  const parts = new Map(format.formatToParts(instantMs).map(({ type, value }) => [type, value]));
  return `${parts.get('year')}-${parts.get('month')}-${parts.get('day')}`;
}

describe('minutes of a zone', () => {
  test.each(zones)('%s: every instant is at the minute that its clocks show', (timeZone) => {
    const minuteOf = minutesOfZone(timeZone);
    const format = new Intl.DateTimeFormat('en', {
      timeZone,
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
    const instants = fc.integer({ min: Date.UTC(1990, 0, 1), max: Date.UTC(2035, 0, 1) });
    fc.assert(
      fc.property(instants, (instantMs) => {
        const [hour, minute] = format.format(instantMs).split(':').map(Number);
        expect(minuteOf(instantMs)).toBe((hour ?? 0) * 60 + (minute ?? 0));
      }),
    );
  });
});

describe('days of a zone', () => {
  test.each(zones)('%s: every instant falls on the day that its clocks show', (zone) => {
    const dayOf = daysOfZone(zone);
    const instants = fc.integer({ min: Date.UTC(1990, 0, 1), max: Date.UTC(2035, 0, 1) });
    fc.assert(
      fc.property(instants, (instantMs) => {
        expect(dayOf(instantMs)).toBe(dayByIntl(instantMs, zone));
      }),
    );
  });

  test.each([
    ['the last moment before clocks go forward', 'Europe/Paris', '2026-03-28T22:59:59.999Z', '2026-03-28'],
    ['midnight of the day of 23 hours', 'Europe/Paris', '2026-03-28T23:00:00Z', '2026-03-29'],
    ['midnight after it', 'Europe/Paris', '2026-03-29T22:00:00Z', '2026-03-30'],
    ['midnight of the day of 25 hours', 'Europe/Paris', '2026-10-24T22:00:00Z', '2026-10-25'],
    ['its last moment', 'Europe/Paris', '2026-10-25T22:59:59.999Z', '2026-10-25'],
    ['the end of the last day before one was left out', 'Pacific/Apia', '2011-12-30T09:59:59Z', '2011-12-29'],
    ['the day after the one that was left out', 'Pacific/Apia', '2011-12-30T10:00:00Z', '2011-12-31'],
  ])('%s', (_name, zone, instant, day) => {
    expect(daysOfZone(zone)(Date.parse(instant))).toBe(day);
  });

  test('an instant that is none is refused', () => {
    expect(() => daysOfZone('UTC')(Number.NaN)).toThrow(RangeError);
  });

  test.each(zones)('%s: a day is over where the next one begins', (zone) => {
    const dayOf = daysOfZone(zone);
    const instants = fc.integer({ min: Date.UTC(2012, 0, 1), max: Date.UTC(2035, 0, 1) });
    fc.assert(
      fc.property(instants, (instantMs) => {
        const day = dayOf(instantMs);
        const end = endOfDay(day, zone);
        expect(end).toBeGreaterThan(instantMs);
        expect(dayOf(end) > day).toBe(true);
      }),
    );
  });
});
