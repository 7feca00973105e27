import { describe, expect, it } from 'vitest';
import { discoverFeeds, refreshOf } from './discover.ts';

const page = 'https://example.org/a/';

describe('announced feeds', () => {
  it.each([
    ['text/xml', true],
    ['application/xml; charset=utf-8', true],
    ['text/xml+oembed', false],
    ['text/html', false],
    ['text/rdf', true],
    ['application/x-rss+xml', true],
    ['application/atom', true],
    ['application/rss + xml', true],
    ['text/json', true],
    ['application/rsd+xml', false],
  ])('of type %s: %s', (type, isOne) => {
    const html = `<link rel="alternate" type="${type}" href="f">`;
    expect(discoverFeeds(html, page).map(({ url }) => url)).toEqual(isOne ? ['https://example.org/a/f'] : []);
  });

  it('lie below the first base of the page, wherever that stands', () => {
    const html = '<link rel="alternate" type="text/rss" href="f"><base href="/b/"><base href="/c/">';
    expect(discoverFeeds(html, page).map(({ url }) => url)).toEqual(['https://example.org/b/f']);
  });

  it.each([
    ['a script', 'javascript:feed()'],
    ['what WordPress tells programs', '/wp-json/wp/v2/posts/1'],
    ['nothing', ''],
  ])('are not %s', (_case, href) => {
    expect(discoverFeeds(`<link rel="alternate" type="application/json" href="${href}">`, page)).toEqual([]);
  });
});

describe('a page that announces feeds in another way', () => {
  it.each([
    ['another relation', 'rel="home" type="application/rss+xml" href="/f"'],
    ['no relation', 'type="application/atom+xml" href="/f"'],
    ['a relation of its own', 'rel="rss" href="/f"'],
    ['a misspelt relation', 'rel="alternative" type="application/rss+xml" href="/f"'],
    ['a title instead of a type', 'rel="alternate" title="RSS" href="/f"'],
    ['an empty type', 'rel="alternate" type="" title="RSS feed" href="/f"'],
    ['the scheme of readers', 'rel="alternate" type="application/rss+xml" href="feed://example.org/f"'],
  ])('is read: %s', (_case, link) => {
    const urls = discoverFeeds(`<link ${link}>`, page).map(({ url }) => url.replace('http:', 'https:'));
    expect(urls).toEqual(['https://example.org/f']);
  });

  it.each(['/blog/feed/', '/news.xml?lang=en'])('is read: an address that says it, %s', (href) => {
    const [feed] = discoverFeeds(`<link rel="alternate" href="${href}">`, page);
    expect(feed?.url).toBe(`https://example.org${href}`);
  });

  it.each([
    ['the page in another language', 'rel="alternate" hreflang="fr" href="/fr/feed/"'],
    ['the page for another screen', 'rel="alternate" media="handheld" href="/feed/"'],
    ['the page elsewhere', 'rel="alternate" href="/other"'],
    ['a style', 'rel="stylesheet" title="RSS" href="/rss"'],
  ])('is not %s', (_case, link) => {
    expect(discoverFeeds(`<link ${link}>`, page)).toEqual([]);
  });

  it('has its usual announcements first, and then these alone', () => {
    const html = '<link type="text/rss" href="/a"><link rel="alternate" type="text/atom" href="/b">';
    expect(discoverFeeds(html, page).map(({ url }) => url)).toEqual(['https://example.org/b']);
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
