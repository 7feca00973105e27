import { expect, it } from 'vitest';
import { isContent } from './enough.ts';

it.each([
  ['a full page, cheaply', 1, 10, 8000, false],
  ['a full page', 1, 10, 8001, true],
  ['one page of two', 2, 19, 39_000, false],
  ['two pages', 2, 20, 9000, true],
  ['a few, far and wide', 1, 3, 40_001, true],
  ['nothing, however far', 1, 0, 900_000, false],
])('%s', (_case, page, found, bytes, expected) => {
  expect(isContent({ all: false, page }, { found, bytes })).toBe(expected);
  expect(isContent({ all: true, page }, { found, bytes })).toBe(false);
});
