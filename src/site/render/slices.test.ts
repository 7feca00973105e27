import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makersFor, slicesOf } from './slices.ts';

const pages = (count: number): number[] => Array.from({ length: count }, (_, at) => at);

describe('makersFor', () => {
  it.each([
    ['few pages', 7999, 8, 0],
    ['pages for two', 8000, 8, 1],
    ['many pages', 40_000, 8, 7],
    ['many pages and one core', 40_000, 1, 0],
    ['no page', 0, 8, 0],
  ])('starts no more other processes than pay: %s', (_case, count, cores, wanted) => {
    expect(makersFor(count, {}, cores)).toBe(wanted);
  });

  it.each([
    [500, 3, 2],
    [2, 3, 1],
    [40_000, 1, 0],
  ])('starts for %i pages as many as are asked for: %i', (count, processes, wanted) => {
    expect(makersFor(count, { processes }, 2)).toBe(wanted);
  });
});

describe('slicesOf', () => {
  it('loses no page, keeps their order, and bounds every slice', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(3000), fc.integer({ min: 1, max: 40 }), async (count, least) => {
        const slices = slicesOf(pages(count), least);
        expect(slices.flat()).toEqual(pages(count));
        for (const slice of slices) {
          expect(slice.length).toBeGreaterThan(0);
          expect(slice.length).toBeLessThanOrEqual(400);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('makes as many as are asked for, where there are pages enough', () => {
    expect(slicesOf(pages(80), 8).map((slice) => slice.length)).toEqual(Array(8).fill(10));
    expect(slicesOf(pages(3), 8)).toEqual([[0], [1], [2]]);
  });
});
