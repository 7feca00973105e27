import { mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { daybookHere, type FeedServer, filesOf, makeSite, removeSites, serveFeeds } from './site.test-kit.ts';

const now = '2026-05-18T12:00:00Z';

interface Report {
  readonly exitCode: number;
  readonly items: readonly { readonly feed: string; readonly items: number; readonly added: number }[];
  readonly problems: readonly { readonly code: string; readonly what: string }[];
  readonly cache?: Report;
}

/** An entry as Venus writes it: XHTML, dates with a format of their own, and the feed as its source. */
function venusEntry(
  n: number,
  self: string,
  { name = 'Ada', id = `tag:ada.example,2009:${n}` } = {},
): string {
  return `<?xml version="1.0" encoding="utf-8"?>
<entry xml:lang="en" xmlns="http://www.w3.org/2005/Atom" xmlns:planet="http://planet.intertwingly.net/"><id>${id}</id><link href="https://ada.example/${n}" rel="alternate" type="text/html"/><title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">Post ${n}</div></title><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Text of post ${n}, <b>kept</b> by the planet.</p><script>alert(1)</script></div></content><updated planet:format="March 0${n}, 2009 08:00 AM">2009-03-0${n}T08:00:00Z</updated><published planet:format="x">2009-03-0${n}T08:00:00Z</published><author><name>Ada</name></author><source><id>https://ada.example/</id><link href="https://ada.example/" rel="alternate" type="text/html"/><link href="${self}" rel="self" type="application/atom+xml"/><title>Ada’s pages</title><updated>2009-03-09T08:00:00Z</updated><planet:name>${name}</planet:name></source></entry>`;
}

const rss = (url: string, ...numbers: readonly number[]): string =>
  `<?xml version="1.0"?><rss version="2.0"><channel><title>Ada’s pages</title><link>${url}/</link><description>d</description>${numbers
    .map(
      (n) =>
        `<item><title>Post ${n}</title><link>https://ada.example/${n}</link><guid isPermaLink="false">tag:ada.example,2009:${n}</guid><pubDate>0${n} Mar 2009 08:00:00 GMT</pubDate><description>&lt;p&gt;Text of post ${n}, as its feed has it now.&lt;/p&gt;</description></item>`,
    )
    .join('')}</channel></rss>`;

async function run(dir: string, ...args: string[]): Promise<Report> {
  const { stdout } = await daybookHere(dir, ...args, '--json', '--now', now);
  const report: Report = JSON.parse(stdout);
  return report;
}

/** All that is archived, without what names the run. */
async function archived(
  dir: string,
): Promise<{ id: string; day: string; _daybook: Record<string, unknown> }[]> {
  const found = [];
  for (const [path, text] of await filesOf(join(dir, '_data', 'archive'))) {
    const day: { items: { id: string; _daybook: Record<string, unknown> }[] } = JSON.parse(text);
    for (const item of day.items) found.push({ ...item, day: path.slice(-15, -5) });
  }
  return found.sort((a, b) => (a.id < b.id ? -1 : 1));
}

afterAll(removeSites);

describe('the cache of Planet Venus', () => {
  let server: FeedServer;
  let dir: string;

  beforeAll(async () => {
    server = await serveFeeds({
      '/ada.xml': (_request, response) => void response.end(rss(server.url, 1, 2, 3, 9)),
    });
    dir = await makeSite(
      `title: T\nurl: https://t.example/\nfetch: { allowPrivateNetworks: true }\nfeeds: []\n`,
    );
    const cache = join(dir, 'planet', 'cache');
    await mkdir(join(cache, 'sources'), { recursive: true });
    await writeFile(
      join(dir, 'planet', 'planet.ini'),
      `[Planet]\nname = P\nlink = https://p.example/\ncache_directory = cache\n\n[${server.url}/ada.xml]\nname = Ada\n`,
    );
    await writeFile(join(cache, 'ada.example,1'), venusEntry(1, `${server.url}/ada.xml`));
    await writeFile(join(cache, 'ada.example,2'), venusEntry(2, `${server.url}/ada.xml`));
    // The feed names another address as its own: what Venus keeps of the configured one leads back.
    await writeFile(join(cache, 'ada.example,3'), venusEntry(3, 'https://feeds.example/ada'));
    const source = `${server.url.replace('http://', '').replace(':', ',')},ada.xml`;
    await writeFile(
      join(cache, 'sources', source),
      '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><id>https://ada.example/</id></feed>',
    );
    // Somebody who has left the planet, under an address of their own.
    const left = { name: 'Bob', id: 'tag:bob.example,2009:4' };
    await writeFile(
      join(cache, 'bob.example,4'),
      venusEntry(4, 'https://bob.example/feed', left).replaceAll(
        'https://ada.example',
        'https://bob.example',
      ),
    );
    await writeFile(join(cache, 'half'), venusEntry(5, `${server.url}/ada.xml`).slice(0, 400));
    await writeFile(join(cache, 'broken'), '<entry xmlns="http://www.w3.org/2005/Atom"></entry>');
    await symlink('/etc/hostname', join(cache, 'link'));
  });

  afterAll(() => server.close());

  it('is counted by a dry run, which changes nothing', async () => {
    const before = await filesOf(dir);
    const report = await run(dir, 'import', 'planet/planet.ini', '--dry-run');
    const counted = report.cache?.items.map(({ items, added }) => `${added} of ${items}`).sort();
    expect(counted).toEqual(['1 of 1', '3 of 3']);
    const after = await filesOf(dir);
    expect(after.get('daybook.yaml')).toBe(before.get('daybook.yaml'));
    expect([...after.keys()].filter((path) => path.startsWith('_data/archive'))).toEqual([]);
  });

  it('is taken in with the list that names it: items on their days, under their feeds', async () => {
    const report = await run(dir, 'import', 'planet/planet.ini');
    expect(report.exitCode).toBe(0);
    expect(report.cache?.problems.map(({ code }) => code)).toEqual([
      'IMPORT_FILES_SKIPPED',
      'IMPORT_FILES_SKIPPED',
    ]);
    const items = await archived(dir);
    expect(items.map(({ id, day }) => [id.replace(/^[^:]*/, ''), day])).toEqual(
      [1, 2, 3, 4].map((n) => [`:tag:${n === 4 ? 'bob' : 'ada'}.example,2009:${n}`, `2009-03-0${n}`]),
    );
    for (const { _daybook } of items) expect(_daybook).toMatchObject({ backlog: true, imported: true });
    expect(JSON.stringify(items)).not.toContain('script');
    // What feed an item comes from is known: it is not said again as its source.
    expect(items.map(({ _daybook }) => _daybook.source)).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    expect(await readFile(join(dir, 'daybook.yaml'), 'utf8')).toContain('https://bob.example/feed');
  });

  it('changes nothing when it is imported again, by itself or with the list', async () => {
    const before = await filesOf(join(dir, '_data'));
    const config = await readFile(join(dir, 'daybook.yaml'), 'utf8');
    for (const what of ['planet/planet.ini', 'planet/cache']) {
      const report = await run(dir, 'import', what);
      expect((report.cache ?? report).items.map(({ added }) => added)).toEqual([0, 0]);
    }
    expect(await filesOf(join(dir, '_data'))).toEqual(before);
    expect(await readFile(join(dir, 'daybook.yaml'), 'utf8')).toBe(config);
  });

  it('is recognised by a later fetch: nothing twice, nothing revised, the rest is backlog', async () => {
    const [ada = ''] = (await archived(dir)).map(({ _daybook }) => String(_daybook.feed));
    await daybookHere(dir, 'fetch', ada, '--quiet', '--now', '2026-05-18T13:00:00Z');
    const items = await archived(dir);
    expect(items).toHaveLength(5);
    for (const { id, day, _daybook } of items) {
      expect(_daybook.backlog).toBe(true);
      expect(_daybook.revised).toBeUndefined();
      expect(day).toBe(`2009-03-0${id.slice(-1)}`);
      expect(_daybook.imported).toBe(id.includes('bob') ? true : undefined);
    }
    expect(JSON.stringify(items)).toContain('Text of post 1, as its feed has it now.');
    // And the cache does not take it back.
    const report = await run(dir, 'import', 'planet/cache');
    expect(report.items.map(({ added }) => added)).toEqual([0, 0]);
    expect(JSON.stringify(await archived(dir))).toContain('Text of post 1, as its feed has it now.');
  });

  it('that is no cache is refused, and nothing is written', async () => {
    await mkdir(join(dir, 'other'));
    await writeFile(join(dir, 'other', 'notes.txt'), 'Nothing.');
    const report = await run(dir, 'import', 'other');
    expect(report).toMatchObject({ exitCode: 1, problems: [{ code: 'IMPORT_UNREADABLE' }] });
    await rm(join(dir, 'other'), { recursive: true });
  });
});

describe('the cache of osmosfeed', () => {
  it('is taken in, from cache.json or beside the list', async () => {
    const article = (n: number) => ({
      id: `tag:ada.example,2009:${n}`,
      author: 'Ada',
      title: `Post ${n}`,
      description: `Text of post ${n} <b>as text</b>.`,
      link: `https://ada.example/${n}`,
      publishedOn: `2009-03-0${n}T08:00:00.000Z`,
      wordCount: 7,
    });
    const source = { title: 'Ada', feedUrl: 'https://ada.example/feed', siteUrl: 'https://ada.example/' };
    const dir = await makeSite('title: T\nurl: https://t.example/\nfeeds: []\n');
    await mkdir(join(dir, 'osmos', 'public'), { recursive: true });
    await writeFile(join(dir, 'osmos', 'osmosfeed.yaml'), 'sources:\n  - href: https://ada.example/feed\n');
    const cache = { cliVersion: '1.15.0', sources: [{ ...source, articles: [1, 2, 3].map(article) }] };
    await writeFile(join(dir, 'osmos', 'public', 'cache.json'), JSON.stringify(cache, undefined, 2));
    const report = await run(dir, 'import', 'osmos/osmosfeed.yaml');
    expect(report.cache?.items).toMatchObject([{ items: 3, added: 3 }]);
    expect((await archived(dir)).map(({ day }) => day)).toEqual(['2009-03-01', '2009-03-02', '2009-03-03']);
    expect(JSON.stringify(await archived(dir))).toContain('Text of post 1 &lt;b&gt;as text&lt;/b&gt;.');
    expect((await run(dir, 'import', 'osmos/public/cache.json')).items).toMatchObject([
      { items: 3, added: 0 },
    ]);
  });
});
