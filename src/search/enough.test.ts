import { expect, it } from 'vitest';
import { isContent } from './enough.ts';

it.each([
  ['a full page, cheaply', 10, 10, 8000, false],
  ['a full page', 10, 10, 8001, true],
  ['one page of two', 20, 19, 39_000, false],
  ['two pages', 20, 20, 9000, true],
  ['a few, far and wide', 10, 3, 40_001, true],
  ['a few, where all are wanted', Number.POSITIVE_INFINITY, 3, 900_000, false],
  ['nothing, however far', 10, 0, 900_000, false],
])('%s', (_case, wanted, found, bytes, expected) => {
  expect(isContent({ wanted, found, bytes })).toBe(expected);
});
