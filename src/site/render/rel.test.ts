import { expect, it } from 'vitest';
import { relOf } from '../site.ts';

it.each([
  ['noopener noreferrer', false, 'noopener noreferrer'],
  ['noopener noreferrer', true, 'noopener noreferrer nofollow'],
  ['noopener nofollow', true, 'noopener nofollow'],
  ['ugc', false, 'ugc'],
])('links say "%s", with nofollow: %s as "%s"', (rel, nofollow, expected) => {
  expect(relOf({ rel, nofollow })).toBe(expected);
});
