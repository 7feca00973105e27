import { XMLValidator } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import { outputsOf, testSite } from './site.test-kit.ts';

const twoDays = [
  { key: 'zero', tags: ['linux'], authors: [{ name: 'Ada' }], date_published: '2026-05-18T06:00:00Z' },
  { key: 'one', tags: ['linux'], authors: [{ name: 'Ada' }] },
  {
    key: 'two',
    feed: 'beta',
    tags: ['linux'],
    authors: [{ name: 'Ada' }],
    external_url: 'https://alpha.example/one',
  },
  { key: 'three', day: '2026-05-31', date_published: '2026-05-31T08:00:00Z' },
];

describe('outputUnits', () => {
  it('writes the files that the contract names, each once', async () => {
    const files = await outputsOf(await testSite({ items: twoDays }));
    expect([...files.keys()].sort()).toEqual(
      [
        ...['/feed.xml', '/feed.json', '/rss.xml', '/editions/feed.xml', '/editions/feed.json'],
        ...['/section/core/feed.xml', '/section/core/feed.json'],
        ...['/source/alpha/', '/source/beta/', '/topic/linux/', '/author/ada/', '/story/one/'].map(
          (folder) => `${folder}feed.xml`,
        ),
        ...['/2026/05/18/', '/2026/05/31/', '/2026/w21/', '/2026/w22/', '/2026/05/'].map(
          (folder) => `${folder}index.txt`,
        ),
        ...['/2026/05/18/', '/2026/05/31/'].flatMap((folder) => [`${folder}feed.xml`, `${folder}feed.json`]),
        ...['/source/alpha/2026/05/feed.xml', '/source/beta/2026/05/feed.xml'],
        '/.well-known/recommendations.opml',
        '/_headers',
        '/badge.svg',
        '/editions/index.json',
        '/schemas/editions.schema.json',
        '/schemas/feed.schema.json',
        '/schemas/health.schema.json',
        '/schemas/stories.schema.json',
        '/stories/index.json',
        '/feed.css',
        '/health.json',
        '/manifest.webmanifest',
        '/opml.xml',
        '/robots.txt',
        '/sitemap.xml',
      ].sort(),
    );
  });

  it('writes a site without any item', async () => {
    const files = await outputsOf(await testSite({ items: [] }));
    expect(files.get('/feed.xml')).toContain('<updated>1970-01-01T00:00:00Z</updated>');
    for (const [path, content] of files)
      if (/\.(?:xml|opml)$/.test(path)) expect(XMLValidator.validate(content)).toBe(true);
  });

  it('gives the same bytes at another time, once the editions are closed', async () => {
    const [early, late] = await Promise.all(
      ['2026-06-01T12:00:00Z', '2027-01-01T00:00:00Z'].map(async (now) =>
        outputsOf(await testSite({ items: twoDays, now })),
      ),
    );
    expect(late).toEqual(early);
  });

  it('puts every address below the path prefix', async () => {
    const files = await outputsOf(await testSite({ items: twoDays }));
    for (const [path, content] of files) {
      const own = content.match(/https:\/\/daybook\.example\/[^\s"<]*/g) ?? [];
      expect(
        own.filter((address) => !address.startsWith('https://daybook.example/kernel/')),
        path,
      ).toEqual([]);
    }
  });
});
