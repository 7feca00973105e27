import fc from 'fast-check';
import { expect, it } from 'vitest';
import { facets, formatQuery, isEmpty, mapFacets, parseQuery, type Query, withToggled } from './query.ts';

const none = mapFacets(() => []);

it('reads an address', () => {
  expect(
    parseQuery(
      '?q=+swap+tables&source=lwn&source=kernel&topic=C%2B%2B&month=2026-05&from=2026-05-01&sort=date&page=2',
    ),
  ).toEqual({
    text: 'swap tables',
    filters: { ...none, source: ['lwn', 'kernel'], topic: ['C++'], month: ['2026-05'] },
    span: { from: '2026-05-01' },
    sort: 'date',
    page: 2,
    all: false,
  });
});

it.each([
  ['nothing', ''],
  ['empty values', '?q=&source=&page='],
  ['a page that is no number', '?page=two'],
  ['a page before the first', '?page=-3'],
  ['half a page', '?page=1.5'],
  ['an unknown order', '?sort=size'],
  ['a day that there is not', '?from=2026-02-30&to=2026'],
])('takes defaults for %s', (_case, search) => {
  expect(parseQuery(search)).toEqual({
    text: '',
    filters: none,
    span: {},
    sort: 'best',
    page: 1,
    all: false,
  });
  expect(isEmpty(parseQuery(search))).toBe(true);
});

it('writes what it reads', () => {
  const values = fc.uniqueArray(fc.string({ minLength: 1 }), { maxLength: 3 });
  const anyDay = fc.constantFrom('2026-05-18', '2024-02-29', '1999-12-31');
  const anyQuery: fc.Arbitrary<Query> = fc.record({
    text: fc.string().map((text) => text.trim()),
    filters: fc
      .tuple(...facets.map(() => values))
      .map((all) => mapFacets((facet) => all[facets.indexOf(facet)] ?? [])),
    span: fc.record({ from: anyDay, to: anyDay }, { requiredKeys: [] }),
    sort: fc.constantFrom('best', 'date'),
    page: fc.integer({ min: 1, max: 1e6 }),
    all: fc.boolean(),
  });
  fc.assert(
    fc.property(anyQuery, (query) => {
      expect(parseQuery(formatQuery(query))).toEqual(query);
    }),
  );
});

it('leaves defaults out of the address', () => {
  expect(formatQuery(parseQuery('?q=swap&sort=best&page=1'))).toBe('?q=swap');
  expect(formatQuery(parseQuery(''))).toBe('?');
});

it('adds a value and takes it away, back on the first page', () => {
  const query = parseQuery('?q=swap&source=lwn&page=3');
  expect(formatQuery(withToggled(query, 'source', 'kernel'))).toBe('?q=swap&source=lwn&source=kernel');
  expect(formatQuery(withToggled(query, 'source', 'lwn'))).toBe('?q=swap');
});
