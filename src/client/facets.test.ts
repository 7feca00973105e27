import { expect, it } from 'vitest';
import { translator } from '../model/messages.ts';
import { nameOf } from './facet-names.ts';
import { asOne, offered } from './facets.ts';

const page = {
  language: 'en',
  names: { source: { lwn: 'LWN' }, section: {} },
  text: translator({ subscribers: 'Subscribers', accessOpen: 'Open to all' }, 'en'),
};

it.each([
  ['source', 'lwn', 'LWN'],
  ['source', 'gone', 'gone'],
  ['topic', 'C++', 'C++'],
  ['language', 'fr', 'French'],
  ['language', '!', '!'],
  ['month', '2026-05', 'May 2026'],
  ['month', 'May', 'May'],
  ['access', 'subscriber', 'Subscribers'],
  ['access', 'open', 'Open to all'],
] as const)('names the %s %s', (facet, value, expected) => {
  expect(nameOf(facet, value, page)).toBe(expected);
});

it('offers the most frequent values first, months from the newest', () => {
  expect(offered('source', { b: 1, a: 1, c: 5 }, [])).toEqual({ first: ['c', 'a', 'b'], rest: [] });
  expect(offered('month', { '2026-04': 9, '2026-05': 1 }, []).first).toEqual(['2026-05', '2026-04']);
});

it('folds all but the first eight, and never a value in use, however rare it is', () => {
  const counts = Object.fromEntries(Array.from({ length: 60 }, (_, i) => [`topic${i}`, 60 - i]));
  const { first, rest } = offered('topic', counts, ['topic59', 'topic0', 'none']);
  expect(first).toHaveLength(10);
  expect(first.slice(-3)).toEqual(['topic7', 'topic59', 'none']);
  expect(rest).toHaveLength(51);
  expect([rest[0], rest.at(-1)]).toEqual(['topic8', 'topic58']);
});

it('goes no further than the bound', () => {
  const counts = Object.fromEntries(Array.from({ length: 900 }, (_, i) => [`topic${i}`, 900 - i]));
  const { first, rest } = offered('topic', counts, ['topic899']);
  expect([first.length, rest.length]).toEqual([9, 192]);
  expect(first).toContain('topic899');
});

it('counts topics that differ in case as one, by the name that most items give', () => {
  expect(asOne({ ios: 4, iOS: 13, Swift: 2, IOS: 1 })).toEqual({ iOS: 18, Swift: 2 });
});
