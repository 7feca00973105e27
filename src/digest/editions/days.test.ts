import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { endOfDay, localDay } from './calendar.ts';

const hourMs = 3_600_000;

/** Zones whose clocks do what a program might not think of, with a day on which they do. */
const oddDays: readonly [string, string, string, string][] = [
  ['a day of 23 hours', 'Europe/Paris', '2026-03-29', '2026-03-29T22:00:00Z'],
  ['a day of 25 hours', 'Europe/Paris', '2026-10-25', '2026-10-25T23:00:00Z'],
  ['a day after one without midnight', 'America/Sao_Paulo', '2018-11-04', '2018-11-05T02:00:00Z'],
  ['a day before one without midnight', 'America/Sao_Paulo', '2018-11-03', '2018-11-04T03:00:00Z'],
  ['the same in Africa', 'Africa/Cairo', '2026-04-23', '2026-04-23T22:00:00Z'],
  ['a day with its own midnight twice', 'America/Havana', '2026-11-01', '2026-11-02T05:00:00Z'],
  ['the day before it', 'America/Havana', '2026-10-31', '2026-11-01T04:00:00Z'],
  ['a day that comes back after midnight', 'America/St_Johns', '2006-10-28', '2006-10-29T03:30:00Z'],
  ['a zone of three quarters of an hour', 'Asia/Kathmandu', '2026-05-18', '2026-05-18T18:15:00Z'],
  ['the change to it', 'Asia/Kathmandu', '1985-12-31', '1985-12-31T18:30:00Z'],
  ['the day before one that never was', 'Pacific/Apia', '2011-12-29', '2011-12-30T10:00:00Z'],
  ['the day after it', 'Pacific/Apia', '2011-12-31', '2011-12-31T10:00:00Z'],
  ['the last day of a year, far east', 'Pacific/Kiritimati', '2026-12-31', '2026-12-31T10:00:00Z'],
  ['a leap day', 'UTC', '2024-02-29', '2024-03-01T00:00:00Z'],
];

describe('endOfDay', () => {
  it.each(oddDays)('%s (%s, %s)', (_case, zone, day, expected) => {
    expect(endOfDay(day, zone)).toBe(expected);
  });

  it.each(oddDays)('leaves no instant of %s after it (%s)', (_case, zone, day) => {
    const end = Date.parse(endOfDay(day, zone));
    expect(localDay(new Date(end - 1).toISOString(), zone)).toBe(day);
    for (let at = end; at < end + 30 * hourMs; at += hourMs / 60) {
      expect(localDay(new Date(at).toISOString(), zone) > day).toBe(true);
    }
  });
});

const anyZone = fc.constantFrom(...new Set(oddDays.map(([, zone]) => zone)));
/** Instants around the odd days, and anywhere. */
const anyInstant = fc.oneof(
  fc.integer({ min: Date.UTC(1990, 0, 1), max: Date.UTC(2040, 0, 1) }),
  fc
    .tuple(fc.constantFrom(...oddDays), fc.integer({ min: -30 * hourMs, max: 30 * hourMs }))
    .map(([[, , , end], offset]) => Date.parse(end) + offset),
);

describe('an instant', () => {
  it('belongs to exactly one day: the one whose end is the next', () => {
    fc.assert(
      fc.property(anyZone, anyInstant, (zone, instant) => {
        const day = localDay(new Date(instant).toISOString(), zone);
        const end = Date.parse(endOfDay(day, zone));
        expect(instant).toBeLessThan(end);
        // No day is longer than 25 hours, but for one that is interrupted by its own next one.
        expect(end - instant).toBeLessThanOrEqual(26 * hourMs);
        expect(localDay(new Date(end).toISOString(), zone) > day).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('never goes back by more than the clock does', () => {
    fc.assert(
      fc.property(
        anyZone,
        anyInstant,
        fc.integer({ min: 2 * hourMs, max: 100 * hourMs }),
        (zone, at, later) => {
          const [before, after] = [at, at + later].map((instant) =>
            localDay(new Date(instant).toISOString(), zone),
          );
          expect((before ?? '') <= (after ?? '')).toBe(true);
        },
      ),
    );
  });
});
