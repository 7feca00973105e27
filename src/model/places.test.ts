import fc from 'fast-check';
import { expect, it } from 'vitest';
import { joinedPlaces } from './places.ts';

it('joins places that overlap or stand near each other, in their order', () => {
  const places = [
    [40, 50],
    [0, 10],
    [12, 20],
    [15, 18],
  ] as const;
  expect(joinedPlaces(places, 1)).toEqual([
    [0, 10],
    [12, 20],
    [40, 50],
  ]);
  expect(joinedPlaces(places, 2)).toEqual([
    [0, 20],
    [40, 50],
  ]);
});

it('holds each place in one of few that are farther apart', () => {
  const place = fc.tuple(fc.nat(1000), fc.integer({ min: 1, max: 50 }));
  fc.assert(
    fc.property(fc.array(place), fc.nat(40), (some, gap) => {
      const places = some.map(([from, length]) => [from, from + length] as const);
      const made = joinedPlaces(places, gap);
      for (const [from, to] of places)
        expect(made.filter(([start, end]) => start <= from && to <= end)).toHaveLength(1);
      for (const [at, [from]] of made.entries())
        expect(from - (made[at - 1]?.[1] ?? -gap - 1)).toBeGreaterThan(gap);
    }),
  );
});
