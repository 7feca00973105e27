import { expect, it } from 'vitest';
import type { StoryReason } from '../../digest/index.ts';
import { translator } from '../messages.ts';
import { reasonText } from './reason-text.ts';

it.each<[string, StoryReason, string]>([
  ['en', { kind: 'first' }, 'the first report'],
  ['en', { kind: 'same-page' }, 'the same page'],
  ['en', { kind: 'links-to-it' }, 'links to the same page'],
  ['en', { kind: 'same-title' }, 'the same title'],
  ['en', { kind: 'names', words: ['Lantern', 'Oslo'] }, 'names Lantern and Oslo'],
  ['de', { kind: 'names', words: ['Lantern', 'Oslo'] }, 'nennt ebenfalls Lantern und Oslo'],
  ['en', { kind: 'words', words: ['owl', 'Corley', 'bell'] }, 'shares the words: owl, Corley, and bell'],
  ['fr', { kind: 'words', words: ['orgue', 'tuyaux'] }, 'en commun\u202f: orgue et tuyaux'],
])('says in %s why an item belongs: %o', (language, reason, text) => {
  const lists = new Intl.ListFormat(language, { type: 'conjunction' });
  const list = (parts: readonly string[]): string => lists.format(parts);
  expect(reasonText(reason, { t: translator(language), list })).toBe(text);
});
