import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { growsLinearly } from '../../model/growth.test-kit.ts';
import { hubsInLinkHeader } from './link-header.ts';

describe('the hubs of a Link header', () => {
  it.each([
    ['one', '<https://hub.example.org/>; rel="hub"', ['https://hub.example.org/']],
    [
      'among others',
      '<https://example.org/feed>; rel="self", <https://hub.example.org/>; rel=hub',
      ['https://hub.example.org/'],
    ],
    [
      'two',
      '<https://a.example/>; rel="hub", <https://b.example/>; rel="hub"',
      ['https://a.example/', 'https://b.example/'],
    ],
    ['among other relations', '<https://a.example/>; rel="next HUB"', ['https://a.example/']],
    ['with a parameter before', '<https://a.example/>; type="x"; rel="hub"', ['https://a.example/']],
    ['relative', '</hub>; rel="hub"', ['https://example.org/hub']],
    ['of another relation', '<https://a.example/>; rel="hubs"', []],
    ['without a relation', '<https://a.example/>', []],
    ['of nonsense', 'rel=hub', []],
    ['of nothing', undefined, []],
  ])('%s', (_case, link, hubs) => {
    expect(hubsInLinkHeader(link, 'https://example.org/feed')).toEqual(hubs);
  });

  it('are read from any header', () => {
    fc.assert(
      fc.property(fc.string(), (link) => Array.isArray(hubsInLinkHeader(link, 'https://example.org/'))),
    );
  });

  it.each([
    ['addresses that do not end', (size: number) => '<'.repeat(size)],
    ['relations without a name', (size: number) => '<a>; rel='.repeat(size / 9)],
    ['semicolons', (size: number) => `<a>${';'.repeat(size)}`],
    ['blanks', (size: number) => `<a>${' '.repeat(size)}`],
    ['blanks after a semicolon', (size: number) => `<a>;${' '.repeat(size)}`],
  ])('are looked for in a time in proportion: %s', (_case, make) => {
    const read = (size: number) => void hubsInLinkHeader(make(size), 'https://example.org/');
    expect(growsLinearly(read, 960_000)).toBe(true);
  });
});
