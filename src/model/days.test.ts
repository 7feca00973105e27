import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, dayNumber, dayOfNumber, isDay } from './days.ts';

test.each([
  ['2026-05-18', 1, '2026-05-19'],
  ['2026-02-28', 1, '2026-03-01'],
  ['2024-02-28', 1, '2024-02-29'],
  ['2026-01-01', -1, '2025-12-31'],
  ['2026-05-18', 365, '2027-05-18'],
  ['1970-01-01', -1, '1969-12-31'],
])('%s and %i days', (day, count, expected) => {
  expect(addDays(day, count)).toBe(expected);
});

test('days and their numbers name each other', () => {
  fc.assert(
    fc.property(fc.integer({ min: -100_000, max: 100_000 }), (number) => {
      const day = dayOfNumber(number);
      expect(dayNumber(day)).toBe(number);
      expect(isDay(day)).toBe(true);
    }),
  );
});

test.each(['2026-02-30', '2026-13-01', '2026-00-10', '2026-5-1', '2026-05-18T00', '', '2025-02-29', 'today'])(
  '%j is no day',
  (text) => {
    expect(isDay(text)).toBe(false);
  },
);
