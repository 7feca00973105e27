import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arrivalGroups, groupSizes } from './arrivals.ts';

const groupsOf = (days: readonly string[]): [string, number][] =>
  arrivalGroups(days, (day) => day).map(({ id, items }) => [id, items.length]);

describe('arrivalGroups', () => {
  it('parts today, its month, the months and the years before', () => {
    const days = [
      '2026-05-18',
      '2026-05-17',
      '2026-05-18',
      '2026-04-30',
      '2026-01-02',
      '2024-02-29',
      '2019-01-01',
    ];
    expect(groupsOf(days)).toEqual([
      ['2026-05-18', 2],
      ['2026-05', 1],
      ['2026-01_2026-04', 2],
      ['2019_2024', 2],
    ]);
    expect(groupsOf([])).toEqual([]);
  });

  it('begins another group of years once one is full, and keeps it when more arrive', () => {
    const full = Array.from({ length: groupSizes.years }, () => '2023-03-03');
    expect(groupsOf(['2026-05-18', '2024-01-01', ...full])).toEqual([
      ['2026-05-18', 1],
      ['2024', 1],
      ['2023', groupSizes.years],
    ]);
  });

  it('loses none, and an item that arrives later changes none but the newest two', () => {
    const day = fc
      .tuple(
        fc.integer({ min: 2019, max: 2026 }),
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1, max: 28 }),
      )
      .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join('-'));
    fc.assert(
      fc.property(fc.array(day), (days) => {
        const groups = arrivalGroups(days, (one) => one);
        expect(groups.flatMap(({ items }) => items).sort()).toEqual([...days].sort());
        const newest = [...days].sort().at(-1) ?? '2026-01-01';
        const more = arrivalGroups([...days, newest], (one) => one);
        expect(more.slice(1)).toEqual(groups.slice(1));
      }),
    );
  });
});
