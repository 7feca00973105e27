import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maxTitlesOfYear, partBefore, type ThreadYear, yearsOfThread } from './parts.ts';

const year = (name: string, n: number, months: readonly string[] = []): ThreadYear => ({
  year: name,
  n,
  months,
});

describe('the years of a thread', () => {
  it.each([
    [
      'none of one that fits on its page',
      [
        ['2025-03', 10],
        ['2026-05', 20],
      ],
      [],
    ],
    [
      'newest first, of a longer one',
      [
        ['2025-03', 11],
        ['2026-05', 20],
      ],
      [year('2026', 20), year('2025', 11)],
    ],
    [
      'with months where a year holds too much for a page',
      [
        ['2026-01', 100],
        ['2025-12', 3],
        ['2026-03', 51],
      ],
      [year('2026', 151, ['2026-03', '2026-01']), year('2025', 3)],
    ],
    ['none of an empty one', [], []],
  ] as const)('are %s', (_case, months, expected) => {
    expect(yearsOfThread(months)).toEqual(expected);
  });

  it('count every item once, and a month is named where its year has more than a page', () => {
    const months = fc.uniqueArray(
      fc.record({
        y: fc.integer({ min: 2019, max: 2026 }),
        m: fc.integer({ min: 1, max: 12 }),
        n: fc.integer({ min: 1, max: 90 }),
      }),
      { selector: ({ y, m }) => `${y}-${m}` },
    );
    fc.assert(
      fc.property(months, (all) => {
        const counts = all.map(({ y, m, n }) => [`${y}-${String(m).padStart(2, '0')}`, n] as const);
        const total = counts.reduce((sum, [, n]) => sum + n, 0);
        const years = yearsOfThread(counts);
        expect(years.reduce((sum, { n }) => sum + n, 0)).toBe(total > 30 ? total : 0);
        for (const { year: name, n, months: own } of years) {
          expect(own.length > 0).toBe(n > maxTitlesOfYear);
          expect([...own].sort().reverse()).toEqual(own);
          expect(own.every((month) => month.startsWith(name))).toBe(true);
        }
      }),
    );
  });
});

describe('the part before', () => {
  const years = [
    year('2026', 200, ['2026-05', '2026-02']),
    year('2025', 20),
    year('2023', 300, ['2023-12', '2023-01']),
  ];

  it.each([
    ['a month: the month before it that has items', '2026-05', '2026-02'],
    ['the first month of a year: the year before, where that has no months', '2026-02', '2025'],
    ['a year: the year before that has items', '2025', '2023'],
    ['a year, whose own months are other pages', '2026', '2025'],
    ['the last month of all', '2023-01', undefined],
    ['the last year of all', '2023', undefined],
    ['a year that is not there', '2020', undefined],
    ['a month of a year that is not there', '2020-01', undefined],
  ])('%s', (_case, part, expected) => {
    expect(partBefore(years, part)).toBe(expected);
  });

  it('a month of a year after one with months is that year’s last month', () => {
    const two = [year('2026', 160, ['2026-01']), year('2025', 160, ['2025-11', '2025-02'])];
    expect(partBefore(two, '2026-01')).toBe('2025-11');
  });
});
