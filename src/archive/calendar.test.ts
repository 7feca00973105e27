import fc from 'fast-check';
import { DateTime } from 'luxon';
import { describe, expect, it } from 'vitest';
import { testRuns } from '../model/test-runs.test-kit.ts';
import { createCalendar, placeItem } from './calendar.ts';

const HOUR_MS = 60 * 60 * 1000;

/** Zones with clock changes at midnight, by half an hour, with a skipped day, and far from Greenwich. */
const ZONES = [
  'UTC',
  'Europe/Paris',
  'America/New_York',
  'America/Sao_Paulo',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'Africa/Cairo',
  'Pacific/Apia',
  'Pacific/Kiritimati',
  'Etc/GMT+12',
];

function place(
  now: string,
  published: string | undefined,
  options: { zone?: string; isNewFeed?: boolean; modified?: string } = {},
) {
  const { zone = 'UTC', isNewFeed = false, modified } = options;
  const calendar = createCalendar(zone, 6 * HOUR_MS);
  return placeItem({ calendar, nowMs: Date.parse(now), published, modified, isNewFeed });
}

describe('the day of an item', () => {
  it.each([
    [
      'its own while that day lasts',
      '2026-05-18T10:00:00Z',
      '2026-05-18T00:00:00Z',
      '2026-05-18',
      'published',
    ],
    ['the new one at midnight', '2026-05-18T00:00:00Z', '2026-05-18T00:00:00Z', '2026-05-18', 'published'],
    [
      'the old one a second before',
      '2026-05-18T00:00:00Z',
      '2026-05-17T23:59:59Z',
      '2026-05-17',
      'published',
    ],
    ['its own until closing time', '2026-05-19T05:59:59Z', '2026-05-18T12:00:00Z', '2026-05-18', 'published'],
    [
      'today once its edition is closed',
      '2026-05-19T06:00:00Z',
      '2026-05-18T12:00:00Z',
      '2026-05-19',
      'first_seen',
    ],
    ['today without a date', '2026-05-18T10:00:00Z', undefined, '2026-05-18', 'first_seen'],
    ['today, dated tomorrow', '2026-05-18T10:00:00Z', '2026-05-19T10:00:00Z', '2026-05-18', 'first_seen'],
    [
      'today, dated for later today',
      '2026-05-18T10:00:00Z',
      '2026-05-18T23:59:59Z',
      '2026-05-18',
      'published',
    ],
    [
      'today, dated further ahead',
      '2026-05-18T10:00:00Z',
      '2026-05-19T10:00:01Z',
      '2026-05-18',
      'first_seen',
    ],
    ['today, dated before 1990', '2026-05-18T10:00:00Z', '1989-12-31T23:59:59Z', '2026-05-18', 'first_seen'],
    ['today, with an unreadable date', '2026-05-18T10:00:00Z', 'soon', '2026-05-18', 'first_seen'],
  ])('is %s', (_case, now, published, day, dated_by) => {
    expect(place(now, published)).toEqual({ day, dated_by });
  });

  it('follows the configured zone', () => {
    expect(place('2026-05-18T23:00:00Z', '2026-05-18T22:30:00Z', { zone: 'Europe/Paris' }).day).toBe(
      '2026-05-19',
    );
    expect(place('2026-05-18T02:00:00Z', '2026-05-18T01:00:00Z', { zone: 'America/New_York' }).day).toBe(
      '2026-05-17',
    );
  });

  it('is that of the change when only that date is given', () => {
    expect(place('2026-05-18T10:00:00Z', undefined, { modified: '2026-05-18T01:00:00Z' })).toEqual({
      day: '2026-05-18',
      dated_by: 'modified',
    });
  });

  it('of a new feed is its own however old, as backlog; what is still open is no backlog', () => {
    const isNewFeed = true;
    expect(place('2026-05-18T10:00:00Z', '2020-01-01T12:00:00Z', { isNewFeed })).toEqual({
      day: '2020-01-01',
      dated_by: 'published',
      backlog: true,
    });
    expect(place('2026-05-18T10:00:00Z', '2026-05-18T09:00:00Z', { isNewFeed }).backlog).toBeUndefined();
    expect(place('2026-05-18T10:00:00Z', undefined, { isNewFeed })).toEqual({
      day: '2026-05-18',
      dated_by: 'first_seen',
      backlog: true,
    });
  });

  it('refuses a zone that does not exist', () => {
    expect(() => createCalendar('Mars/Olympus', 0)).toThrow(RangeError);
  });

  it('closes 6 hours after a day of 23 or 25 hours too', () => {
    const zone = 'Europe/Paris';
    const calendar = createCalendar(zone, 6 * HOUR_MS);
    for (const day of ['2026-03-29', '2026-10-25']) {
      const end = DateTime.fromISO(day, { zone }).plus({ days: 1 }).toMillis();
      expect(calendar.isOpen(day, end + 6 * HOUR_MS - 1)).toBe(true);
      expect(calendar.isOpen(day, end + 6 * HOUR_MS)).toBe(false);
    }
  });

  it('holds in every zone: an instant is within its day, and the edition is open exactly until closing time', () => {
    const first = Date.UTC(1990, 0, 3);
    const last = Date.UTC(2040, 0, 1);
    fc.assert(
      fc.property(
        fc.constantFrom(...ZONES),
        fc.integer({ min: first, max: last }),
        fc.integer({ min: 0, max: 48 }),
        (zone, instantMs, hours) => {
          const calendar = createCalendar(zone, hours * HOUR_MS);
          const day = calendar.dayOf(instantMs);
          const start = DateTime.fromISO(day, { zone }).startOf('day').toMillis();
          const end = DateTime.fromISO(day, { zone }).plus({ days: 1 }).startOf('day').toMillis();
          expect(instantMs).toBeGreaterThanOrEqual(start);
          expect(instantMs).toBeLessThan(end);
          expect(calendar.dayOf(end)).not.toBe(day);
          expect(calendar.dayOf(end - 1)).toBe(day);
          expect(calendar.isOpen(day, end + hours * HOUR_MS - 1)).toBe(true);
          expect(calendar.isOpen(day, end + hours * HOUR_MS)).toBe(false);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('of a known feed is never a closed one', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...ZONES),
        fc.integer({ min: Date.UTC(2000, 0, 1), max: Date.UTC(2040, 0, 1) }),
        fc.integer({ min: -900, max: 60 }),
        (zone, nowMs, hours) => {
          const calendar = createCalendar(zone, 6 * HOUR_MS);
          const published = new Date(nowMs + hours * HOUR_MS).toISOString();
          const placed = placeItem({ calendar, nowMs, published, modified: undefined, isNewFeed: false });
          expect(calendar.isOpen(placed.day, nowMs)).toBe(true);
        },
      ),
    );
  });
});

it.each([
  ['its own midnight twice', 'America/Havana', '2026-10-31', '2026-11-01T04:00:00Z'],
  ['a midnight that comes back', 'America/St_Johns', '2006-10-28', '2006-10-29T03:30:00Z'],
  ['no midnight', 'America/Sao_Paulo', '2018-11-03', '2018-11-04T03:00:00Z'],
])('an edition closes after its day’s last instant, before a day with %s', (_case, zone, day, end) => {
  const { isOpen } = createCalendar(zone, HOUR_MS);
  expect(isOpen(day, Date.parse(end) + HOUR_MS - 1)).toBe(true);
  expect(isOpen(day, Date.parse(end) + HOUR_MS)).toBe(false);
});

describe('the day of an instant', () => {
  it('is the one that the library tells, in every zone', () => {
    const zones = Intl.supportedValuesOf('timeZone');
    const calendars = new Map(zones.map((zone) => [zone, createCalendar(zone, 0)]));
    const instant = fc.integer({ min: Date.UTC(1990, 0, 1), max: Date.UTC(2060, 0, 1) });
    fc.assert(
      fc.property(fc.constantFrom(...zones), instant, (zone, ms) => {
        const expected = DateTime.fromMillis(ms, { zone }).toFormat('yyyy-MM-dd');
        expect(calendars.get(zone)?.dayOf(ms)).toBe(expected);
      }),
      { numRuns: testRuns({ quick: 500, full: 5_000 }) },
    );
  });
});
