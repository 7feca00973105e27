import { describe, expect, it } from 'vitest';
import type { Problem } from '../model/types.ts';
import { feedsOfOpml } from './feeds.ts';
import { maxOpmlBytes, type OpmlFeed, parseOpml } from './opml.ts';

function feedsIn(text: string): readonly OpmlFeed[] {
  const result = parseOpml(text, 'feeds.opml');
  if ('problem' in result) throw new Error(result.problem.why);
  return result.feeds;
}

function problemIn(text: string): Problem | undefined {
  const result = parseOpml(text, 'feeds.opml');
  return 'problem' in result ? result.problem : undefined;
}

const opml = (body: string): string =>
  `<?xml version="1.0"?>\n<opml version="2.0"><body>${body}</body></opml>`;

describe('parseOpml', () => {
  it('reads feeds in order, with the titles of the groups around them', () => {
    const text = opml(
      '<outline text="Kernel"><outline text="Blogs"><outline title="A" text="a" xmlUrl="https://a.example/"/></outline>' +
        '<outline text="B" xmlUrl="https://b.example/"/></outline><outline xmlurl=" c.xml "/>',
    );
    expect(feedsIn(text)).toEqual([
      { url: 'https://a.example/', title: 'A', groups: ['Kernel', 'Blogs'] },
      { url: 'https://b.example/', title: 'B', groups: ['Kernel'] },
      { url: 'c.xml', groups: [] },
    ]);
  });

  it('decodes character references once', () => {
    const text = opml(
      '<outline text="It&#8217;s &amp;amp; &#x41;" xmlUrl="https://a.example/?a=1&amp;b=2"/>',
    );
    expect(feedsIn(text)).toEqual([{ url: 'https://a.example/?a=1&b=2', title: 'It’s &amp; A', groups: [] }]);
  });

  it('reads a file that begins with a byte order mark', () => {
    expect(feedsIn(`\ufeff${opml('<outline xmlUrl="a.xml"/>')}`)).toHaveLength(1);
  });

  it('reads a list without feeds', () => {
    expect(feedsIn('<opml><body/></opml>')).toEqual([]);
  });

  it.each([
    ['cut off', '<opml><body><outline xmlUrl="a.xml">', /not well-formed/],
    ['not OPML', '<rss><channel/></rss>', /no <opml> element/],
    ['empty', '', /well-formed|no <opml>/],
    ['a page', '<!doctype html><p>Hello<br></p>', /not well-formed|no <opml>/],
    ['too large', ' '.repeat(maxOpmlBytes + 1), /larger than 10 MB/],
  ])('refuses a file that is %s', (_case, text, why) => {
    expect(problemIn(text)).toMatchObject({
      code: 'OPML_UNREADABLE',
      where: 'feeds.opml',
      why: expect.stringMatching(why),
    });
  });

  it('expands no entity that the document declares', () => {
    const names = 'abcdefghij'.split('');
    const declared = names.map(
      (name, at) => `<!ENTITY ${name} "${at === 0 ? 'ha' : `&${names[at - 1]};`.repeat(10)}">`,
    );
    const text = `<!DOCTYPE opml [${declared.join('')}]><opml><body><outline text="&j;" xmlUrl="a.xml"/></body></opml>`;
    expect(feedsIn(text)).toEqual([{ url: 'a.xml', title: '&j;', groups: [] }]);
  });

  it('stops at a depth that no list has', () => {
    const depth = 5000;
    const text = opml(
      `${'<outline text="x">'.repeat(depth)}<outline xmlUrl="a.xml"/>${'</outline>'.repeat(depth)}`,
    );
    const result = parseOpml(text, 'feeds.opml');
    expect('problem' in result || result.feeds.length === 0).toBe(true);
  });
});

describe('feedsOfOpml', () => {
  const sections = [
    { id: 'kernel', title: 'Kernel' },
    { id: 'big-data', title: 'Data' },
  ];
  const feed = (url: string, ...groups: string[]): OpmlFeed => ({ url, groups });

  it('puts feeds into the innermost group that is a section, by title or id', () => {
    const list = [
      feed('https://a.example/', 'Kernel', 'Blogs'),
      feed('https://b.example/', 'Kernel', 'Big data'),
      feed('https://c.example/', 'Other'),
    ];
    expect(feedsOfOpml(list, [], sections, 'l.opml').feeds.map(({ section }) => section)).toEqual([
      'kernel',
      'big-data',
      undefined,
    ]);
  });

  it('leaves out what the configuration names itself, and repeats', () => {
    const own = { id: 'mine', url: 'https://a.example/', publish: 'full', where: '' } as const;
    const list = [feed('https://a.example/'), feed('https://b.example/'), feed('https://b.example/')];
    expect(feedsOfOpml(list, [own], [], 'l.opml').feeds.map(({ url }) => url)).toEqual([
      'https://b.example/',
    ]);
  });

  it('gives a feed the same id wherever it stands in the list', () => {
    const list = ['https://a.example/feed', 'https://a.example/rss.xml', 'https://a.example/atom/'].map(
      (url) => feed(url),
    );
    const idsOf = (order: readonly OpmlFeed[]): Map<string, string> =>
      new Map(feedsOfOpml(order, [], [], 'l.opml').feeds.map(({ url, id }) => [url, id]));
    const ids = idsOf(list);
    expect(new Set(ids.values()).size).toBe(3);
    expect(ids.get('https://a.example/feed')).toBe('a-example');
    expect(idsOf([...list].reverse())).toEqual(ids);
    expect(idsOf(list.slice(0, 2)).get('https://a.example/feed')).toBe('a-example');
  });
});
