import fc from 'fast-check';
import { expect, it } from 'vitest';
import { rangesIn } from './byte-ranges.ts';

it.each([
  ['one range', 'bytes=2-4', [[2, 5]]],
  ['a range to the end', 'bytes=990-', [[990, 1000]]],
  ['a range beyond the end', 'bytes=990-2000', [[990, 1000]]],
  ['the last bytes', 'bytes=-5', [[995, 1000]]],
  ['more of the last bytes than there are', 'bytes=-5000', [[0, 1000]]],
  [
    'several',
    'bytes=0-99,500-599',
    [
      [0, 100],
      [500, 600],
    ],
  ],
  [
    'several in another order',
    'bytes=500-599,0-99',
    [
      [500, 600],
      [0, 100],
    ],
  ],
  [
    'spaces and empty elements',
    'Bytes= 0-9 , ,\t500-509,',
    [
      [0, 10],
      [500, 510],
    ],
  ],
  ['one that is there and one that is not', 'bytes=0-9,2000-2010', [[0, 10]]],
  ['none that is there', 'bytes=1000-,-0', []],
  [
    'some that overlap, in one',
    'bytes=500-600,0-99,50-149',
    [
      [0, 150],
      [500, 601],
    ],
  ],
  ['some that nearly touch, in one', 'bytes=0-99,180-199', [[0, 200]]],
  [
    'some that are apart',
    'bytes=0-99,181-199',
    [
      [0, 100],
      [181, 200],
    ],
  ],
  ['the same byte again and again, once', `bytes=${Array(64).fill('0-0').join()}`, [[0, 1]]],
  ['too many', `bytes=${Array(65).fill('0-0').join()}`, undefined],
  ['another unit', 'lines=0-9', undefined],
  ['no unit', '0-9', undefined],
  ['an end before the beginning', 'bytes=0-9,9-2', undefined],
  ['no number', 'bytes=a-b', undefined],
  ['a sign', 'bytes=--5', undefined],
  ['a number that no file has', `bytes=0-${'9'.repeat(16)}`, undefined],
  ['nothing', 'bytes=', undefined],
  ['a dash', 'bytes=-', undefined],
])('reads %s', (_case, header, places) => {
  expect(rangesIn(header, 1000)).toEqual(places);
});

it('has the whole of an empty file sent', () => {
  for (const header of ['bytes=0-0', 'bytes=0-', 'bytes=-1']) expect(rangesIn(header, 0)).toBeUndefined();
});

it('never asks for more than there is, nor twice for the same', () => {
  const anyRange = fc.oneof(
    fc.tuple(fc.nat(1200), fc.nat(1200)).map(([from, last]) => `${from}-${last}`),
    fc.nat(1200).map((from) => `${from}-`),
    fc.nat(1200).map((last) => `-${last}`),
  );
  fc.assert(
    fc.property(fc.array(anyRange, { minLength: 1, maxLength: 20 }), (ranges) => {
      const places = rangesIn(`bytes=${ranges.join()}`, 1000) ?? [];
      const sorted = [...places].sort(([one], [other]) => one - other);
      for (const [at, [from, to]] of sorted.entries()) {
        expect(from).toBeGreaterThanOrEqual(sorted[at - 1]?.[1] ?? 0);
        expect(to).toBeGreaterThan(from);
        expect(to).toBeLessThanOrEqual(1000);
      }
    }),
  );
});
