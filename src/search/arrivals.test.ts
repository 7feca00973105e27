import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Arrival, arrivalGroups, groupSizes, sharingGroups } from './arrivals.ts';

const one = (day: string): Arrival => ({ day, items: 1 });
const groupsOf = (arrivals: readonly Arrival[]): [string, number][] =>
  arrivalGroups(arrivals).map(({ id, items }) => [id, items]);

describe('arrivalGroups', () => {
  it('parts today, its month with the one before, and the months before', () => {
    const days = ['2026-05-18', '2026-05-17', '2026-04-30', '2026-03-31', '2024-02-29', '2019-01-01'];
    expect(groupsOf(days.map(one))).toEqual([
      ['2026-05-18', 1],
      ['2026-04_2026-05', 2],
      ['2019-01_2026-03', 3],
    ]);
    expect(groupsOf(['2026-01-02', '2025-12-01', '2025-11-30'].map(one))).toEqual([
      ['2026-01-02', 1],
      ['2025-12', 1],
      ['2025-11', 1],
    ]);
    expect(groupsOf([])).toEqual([]);
  });

  it('begins another group of months once one is full, and keeps it when more arrive', () => {
    const full = { day: '2023-03-03', items: groupSizes.months };
    expect(groupsOf([one('2026-05-18'), one('2024-01-01'), full])).toEqual([
      ['2026-05-18', 1],
      ['2024-01', 1],
      ['2023-03', groupSizes.months],
    ]);
  });

  it('parts the newest day by its hours, so that a crowd that came in one is indexed once', () => {
    const hours = [
      { day: '2026-05-18T06', items: groupSizes.hours },
      { day: '2026-05-18T07', items: 20 },
      { day: '2026-05-18T08', items: 30 },
    ];
    expect(groupsOf([...hours, one('2026-05-17')])).toEqual([
      ['2026-05-18T07_2026-05-18T08', 50],
      ['2026-05-18T06', groupSizes.hours],
      ['2026-05', 1],
    ]);
  });

  it('indexes the latest hours of a group that grows by themselves, and what came before once in a while', () => {
    const hours = Array.from({ length: 9 }, (_, hour) => ({ day: `2026-05-18T0${hour}`, items: 50 }));
    const shapes = hours.map((_, last) => groupsOf(hours.slice(0, last + 1)).map(([, items]) => items));
    expect(shapes).toEqual([
      [50],
      [100],
      [150],
      [200],
      [50, 200],
      [100, 200],
      [150, 200],
      [200, 200],
      [50, 400],
    ]);
    expect(groupsOf(hours)).toEqual([
      ['2026-05-18T08', 50],
      ['2026-05-18T00_2026-05-18T07', 400],
    ]);
    expect(groupsOf([...hours, { day: '2026-05-18T10', items: 600 }])).toEqual([
      ['2026-05-18T00_2026-05-18T10', 1050],
    ]);
  });

  it('lists no words of today for what was misspelt where three groups are larger, or one is much larger', () => {
    const spelling = (arrivals: readonly Arrival[]): boolean[] =>
      arrivalGroups(arrivals).map(({ spells }) => spells);
    const today = { day: '2026-05-18', items: 2000 };
    const recent = { day: '2026-05-17', items: 2100 };
    const older = ['2026-01', '2025-01', '2024-01'].map((month) => ({
      day: `${month}-01`,
      items: groupSizes.months,
    }));
    expect(spelling([today, recent, ...older.slice(0, 1)])).toEqual([true, true, true]);
    expect(spelling([today, recent, ...older.slice(0, 2)])).toEqual([false, true, true, true]);
    expect(spelling([{ ...today, items: 2200 }, recent, ...older.slice(0, 2)])).toEqual([
      true,
      true,
      true,
      true,
    ]);
    expect(spelling([{ ...today, items: 1000 }, ...older.slice(0, 1)])).toEqual([false, true]);
    expect(
      spelling([
        { ...today, items: 1 },
        { ...recent, items: 2000 },
      ]),
    ).toEqual([true, true]);
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
      fc.property(fc.uniqueArray(day), fc.integer({ min: 1, max: 9000 }), (days, items) => {
        const arrivals = days.map((one) => ({ day: one, items }));
        const groups = arrivalGroups(arrivals);
        expect(groups.flatMap((group) => group.days).sort()).toEqual([...days].sort());
        const newest = [...days].sort().at(-1) ?? '2026-01-01';
        const more = arrivals.map((one) => (one.day === newest ? { ...one, items: items + 1 } : one));
        expect(arrivalGroups(more).slice(1)).toEqual(groups.slice(1));
      }),
    );
  });
});

describe('sharingGroups', () => {
  const group = (id: string, items: number) => ({ id, items });

  it('keeps the hours of the newest day by themselves, and what is old as it is', () => {
    const hours = [group('2026-05-18T14', 40), group('2026-05-18T00_2026-05-18T13', 900)];
    const months = [
      group('2026-04_2026-05', 9000),
      group('2025-01_2026-03', 30_000),
      group('2023-01_2024-12', groupSizes.months + 3000),
      group('2021-01_2022-12', groupSizes.months),
      group('2019-01_2020-12', groupSizes.months),
    ];
    const [recent, later, early, ...old] = months;
    const idsOf = (shares: readonly (readonly { readonly id: string }[])[]) =>
      shares.map((share) => share.map(({ id }) => id));
    const shares = idsOf(sharingGroups([...hours, ...months]));
    expect(shares).toEqual(idsOf([hours, [recent, later, early].flatMap((one) => one ?? []), old]));
    const more = [...hours, { id: '2026-06', items: 40_000 }, ...months];
    expect(idsOf(sharingGroups(more)).slice(2)).toEqual(shares.slice(1));
  });

  it('leaves none out', () => {
    const anyGroups = fc
      .array(fc.nat(3 * groupSizes.months))
      .map((all) => all.map((items, at) => group(String(at), items)));
    fc.assert(
      fc.property(anyGroups, (groups) => {
        const [today, ...shares] = sharingGroups(groups);
        expect(today).toEqual([]);
        expect(shares.flat()).toEqual(groups);
      }),
    );
  });
});
