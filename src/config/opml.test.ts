import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Problem } from '../model/types.ts';
import { feedsOfOpml } from './feeds.ts';
import { maxOpmlBytes, type OpmlFeed, parseOpml } from './opml.ts';
import { freeSectionId, sectionNamed } from './section-name.ts';

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

  it('leaves out what is commented, with all inside it, and names it', () => {
    const text = opml(
      `<outline text="A" xmlUrl="https://a.example/" isComment="false"/>
       <outline text="B" xmlUrl="https://me:secret@b.example/" isComment="true"/>
       <outline text="Old" isComment="TRUE"><outline text="Older">
         <outline text="C" xmlUrl="https://c.example/"/><outline text="D" htmlUrl="https://d.example/"/>
       </outline></outline>`,
    );
    expect(feedsIn(text)).toEqual([{ url: 'https://a.example/', title: 'A', groups: [] }]);
    const result = parseOpml(text, 'feeds.opml');
    expect('notes' in result && result.notes).toMatchObject([
      {
        code: 'OPML_FEED_COMMENTED_OUT',
        why: expect.stringMatching(/: https:\/\/b\.example\/, https:\/\/c\.example\/\.$/),
      },
    ]);
  });

  it('puts a feed that stands outside of all groups first, and then in one, into that', () => {
    const entry = '<outline text="A" xmlUrl="https://a.example/"/>';
    const feeds = feedsIn(
      opml(`${entry}<outline text="Other">${entry}</outline><outline text="Kernel">${entry}</outline>
            <outline text="Games">${entry}</outline>`),
    );
    const sections = [
      { id: 'kernel', title: 'Kernel' },
      { id: 'games', title: 'Games' },
    ];
    expect(feedsOfOpml(feeds, [], sections, 'feeds.opml').feeds).toMatchObject([
      { url: 'https://a.example/', section: 'kernel', where: 'feeds.opml, feed 1' },
    ]);
  });

  it('decodes character references, also of what was escaped twice', () => {
    const text = opml(
      `<outline text="It&#8217;s &#x41; &amp; B" xmlUrl="https://a.example/?a=1&amp;b=2"/>
       <outline text="It&amp;#8217;s &amp;lt;C&amp;gt;" xmlUrl="https://c.example/?a=1&amp;amp;b=2"/>`,
    );
    expect(feedsIn(text)).toEqual([
      { url: 'https://a.example/?a=1&b=2', title: 'It’s A & B', groups: [] },
      { url: 'https://c.example/?a=1&b=2', title: 'It’s <C>', groups: [] },
    ]);
  });

  it("reads other programs' names for a feed's address, and titles over several lines", () => {
    const text = opml(
      '<outline text="A\n  B" feedUrl="https://a.example/"/><outline text="C" rssurl="//c.example/f"/><outline text="D" feed="yes"/>',
    );
    expect(feedsIn(text)).toEqual([
      { url: 'https://a.example/', title: 'A B', groups: [] },
      { url: 'https://c.example/f', title: 'C', groups: [] },
    ]);
  });

  it('reads outlines that stand in no body', () => {
    const text = '<opml version="2.0"><head/><outline text="A" xmlUrl="https://a.example/"/></opml>';
    expect(feedsIn(text)).toEqual([{ url: 'https://a.example/', title: 'A', groups: [] }]);
  });

  it('reads outlines in the head and behind the body, and of several bodies', () => {
    const one = (name: string): string => `<outline xmlUrl="https://${name}.example/"/>`;
    const places = `<head>${one('a')}</head><body>${one('b')}</body><body>${one('c')}</body>${one('d')}`;
    const urls = feedsIn(`<opml version="2.0">${places}</opml>`).map(({ url }) => url);
    expect(urls).toEqual(['a', 'b', 'c', 'd'].map((name) => `https://${name}.example/`));
    expect(feedsIn(`<body>${one('a')}</body>`).map(({ url }) => url)).toEqual(['https://a.example/']);
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

describe('a list that is nearly XML', () => {
  const feed = (attributes: string): string => opml(`<outline type="rss" ${attributes}/>`);

  it.each([
    [
      'a bare & in a title and an address',
      feed('text="Clay & Dog" xmlUrl="https://a.example/?a=1&b=2&copy=3"'),
      'https://a.example/?a=1&b=2&copy=3',
      'Clay & Dog',
    ],
    [
      'a reference beside it',
      feed('text="A &amp; B & C &#169;" xmlUrl="https://a.example/"'),
      'https://a.example/',
      'A & B & C ©',
    ],
    [
      'values without quotes',
      feed('text=Plain xmlUrl=https://a.example/rss?x=1'),
      'https://a.example/rss?x=1',
      'Plain',
    ],
    [
      'quotes within a value',
      feed('text="The "Best" of it" xmlUrl="https://a.example/"'),
      'https://a.example/',
      'The "Best" of it',
    ],
    [
      'single quotes',
      feed(`text='Ann & "Bob"' xmlUrl='https://a.example/'`),
      'https://a.example/',
      'Ann & "Bob"',
    ],
    ['no blank between attributes', feed('text="A"xmlUrl="https://a.example/"'), 'https://a.example/', 'A'],
    ['an attribute twice', feed('text="A" text="B" xmlUrl="https://a.example/"'), 'https://a.example/', 'A'],
    ['a bare < in a title', feed('text="1 < 2" xmlUrl="https://a.example/"'), 'https://a.example/', '1 < 2'],
    [
      'an attribute without a value',
      feed('checked text="A" xmlUrl="https://a.example/"'),
      'https://a.example/',
      'A',
    ],
    ['control characters', feed('text="A\u0008B" xmlUrl="https://a.example/"'), 'https://a.example/', 'AB'],
    [
      'a line before it',
      `\nWarning: old\n${feed('text="A" xmlUrl="https://a.example/"')}`,
      'https://a.example/',
      'A',
    ],
  ])('is read whole, and says so: %s', (_case, text, url, title) => {
    const read = parseOpml(text, 'list.opml');
    if ('problem' in read) throw new Error(read.problem.why);
    expect(read.feeds).toMatchObject([{ url, title }]);
    expect(read.notes).toMatchObject([{ code: 'OPML_MENDED', where: 'list.opml' }]);
  });

  it('says nothing of one that is XML', () => {
    const read = parseOpml(feed('text="A &amp; B" xmlUrl="https://a.example/"'), 'list.opml');
    expect('problem' in read || read.notes).toEqual([]);
  });

  it.each([
    ['in a tag', '<opml><body><outline text="A & B" xmlUrl="https://a.example/"/><outline text="C'],
    ['between tags', '<opml><body><outline text="A & B" xmlUrl="https://a.example/"/>'],
    ['in a value', '<opml><body><outline text="A & B" xmlUrl="https://a.exam'],
  ])('is still refused when it is cut off %s', (_case, text) => {
    expect(problemIn(text)?.code).toBe('OPML_UNREADABLE');
  });

  it('never throws, and takes time in proportion', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom(
            '<outline ',
            'text=',
            '"',
            "'",
            '&',
            '<',
            '/>',
            '>',
            ' a',
            '=',
            '<!--',
            ']>',
            '<opml><body>',
            '</body></opml>',
          ),
        ),
        (parts) => {
          expect(() => parseOpml(parts.join(''), 'x')).not.toThrow();
        },
      ),
    );
    for (const piece of ['<outline a="', '"', '<a b=', '<', '&', 'x="y" '])
      parseOpml(piece.repeat(200_000 / piece.length), 'x');
  });
});

describe('an address in a list', () => {
  it.each([
    ['feed://a.example/rss', 'http://a.example/rss'],
    ['https//a.example/rss', 'https://a.example/rss'],
    ['&lt;https://a.example/rss&gt;', 'https://a.example/rss'],
    ['feed:https://a.example/rss', 'https://a.example/rss'],
    ['feed://https://a.example/rss', 'https://a.example/rss'],
    ['FEED:http://a.example/rss', 'http://a.example/rss'],
    ['itpc://a.example/rss', 'http://a.example/rss'],
    ['//a.example/rss', 'https://a.example/rss'],
    ['a.example/rss', 'https://a.example/rss'],
    ['a.example', 'https://a.example'],
    ['www.a.example:8080/feed.xml', 'https://www.a.example:8080/feed.xml'],
    ['feeds/a.xml', 'feeds/a.xml'],
    ['a.xml', 'a.xml'],
    ['https://a.example/', 'https://a.example/'],
    ['https:/a.example/rss', 'https://a.example/rss'],
    ['http:a.example/rss', 'http://a.example/rss'],
    ['http://https://a.example/rss', 'https://a.example/rss'],
    ['feed:http://https://a.example/rss', 'https://a.example/rss'],
    ['https%3A%2F%2Fa.example%2Frss%3Fb%3D1', 'https://a.example/rss?b=1'],
    ['https%3A%2F%2Fa.example%2F%E9', 'https%3A%2F%2Fa.example%2F%E9'],
    ['https://a.example/https://b.example/rss', 'https://a.example/https://b.example/rss'],
  ])('is read as people mean it: %s', (written, url) => {
    expect(feedsIn(opml(`<outline xmlUrl="${written}"/>`))[0]?.url).toBe(url);
  });

  it('is found where a program wrote it as a link', () => {
    const list =
      '<outline type="rss" text="A" url="https://a.example/"/><outline type="link" url="https://b.example/"/>';
    expect(feedsIn(opml(list))).toEqual([{ url: 'https://a.example/', title: 'A', groups: [] }]);
  });

  it('is found whatever the case of its attribute', () => {
    expect(feedsIn(opml('<outline XMLURL="https://a.example/" TITLE="A"/>'))).toMatchObject([
      { url: 'https://a.example/', title: 'A' },
    ]);
  });
});

describe('a category', () => {
  it.each([
    [
      'is the group of a feed that has none',
      '<outline xmlUrl="https://a.example/" category="/Boston/Weather,/Harvard"/>',
      ['Boston', 'Weather'],
    ],
    ['may be a plain word', '<outline xmlUrl="https://a.example/" category=" Tech , x"/>', ['Tech']],
    [
      'goes behind a group',
      '<outline text="News"><outline xmlUrl="https://a.example/" category="/Tech"/></outline>',
      ['News'],
    ],
    ['may say nothing', '<outline xmlUrl="https://a.example/" category=" , /"/>', []],
  ])('%s', (_case, body, groups) => {
    expect(feedsIn(opml(body))[0]?.groups).toEqual(groups);
  });
});

describe('sections of a list', () => {
  const sections = [
    { id: 'c', title: 'C' },
    { id: 'uber', title: 'Uber' },
    { id: 'big-data', title: 'Data' },
  ];

  it.each([
    ['C', 'c'],
    ['c', 'c'],
    ['C++', undefined],
    ['C#', undefined],
    ['Uber', 'uber'],
    ['Über', undefined],
    ['Big data', 'big-data'],
  ])('stay apart by signs and accents: %s', (group, id) => {
    expect(sectionNamed(group, sections)?.id).toBe(id);
  });

  it('have ids of their own', () => {
    const ids: string[] = [];
    const made: { id: string; title: string }[] = [];
    for (const title of ['C', 'C++', 'C#', 'Über', 'Uber', 'UBER', 'Überall', '工房']) {
      const id = sectionNamed(title, made)?.id ?? freeSectionId(title, made);
      if (!ids.includes(id)) made.push({ id, title });
      ids.push(id);
    }
    expect(ids.slice(0, 7)).toEqual(['c', 'c-plus-plus', 'c-sharp', 'uber', 'uber-2', 'uber-2', 'uberall']);
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
