import { expect, it } from 'vitest';
import { isLanguageTag, isWrittenAlike, likelySubtags } from './language.ts';

it.each([
  ['zh', 'zh', 'Hans'],
  ['zh-CN', 'zh', 'Hans'],
  ['zh-SG', 'zh', 'Hans'],
  ['zh-TW', 'zh', 'Hant'],
  ['zh-HK', 'zh', 'Hant'],
  ['zh-MO', 'zh', 'Hant'],
  ['zh-Hant-CN', 'zh', 'Hant'],
  ['iw', 'he', 'Hebr'],
  ['pt-PT', 'pt', 'Latn'],
  ['JA', 'ja', 'Jpan'],
  ['no tag!', 'no tag!', ''],
  ['', '', ''],
])('reads %s', (tag, language, script) => {
  expect(likelySubtags(tag)).toEqual({ language, script });
});

it.each([
  ['fr', 'fr-CA', true],
  ['en-GB', 'en-US', true],
  ['zh', 'zh-SG', true],
  ['zh-CN', 'zh-TW', false],
  ['zh-HK', 'zh-TW', true],
  ['sr', 'sr-Latn', false],
  ['pt', 'es', false],
])('tells whether %s and %s are written alike', (one, other, expected) => {
  expect(isWrittenAlike(one, other)).toBe(expected);
});

it.each([
  ['en', true],
  ['zh-Hant-TW', true],
  ['x', false],
  ['rss-0', false],
  ['en-', false],
  ['', false],
])('tells whether %s has the form of a tag', (tag, expected) => {
  expect(isLanguageTag(tag)).toBe(expected);
});
