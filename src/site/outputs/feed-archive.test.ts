import { XMLParser } from 'fast-xml-parser';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ParsedFeed } from '../../model/types.ts';
import { parseFeed } from '../../parse/index.ts';
import { allForms, outputsOf, type TestItem, testConfig, testFeed, testSite } from './site.test-kit.ts';

type Files = ReadonlyMap<string, string>;

const root = 'https://daybook.example/kernel';
const pathOf = (address: string): string => address.replace(root, '');

function linksOf(files: Files, path: string): Map<string, string> {
  const parser = new XMLParser({ ignoreAttributes: false, isArray: (name) => name === 'link' });
  const { feed } = parser.parse(files.get(path) ?? '');
  return new Map(
    feed.link.map((link: Record<string, string>) => [link['@_rel'] ?? '', pathOf(link['@_href'] ?? '')]),
  );
}

function read(files: Files, path: string): ParsedFeed {
  const content = files.get(path);
  if (content === undefined) throw new Error(`${path} was not written.`);
  const result = parseFeed(new TextEncoder().encode(content), { url: `${root}${path}` });
  if (!('feed' in result)) throw new Error(`${path}: ${result.problem.code}`);
  return result.feed;
}

const keysIn = (feed: ParsedFeed): string[] => feed.items.map((item) => (item.id ?? '').split('#')[1] ?? '');

/** What a reader that follows RFC 5005 collects: the feed, then every archive document before it. */
function collectAtom(files: Files, start: string): string[] {
  const keys = new Set<string>();
  for (let path: string | undefined = start; path !== undefined; ) {
    for (const key of keysIn(read(files, path))) keys.add(key);
    path = linksOf(files, path).get('prev-archive');
  }
  return [...keys].sort();
}

function collectJson(files: Files, start: string): string[] {
  const keys = new Set<string>();
  for (let path: string | undefined = start; path !== undefined; ) {
    const feed = read(files, path);
    for (const key of keysIn(feed)) keys.add(key);
    path = feed.next_url === undefined ? undefined : pathOf(feed.next_url);
  }
  return [...keys].sort();
}

/** 160 items over 80 days and two sources; the last day's edition is still open. */
const items: TestItem[] = Array.from({ length: 160 }, (_, at) => ({
  key: `k${at}`,
  feed: at % 2 === 0 ? 'alpha' : 'beta',
  day: new Date(Date.UTC(2026, 2, 1 + Math.floor(at / 2))).toISOString().slice(0, 10),
}));
const keysOf = (feed?: string): string[] =>
  items
    .filter((item) => feed === undefined || item.feed === feed)
    .map((item) => item.key)
    .sort();

const archived = { ...testConfig().outputs, feeds: allForms, feedArchive: true };

describe('feeds that page back (RFC 5005)', () => {
  let files: Files;
  beforeAll(async () => {
    files = await outputsOf(await testSite({ items, config: { outputs: archived } }));
  });

  it.each([
    ['/', undefined],
    ['/source/alpha/', 'alpha'],
  ])('%s leads to every item, in Atom and in JSON Feed', (folder, feed) => {
    expect(collectAtom(files, `${folder}feed.xml`)).toEqual(keysOf(feed));
    expect(collectJson(files, `${folder}feed.json`)).toEqual(keysOf(feed));
  });

  it('mark closed days, and link them with their neighbours and the feed', () => {
    const path = '/2026/04/01/feed.xml';
    expect(files.get(path)).toContain('<fh:archive/>');
    expect(Object.fromEntries(linksOf(files, path))).toMatchObject({
      self: path,
      current: '/feed.xml',
      'prev-archive': '/2026/03/31/feed.xml',
      'next-archive': '/2026/04/02/feed.xml',
    });
    expect(read(files, path).items).toHaveLength(2);
  });

  it('leave the newest part open: it is linked by no archive and says of itself that it is none', () => {
    const newest = '/2026/05/19/feed.xml';
    expect(read(files, newest).items).toHaveLength(2);
    expect(files.get(newest)).not.toContain('fh:archive');
    expect([...files].filter(([, text]) => text.includes(`prev-archive" href="${root}${newest}`))).toEqual(
      [],
    );
    expect(linksOf(files, '/feed.xml').get('prev-archive')).toBe('/2026/05/18/feed.xml');
    expect(linksOf(files, '/source/alpha/feed.xml').get('prev-archive')).toBe(
      '/source/alpha/2026/04/feed.xml',
    );
  });

  it('a closed document stays as it is when the archive grows, but for the link to what came after', async () => {
    const before = await outputsOf(
      await testSite({ items: items.slice(0, 120), config: { outputs: archived } }),
    );
    const closed = [...before.keys()].filter((path) => before.get(path)?.includes('<fh:archive/>'));
    expect(closed.length).toBeGreaterThan(50);
    const withoutNext = (text = ''): string => text.replace(/\s*<link rel="next-archive"[^>]*>/, '');
    for (const path of closed) expect(withoutNext(files.get(path)), path).toBe(withoutNext(before.get(path)));
    // One of each list: the digest and two sources.
    expect(closed.filter((path) => files.get(path) !== before.get(path))).toHaveLength(3);
  });

  it('lead followers of the RSS form into the same archive', () => {
    expect(files.get('/rss.xml')).toContain(
      `<atom:link rel="prev-archive" href="${root}/2026/05/18/feed.xml" type="application/atom+xml"/>`,
    );
  });

  it('can be left out, and then nothing of them is made', async () => {
    const outputs = { ...testConfig().outputs, feedArchive: false };
    const files = await outputsOf(await testSite({ items, config: { outputs } }));
    expect([...files.keys()].filter((path) => /\d\d\/feed\./.test(path))).toEqual([]);
    for (const path of ['/feed.xml', '/rss.xml']) expect(files.get(path)).not.toContain('archive"');
    expect(read(files, '/feed.json').next_url).toBeUndefined();
  });

  it('respect the publish policy, and leave out what a rule drops', async () => {
    const files = await outputsOf(
      await testSite({
        config: {
          feeds: [testFeed('alpha', { publish: 'title' }), testFeed('beta')],
          rules: [
            {
              if: { kind: 'field', field: 'title', any: [{ kind: 'text', text: 'Title of gone' }] },
              do: { drop: true },
              where: 'daybook.yaml, rules[0]',
            },
          ],
        },
        items: [
          { key: 'kept', feed: 'alpha', summary: 'Words.' },
          { key: 'gone', feed: 'beta' },
          { key: 'whole', feed: 'beta' },
        ],
      }),
    );
    const day = files.get('/2026/05/18/feed.json') ?? '';
    expect(day).toContain('Body of whole');
    expect(day).not.toContain('Body of kept');
    expect(day).not.toContain('Words.');
    expect(day).not.toContain('gone');
  });
});

describe('what a feed says of its items', () => {
  const item: TestItem = {
    key: 'one',
    image: 'https://alpha.example/p.png?a=1&b=2',
    authors: [
      { name: 'Ada', url: 'https://ada.example/', avatar: 'https://ada.example/a.png' },
      { name: 'Bob', url: 'mailto:bob@alpha.example' },
    ],
  };

  it('the picture and the pages of authors, but no e-mail address', async () => {
    const files = await outputsOf(await testSite({ items: [item] }));
    const [json] = read(files, '/feed.json').items;
    expect(json?.image).toBe(item.image);
    expect(json?.authors).toEqual([item.authors?.[0], { name: 'Bob' }]);
    const [atom] = read(files, '/feed.xml').items;
    expect(atom?.image).toBe(item.image);
    expect(atom?.authors?.[0]).toMatchObject({ name: 'Ada', url: 'https://ada.example/' });
    expect(read(files, '/rss.xml').items[0]?.image).toBe(item.image);
    for (const [path, text] of files) expect(text, path).not.toContain('bob@alpha');
  });

  it.each([
    ['the site shows no images', { images: 'none' }],
    ['the source is republished as excerpts', { feeds: [testFeed('alpha', { publish: 'excerpt' })] }],
  ] as const)('no picture where %s', async (_why, config) => {
    const files = await outputsOf(await testSite({ items: [item], config }));
    for (const [path, text] of files) expect(text, path).not.toContain('p.png');
  });

  it('the hub, where one is configured, in all three forms of what people follow, and in no archive', async () => {
    const hub = 'https://hub.example/?a=1&b=2';
    const outputs = { ...archived, hub };
    const files = await outputsOf(await testSite({ items, config: { outputs } }));
    for (const form of ['feed.xml', 'rss.xml', 'feed.json'])
      for (const folder of ['/', '/editions/', '/source/beta/'])
        expect(read(files, `${folder}${form}`).hubs?.[0]?.url, `${folder}${form}`).toBe(hub);
    expect(read(files, '/2026/04/01/feed.xml').hubs).toBeUndefined();
  });
});
