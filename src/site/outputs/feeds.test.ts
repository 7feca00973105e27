import fc from 'fast-check';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { parseAtomFeed, parseJsonFeed, parseOpml, parseRssFeed } from 'feedsmith';
import { describe, expect, it } from 'vitest';
import type { ParsedFeed } from '../../model/types.ts';
import { parseFeed } from '../../parse/index.ts';
import { pagesIn } from '../render/pages.test-kit.ts';
import { allForms, outputsOf, type TestItem, testConfig, testFeed, testSite } from './site.test-kit.ts';

const forms = ['feed.xml', 'rss.xml', 'feed.json'] as const;

function read(files: ReadonlyMap<string, string>, path: string): ParsedFeed {
  const result = parseFeed(new TextEncoder().encode(files.get(path)), {
    url: `https://daybook.example/kernel${path}`,
  });
  if (!('feed' in result)) throw new Error(`${path}: ${result.problem.code}`);
  expect(result.repairs, path).toEqual([]);
  return result.feed;
}

/** Everything that a feed can say of an item, with characters that break what is not escaped. */
const full: TestItem = {
  key: 'full',
  title: 'Ampersand & 1 < 2, "quoted" ]]> \'single\'',
  url: 'https://alpha.example/full?a=1&b=2',
  external_url: 'https://elsewhere.example/?q="x"&y=<z>',
  html: '<p>Text &amp; more, <em>much</em> more. A second sentence &lt;script&gt;.</p><pre>a &lt; b</pre>',
  authors: [{ name: 'Ada & Co' }, { name: 'Grace "Amazing" Hopper' }],
  tags: ['R&D', 'C++'],
  language: 'fr',
  attachments: [
    {
      url: 'https://alpha.example/a.mp3?x=1&y=2',
      mime_type: 'audio/mpeg',
      size_in_bytes: 1234,
      duration_in_seconds: 61,
    },
    { url: 'https://alpha.example/b.pdf', mime_type: 'application/pdf', title: 'The "paper" & more' },
  ],
  extras: {
    comments_url: 'https://alpha.example/full#comments',
    comments_count: 3,
    revised: '2026-05-19T10:00:00Z',
  },
};

/** What XML 1.0 forbids in a document, one code point at a time. */
function isForbidden(character: string): boolean {
  const code = character.codePointAt(0) ?? 0;
  const isControl = code < 0x20 && ![0x9, 0xa, 0xd].includes(code);
  return isControl || (code >= 0xd800 && code <= 0xdfff) || code === 0xfffe || code === 0xffff;
}

describe('feeds', () => {
  it.each(forms)('%s gives back what the archive holds, through our own parser', async (form) => {
    const files = await outputsOf(await testSite({ items: [full] }));
    const feed = read(files, `/${form}`);
    expect(feed.title).toBe('The Test Daybook');
    expect(feed.home_page_url).toBe('https://daybook.example/kernel/');
    expect(feed.language).toBe('en');
    const [item] = feed.items;
    expect(item).toMatchObject({
      id: 'https://daybook.example/kernel/2026/05/18/#full',
      url: full.url,
      title: full.title,
      date_published: '2026-05-18T12:00:00Z',
      date_modified: '2026-05-19T10:00:00Z',
      authors: full.authors,
      language: 'fr',
    });
    expect(item?.tags).toEqual(expect.arrayContaining(['R&D', 'C++']));
    expect(item?.attachments?.map(({ url, mime_type }) => ({ url, mime_type }))).toEqual(
      full.attachments?.map(({ url, mime_type }) => ({ url, mime_type })),
    );
    expect(item?.content_html).toContain('<pre>a &lt; b</pre>');
  });

  it('are read by another library, field by field', async () => {
    const files = await outputsOf(await testSite({ items: [full] }));
    const atom = parseAtomFeed(files.get('/feed.xml') ?? '');
    expect(atom.entries?.[0]).toMatchObject({
      id: 'https://daybook.example/kernel/2026/05/18/#full',
      title: { value: full.title },
      published: '2026-05-18T12:00:00Z',
      updated: '2026-05-19T10:00:00Z',
      authors: full.authors,
      source: { id: 'https://alpha.example/feed.xml', title: { value: 'alpha.example' } },
    });
    expect(atom.entries?.[0]?.links?.map(({ rel, href }) => [rel, href])).toEqual([
      ['alternate', full.url],
      ['related', 'https://elsewhere.example/?q=%22x%22&y=%3Cz%3E'],
      ['via', 'https://alpha.example/feed.xml'],
      ['replies', 'https://alpha.example/full#comments'],
      ['enclosure', 'https://alpha.example/a.mp3?x=1&y=2'],
      ['enclosure', 'https://alpha.example/b.pdf'],
    ]);
    const rss = parseRssFeed(files.get('/rss.xml') ?? '');
    expect(rss.items?.[0]).toMatchObject({
      title: full.title,
      link: full.url,
      guid: { value: 'https://daybook.example/kernel/2026/05/18/#full', isPermaLink: true },
      comments: 'https://alpha.example/full#comments',
      enclosures: [{ url: 'https://alpha.example/a.mp3?x=1&y=2', length: 1234, type: 'audio/mpeg' }],
      source: { title: 'alpha.example', url: 'https://alpha.example/feed.xml' },
    });
    const json = parseJsonFeed(files.get('/feed.json') ?? '');
    expect(json.items?.[0]).toMatchObject({
      title: full.title,
      url: full.url,
      external_url: 'https://elsewhere.example/?q=%22x%22&y=%3Cz%3E',
    });
  });

  it('say the same in all three forms, for every list', async () => {
    const outputs = { ...testConfig().outputs, feeds: allForms };
    const files = await outputsOf(
      await testSite({
        config: { outputs },
        items: [
          full,
          { key: 'three', tags: ['R&D'], date_published: '2026-05-18T06:00:00Z' },
          { key: 'two', feed: 'beta', tags: ['R&D'], external_url: 'https://alpha.example/full?a=1&b=2' },
        ],
      }),
    );
    const folders = [...files.keys()]
      .filter((path) => path.endsWith('/rss.xml'))
      .map((path) => path.slice(0, -7));
    expect(folders).toEqual(
      expect.arrayContaining([
        '/',
        '/source/alpha/',
        '/section/core/',
        '/topic/r-d/',
        '/story/full/',
        '/editions/',
      ]),
    );
    for (const folder of folders) {
      const [atom, rss, json] = forms.map((form) => read(files, folder + form).items.map(({ id }) => id));
      expect(rss).toEqual(atom);
      expect(json).toEqual(atom);
      expect(atom?.length, folder).toBeGreaterThan(0);
    }
  });

  it('survive hostile text in every field', async () => {
    const nasty = fc
      .string({ unit: 'binary', maxLength: 40 })
      .map((text) => `${text}\u0000\u0008]]>&<!--"'\ud800\ufffe`);
    await fc.assert(
      fc.asyncProperty(nasty, nasty, nasty, async (one, two, three) => {
        const site = await testSite({
          config: {
            title: one,
            description: two,
            feeds: [testFeed('alpha', { title: three, section: 'core' })],
            sections: [{ id: 'core', title: two }],
          },
          items: [
            {
              key: 'nasty',
              title: one,
              summary: two,
              authors: [{ name: three }],
              tags: [two],
              language: 'en',
              html: `<p>${one}</p>`,
              attachments: [{ url: 'https://alpha.example/x', mime_type: three, title: one }],
            },
          ],
          records: new Map([['alpha', { face: { title: one, description: two, language: three } }]]),
        });
        const files = await outputsOf(site, { csp: `default-src 'none'\nX-Evil: ${one}` });
        for (const [path, content] of files) {
          if (/\.(?:xml|opml)$/.test(path)) {
            expect(XMLValidator.validate(content), path).toBe(true);
            expect([...content].filter(isForbidden), path).toEqual([]);
          }
          if (path.endsWith('.json')) expect(() => JSON.parse(content), path).not.toThrow();
        }
        for (const form of forms) expect(read(files, `/${form}`).items).toHaveLength(1);
        expect(files.get('/_headers')).not.toMatch(/^\s*X-Evil/m);
        expect(parseOpml(files.get('/opml.xml') ?? '').body?.outlines).toHaveLength(1);
      }),
      { numRuns: 20 },
    );
  });
});

describe('publish policy', () => {
  const item: TestItem = {
    key: 'one',
    html: '<p>Only for those who may read it in full.</p><p>Second paragraph.</p>',
  };
  const withPolicy = async (publish: 'full' | 'excerpt' | 'title') =>
    outputsOf(
      await testSite({
        config: { feeds: [testFeed('alpha', { publish })] },
        items: [{ ...item, summary: 'In short.' }],
      }),
    );

  it('full: every form carries the body', async () => {
    const files = await withPolicy('full');
    for (const form of forms)
      expect(read(files, `/${form}`).items[0]?.content_html).toContain('Second paragraph');
  });

  it.each([
    ['excerpt', true],
    ['title', false],
  ] as const)('%s: no output carries the body, and only an excerpt the summary', async (publish, summary) => {
    const files = await withPolicy(publish);
    for (const [path, content] of files) expect(content, path).not.toContain('Second paragraph');
    for (const form of forms) expect(files.get(`/${form}`)?.includes('In short.'), form).toBe(summary);
  });
});

describe('the feed of editions', () => {
  it('holds an edition once it is closed, with links to its items', async () => {
    const before = read(
      await outputsOf(await testSite({ now: '2026-05-19T03:59:59Z' })),
      '/editions/feed.json',
    );
    const after = read(
      await outputsOf(await testSite({ now: '2026-05-19T04:00:00Z' })),
      '/editions/feed.json',
    );
    expect(before.items).toEqual([]);
    expect(after.items).toHaveLength(1);
    expect(after.items[0]).toMatchObject({
      id: 'https://daybook.example/kernel/2026/05/18/',
      title: 'Monday 18 May 2026',
      date_published: '2026-05-19T04:00:00Z',
    });
    expect(after.items[0]?.content_html).toContain('<a href="https://alpha.example/one">Title of one</a>');
  });

  it('never links to anything but the web', async () => {
    const files = await outputsOf(await testSite({ items: [{ key: 'one', url: 'javascript:alert(1)' }] }));
    const html = read(files, '/editions/feed.json').items[0]?.content_html;
    expect(html).toContain('href="https://daybook.example/kernel/2026/05/18/#one"');
    for (const [path, content] of files) expect(content, path).not.toContain('javascript:');
  });
});

describe('JSON Feed', () => {
  it('names the source of an item that names nobody, who would be the digest otherwise', async () => {
    const site = await testSite({ items: [{ key: 'one' }, { key: 'two', authors: [{ name: 'Ada' }] }] });
    const { authors, items } = JSON.parse((await outputsOf(site)).get('/feed.json') ?? '');
    expect(authors[0].name).toBe('The Test Daybook');
    const named = items.map((item: { authors: { name: string }[] }) => item.authors[0]?.name);
    expect(named.sort()).toEqual(['Ada', 'alpha.example']);
  });
});

describe('RSS', () => {
  it('says how long a recording is, and which page a link blog points to', async () => {
    const site = await testSite({ items: [full] });
    const rss = (await outputsOf(site)).get('/rss.xml') ?? '';
    expect(read(new Map([['/rss.xml', rss]]), '/rss.xml').items[0]?.attachments?.[0]).toMatchObject({
      url: 'https://alpha.example/a.mp3?x=1&y=2',
      duration_in_seconds: 61,
    });
    expect(parseRssFeed(rss).items?.[0]?.atom?.links).toEqual([
      { rel: 'related', href: 'https://elsewhere.example/?q=%22x%22&y=%3Cz%3E' },
    ]);
  });

  it('writes a summary as HTML, which its description is', async () => {
    const summary = 'Why <script>alert(1)</script> & co fail.';
    const files = await outputsOf(await testSite({ items: [{ key: 'one', summary }] }));
    expect(parseRssFeed(files.get('/rss.xml') ?? '').items?.[0]?.description).toBe(
      'Why &lt;script&gt;alert(1)&lt;/script&gt; &amp; co fail.',
    );
  });

  it('leaves out a title that only stands in for a missing one', async () => {
    const files = await outputsOf(
      await testSite({
        items: [
          {
            key: 'one',
            untitled: true,
            html: '<p>A note without a title. It has a second sentence, long enough to go on after the stand-in ends somewhere.</p>',
          },
        ],
      }),
    );
    expect(parseRssFeed(files.get('/rss.xml') ?? '').items?.[0]?.title).toBeUndefined();
    expect(parseJsonFeed(files.get('/feed.json') ?? '').items?.[0]?.title).toBeUndefined();
    expect(parseAtomFeed(files.get('/feed.xml') ?? '').entries?.[0]?.title?.value).toMatch(/^A note/);
  });
});

describe('Atom', () => {
  it('says that titles are plain text, so that a title about markup stays whole', async () => {
    const title = 'What <b> & &amp; mean';
    const files = await outputsOf(await testSite({ items: [{ key: 'one', title }] }));
    expect(read(files, '/feed.xml').items[0]?.title).toBe(title);
  });

  it('names an author, an id and a date of every entry, and one of each kind of link (RFC 4287)', async () => {
    const parser = new XMLParser({
      ignoreAttributes: false,
      attributeNamePrefix: '@',
      isArray: (name) => name === 'entry' || name === 'link',
    });
    const files = await outputsOf(await testSite({ items: [full, { key: 'plain', feed: 'beta' }] }));
    const { feed } = parser.parse(files.get('/feed.xml') ?? '');
    expect(feed.entry).toHaveLength(2);
    for (const entry of feed.entry) {
      expect(Object.keys(entry)).toEqual(
        expect.arrayContaining(['id', 'title', 'updated', 'author', 'link', 'source']),
      );
      expect(entry.link.filter((link: Record<string, string>) => link['@rel'] === 'alternate')).toHaveLength(
        1,
      );
    }
    expect(new Set(feed.entry.map((entry: { id: string }) => entry.id)).size).toBe(2);
  });

  it('names no language that is none', async () => {
    const site = await testSite({
      items: [
        { key: 'one', language: 'rss-0' },
        { key: 'two', language: 'fr' },
      ],
    });
    const atom = (await outputsOf(site)).get('/feed.xml') ?? '';
    expect(atom.match(/xml:lang="[^"]*"/g)).toEqual(['xml:lang="en"', 'xml:lang="fr"']);
  });

  it('dates the source of an entry, which has a date of its own, as the entry (RFC 4287, section 4.2.11)', async () => {
    const site = await testSite({ items: [full] });
    const [entry] = parseAtomFeed((await outputsOf(site)).get('/feed.xml') ?? '').entries ?? [];
    expect(entry?.source?.updated).toBe('2026-05-19T10:00:00Z');
  });

  it('is as new as its newest entry', async () => {
    const files = await outputsOf(await testSite({ items: [full, { key: 'plain' }] }));
    expect(parseAtomFeed(files.get('/feed.xml') ?? '').updated).toBe('2026-05-19T10:00:00Z');
  });
});

describe('feeds of topics', () => {
  it('hold the newest 20 items: of sources and sections with their bodies, as the 50 of home', async () => {
    const items = Array.from({ length: 60 }, (_, at): TestItem => {
      const minute = String(at).padStart(2, '0');
      return {
        key: `k${minute}`,
        tags: ['linux'],
        summary: 'In short.',
        date_published: `2026-05-18T12:${minute}:00Z`,
      };
    });
    const outputs = { ...testConfig().outputs, feeds: allForms };
    const files = await outputsOf(await testSite({ items, config: { outputs } }));
    const topic = read(files, '/topic/linux/feed.xml').items;
    expect(topic).toHaveLength(20);
    expect(topic[0]?.id).toBe('https://daybook.example/kernel/2026/05/18/#k59');
    expect(files.get('/topic/linux/feed.xml')?.match(/<summary type="text">In short\.</g)).toHaveLength(20);
    for (const form of forms) expect(files.get(`/topic/linux/${form}`)).not.toContain('Body of');
    for (const [folder, n] of [
      ['/', 50],
      ['/source/alpha/', 20],
      ['/section/core/', 20],
    ] as const) {
      const whole = read(files, `${folder}feed.xml`).items;
      expect(whole).toHaveLength(n);
      expect(whole.at(-1)?.content_html).toContain(`Body of k${60 - n}`);
    }
  });

  it('are made in the forms that the configuration asks for, and pages name no other', async () => {
    const items: TestItem[] = ['a', 'b', 'c'].map((key) => ({ key, tags: ['linux'] }));
    const feeds = { ...allForms, source: ['rss'], section: [], topic: ['json'] } as const;
    const outputs = { ...testConfig().outputs, feeds };
    const site = await testSite({ items, config: { outputs } });
    const files = [...(await outputsOf(site)).keys()];
    const madeIn = (folder: string): string[] =>
      files.filter((path) => /\/(?:feed\.xml|feed\.json|rss\.xml)$/.test(path) && path.startsWith(folder));
    expect(madeIn('/source/alpha/')).toEqual(['/source/alpha/rss.xml']);
    expect(madeIn('/section/')).toEqual([]);
    expect(madeIn('/topic/')).toEqual(['/topic/linux/feed.json']);
    const named = (html = ''): string[] =>
      [...html.matchAll(/rel="alternate" [^>]*href="\/kernel([^"]+)"/g)].map(([, path = '']) => path);
    const pages = await pagesIn(site);
    const home = ['/feed.xml', '/feed.json', '/rss.xml'];
    expect(named(pages.get('/source/alpha/index.html'))).toEqual(['/source/alpha/rss.xml', ...home]);
    expect(named(pages.get('/section/core/index.html'))).toEqual(home);
    for (const html of pages.values()) for (const path of named(html)) expect(files).toContain(path);
  });

  it('carry bodies where the configuration asks for them; those of authors never do', async () => {
    const items: TestItem[] = ['a', 'b', 'c'].map((key) => ({
      key,
      tags: ['linux'],
      authors: [{ name: 'Ada' }],
    }));
    const outputs = { ...testConfig().outputs, feeds: allForms, topicFeeds: 'full' } as const;
    const full = await outputsOf(await testSite({ items, config: { outputs } }));
    const inShort = { ...testConfig().outputs, feeds: allForms };
    const summary = await outputsOf(await testSite({ items, config: { outputs: inShort } }));
    for (const form of forms) {
      expect(full.get(`/topic/linux/${form}`)).toContain('Body of a');
      expect(summary.get(`/topic/linux/${form}`)).not.toContain('</p>');
      expect(full.get(`/author/ada/${form}`)).not.toContain('</p>');
    }
  });
});
