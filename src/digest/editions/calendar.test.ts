import fc from 'fast-check';
import { DateTime } from 'luxon';
import { describe, expect, it } from 'vitest';
import { calendarOf, daysOfWeek, localDay, monthOf, weekdayOf, weekId, weekOf, yearOf } from './calendar.ts';

const anyDay = fc
  .integer({ min: 0, max: 60_000 })
  .map((days) => DateTime.fromISO('1970-01-01', { zone: 'utc' }).plus({ days }).toFormat('yyyy-MM-dd'));

describe('weeks', () => {
  it.each([
    ['a Monday', '2026-05-18', '2026-w21'],
    ['its Sunday', '2026-05-24', '2026-w21'],
    ['the next Monday', '2026-05-25', '2026-w22'],
    ['the last days of a year with 53 weeks', '2026-12-31', '2026-w53'],
    ['the first days after it', '2027-01-03', '2026-w53'],
    ['the first Monday after it', '2027-01-04', '2027-w01'],
    ['the end of a year in the first week of the next', '2025-12-29', '2026-w01'],
    ['a leap day', '2024-02-29', '2024-w09'],
  ])('%s', (_case, day, expected) => {
    expect(weekId(weekOf(day))).toBe(expected);
  });

  it('of week 53 have their seven days over two years', () => {
    expect(daysOfWeek({ year: 2026, week: 53 })).toEqual([
      '2026-12-28',
      '2026-12-29',
      '2026-12-30',
      '2026-12-31',
      '2027-01-01',
      '2027-01-02',
      '2027-01-03',
    ]);
  });

  it('hold every day exactly once', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        const days = daysOfWeek(weekOf(day));
        expect(days.filter((one) => one === day)).toEqual([day]);
        expect(days.map(weekdayOf)).toEqual([1, 2, 3, 4, 5, 6, 7]);
      }),
    );
  });

  it('sort by their ids as their days do', () => {
    fc.assert(
      fc.property(anyDay, anyDay, (a, b) => {
        if (weekId(weekOf(a)) < weekId(weekOf(b))) expect(a < b).toBe(true);
      }),
    );
  });
});

describe('calendarOf', () => {
  it('starts on Monday where weeks do', () => {
    const rows = calendarOf('2026-05', 1);
    expect(rows[0]).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
      '2026-05-01',
      '2026-05-02',
      '2026-05-03',
    ]);
    expect(rows).toHaveLength(5);
  });

  it('starts on Sunday or Saturday where weeks do', () => {
    expect(calendarOf('2026-05', 7)[0]?.indexOf('2026-05-01')).toBe(5);
    expect(calendarOf('2026-05', 6)[0]?.indexOf('2026-05-01')).toBe(6);
  });

  it('holds every day of the month once, each under its weekday', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 1, max: 7 }), (day, first) => {
        const rows = calendarOf(monthOf(day), first);
        const days = rows.flat().filter((cell) => cell !== undefined);
        expect(days).toHaveLength(DateTime.fromISO(day).daysInMonth ?? 0);
        expect(new Set(days).size).toBe(days.length);
        expect(days).toEqual([...days].sort());
        for (const row of rows) {
          expect(row).toHaveLength(7);
          row.forEach((cell, column) => {
            if (cell !== undefined) expect(weekdayOf(cell)).toBe(((first - 1 + column) % 7) + 1);
          });
        }
      }),
    );
  });
});

describe('localDay', () => {
  it.each([
    ['the last second of a day', '2026-05-18T21:59:59Z', 'Europe/Paris', '2026-05-18'],
    ['the first second of the next', '2026-05-18T22:00:00Z', 'Europe/Paris', '2026-05-19'],
    ['before the clock goes forward', '2026-03-29T00:59:59Z', 'Europe/Paris', '2026-03-29'],
    ['the short day’s end', '2026-03-29T21:59:59Z', 'Europe/Paris', '2026-03-29'],
    ['after the short day', '2026-03-29T22:00:00Z', 'Europe/Paris', '2026-03-30'],
    ['the long day’s last hour', '2026-10-25T22:59:59Z', 'Europe/Paris', '2026-10-25'],
    ['after the long day', '2026-10-25T23:00:00Z', 'Europe/Paris', '2026-10-26'],
    ['the new year in Tokyo', '2025-12-31T15:00:00Z', 'Asia/Tokyo', '2026-01-01'],
    ['the old year in Honolulu', '2026-01-01T09:59:59Z', 'Pacific/Honolulu', '2025-12-31'],
    ['a zone of a quarter of an hour', '2026-05-18T18:15:00Z', 'Asia/Kathmandu', '2026-05-19'],
  ])('%s', (_case, instant, zone, expected) => {
    expect(localDay(instant, zone)).toBe(expected);
  });
});

it('knows month and year of a day', () => {
  expect([monthOf('2026-05-18'), yearOf('2026-05-18'), yearOf('2026-05')]).toEqual([
    '2026-05',
    '2026',
    '2026',
  ]);
});
