import { expect, it } from 'vitest';
import { nameOf, offered } from './facets.ts';
import { translator } from './messages.ts';

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
  expect(offered('source', { b: 1, a: 1, c: 5 }, [])).toEqual(['c', 'a', 'b']);
  expect(offered('month', { '2026-04': 9, '2026-05': 1 }, [])).toEqual(['2026-05', '2026-04']);
});

it('offers a value in use however rare it is', () => {
  const counts = Object.fromEntries(Array.from({ length: 60 }, (_, i) => [`topic${i}`, 60 - i]));
  const values = offered('topic', counts, ['topic59', 'topic0', 'none']);
  expect(values).toHaveLength(27);
  expect(values.slice(-2)).toEqual(['topic59', 'none']);
});
