import { expect, it } from 'vitest';
import { effectivePreferences } from './preferences.ts';
import { storageKey } from './site-key.ts';

it.each([
  ['nothing is asked', '', 'headlines'],
  ['the address asks for another', '?q=1&view=full', 'full'],
  ['the address asks for the default', '?view=summaries', 'summaries'],
])('takes the density where %s', (_case, query, expected) => {
  expect(effectivePreferences({ density: 'headlines', theme: 'dark' }, { search: query, hash: '' })).toEqual({
    density: expected,
    theme: 'dark',
  });
});

it('takes full texts where the address ends in #full, which works without script too', () => {
  expect(effectivePreferences({ density: 'headlines' }, { search: '', hash: '#full' })).toEqual({
    density: 'full',
  });
});

it.each([
  ['https://example.org/assets/theme.a1.js', 'daybook:v1:/'],
  ['https://example.org/kernel/assets/theme.a1.js', 'daybook:v1:/kernel/'],
])('keeps the state of a site by its path: %s', (script, expected) => {
  expect(storageKey(script)).toBe(expected);
});
