import { describe, expect, it } from 'vitest';
import { isOsmosfeedCache, readOsmosfeedCache } from './osmosfeed-cache.ts';
import { venusDocument, venusFeedOf, venusFileName, venusSourceOf } from './venus-cache.ts';

const entry = (source: string): string =>
  `<?xml version="1.0" encoding="utf-8"?>\n<entry xmlns="http://www.w3.org/2005/Atom" xmlns:planet="http://planet.intertwingly.net/"><id>tag:a.example,2009:1</id><link href="https://a.example/1" rel="alternate"/><title>One</title>${source}</entry>`;

describe('a file of the cache of Planet Venus', () => {
  it.each([
    [
      'the address that its feed gives',
      '<source><id>urn:a</id><link href="https://a.example/feed?a=1&amp;b=2" rel="self" type="application/atom+xml"/><link href="https://a.example/" rel="alternate"/><title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">Ada &amp; <b>Bob</b></div></title><planet:name>Ada</planet:name></source>',
      {
        urls: ['https://a.example/feed?a=1&b=2'],
        id: 'urn:a',
        home: 'https://a.example/',
        title: 'Ada & Bob',
        name: 'Ada',
      },
    ],
    [
      'where it was fetched, too',
      '<source><link href="https://a.example/feed" rel="self"/><planet:http_location>https://a.example/new</planet:http_location></source>',
      { urls: ['https://a.example/feed', 'https://a.example/new'] },
    ],
    [
      'the feed that had it from another one',
      '<source><id>urn:other</id><link href="https://other.example/feed" rel="self"/><planet:id>urn:a</planet:id><planet:http_location>https://a.example/feed</planet:http_location></source>',
      { urls: ['https://a.example/feed'], id: 'urn:a' },
    ],
    [
      'no address that can be asked',
      '<source><link href="file:///etc/passwd" rel="self"/><planet:name>A</planet:name></source>',
      { urls: [], name: 'A' },
    ],
    ['nothing', '', { urls: [] }],
  ])('says %s', (_case, source, expected) => {
    expect(venusSourceOf(entry(source))).toEqual(expected);
  });

  it.each([
    ['an empty file', ''],
    ['half of an entry', entry('').slice(0, -30)],
    ['another document', '<?xml version="1.0"?><rss><channel/></rss>'],
    ['a list of ids', '\u0000\u0001binary'],
  ])('is none when it is %s', (_case, text) => {
    expect(venusSourceOf(text)).toBeUndefined();
  });

  it('becomes a feed of one item', () => {
    expect(venusDocument(entry(''))).toMatch(
      /^<feed xmlns="http:\/\/www.w3.org\/2005\/Atom"><entry .*<\/entry><\/feed>$/,
    );
  });

  it('of a feed says its id and address', () => {
    const text =
      '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><id>urn:a</id><link href="https://a.example/x" rel="self"/></feed>';
    expect(venusFeedOf(text)).toEqual({ urls: ['https://a.example/x'], id: 'urn:a' });
    expect(venusFeedOf('no feed')).toBeUndefined();
  });

  it.each([
    ['https://www.a.example/feed/', 'a.example,feed'],
    ['http://a.example/?feed=rss2', 'a.example,feed=rss2'],
    ['https://a.example:8080/b//c.xml', 'a.example,8080,b,c.xml'],
    ['http://../../etc/passwd', 'etc,passwd'],
  ])('is called after %s', (url, name) => {
    expect(venusFileName(url)).toBe(name);
    expect(name).not.toMatch(/[/\\]|^\./);
  });
});

describe('the cache of osmosfeed', () => {
  const article = {
    id: 'g1',
    author: 'Ada',
    title: 'One',
    description: 'A & B',
    link: 'https://a.example/1',
    publishedOn: '2024-05-01T08:00:00.000Z',
    wordCount: 12,
  };
  const source = {
    title: 'A',
    feedUrl: 'https://a.example/feed',
    siteUrl: 'https://a.example/',
    articles: [article],
  };
  const read = (value: unknown) => readOsmosfeedCache(JSON.stringify(value), 'cache.json');

  it('is JSON with sources', () => {
    expect(isOsmosfeedCache('{\n  "sources": []}')).toBe(true);
    expect(isOsmosfeedCache('sources:\n  - href: x')).toBe(false);
    expect(isOsmosfeedCache('https://a.example/feed')).toBe(false);
  });

  it('gives each source as JSON Feed', () => {
    expect(read({ cliVersion: '1.15.0', sources: [source] })).toEqual({
      notes: [],
      sources: [
        {
          url: 'https://a.example/feed',
          title: 'A',
          home: 'https://a.example/',
          articles: 1,
          documents: [
            {
              version: 'https://jsonfeed.org/version/1.1',
              title: 'A',
              items: [
                {
                  id: 'g1',
                  url: 'https://a.example/1',
                  title: 'One',
                  content_text: 'A & B',
                  date_published: '2024-05-01T08:00:00.000Z',
                  authors: [{ name: 'Ada' }],
                },
              ],
            },
          ],
        },
      ],
    });
  });

  it('parts many articles into several documents', () => {
    const articles = Array.from({ length: 1200 }, (_, n) => ({ ...article, id: `g${n}` }));
    const result = read({ sources: [{ ...source, articles }] });
    expect('sources' in result && [result.sources[0]?.articles, result.sources[0]?.documents.length]).toEqual(
      [1200, 3],
    );
  });

  it('leaves out what says too little, and tells', () => {
    const result = read({
      sources: [null, { feedUrl: '' }, { ...source, articles: [article, null, 7, { title: 'x', id: 3 }] }],
    });
    if ('problem' in result) throw new Error(result.problem.why);
    expect(result.sources.map(({ articles }) => articles)).toEqual([1]);
    expect(result.notes.map(({ where, what }) => `${where}: ${what}`)).toEqual([
      'cache.json, sources[0]: A source was skipped.',
      'cache.json, sources[1]: A source was skipped.',
      'cache.json, sources[2]: 3 of 4 articles were skipped.',
    ]);
  });

  it.each([
    ['cut off', '{"sources": [{"title"'],
    ['another document', '{"items": []}'],
    ['a list', '[]'],
  ])('is refused when it is %s', (_case, text) => {
    expect(readOsmosfeedCache(text, 'cache.json')).toMatchObject({ problem: { code: 'IMPORT_UNREADABLE' } });
  });
});
