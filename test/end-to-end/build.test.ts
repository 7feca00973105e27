import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { copyOfSampleSite } from './sample-site.test-kit.ts';
import {
  daybook,
  daybookHere,
  type FeedServer,
  feedAnswer,
  filesOf,
  makeSite,
  projectDir,
  removeSites,
  sampleConfig,
  sampleNow,
  serveFeeds,
  smallRss,
} from './site.test-kit.ts';

afterAll(removeSites);

const exampleFeeds = [
  'kernel-weekly.rdf',
  'distribution-notes.rss',
  'packet-diary.rss',
  'bulletin-libre.rss',
  'akhbar.atom',
  'netzwerkstatt-nord.rss',
  'workbench.atom',
  'ring-zero-radio.json',
  'margin-links.json',
  'aarle-library.xml',
  'kobeya.atom',
];

describe('the sample digest, over loopback HTTP', () => {
  let server: FeedServer;
  let dir: string;

  beforeAll(async () => {
    const answers = Object.fromEntries(
      await Promise.all(
        exampleFeeds.map(async (name) => {
          const body = await readFile(join(projectDir, 'examples', 'feeds', name));
          return [
            `/${name}`,
            feedAnswer(body, name.endsWith('json') ? 'application/feed+json' : 'application/xml'),
          ] as const;
        }),
      ),
    );
    server = await serveFeeds(answers);
    const config = (await sampleConfig()).replaceAll('examples/feeds/', `${server.url}/`);
    dir = await makeSite(`${config}\nfetch: { allowPrivateNetworks: true }\n`);
  });
  afterAll(() => server.close());

  it('builds from every format, then again to the same bytes, asking conditionally', async () => {
    const first = await daybookHere(dir, 'build', '--now', sampleNow, '--json');
    expect(first.stderr).not.toContain('failed');
    expect(first.code).toBe(0);
    const report = JSON.parse(first.stdout);
    expect(report.fetch.counts).toMatchObject({ feeds: 11, fresh: 11, failed: 0, added: 136 });
    expect(report.render).toMatchObject({ items: 136, editions: 29 });
    expect(server.asked.every(({ headers }) => headers['if-none-match'] === undefined)).toBe(true);

    const before = { data: await filesOf(join(dir, '_data')), site: await filesOf(join(dir, '_site')) };
    server.asked.length = 0;
    const second = await daybookHere(dir, 'build', '--now', sampleNow, '--force', '--json');
    expect(second.code).toBe(0);
    expect(server.asked).toHaveLength(11);
    expect(server.asked.every(({ headers }) => headers['if-none-match'] !== undefined)).toBe(true);
    const again = JSON.parse(second.stdout);
    expect(again.fetch.counts).toMatchObject({ unchanged: 11, added: 0 });
    expect(again.render).toMatchObject({ written: 0, removed: 0 });
    expect(await filesOf(join(dir, '_data'))).toEqual(before.data);
    expect(await filesOf(join(dir, '_site'))).toEqual(before.site);
  });

  it('gives the same site from an empty folder, whatever the order in which servers answer', async () => {
    const config = (await sampleConfig()).replaceAll('examples/feeds/', `${server.url}/`);
    const other = await makeSite(`${config}\nfetch: { allowPrivateNetworks: true, concurrency: 1 }\n`);
    expect((await daybookHere(other, 'build', '--now', sampleNow, '--quiet')).code).toBe(0);
    expect(await filesOf(join(other, '_data', 'archive'))).toEqual(
      await filesOf(join(dir, '_data', 'archive')),
    );
    expect(await filesOf(join(other, '_site'))).toEqual(await filesOf(join(dir, '_site')));
  });

  it('does not ask again before the interval is over', async () => {
    server.asked.length = 0;
    const run = await daybookHere(dir, 'fetch', '--now', '2026-05-18T18:30:00Z', '--json');
    expect(run.code).toBe(0);
    expect(JSON.parse(run.stdout).counts).toMatchObject({ waiting: 11 });
    expect(server.asked).toHaveLength(0);
  });
});

describe('feeds that are bad', () => {
  const endless = (bytes: number) => (_request: unknown, response: import('node:http').ServerResponse) => {
    response.writeHead(200, { 'content-type': 'application/rss+xml' });
    response.write('<?xml version="1.0"?><rss version="2.0"><channel><title>Big</title>');
    const chunk = `<!--${'x'.repeat(65_536)}-->`;
    let sent = 0;
    const more = (): void => {
      while (sent < bytes && !response.destroyed) {
        sent += chunk.length;
        if (!response.write(chunk)) {
          response.once('drain', more);
          return;
        }
      }
      response.end();
    };
    more();
  };
  const cut = smallRss('Cut', 6).slice(0, -400);
  let server: FeedServer;
  let dir: string;

  beforeAll(async () => {
    server = await serveFeeds({
      '/good.xml': feedAnswer(smallRss('Good', 5)),
      '/page.html': feedAnswer(
        '<!doctype html><title>Blog</title><link rel="alternate" type="application/rss+xml" href="/real.xml"><p>Hello',
        'text/html',
      ),
      '/empty.xml': feedAnswer(''),
      '/text.xml': feedAnswer('This is no feed at all, only words.', 'text/plain'),
      '/cut.xml': feedAnswer(cut),
      '/huge.xml': endless(200_000_000),
    });
    const paths = ['good.xml', 'missing.xml', 'page.html', 'empty.xml', 'text.xml', 'cut.xml', 'huge.xml'];
    const feeds = paths
      .map((path) => `  - { url: "${server.url}/${path}", id: ${path.replace('.', '-')} }`)
      .join('\n');
    dir = await makeSite(
      `title: Test\nurl: https://test.example/\nfetch: { allowPrivateNetworks: true }\nfeeds:\n${feeds}\n`,
    );
  });
  afterAll(() => server.close());

  it('are reported one by one; the others are in the site, and the build succeeds', async () => {
    const run = await daybookHere(dir, 'build', '--now', sampleNow, '--json');
    expect(run.code).toBe(0);
    const report = JSON.parse(run.stdout);
    const outcomes = new Map(
      report.fetch.feeds.map((one: { feed: string; result: string; problem?: object }) => [one.feed, one]),
    );
    for (const id of ['missing-xml', 'page-html', 'empty-xml', 'text-xml', 'huge-xml']) {
      const outcome = outcomes.get(id) as { result: string; problem: Record<string, string> };
      expect(outcome.result, id).toBe('failed');
      for (const key of ['code', 'what', 'where', 'why', 'fix', 'kept'])
        expect(outcome.problem[key], `${id} ${key}`).toBeTruthy();
      expect(outcome.problem.where).toContain('daybook.yaml, feeds[');
      expect(run.stderr).toContain(outcome.problem.code);
    }
    expect(outcomes.get('good-xml')).toMatchObject({ result: 'fresh', added: 5 });
    const home = await readFile(join(dir, '_site', 'index.html'), 'utf8');
    expect(home).toContain('Good item 0');
    // What could still be read of the feed that was cut off is there, and the repair is told.
    const cutOutcome = outcomes.get('cut-xml') as {
      result: string;
      added: number;
      repairs: { code: string }[];
    };
    expect(cutOutcome.result).toBe('fresh');
    expect(cutOutcome.added).toBeGreaterThanOrEqual(4);
    expect(cutOutcome.repairs.length).toBeGreaterThan(0);
    expect(home).toContain('Cut item 0');
  });

  it('names the feeds that a web page announces', async () => {
    const run = await daybookHere(
      dir,
      'fetch',
      '--now',
      '2026-05-18T21:00:00Z',
      '--force',
      'page-html',
      '--json',
    );
    const [outcome] = JSON.parse(run.stdout).feeds;
    expect(outcome.problem.code).toBe('FEED_IS_HTML');
    expect(`${outcome.problem.why} ${outcome.problem.fix}`).toContain('/real.xml');
  });

  it('make exit code 3 with --strict', async () => {
    const run = await daybook(
      dir,
      'fetch',
      '--now',
      '2026-05-18T22:00:00Z',
      '--force',
      '--strict',
      'missing-xml',
      'good-xml',
    );
    expect(run.code).toBe(3);
  });
});

describe('a site whose feeds all fail', () => {
  it('still renders from the archive, and says so with exit code 3', async () => {
    const answers = { '/a.xml': feedAnswer(smallRss('Alpha', 3)) };
    const server = await serveFeeds(answers);
    const dir = await makeSite(
      `title: Test\nurl: https://test.example/\nfetch: { allowPrivateNetworks: true }\nfeeds: ["${server.url}/a.xml"]\n`,
    );
    expect((await daybookHere(dir, 'build', '--now', sampleNow)).code).toBe(0);
    // The port stays taken, so that no other program can answer on it.
    answers['/a.xml'] = (request) => request.destroy();
    await writeFile(join(dir, '_site', 'index.html'), 'stale');
    const run = await daybookHere(dir, 'build', '--now', '2026-05-18T20:00:00Z');
    await server.close();
    expect(run.code).toBe(3);
    expect(run.stderr).toContain('earlier items stay');
    expect(await readFile(join(dir, '_site', 'index.html'), 'utf8')).toContain('Alpha item 0');
    expect(await readFile(join(dir, '_site', 'sources', 'index.html'), 'utf8')).toMatch(
      /failing since 18\s+May\s+2026/,
    );
  });
});

describe('a faulty configuration', () => {
  it('gives every fault at once with its place, exit code 2, and writes nothing', async () => {
    const dir = await makeSite(
      'titel: X\nfeeds:\n  - url: https://a.example/f\n    sektion: x\nfetch: { timeout: soon }\n',
    );
    const run = await daybook(dir, 'build', '--json');
    expect(run.code).toBe(2);
    expect(run.stderr).toContain('Did you mean "title"?');
    expect(run.stderr).toContain('daybook.yaml, line 4, column 5, feeds[0].sektion');
    expect(run.stderr).toContain('line 5');
    expect(JSON.parse(run.stdout).problems.length).toBeGreaterThanOrEqual(3);
    expect([...(await filesOf(dir)).keys()]).toEqual(['daybook.yaml']);
  });

  it.each([
    ['no configuration at all', ['build', '--site', '/nowhere/at/all']],
    ['an unknown command', ['bild']],
    ['an unknown option', ['build', '--fast']],
    ['a clock that cannot be read', ['build', '--now', 'tomorrow']],
  ])('and so does %s', async (_case, args) => {
    const dir = await makeSite('title: X\nfeeds: [a.xml]\n');
    expect((await daybookHere(dir, ...args)).code).toBe(2);
  });
});

describe('damage', () => {
  it('to an archive file is named and set aside, and the rest renders', async () => {
    const dir = await copyOfSampleSite();
    const file = join(dir, '_data', 'archive', '2026', '05', '2026-05-17.json');
    const text = await readFile(file, 'utf8');
    await writeFile(file, text.slice(0, Math.floor(text.length * 0.6)));
    const run = await daybookHere(dir, 'render', '--now', sampleNow);
    expect(run.code).toBe(0);
    expect(run.stderr).toContain('2026-05-17.json');
    expect(existsSync(join(dir, '_site', '2026', '05', '16', 'index.html'))).toBe(true);
    expect(existsSync(join(dir, '_site', '2026', '05', '17', 'index.html'))).toBe(true);
    const copies = [...(await filesOf(join(dir, '_data'))).keys()].filter((path) => path.includes('damaged'));
    expect(copies).toHaveLength(1);
  });

  it('another run that holds the folder gives exit code 4', async () => {
    let release = (): void => undefined;
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    let arrive = (): void => undefined;
    const asked = new Promise<void>((resolve) => {
      arrive = resolve;
    });
    const server = await serveFeeds({
      '/slow.xml': (_request, response) => {
        arrive();
        void released.then(() => response.end(smallRss('Slow', 1)));
      },
    });
    const dir = await makeSite(
      `title: Test\nurl: https://test.example/\nfetch: { allowPrivateNetworks: true }\nfeeds: ["${server.url}/slow.xml"]\n`,
    );
    const first = daybook(dir, 'fetch', '--now', sampleNow);
    await asked;
    const second = await daybookHere(dir, 'fetch', '--now', sampleNow);
    release();
    expect(second.code).toBe(4);
    expect((await first).code).toBe(0);
    await server.close();
  });
});

describe('render --all', () => {
  it('makes every file of the site, to the same bytes, and leaves them as they are', async () => {
    const dir = await makeSite('title: T\nurl: https://t.example/\nfeeds: [a.xml]\n');
    await writeFile(join(dir, 'a.xml'), smallRss('Alpha', 2));
    const built = await daybookHere(dir, 'build', '--now', sampleNow, '--json');
    const before = await filesOf(join(dir, '_site'));
    const run = await daybookHere(dir, 'render', '--all', '--now', sampleNow, '--json');
    const { written, ...rest } = JSON.parse(built.stdout).render;
    expect([run.code, JSON.parse(run.stdout).render]).toEqual([
      0,
      { ...rest, written: 0, unchanged: written, whole: 'asked for with --all' },
    ]);
    expect(await filesOf(join(dir, '_site'))).toEqual(before);
  });
});

describe('inspect', () => {
  it('prints a file as JSON Feed 1.1 with what was mended', async () => {
    const dir = await makeSite('title: X\nfeeds: [a.xml]\n');
    await writeFile(join(dir, 'a.xml'), smallRss('Alpha', 2).replace('Alpha item 0', 'Salt & Pepper'));
    const run = await daybookHere(dir, 'inspect', 'a.xml');
    expect(run.code).toBe(0);
    const feed = JSON.parse(run.stdout);
    expect(feed.version).toBe('https://jsonfeed.org/version/1.1');
    expect(feed.items[0]).toMatchObject({ title: 'Salt & Pepper', id: expect.any(String) });
    expect(feed._repairs.length).toBeGreaterThan(0);
  });

  it('reads dates without a time as the digest does, and as check does', async () => {
    const dir = await makeSite('title: X\ntimezone: Asia/Tokyo\nfeeds: [a.xml]\n');
    const feed = smallRss('Alpha', 1).replace(/<pubDate>[^<]*/, '<pubDate>2026-05-18');
    await writeFile(join(dir, 'a.xml'), feed);
    const inspected = await daybookHere(dir, 'inspect', 'a.xml');
    expect(JSON.parse(inspected.stdout).items[0].date_published).toBe('2026-05-17T15:00:00Z');
    // In Tokyo that day begins within a day; in UTC it is further ahead, which check would complain about.
    const check = ['check', '--offline', 'a.xml', '--json', '--now'];
    const checked = await daybookHere(dir, ...check, '2026-05-16T15:30:00Z');
    expect(checked.stdout).not.toContain('CHECK_FUTURE_DATES');
  });

  it('says why a file is no feed', async () => {
    const dir = await makeSite('title: X\nfeeds: [a.xml]\n');
    const run = await daybookHere(dir, 'inspect', 'daybook.yaml');
    expect(run.code).toBe(1);
    expect(run.stderr).toMatch(/where .*daybook\.yaml/);
  });
});
