import { describe, expect, it } from 'vitest';
import { discoverFeeds, refreshOf } from './discover.ts';

const page = 'https://example.org/a/';

describe('announced feeds', () => {
  it.each([
    ['text/xml', true],
    ['application/xml; charset=utf-8', true],
    ['text/xml+oembed', false],
    ['text/html', false],
  ])('of type %s: %s', (type, isOne) => {
    const html = `<link rel="alternate" type="${type}" href="f">`;
    expect(discoverFeeds(html, page).map(({ url }) => url)).toEqual(isOne ? ['https://example.org/a/f'] : []);
  });
});

it.each([
  ['', 'application/rss+xml', true],
  ['rel="service.feed"', 'application/atom+xml', true],
  ['rel="alternative"', 'application/feed+json', true],
  ['rel="next"', 'application/atom+xml', false],
  ['', 'text/xml', false],
  ['rel="self"', 'application/json', false],
])('announced by %s with the type %s: %s', (relation, type, isOne) => {
  expect(discoverFeeds(`<link ${relation} type="${type}" href="f">`, page)).toHaveLength(isOne ? 1 : 0);
});

it('resolves by the first base of a page that has an address', () => {
  const bases = '<base target="_top"><base href="https://b.example/ "><base href="https://c.example/">';
  const html = `${bases}<link rel="alternate" type="application/rss+xml" href="f">`;
  expect(discoverFeeds(html, page)).toMatchObject([{ url: 'https://b.example/f' }]);
});

describe('a page that sends its readers elsewhere', () => {
  it.each([
    ['at once', '<meta http-equiv="refresh" content="0; url=/home">', 'https://example.org/home'],
    [
      'in capitals and quotes',
      `<META HTTP-EQUIV=Refresh CONTENT="0;URL='b?c=d'">`,
      'https://example.org/a/b?c=d',
    ],
    ['without the word', '<meta http-equiv="refresh" content="1, https://e.example/">', 'https://e.example/'],
    ['to itself', '<meta http-equiv="refresh" content="0; url=https://example.org/a/">', undefined],
    ['to itself after a while', '<meta http-equiv="refresh" content="300">', undefined],
    ['after a while', '<meta http-equiv="refresh" content="30; url=/late">', undefined],
    ['in words only', '<meta name="refresh" content="0; url=/no">', undefined],
  ])('%s', (_case, html, expected) => {
    expect(refreshOf(new TextEncoder().encode(html), page)).toBe(expected);
  });
});
