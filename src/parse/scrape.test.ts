import { describe, expect, it } from 'vitest';
import type { ScrapeSettings } from '../model/pages.ts';
import type { ParsedItem } from '../model/types.ts';
import type { FeedSource } from './parse-feed.ts';
import { scrapePage } from './scrape.ts';

const url = 'https://club.example/news/';
const list = `
<ul>
  <li class="post"><h2><a href="/news/1">First</a></h2><time datetime="2026-05-17T09:00:00Z">yesterday</time>
    <p class="lead">What <b>happened</b>.</p><span class="by">Ada</span><img src="/1.png"></li>
  <li class="post"><h2><a href="2">Second</a></h2><time>16 May 2026</time></li>
  <li class="post"><h2><a href="https://other.example/3">Third</a></h2></li>
</ul>`;
const page = (body: string, head = '<title>The Club</title>', lang = 'en'): string =>
  `<!doctype html><html lang="${lang}"><head>${head}</head><body>${body}</body></html>`;

function scrape(html: string, settings: Partial<ScrapeSettings> = {}, source: Partial<FeedSource> = {}) {
  return scrapePage(
    new TextEncoder().encode(html),
    { url, contentType: 'text/html', ...source },
    { items: 'li.post', ...settings },
  );
}

function itemsOf(...args: Parameters<typeof scrape>): readonly ParsedItem[] {
  const result = scrape(...args);
  if ('problem' in result) throw new Error(result.problem.why);
  return result.feed.items;
}

function problemOf(...args: Parameters<typeof scrape>) {
  const result = scrape(...args);
  if ('feed' in result) throw new Error('This page has items.');
  return result.problem;
}

const repairsOf = (...args: Parameters<typeof scrape>): string[] => {
  const result = scrape(...args);
  return 'repairs' in result ? result.repairs.map(({ code, what }) => `${code}: ${what}`) : [];
};

describe('scrapePage', () => {
  it('reads titles, links and dates without more than the items', () => {
    expect(
      itemsOf(page(list)).map(({ title, url: link, date_published }) => [title, link, date_published]),
    ).toEqual([
      ['First', 'https://club.example/news/1', '2026-05-17T09:00:00Z'],
      ['Second', 'https://club.example/news/2', '2026-05-16T00:00:00Z'],
      ['Third', 'https://other.example/3', undefined],
    ]);
  });

  it('names items by their addresses', () => {
    for (const { id, url: link, _daybook } of itemsOf(page(list)))
      expect([id, _daybook]).toEqual([link, { id_is_link: true }]);
  });

  it('reads every part that a selector names', () => {
    const settings = {
      content: '.lead',
      summary: 'p',
      author: '.by',
      image: 'img',
      title: 'h2',
      link: 'h2 a',
      date: 'time',
    };
    expect(itemsOf(page(list), settings)[0]).toEqual({
      id: 'https://club.example/news/1',
      url: 'https://club.example/news/1',
      title: 'First',
      content_html: 'What <b>happened</b>.',
      summary: 'What happened.',
      image: 'https://club.example/1.png',
      date_published: '2026-05-17T09:00:00Z',
      authors: [{ name: 'Ada' }],
      _daybook: { id_is_link: true },
    });
  });

  it('says what the page is called, in which language, and where', () => {
    const result = scrape(
      page(list, '<title>The  Club</title><meta name="description" content="News of it.">', 'fr'),
    );
    expect('feed' in result && { ...result.feed, items: [] }).toEqual({
      version: 'https://jsonfeed.org/version/1.1',
      title: 'The Club',
      home_page_url: url,
      description: 'News of it.',
      language: 'fr',
      items: [],
      _daybook: { format: 'page', charset: 'utf-8' },
    });
  });

  it.each([
    ['the item itself', '<a class="post" href="/a"><h3>A</h3></a>', 'A'],
    ['what it stands in', '<a href="/a"><div class="post"><h3>A</h3></div></a>', 'A'],
    ['its only link', '<div class="post"><p>Text</p><a href="/a">A</a></div>', 'A'],
    [
      'a link with a name for those who listen',
      '<div class="post"><a href="/a" aria-label="A"><img></a></div>',
      'A',
    ],
    [
      'the heading before the text of the link',
      '<div class="post"><h3>A</h3><a href="/a">Read on</a></div>',
      'A',
    ],
  ])('takes for the link %s', (_case, html, title) => {
    expect(itemsOf(page(html), { items: '.post' })).toMatchObject([{ url: 'https://club.example/a', title }]);
  });

  it('reads dates as the language of the page writes them, in the zone of the digest', () => {
    const html = page('<li class="post"><a href="/1">A</a><i>le 3 avril 2026</i></li>', '', 'fr');
    const source = { timezone: 'Europe/Paris' };
    expect(itemsOf(html, { date: 'i' }, source)[0]?.date_published).toBe('2026-04-02T22:00:00Z');
  });

  it('stands on the base of the page', () => {
    const html = page('<li class="post"><a href="x">A</a></li>', '<base href="https://cdn.example/n/">');
    expect(itemsOf(html)[0]?.url).toBe('https://cdn.example/n/x');
  });

  it('takes one of two items with one address, and anchors for different ones', () => {
    const html = page(
      ['/a', '/a', '#one', '#two']
        .map((href, n) => `<li class="post"><a href="${href}">T${n}</a></li>`)
        .join(''),
    );
    expect(itemsOf(html).map(({ title }) => title)).toEqual(['T0', 'T2', 'T3']);
  });

  it('leaves out what has no address that can be followed, and says so', () => {
    const html = page(
      '<li class="post">No link</li><li class="post"><a href="javascript:x()">A</a></li><li class="post"><a href="mailto:a@b.example">A</a></li><li class="post"><a href="/b">B</a></li>',
    );
    expect(itemsOf(html).map(({ title }) => title)).toEqual(['B']);
    expect(repairsOf(html).join('\n')).toContain('SCRAPE_ITEM_WITHOUT_LINK');
  });

  it('says which part is missing, and in how many items', () => {
    expect(repairsOf(page(list), { date: 'time' })).toEqual([
      'SCRAPE_PART_MISSING: The date that the selector names is missing in 1 of 3 items.',
    ]);
  });

  it.each([
    [
      'a page without such elements',
      page('<p>Nothing new.</p>'),
      {},
      'The selector "li.post" finds nothing on it.',
    ],
    ['an empty answer', '', {}, 'The selector "li.post" finds nothing on it.'],
    [
      'elements without links',
      page('<li class="post">A</li><li class="post">B</li>'),
      {},
      'The selector "li.post" finds 2 elements, none of which has a link.',
    ],
    [
      'a link selector that finds none',
      page(list),
      { items: 'ul', link: 'a.more' },
      'The selector "ul" finds one element, which has no link that "a.more" finds.',
    ],
  ])('is a problem of %s, not a feed without items', (_case, html, settings, why) => {
    expect(problemOf(html, settings)).toMatchObject({ code: 'SCRAPE_NOTHING_FOUND', where: url, why });
  });

  it('never throws', () => {
    const deep = '<div>'.repeat(20_000);
    expect(problemOf(page(deep)).code).toBe('SCRAPE_NOTHING_FOUND');
    expect(problemOf(page(list), { items: 'a[' }).code).toBe('SCRAPE_NOTHING_FOUND');
    expect(problemOf(page(list), { items: 'li:unheard-of' }).code).toBe('SCRAPE_NOTHING_FOUND');
  });
});
