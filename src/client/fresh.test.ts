import { expect, it } from 'vitest';
import { momentText } from './fresh.ts';

/** Seconds since 1970 of a time in the zone of this machine. */
const at = (day: number, hour: number, minute: number): number =>
  new Date(2026, 4, day, hour, minute).getTime() / 1000;

it.each([
  ['today', 'en', at(18, 7, 5), '07:05'],
  ['yesterday, though less than a day ago', 'en', at(17, 23, 59), 'yesterday 23:59'],
  ['yesterday in French', 'fr', at(17, 18, 40), 'hier 18\u202Fh\u202F40'],
])('says a moment of %s', (_case, language, moment, expected) => {
  expect(momentText(moment, at(18, 12, 0), language)).toBe(expected);
});

it('says an earlier moment with its date', () => {
  expect(momentText(at(12, 18, 40), at(18, 12, 0), 'en')).toMatch(/^12 May 2026\b.* 18:40$/);
});

it('writes the first of a month in French as the pages do', () => {
  expect(momentText(at(1, 18, 40), at(18, 12, 0), 'fr')).toMatch(/^1er mai 2026\b.* 18\u202Fh\u202F40$/);
});
