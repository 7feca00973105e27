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

it.each([
  ['its date', 'en', at(12, 18, 40), /^12 May, 18:40$/],
  ['its year, if that is long ago', 'en', at(12 - 365, 18, 40), /^12 May 2025, 18:40$/],
  ['an article, where the language has one', 'de', at(12, 18, 40), /^dem 12\. Mai, 18:40$/],
  ['the first of a month as the pages have it', 'fr', at(1, 18, 40), /^le 1er mai,? (à )?18\u202Fh\u202F40$/],
])('says an earlier moment with %s', (_case, language, moment, expected) => {
  expect(momentText(moment, at(18, 12, 0), language)).toMatch(expected);
});
