import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
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

  it('are read in no time from any header', () => {
    fc.assert(
      fc.property(fc.string(), (link) => Array.isArray(hubsInLinkHeader(link, 'https://example.org/'))),
    );
    const started = performance.now();
    hubsInLinkHeader('<'.repeat(60_000), 'https://example.org/');
    hubsInLinkHeader('<a>; rel='.repeat(6000), 'https://example.org/');
    hubsInLinkHeader(`<a>${';'.repeat(60_000)}`, 'https://example.org/');
    hubsInLinkHeader(`<a>${' '.repeat(60_000)}`, 'https://example.org/');
    expect(performance.now() - started).toBeLessThan(500);
  });
});
