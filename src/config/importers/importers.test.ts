import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addToConfig } from '../edit-config.ts';
import { readConfig } from '../read-config.ts';
import { sectionIdOf } from '../section-name.ts';
import type { ImportedList } from './imported.ts';
import { addressKey, mergeList } from './merge-list.ts';
import { readOsmosfeed } from './osmosfeed.ts';
import { readFeedList } from './read-list.ts';

function fixture(name: string): string {
  return readFileSync(join(import.meta.dirname, 'fixtures', name), 'utf8');
}

function readable(list: ImportedList): Exclude<ImportedList, { problem: unknown }> {
  if ('problem' in list) throw new Error(list.problem.why);
  return list;
}

function read(name: string) {
  return readable(readFeedList(fixture(name), name));
}

const nothing = { feeds: [], sections: [] };

describe('OPML', () => {
  it('keeps titles, nested groups and what programs wrote there', () => {
    const { format, feeds, site } = read('reader.opml');
    expect([format, site]).toEqual(['OPML', { title: 'My & your subscriptions' }]);
    expect(feeds).toHaveLength(6);
    expect(feeds[0]).toEqual({
      url: 'https://kernel.example/feed.xml?a=1&b=2',
      title: 'Kernel Courier',
      groups: ['Technology', 'Kernel'],
      opml: {
        'xmlns:frss': 'https://reader.example/opml',
        'frss:priority': 'feed',
        category: '/tech/kernel',
      },
    });
    expect(feeds[2]).toMatchObject({ title: '工房', groups: ['読書'] });
  });

  it('puts a feed that it names without a group first into the first group that has it', () => {
    const entry = '<outline text="A" xmlUrl="https://a.example/feed"/>';
    const text = `<opml version="1.0"><body>${entry}<outline text="Music">${entry}</outline>
      <outline text="Art">${entry}</outline></body></opml>`;
    const { feeds } = readable(readFeedList(text, 'list.opml'));
    const { additions, duplicates } = mergeList(feeds, nothing, 'list.opml');
    expect(additions).toEqual({
      feeds: [{ url: 'https://a.example/feed', title: 'A', section: 'music' }],
      sections: [{ id: 'music', title: 'Music' }],
    });
    expect(duplicates).toEqual(['https://a.example/feed', 'https://a.example/feed']);
    const present = { feeds: [{ id: 'a-example', url: 'https://a.example/feed' }], sections: [] };
    expect(mergeList(feeds, present, 'list.opml').additions).toEqual({ feeds: [], sections: [] });
  });

  it('becomes sections and feeds, each once', () => {
    const { additions, duplicates, skipped } = mergeList(read('reader.opml').feeds, nothing, 'reader.opml');
    expect(additions.sections).toEqual([
      { id: 'kernel', title: 'Kernel' },
      { id: 'technology', title: 'Technology' },
      { id: expect.stringMatching(/^section-[0-9a-f]{8}$/), title: '読書' },
    ]);
    expect(additions.feeds.map((feed) => typeof feed === 'object' && feed.url)).toEqual([
      'https://kernel.example/feed.xml?a=1&b=2',
      'http://www.packets.example/rss/',
      'https://kobeya.example/atom.xml',
      'feeds/local.xml',
    ]);
    expect(duplicates).toEqual(['https://packets.example/rss']);
    expect(skipped).toMatchObject([{ code: 'OPML_FEED_SKIPPED', where: 'reader.opml, feed 6' }]);
  });

  it.each([
    ['cut off', '<opml><body><outline text="a"'],
    ['a page', '<!doctype html><html><body><p>No</body></html>'],
    ['nothing but a head', '<opml version="2.0"><head/></opml>'],
  ])('that is %s is refused whole', (_case, text) => {
    expect(readFeedList(text, 'x.opml')).toMatchObject({
      problem: { code: 'OPML_UNREADABLE', where: 'x.opml' },
    });
  });

  it('may begin with a byte order mark', () => {
    expect(readable(readFeedList(`\uFEFF${fixture('reader.opml')}`, 'x')).feeds).toHaveLength(6);
  });

  it('keeps no attribute that could be a prototype, and not too many', () => {
    const many = Array.from({ length: 40 }, (_, n) => `a${n}="${n}"`).join(' ');
    const text = `<opml><body><outline text="t" xmlUrl="https://a.example/" __proto__="x" ${many}/></body></opml>`;
    const [feed] = readable(readFeedList(text, 'x.opml')).feeds;
    expect(Object.keys(feed?.opml ?? {})).toHaveLength(20);
  });
});

describe('planet.ini', () => {
  it('gives feeds with their names, the site, and what was left out', () => {
    const { format, feeds, site, notes } = read('planet.ini');
    expect([format, site]).toEqual([
      'planet.ini',
      { title: 'Planet Workbench', url: 'https://planet.example/' },
    ]);
    expect(feeds).toEqual([
      { url: 'https://one.example/feed/', title: 'Åsa One', face: 'faces/asa.png' },
      { url: 'http://two.example/rss.xml?tag=planet%%20one', title: 'Two: a colon\nand a second line' },
      {
        url: 'http://three.example/atom.xml',
        face: 'https://three.example/me.jpg',
        keep: '/(?i)kernel|linux/bsd/',
      },
    ]);
    expect(notes.map(({ code, where }) => [code, where])).toEqual([
      ['IMPORT_LINE_SKIPPED', 'planet.ini, line 30'],
      ['IMPORT_LINE_SKIPPED', 'planet.ini, line 28'],
      ['IMPORT_FACES', 'planet.ini'],
      ['IMPORT_REDIRECTS', 'planet.ini'],
      ['IMPORT_SETTING_UNUSED', 'planet.ini'],
    ]);
    expect(notes[2]?.what).toContain('faces/asa.png');
    // Of its templates, one makes a feed.
    expect(notes[3]?.fix).toBe('Put this into daybook.yaml: redirects: { /rss20.xml: /rss.xml }');
    expect(notes[4]?.what).toContain('exclude, facewidth, items_per_page');
  });

  it('makes filters and faces of a configuration that is sound', async () => {
    const { feeds } = read('planet.ini');
    const { additions } = mergeList(feeds, { feeds: [], sections: [] }, 'planet.ini');
    const text = addToConfig('title: T\nurl: https://t.example/\n', additions);
    const result = await readConfig(text, async () => undefined);
    expect('config' in result && result.config.feeds.map(({ face }) => face)).toEqual([
      'faces/asa.png',
      undefined,
      'https://three.example/me.jpg',
    ]);
    expect('config' in result && result.config.rules).toMatchObject([
      { where: 'daybook.yaml, feeds[2].filter.keep', do: { drop: true } },
    ]);
  });

  it.each([
    ['images/heads/bob.png', 'faces/bob.png'],
    ['..\\..\\eve.png', 'faces/eve.png'],
    ['../..', undefined],
    ['.hidden', undefined],
    ['javascript:alert(1)', undefined],
  ])('takes the face %s as %s', (face, expected) => {
    const found = readFeedList(`[https://one.example/feed/]\nface = ${face}\n`, 'planet.ini');
    expect('feeds' in found && found.feeds[0]?.face).toBe(expected);
  });

  it('without templates is given the addresses of all usual ones, as lines that can be used', async () => {
    const read = readable(readFeedList('[Planet]\nname = P\n[https://one.example/feed/]\n', 'planet.ini'));
    const fix = read.notes.find(({ code }) => code === 'IMPORT_REDIRECTS')?.fix ?? '';
    const line = fix.replace('Put this into daybook.yaml: ', '');
    const result = await readConfig(`title: T\nfeeds: [a.xml]\n${line}\n`, async () => undefined);
    expect('config' in result && result.config.redirects.map(({ from, to }) => `${from} ${to}`)).toEqual([
      '/atom.xml /feed.xml',
      '/rss20.xml /rss.xml',
      '/rss10.xml /rss.xml',
      '/foafroll.xml /opml.xml',
    ]);
  });

  it('without a section is refused', () => {
    expect(readFeedList('name = x\n', 'planet.ini')).toMatchObject({
      problem: { code: 'IMPORT_UNREADABLE' },
    });
  });
});

describe('osmosfeed.yaml', () => {
  it('gives its sources, title and zone', () => {
    const { format, feeds, site, notes } = read('osmosfeed.yaml');
    expect([format, site]).toEqual(['osmosfeed.yaml', { title: 'My feeds', timezone: 'Europe/Berlin' }]);
    expect(feeds.map((feed) => feed.url)).toEqual([
      'https://one.example/feed/',
      'https://two.example/rss.xml',
    ]);
    expect(notes.map(({ code, where }) => [code, where])).toEqual([
      ['IMPORT_LINE_SKIPPED', 'osmosfeed.yaml, sources[2]'],
      ['IMPORT_LINE_SKIPPED', 'osmosfeed.yaml, sources[3]'],
      ['IMPORT_SETTING_UNUSED', 'osmosfeed.yaml'],
      ['IMPORT_REDIRECTS', 'osmosfeed.yaml'],
    ]);
  });

  it.each([
    ['no YAML', 'sources: [', /line 1/],
    ['no list', 'siteTitle: x\n', /sources/],
    ['a text in its place', 'sources: none\n', /sources/],
    [
      'aliases without end',
      `a: &a [x]\n${Array.from({ length: 9 }, (_, n) => `${'bcdefghij'[n]}: &${'bcdefghij'[n]} [${`*${'abcdefghi'[n]},`.repeat(9)}]\n`).join('')}sources: *j\n`,
      /alias/,
    ],
  ])('that is %s is refused', (_case, text, why) => {
    const found = readFeedList(text, 'osmosfeed.yaml');
    expect('problem' in found && `${found.problem.where} ${found.problem.why}`).toMatch(why);
  });
});

describe('a list of addresses', () => {
  it('has comments, titles and tags', () => {
    const { format, feeds, notes } = read('urls.txt');
    expect(format).toBe('list of addresses');
    expect(feeds).toEqual([
      { url: 'https://one.example/feed.xml' },
      { url: 'https://two.example/rss' },
      { url: 'http://three.example/atom', title: 'Three "quoted"', tags: ['tech', 'long reads'] },
      { url: 'https://four.example/feed' },
      { url: 'https://five.example/feed' },
    ]);
    expect(notes.map((note) => note.where)).toEqual(['urls.txt, line 7']);
  });
});

describe('any text', () => {
  it('is read or refused, never thrown at', () => {
    const piece = fc.constantFrom(
      '[',
      ']',
      '=',
      '\n',
      'https://a.example/',
      'sources:',
      '- href: ',
      '<opml>',
      '<outline ',
      '"',
      '#',
      '&a',
      '*a',
    );
    const name = fc.constantFrom('a.opml', 'a.ini', 'a.yaml', 'a.txt', '');
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string())), name, (pieces, where) => {
        const found = readFeedList(pieces.join(''), where);
        if (!('problem' in found)) mergeList(found.feeds, nothing, where);
      }),
    );
  });

  it.each([
    '{ "version": "https://jsonfeed.org/version/1.1", "items": [] }',
    '[{ "url": "https://a.example/" }]',
  ])('of records in JSON is refused, and not read as addresses: %s', (text) => {
    expect(readFeedList(text, 'feed.json')).toMatchObject({
      problem: { code: 'IMPORT_UNREADABLE', why: expect.stringContaining('It is JSON') },
    });
  });

  it('larger than 10 MB is refused', () => {
    expect(readFeedList('x'.repeat(10_000_001), 'a.txt')).toMatchObject({
      problem: { code: 'IMPORT_UNREADABLE' },
    });
  });
});

describe('joining a list to a digest', () => {
  it('finds known feeds however their address is written, and keeps ids apart', () => {
    const present = {
      feeds: [{ id: 'a-example', url: 'https://www.a.example/feed/' }],
      sections: [{ id: 'tech', title: 'Technology' }],
    };
    const list = [
      { url: 'http://a.example/feed' },
      { url: 'https://a.example/rss.xml', groups: ['Technology'] },
      { url: 'https://b.example/', groups: ['', 'Tech'] },
    ];
    const { additions, duplicates } = mergeList(list, present, 'x');
    expect(duplicates).toEqual(['http://a.example/feed']);
    expect(additions.sections).toEqual([]);
    expect(additions.feeds).toEqual([
      {
        url: 'https://a.example/rss.xml',
        id: expect.stringMatching(/^a-example-[0-9a-f]{8}$/),
        section: 'tech',
      },
      { url: 'https://b.example/', section: 'tech' },
    ]);
  });

  it.each([
    ['https://www.a.example/feed/', 'http://a.example/feed#top', true],
    ['https://a.example/?feed=1', 'https://a.example/?feed=2', false],
    ['https://a.example/Feed', 'https://a.example/feed', false],
    ['https://a.example:8080/', 'https://a.example/', false],
  ])('%s and %s are the same: %s', (one, other, same) => {
    expect(addressKey(one) === addressKey(other)).toBe(same);
  });

  it('makes a configuration that is sound, whatever the list', async () => {
    const title = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 80 }),
      fc.constantFrom('', 'A', 'a', 'Ä', '日本', '-'),
    );
    const feed = fc.record({ url: fc.webUrl(), groups: fc.array(title, { maxLength: 2 }) });
    await fc.assert(
      fc.asyncProperty(fc.array(feed, { minLength: 1, maxLength: 8 }), async (list) => {
        const { additions } = mergeList(list, nothing, 'x');
        const text = addToConfig('title: T\n', additions);
        expect(await readConfig(text, async () => undefined)).toHaveProperty('config');
      }),
      { numRuns: 60 },
    );
  });

  it.each([
    ['Kernel & co', 'kernel-co'],
    ['Été', 'ete'],
    [`${'a'.repeat(59)} b`, `${'a'.repeat(59)}`],
  ])('the section %s has the id %s', (title, id) => {
    expect(sectionIdOf(title)).toBe(id);
  });
});

describe('a list nested without end', () => {
  it('is refused before it is parsed, as depth would end the program', () => {
    expect(readOsmosfeed(`sources: ${'['.repeat(50_000)}`, 'osmosfeed.yaml')).toMatchObject({
      problem: { code: 'IMPORT_UNREADABLE', why: 'It is nested deeper than 500 levels.' },
    });
  });
});
