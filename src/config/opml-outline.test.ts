import { describe, expect, it } from 'vitest';
import { type OpmlFeed, parseOpml } from './opml.ts';

function feedsIn(text: string): readonly OpmlFeed[] {
  const result = parseOpml(text, 'feeds.opml');
  if ('problem' in result) throw new Error(result.problem.why);
  return result.feeds;
}

const opml = (body: string): string => `<opml version="2.0"><body>${body}</body></opml>`;

describe('addresses of feeds under other names', () => {
  it.each([
    ['feedUrl', '<outline text="A" feedUrl="https://a.example/f"/>'],
    ['rssUrl', '<outline text="A" rssUrl="https://a.example/f"/>'],
    ['xml_url', '<outline text="A" xml_url="https://a.example/f"/>'],
    ['an element', '<outline><text>A</text><xmlUrl>https://a.example/f</xmlUrl></outline>'],
    ['href, for a feed', '<outline text="A" type="rss" href="https://a.example/f"/>'],
  ])('are read: %s', (_case, body) => {
    expect(feedsIn(opml(body))).toEqual([{ url: 'https://a.example/f', title: 'A', groups: [] }]);
  });

  it.each([
    ['a link', '<outline text="A" type="link" url="https://a.example/news.rss"/>', 'news.rss'],
    ['no type', '<outline text="A" url="https://a.example/feed/"/>', 'feed/'],
  ])('are read where they look like one: %s', (_case, body, path) => {
    expect(feedsIn(opml(body)).map(({ url }) => url)).toEqual([`https://a.example/${path}`]);
  });

  it('are missed, and the page is named, where an address without a type looks like none', () => {
    const list = parseOpml(opml('<outline text="A" url="https://a.example/about"/>'), 'feeds.opml');
    expect('notes' in list && list.notes.map(({ code }) => code)).toEqual(['OPML_PAGE_WITHOUT_FEED']);
  });

  it('do not make feeds of links to pages', () => {
    expect(feedsIn(opml('<outline text="A" type="link" url="https://a.example/about"/>'))).toEqual([]);
  });
});

describe('lists without their frame', () => {
  const outline = '<outline text="A" xmlUrl="https://a.example/f"/>';

  it.each([
    ['a body alone', `<body>${outline}</body>`],
    ['another root', `<outlines>${outline}</outlines>`],
    ['one outline alone', outline],
    ['two bodies', `<opml><body/><body>${outline}</body></opml>`],
  ])('are read: %s', (_case, text) => {
    expect(feedsIn(text).map(({ url }) => url)).toEqual(['https://a.example/f']);
  });
});

it('a quote that was forgotten does not take the address with it', () => {
  const text = opml(
    '<outline text="A xmlUrl="https://a.example/f"/><outline text="B" xmlUrl="https://b.example/f"/>',
  );
  expect(feedsIn(text)).toEqual([
    { url: 'https://a.example/f', title: 'A', groups: [] },
    { url: 'https://b.example/f', title: 'B', groups: [] },
  ]);
});
