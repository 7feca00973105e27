import { describe, expect, it } from 'vitest';
import { linkedFeeds } from './linked-feeds.ts';

const page = 'https://a.example/blog/';
const linksIn = (body: string): string[] => linkedFeeds(`<html><body>${body}</body></html>`, page);

describe('a plain link to a feed', () => {
  it.each([
    ['RSS', '<a href="/x/out.php?id=7">RSS</a>'],
    ['RSS feed', '<a href="/x/out.php?id=7">RSS&nbsp;feed</a>'],
    ['a sentence', '<a href="/x/out.php?id=7">Subscribe via RSS</a>'],
    ['marked words', '<a href="/x/out.php?id=7"><b>Atom</b> <i>feed</i></a>'],
    ['a picture', '<a href="/x/out.php?id=7"><img src="i.png" alt="RSS"></a>'],
    ['a title', '<a href="/x/out.php?id=7" title="RSS Feed"><svg></svg></a>'],
    ['a label', '<a href="/x/out.php?id=7" aria-label="RSS"><svg></svg></a>'],
    ['a class', '<a class="social icon-rss" href="/x/out.php?id=7"><svg></svg></a>'],
    ['the class of its icon', '<a href="/x/out.php?id=7"><i class="fa fa-rss"></i></a>'],
    ['the drawing it uses', '<a href="/x/out.php?id=7"><svg><use xlink:href="/i.svg#rss"></use></svg></a>'],
    ['French', '<a href="/x/out.php?id=7">Flux RSS</a>'],
    ['feed:', '<a href="feed:https://a.example/x/out.php?id=7">RSS</a>'],
    ['the title of a picture', '<a href="/x/out.php?id=7"><img src="i.png" title="RSS feed"></a>'],
    ['the name of a picture', '<a href="/x/out.php?id=7"><img src="/i/feed-icon-14x14.png"></a>'],
    ['the badge of old', '<a href="/x/out.php?id=7"><img src="i.gif" alt="XML"></a>'],
    ['its type', '<a href="/x/out.php?id=7" type="application/rss+xml">Abonnement</a>'],
    ['Polish', '<a href="/x/out.php?id=7">Kanał RSS</a>'],
    ['Swedish', '<a href="/x/out.php?id=7">RSS-flöde</a>'],
    ['Japanese', '<a href="/x/out.php?id=7">RSS配信</a>'],
    ['a missing end', '<a href="/x/out.php?id=7">RSS<p>'],
  ])('is known by %s', (_case, body) => {
    expect(linksIn(body)).toEqual(['https://a.example/x/out.php?id=7']);
  });

  it.each([
    ['its ending', '/news/all.rss'],
    ['its last part', '/blog/feed/'],
    ['its file', '/index.xml'],
    ['its parameter', '/?format=rss'],
  ])('is known by %s, after those that are called so', (_case, href) => {
    const address = new URL(href, page).href;
    expect(linksIn(`<a href="${href}">Follow us</a><a href="/other">RSS</a>`)).toEqual([
      'https://a.example/other',
      address,
    ]);
  });

  it.each([
    ['feed', 'feed://b.example/f', 'http://b.example/f'],
    ['podcasts', 'itpcs://b.example/f.xml', 'https://b.example/f.xml'],
    ['another program', 'podcast:https://b.example/f', 'https://b.example/f'],
  ])('is known by the scheme of %s', (_case, href, expected) => {
    expect(linksIn(`<a href="${href}">Follow</a>`)).toEqual([expected]);
  });

  it('comes by how much speaks for it', () => {
    const links =
      '<a href="/1">About RSS</a><a href="https://feeds.b.example/2">Follow</a><a href="/3">Entries RSS</a>';
    expect(linksIn(links)).toEqual([
      'https://a.example/3',
      'https://feeds.b.example/2',
      'https://a.example/1',
    ]);
  });

  it('is below the base of the page', () => {
    const bases = '<base href="https://b.example/"><base href="https://c.example/">';
    expect(linkedFeeds(`${bases}<a href="f">RSS</a>`, page)).toEqual(['https://b.example/f']);
  });

  it.each([
    ['an article', '<a href="/2026/what-is-rss">What is RSS, and why it matters to all of us</a>'],
    ['a word with these letters', '<a href="/rssi">RSSI meter</a>'],
    ['feedback', '<a href="/feedback">Feedback</a>'],
    ['a reader', '<a href="https://feedly.com/i/subscription/feed/https://a.example/feed">RSS</a>'],
    ['a script', '<a href="javascript:rss()">RSS</a>'],
    ['a place in the page', '<a href="#rss">RSS</a>'],
    ['the page itself', `<a href="${page}">RSS</a>`],
  ])('is not %s', (_case, body) => {
    expect(linksIn(body)).toEqual([]);
  });

  it('costs little in a page that is made of them', () => {
    const many = '<a href="/rss">rss !!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!x</a>'.repeat(5000);
    expect(linksIn(many)).toEqual(['https://a.example/rss']);
    expect(linksIn(`<a href="/x">${'rss '.repeat(100_000)}`)).toEqual([]);
  });
});
