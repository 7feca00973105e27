import { expect, it } from 'vitest';
import { distance } from './distance.ts';

it.each([
  ['one word', 'kernel', 'kernel', 2, 0],
  ['a letter less', 'kernel', 'kerel', 2, 1],
  ['a letter more', 'kernel', 'kernnel', 2, 1],
  ['another letter', 'kernel', 'kermel', 2, 1],
  ['two that changed places', 'kernel', 'kenrel', 2, 1],
  ['letters of two units each', '😀a', 'a', 2, 1],
  ['more than is asked about', 'kernel', 'swap', 2, 3],
  ['a word much longer', 'a', 'abcdef', 1, 2],
])('tells %s', (_case, one, other, most, expected) => {
  expect(distance(one, other, most)).toBe(expected);
  expect(distance(other, one, most)).toBe(expected);
});
