import { XMLParser } from 'fast-xml-parser';
import { parseOpml } from 'feedsmith';
import { describe, expect, it } from 'vitest';
import { parseFeedRecord } from '../content/feed-record.ts';
import { pagesOf } from '../render/pages.ts';
import type { Site } from '../site.ts';
import { bodiesOf } from '../views/bodies.ts';
import { sourcesPage } from '../views/sources-view.ts';
import { outputsOf, type TestItem, testFeed, testSite } from './site.test-kit.ts';
import { sitemaps } from './sitemap.ts';
import { displayWidth } from './text-width.ts';

const xml = new XMLParser({ isArray: (name) => name === 'url' || name === 'sitemap' });

describe('the blogroll', () => {
  it('lists followed feeds in their sections, and never a password', async () => {
    const feeds = [
      testFeed('alpha', { section: 'core', url: 'https://user:secret@alpha.example/feed' }),
      testFeed('beta', { title: 'Beta "B" & <co>' }),
      testFeed('local', { url: 'feeds/local.xml' }),
    ];
    const files = await outputsOf(
      await testSite({ config: { feeds }, items: [{ key: 'gone', feed: 'removed' }] }),
    );
    const opml = parseOpml(files.get('/opml.xml') ?? '');
    expect(opml.head?.title).toBe('The Test Daybook');
    expect(opml.body?.outlines).toMatchObject([
      {
        text: 'Core & Co',
        outlines: [{ type: 'rss', text: 'alpha.example', xmlUrl: 'https://alpha.example/feed' }],
      },
      { type: 'rss', text: 'Beta "B" & <co>', xmlUrl: 'https://beta.example/feed.xml' },
    ]);
    expect(files.get('/.well-known/recommendations.opml')).toBe(files.get('/opml.xml'));
    for (const [path, content] of files) expect(content, path).not.toContain('secret');
  });
});

describe('a blogroll without feeds that others can follow', () => {
  it('has an outline that says so, and that programs pass over', async () => {
    const feeds = [testFeed('local', { url: 'feeds/local.xml' })];
    const files = await outputsOf(await testSite({ config: { feeds } }));
    expect(parseOpml(files.get('/opml.xml') ?? '').body?.outlines).toMatchObject([
      { text: 'None of the feeds has a public address.', isComment: true },
    ]);
  });
});

describe('the sitemap', () => {
  it('lists every page but search, 404 and those that scripts fill, dated by its content', async () => {
    const site = await testSite({
      items: [
        { key: 'one', extras: { revised: '2026-05-20T00:00:00Z' } },
        { key: 'two', day: '2026-05-25' },
      ],
    });
    const [file] = [...sitemaps(site)];
    const { urlset } = xml.parse(file?.content ?? '');
    const dates = new Map(
      urlset.url.map(({ loc, lastmod }: { loc: string; lastmod?: string }) => [loc, lastmod]),
    );
    const pages = pagesOf(site).filter(
      ({ kind }) => !['search', 'since', 'saved', 'offline', 'not-found'].includes(kind),
    );
    expect([...dates.keys()]).toEqual(pages.map(({ path }) => site.absolute(path.replace('index.html', ''))));
    expect(dates.get('https://daybook.example/kernel/2026/05/18/')).toBe('2026-05-20T00:00:00Z');
    expect(dates.get('https://daybook.example/kernel/2026/w21/')).toBe('2026-05-20T00:00:00Z');
    expect(dates.get('https://daybook.example/kernel/2026/')).toBe('2026-05-25T12:30:00Z');
    expect(dates.get('https://daybook.example/kernel/source/beta/')).toBeUndefined();
  });

  it('is split where there are too many pages, and loses none', async () => {
    const site = await testSite();
    const whole = [...sitemaps(site)];
    const parts = [...sitemaps(site, 3)];
    const locs = (content: string): string[] =>
      xml.parse(content).urlset.url.map(({ loc }: { loc: string }) => loc);
    expect(parts.slice(0, -1).flatMap(({ content }) => locs(content))).toEqual(locs(whole[0]?.content ?? ''));
    const index = xml.parse(parts.at(-1)?.content ?? '').sitemapindex.sitemap;
    expect(index.map(({ loc }: { loc: string }) => loc)).toEqual(
      parts.slice(0, -1).map(({ path }) => site.absolute(path)),
    );
    expect(parts.at(-1)?.path).toBe('/sitemap.xml');
  });
});

describe('files for hosts and crawlers', () => {
  it('let pages be crawled that ask not to be indexed, so that they are heard', async () => {
    const hidden = await outputsOf(await testSite({ config: { robots: 'noindex' } }));
    expect(hidden.get('/robots.txt')).toBe('User-agent: *\nDisallow:\n');
    expect(hidden.get('/_headers')).toContain('X-Robots-Tag: noindex');
    const open = await outputsOf(await testSite({ config: { robots: 'index' } }));
    expect(open.get('/robots.txt')).toContain('Sitemap: https://daybook.example/kernel/sitemap.xml');
    expect(open.get('/_headers')).not.toContain('X-Robots-Tag');
  });

  it('carry the policy of the pages on one line, with the style of feeds allowed and framing forbidden', async () => {
    const csp = "default-src 'none'; style-src 'sha256-abc';\n img-src 'self'";
    const headers = (await outputsOf(await testSite(), { csp })).get('/_headers');
    expect(headers).toContain(
      "\n  Content-Security-Policy: default-src 'none'; style-src 'self' 'sha256-abc'; img-src 'self'; frame-ancestors 'none'\n",
    );
    expect(headers?.split('\n').filter((line) => line.startsWith('/'))).toEqual([
      '/kernel/*',
      '/kernel/assets/*',
      '/kernel/search-index/s/*',
      '/kernel/search-index/d/*',
    ]);
  });

  it('let mails be shown with their styles where there are any, and still no script', async () => {
    const csp = "default-src 'none'; script-src 'self'; style-src 'sha256-abc'";
    const { outputs } = (await testSite()).config;
    const site = await testSite({ config: { outputs: { ...outputs, mail: true } } });
    const headers = (await outputsOf(site, { csp })).get('/_headers');
    expect(headers).toContain(
      "\n  Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; frame-ancestors 'none'\n",
    );
  });

  it('describe the digest to a home screen', async () => {
    const icons = [{ path: '/assets/icon.svg', type: 'image/svg+xml', sizes: 'any' }];
    const files = await outputsOf(await testSite(), { icons });
    expect(JSON.parse(files.get('/manifest.webmanifest') ?? '')).toMatchObject({
      name: 'The Test Daybook',
      start_url: '/kernel/',
      scope: '/kernel/',
      icons: [{ src: '/kernel/assets/icon.svg', type: 'image/svg+xml', sizes: 'any' }],
    });
  });
});

describe('/health.json', () => {
  it('tells how each source fares', async () => {
    const failing = {
      code: 'FETCH_TIMEOUT',
      cause: 'timeout',
      first: '2026-05-01T00:00:00Z',
      last: '2026-05-02T00:00:00Z',
      count: 4,
    };
    const record = parseFeedRecord({
      face: {},
      fetch: {
        schema: 1,
        url: 'https://alpha.example/feed.xml',
        failing,
        last_new: '2026-04-30T00:00:00Z',
        next_due: '2026-05-03T00:00:00Z',
        why_due: 'back-off',
      },
    });
    const site = await testSite({
      items: [{ key: 'one' }, { key: 'old', feed: 'removed', day: '2026-05-17' }],
      records: new Map([['alpha', record]]),
    });
    const health = JSON.parse((await outputsOf(site)).get('/health.json') ?? '');
    expect(health).toMatchObject({
      version: 1,
      sources: { ok: 0, failing: 1, gone: 0, never: 1, removed: 1 },
      items: 2,
      days: 2,
      newest_day: '2026-05-18',
    });
    expect(health.feeds.map(({ id, state }: { id: string; state: string }) => [id, state])).toEqual([
      ['alpha', 'failing'],
      ['beta', 'never'],
      ['removed', 'removed'],
    ]);
    expect(health.feeds[0]).toMatchObject({
      items: 1,
      newest_item: '2026-05-18T12:00:00Z',
      last_new: '2026-04-30T00:00:00Z',
      next_due: '2026-05-03T00:00:00Z',
      failing: { since: '2026-05-01T00:00:00Z', count: 4, code: 'FETCH_TIMEOUT', cause: 'timeout' },
    });
  });
});

describe('a feed that moved', () => {
  it.each([
    [
      'for good',
      'https://alpha.example/feed.xml',
      'https://me:secret@new.example/feed',
      'https://new.example/feed',
    ],
    [
      'from an address that is not configured any more',
      'https://old.example/',
      'https://new.example/',
      undefined,
    ],
    ['nowhere', 'https://alpha.example/feed.xml', undefined, undefined],
  ])('is shown with its new address where it moved %s', async (_how, url, moved_to, shown) => {
    const fetch = { schema: 1, url, ...(moved_to !== undefined && { moved_to }) };
    const site = await testSite({
      items: [{ key: 'one' }],
      records: new Map([['alpha', parseFeedRecord({ face: {}, fetch })]]),
    });
    const health = JSON.parse((await outputsOf(site)).get('/health.json') ?? '');
    expect(health.feeds[0].moved_to).toBe(shown);
    const [row] = sourcesPage(site).groups.flatMap(({ sources }) => sources);
    expect(row?.moved).toBe(shown === undefined ? '' : `It has moved, and is read at ${shown}`);
  });
});

describe('text editions', () => {
  it('say what is for subscribers, as pages and mails do', async () => {
    const items: TestItem[] = [{ key: 'one', extras: { access: 'subscriber' } }, { key: 'two' }];
    const text = (await outputsOf(await testSite({ items }))).get('/2026/05/18/index.txt') ?? '';
    expect(text.match(/, 14:00 · Subscribers\n {2}https:\/\/alpha\.example\/one\n/g)).toHaveLength(1);
    expect(text.match(/Subscribers/g)).toHaveLength(1);
  });

  it('name an item whose title shows nothing by its first words', async () => {
    const site = await testSite({ items: [{ key: 'one', title: '\u200f\u200e' }] });
    const text = (await outputsOf(site)).get('/2026/05/18/index.txt') ?? '';
    expect(text).toContain('\n* Body of one, with a link.\n');
  });

  it('fit 72 columns but for addresses, and hold every item', async () => {
    const long =
      'A headline that goes on and on until it no longer fits into any one line of a text edition, as some do';
    const items: TestItem[] = [
      { key: 'one', title: long, authors: [{ name: 'Ada' }] },
      { key: 'two', feed: 'beta', title: '日本語の見出しはとても長いので一行には収まりません。'.repeat(3) },
      { key: 'three', title: 'Escape \u001b[31mred\u001b[0m' },
    ];
    const text = (await outputsOf(await testSite({ items }))).get('/2026/05/18/index.txt') ?? '';
    for (const line of text.split('\n'))
      if (!line.includes('https://')) expect(displayWidth(line)).toBeLessThanOrEqual(72);
    for (const { key, feed = 'alpha' } of items)
      expect(text).toContain(`\n  https://${feed}.example/${key}\n`);
    expect(text).toContain('alpha.example, Ada, 14:00');
    expect(text).not.toContain('\u001b');
  });

  it('of weeks and months hold their days', async () => {
    const files = await outputsOf(
      await testSite({ items: [{ key: 'one' }, { key: 'two', day: '2026-05-20' }] }),
    );
    for (const path of ['/2026/w21/index.txt', '/2026/05/index.txt']) {
      expect(files.get(path)).toMatch(
        /Monday 18 May 2026\n-+\n[\s\S]*Title of one[\s\S]*Wednesday 20 May 2026\n-+\n[\s\S]*Title of two/,
      );
    }
  });
});

describe('/editions/index.json', () => {
  it('lists the editions of each kind, newest first', async () => {
    const files = await outputsOf(
      await testSite({ items: [{ key: 'one' }, { key: 'two', day: '2026-05-20' }] }),
    );
    const { editions } = JSON.parse(files.get('/editions/index.json') ?? '');
    expect(editions.map(({ id, closes }: { id: string; closes: string }) => [id, closes])).toEqual([
      ['2026-05-20', '2026-05-21T04:00:00Z'],
      ['2026-05-18', '2026-05-19T04:00:00Z'],
      ['2026-w21', '2026-05-25T04:00:00Z'],
      ['2026-05', '2026-06-01T04:00:00Z'],
    ]);
    for (const { text_url } of editions)
      expect(files.has(text_url.replace('https://daybook.example/kernel', ''))).toBe(true);
  });
});

describe('bodies', () => {
  it('are read once a day, and only those that may be republished', async () => {
    const items = [{ key: 'one' }, { key: 'two', day: '2026-05-19' }, { key: 'three', feed: 'beta' }];
    const feeds = [testFeed('alpha'), testFeed('beta', { publish: 'excerpt' })];
    const plain = await testSite({ items, config: { feeds } });
    const read: [string, string[]][] = [];
    const site: Site = {
      ...plain,
      readItems: async (day, keys = new Set()) => {
        read.push([day, [...keys]]);
        return plain.readItems(day, keys);
      },
    };
    const bodies = await bodiesOf(['2026-05-19', '2026-05-18'].flatMap(site.ledger.day), site, 'elsewhere');
    expect([...bodies].map(([key, body]) => [key, body.includes(`Body of ${key}`)])).toEqual([
      ['two', true],
      ['one', true],
    ]);
    expect(read).toEqual([
      ['2026-05-19', ['two']],
      ['2026-05-18', ['one']],
    ]);
  });
});
