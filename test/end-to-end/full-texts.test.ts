import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  daybookHere,
  type FeedServer,
  feedAnswer,
  filesOf,
  makeSite,
  removeSites,
  serveFeeds,
} from './site.test-kit.ts';

const sentence = 'The harbour was quiet, the boats lay still, and nobody came to the market that day. ';

interface Story {
  readonly name: string;
  readonly title?: string;
  /** What the feed says. */
  readonly text: string;
}

const stories: readonly Story[] = [
  { name: 'plain', text: 'The beginning of the plain one.' },
  { name: 'hostile', text: 'The beginning of the hostile one.' },
  { name: 'missing', text: 'The beginning of the missing one.' },
  { name: 'private/barred', text: 'The beginning of the barred one.' },
  { name: 'teaser', text: `All that there is, which is more than its page says. ${sentence}` },
  { name: 'paper', text: 'The beginning of a paper.' },
  { name: 'paid', title: '[$] Paid', text: 'The beginning of the paid one.' },
];

function feedOf(url: string, list: readonly Story[]): string {
  const items = list.map(
    ({ name, title = `Story ${name}`, text }, n) =>
      `<item><title>${title}</title><link>${url}/${name}</link><guid isPermaLink="false">${name}</guid>` +
      `<pubDate>Mon, 18 May 2026 ${String(n).padStart(2, '0')}:00:00 GMT</pubDate><description>${text}</description></item>`,
  );
  return `<?xml version="1.0"?><rss version="2.0"><channel><title>Harbour</title><link>${url}/</link><description>d</description>${items.join('')}</channel></rss>`;
}

const around = '<nav><a href="/a">Menu of the site</a></nav>';
const whole = (name: string): string => `<p>Whole ${name}.</p>${`<p>${sentence.repeat(3)}</p>`.repeat(4)}`;
const html = (body: string): string =>
  `<!doctype html><html><head><title>T</title></head><body>${around}<article>${body}</article></body></html>`;

interface Report {
  readonly exitCode: number;
  readonly counts: { readonly added: number; readonly revised: number };
  readonly fullTexts?: {
    readonly taken: number;
    readonly left: number;
    readonly failures: Readonly<Record<string, number>>;
  };
}

interface Stored {
  readonly title: string;
  readonly content_html: string;
  readonly _daybook: {
    readonly revised?: string;
    readonly full_text?: { readonly url: string; readonly feed_html: string };
  };
}

describe('texts from the pages of items', () => {
  let server: FeedServer;
  let dir: string;
  /** What the server answers for the feed at the moment. */
  let feed = '';

  const at = (hour: number): string => `2026-05-18T${String(hour).padStart(2, '0')}:00:00Z`;
  async function fetchAt(now: string, ...more: string[]): Promise<Report> {
    const { stdout } = await daybookHere(dir, 'fetch', '--json', '--now', now, ...more);
    const report: Report = JSON.parse(stdout);
    return report;
  }
  async function items(): Promise<Map<string, Stored>> {
    const text = await readFile(join(dir, '_data/archive/2026/05/2026-05-18.json'), 'utf8');
    const day: { readonly items: readonly Stored[] } = JSON.parse(text);
    return new Map(day.items.map((item) => [item.title, item]));
  }
  const askedFor = (path: string): number => server.asked.filter((one) => one.path === path).length;

  beforeAll(async () => {
    const pages = Object.fromEntries(
      ['/plain', '/private/barred', '/paid'].map((path) => [
        path,
        feedAnswer(html(whole(path)), 'text/html'),
      ]),
    );
    server = await serveFeeds({
      ...pages,
      '/feed.xml': (_request, response) => void response.end(feed),
      '/robots.txt': feedAnswer('User-agent: *\nDisallow: /private/\n', 'text/plain'),
      '/hostile': feedAnswer(
        html(
          `${whole('/hostile')}<script>alert(1)</script><p onclick="x()"><a href="javascript:x">Link</a></p><img src="/boat.png" onerror="x()">`,
        ),
        'text/html',
      ),
      '/teaser': feedAnswer(html('<p>Subscribe to read on.</p>'), 'text/html'),
      '/paper': feedAnswer('%PDF-1.7', 'application/pdf'),
    });
    feed = feedOf(server.url, stories);
    dir = await makeSite(
      `title: T\nurl: https://t.example/\nfetch: { allowPrivateNetworks: true }\nfeeds:\n  - url: ${server.url}/feed.xml\n    id: harbour\n    publish: full\n    fullText: true\n`,
    );
  });

  afterAll(async () => {
    await server.close();
    await removeSites();
  });

  it('come after the items were archived, cleaned as feeds are, and are no revision', async () => {
    const report = await fetchAt(at(9));
    expect(report).toMatchObject({
      exitCode: 0,
      counts: { added: 7, revised: 0 },
      fullTexts: {
        taken: 2,
        left: 0,
        failures: { FETCH_NOT_FOUND: 1, FETCH_ROBOTS: 1, PAGE_NOT_HTML: 1, PAGE_SAYS_LESS: 1 },
      },
    });
    const kept = await items();
    const plain = kept.get('Story plain');
    expect(plain?.content_html).toContain('Whole /plain.');
    expect(plain?.content_html).not.toContain('Menu');
    expect(plain?._daybook.revised).toBeUndefined();
    expect(plain?._daybook.full_text).toMatchObject({
      url: `${server.url}/plain`,
      feed_html: '<p>The beginning of the plain one.</p>',
    });
    const hostile = kept.get('Story hostile')?.content_html ?? '';
    expect(hostile).toContain('Whole /hostile.');
    expect(hostile).not.toMatch(/script|onclick|onerror/);
    expect(hostile).toContain(`${server.url}/boat.png`);
    for (const { name, text } of stories.slice(2)) {
      const item = [...kept.values()].find(({ content_html }) => content_html.includes(text));
      expect([name, item?._daybook.full_text]).toEqual([name, undefined]);
    }
  });

  it('are asked for as robots.txt says, and not of subscribers’ items', () => {
    expect(askedFor('/robots.txt')).toBe(1);
    expect(askedFor('/private/barred')).toBe(0);
    expect(askedFor('/paid')).toBe(0);
    expect(askedFor('/plain')).toBe(1);
    const [page] = server.asked.filter(({ path }) => path === '/plain');
    expect(page?.headers['user-agent']).toMatch(/^Daybook\//);
  });

  it('are asked for once, and pages that failed at growing distances', async () => {
    const before = await filesOf(join(dir, '_data'));
    // Within the hour: nothing is due, and nothing is written.
    const soon = await fetchAt('2026-05-18T09:30:00Z', '--force', '--quiet');
    expect(soon.counts).toMatchObject({ added: 0, revised: 0 });
    const forced = askedFor('/missing');
    expect(forced).toBe(2);
    expect((await fetchAt(at(10))).fullTexts).toBeUndefined();
    expect(askedFor('/missing')).toBe(forced);
    expect((await fetchAt(at(16))).fullTexts).toMatchObject({
      taken: 0,
      failures: { FETCH_NOT_FOUND: 1, FETCH_ROBOTS: 1 },
    });
    for (const day of [20, 24, 28, 30]) await fetchAt(`2026-05-${day}T16:00:00Z`);
    // At once, by force, and after 6, 24 and 72 hours.
    expect(askedFor('/missing')).toBe(5);
    expect(askedFor('/plain')).toBe(1);
    const after = await filesOf(join(dir, '_data'));
    const day = 'archive/2026/05/2026-05-18.json';
    expect(after.get(day)).toBe(before.get(day));
  });

  it('are marked on the page, and the summary is still the feed’s', async () => {
    await daybookHere(dir, 'render', '--quiet', '--now', at(17));
    const page = await readFile(join(dir, '_site/2026/05/18/index.html'), 'utf8');
    expect(page.match(/text from the article’s page/g)).toHaveLength(2);
    expect(page).toMatch(/class="sum p-summary"[^>]*>The beginning of the plain one\./);
    expect(page).toContain('Whole /plain.');
    expect(page).not.toContain('updated');
  });

  it('stay in the archive where only excerpts are published', async () => {
    const config = await readFile(join(dir, 'daybook.yaml'), 'utf8');
    const site = await makeSite(config.replace('publish: full', 'publish: excerpt'));
    await daybookHere(site, 'build', '--quiet', '--now', at(9));
    const page = await readFile(join(site, '_site/2026/05/18/index.html'), 'utf8');
    expect(page).toContain('The beginning of the plain one.');
    expect(page).not.toContain('Whole /plain.');
    expect(page).not.toContain('text from the article');
    expect(await readFile(join(site, '_data/archive/2026/05/2026-05-18.json'), 'utf8')).toContain(
      'Whole /plain.',
    );
  });

  it('by a selector, so many of a host in a run, leave the rest for later runs', async () => {
    const many = Array.from({ length: 24 }, (_, n) => ({ name: `n${n}`, text: 'Begins.' }));
    const page = (name: string): string =>
      html(`<p>Beside it.</p><div class="t"><p>${name} ${sentence}</p></div>`);
    const crowd = await serveFeeds({
      ...Object.fromEntries(many.map(({ name }) => [`/${name}`, feedAnswer(page(name), 'text/html')])),
      '/feed.xml': (_request, response) => void response.end(feedOf(crowd.url, many)),
    });
    try {
      dir = await makeSite(
        `title: T\nurl: https://t.example/\nfetch: { allowPrivateNetworks: true }\nfeeds:\n  - url: ${crowd.url}/feed.xml\n    publish: full\n    fullText: { select: .t }\n`,
      );
      expect((await fetchAt('2026-05-19T01:00:00Z')).fullTexts).toMatchObject({ taken: 20, left: 4 });
      expect((await fetchAt('2026-05-19T01:10:00Z')).fullTexts).toMatchObject({ taken: 4, left: 0 });
      expect((await fetchAt('2026-05-19T02:20:00Z')).fullTexts).toBeUndefined();
      const kept = [...(await items()).values()];
      expect(kept).toHaveLength(24);
      for (const { content_html } of kept) expect(content_html).toMatch(/^<p>n\d+ The harbour/);
      expect(crowd.asked.filter(({ path }) => path === '/n5')).toHaveLength(1);
    } finally {
      await crowd.close();
    }
  });
});
