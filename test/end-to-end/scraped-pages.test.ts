import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  daybookHere,
  type FeedServer,
  feedAnswer,
  makeSite,
  removeSites,
  serveFeeds,
} from './site.test-kit.ts';

const entry = (n: number, date: string): string =>
  `<li class="post"><a href="/news/${n}">News ${n}</a> <em>${date}</em></li>`;
const page = (...entries: readonly string[]): string =>
  `<!doctype html><html lang="en"><head><title>The Club</title></head><body><ul>${entries.join('')}</ul></body></html>`;

interface Report {
  readonly exitCode: number;
  readonly counts: { readonly added: number; readonly revised: number; readonly failed: number };
  readonly feeds: readonly {
    readonly result: string;
    readonly problem?: { readonly [key: string]: string };
  }[];
}

describe('a page without a feed', () => {
  let server: FeedServer;
  let dir: string;
  let body = '';
  const config = (scrape: string): string =>
    `title: T\nurl: https://t.example/\nfetch: { allowPrivateNetworks: true }\nfeeds:\n  - url: ${server.url}/news\n    id: club\n    scrape: ${scrape}\n`;
  const configure = (scrape: string): Promise<void> => writeFile(join(dir, 'daybook.yaml'), config(scrape));
  async function fetchAt(hour: number, ...more: string[]): Promise<Report> {
    const now = `2026-05-18T${String(hour).padStart(2, '0')}:00:00Z`;
    const { stdout } = await daybookHere(dir, 'fetch', '--json', '--now', now, ...more);
    const report: Report = JSON.parse(stdout);
    return report;
  }

  beforeAll(async () => {
    server = await serveFeeds({
      '/news': (request, response) => feedAnswer(body, 'text/html')(request, response),
    });
    body = page(entry(2, '17 May 2026'), entry(1, '16 May 2026'));
    dir = await makeSite(config('{ items: li.post }'));
  });

  afterAll(async () => {
    await server.close();
    await removeSites();
  });

  it('is asked for as a page, and its items are archived', async () => {
    expect(await fetchAt(8)).toMatchObject({ exitCode: 0, counts: { added: 2 } });
    expect(server.asked[0]?.headers.accept).toMatch(/^text\/html/);
    expect((await fetchAt(10)).feeds).toMatchObject([{ result: 'unchanged' }]);
  });

  it('is read anew when its selectors change, though it did not: the items are the same ones', async () => {
    await configure('{ items: li.post, date: em }');
    expect(await fetchAt(12)).toMatchObject({ counts: { added: 0 }, feeds: [{ result: 'fresh' }] });
    expect((await fetchAt(14)).feeds).toMatchObject([{ result: 'unchanged' }]);
    body = page(entry(3, '18 May 2026'), entry(2, '17 May 2026'), entry(1, '16 May 2026'));
    expect(await fetchAt(16)).toMatchObject({ counts: { added: 1, revised: 0 } });
  });

  it('on which nothing is found any more is a failure, and loses nothing', async () => {
    body = '<!doctype html><title>The Club</title><div id="app"></div>';
    const report = await fetchAt(18);
    expect(report).toMatchObject({ exitCode: 3, counts: { failed: 1 } });
    expect(report.feeds[0]?.problem).toMatchObject({
      code: 'SCRAPE_NOTHING_FOUND',
      why: 'The selector "li.post" finds nothing on it.',
      kept: 'Its earlier items stay in the digest.',
    });
    expect(report.feeds[0]?.problem?.where).toBe(`daybook.yaml, feeds[0] → ${server.url}/news`);
    await daybookHere(dir, 'render', '--quiet', '--now', '2026-05-18T18:30:00Z');
    const day = await readFile(join(dir, '_site/2026/05/18/index.html'), 'utf8');
    expect(day).toContain('News 3');
    const source = await readFile(join(dir, '_site/source/club/index.html'), 'utf8');
    for (const n of [1, 2, 3]) expect(source).toContain(`News ${n}`);
  });

  it('is asked again at once when its selectors are corrected', async () => {
    body = page(entry(4, '18 May 2026')).replaceAll('li', 'section');
    await configure('{ items: section.post, date: em }');
    expect(await fetchAt(19)).toMatchObject({ exitCode: 0, counts: { added: 1 } });
  });

  it('is on no list of feeds, as it is none; to another digest it is a link', async () => {
    await daybookHere(dir, 'render', '--quiet', '--now', '2026-05-18T19:30:00Z');
    expect(await readFile(join(dir, '_site/opml.xml'), 'utf8')).not.toContain(server.url);
    expect(await readFile(join(dir, '_site/sources/index.html'), 'utf8')).toContain('The Club');
    const { stdout, stderr } = await daybookHere(dir, 'export');
    expect(stdout).not.toContain('xmlUrl');
    expect(stdout).toContain(
      `<outline type="link" text="The Club" title="The Club" url="${server.url}/news"`,
    );
    expect(stderr).toBe('');
  });

  it('is shown by check and inspect as the selectors find it', async () => {
    const now = ['--now', '2026-05-18T20:00:00Z'];
    const checked = await daybookHere(dir, 'check', `${server.url}/news`, ...now);
    expect(checked.code).toBe(0);
    expect(checked.stdout).toContain('1 item, 1 with a date');
    expect(checked.stdout).toContain(`2026-05-18  News 4\n              ${server.url}/news/4`);
    const inspected = await daybookHere(dir, 'inspect', `${server.url}/news`, ...now);
    expect(JSON.parse(inspected.stdout).items).toMatchObject([{ title: 'News 4' }]);
    // Selectors to try go before those that are configured.
    const tried = await daybookHere(
      dir,
      'inspect',
      `${server.url}/news`,
      '--items',
      'ul',
      '--item-title',
      'em',
      ...now,
    );
    expect(JSON.parse(tried.stdout).items).toMatchObject([
      { title: '18 May 2026', url: `${server.url}/news/4` },
    ]);
  });
});
