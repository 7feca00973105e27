import { readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join, sep } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  daybookHere,
  type FeedServer,
  type Finished,
  feedAnswer,
  filesOf,
  makeSite,
  removeSites,
  sampleNow,
  serveFeeds,
} from './site.test-kit.ts';

/** `images: local` from a feed to the page, with pictures as strangers serve them. */

afterAll(removeSites);

type Answer = Parameters<typeof serveFeeds>[0][string];

const photo = (width: number, height: number): Promise<Buffer> =>
  sharp({ create: { width, height, channels: 3, background: '#27a' } })
    .composite([{ input: Buffer.from('<svg width="8" height="8"><circle cx="4" cy="4" r="4"/></svg>') }])
    .withExif({ IFD0: { Artist: 'Somebody Secret' } })
    .jpeg()
    .toBuffer();

const send =
  (body: Buffer, type = 'image/jpeg'): Answer =>
  (_request, response) => {
    response.writeHead(200, { 'content-type': type }).end(body);
  };

const missing: Answer = (_request, response) => {
  response.writeHead(404).end();
};

/** One item whose body holds these pictures. */
function rss(name: string, pictures: readonly string[], thumbnail = ''): string {
  const html = `<p>Text of ${name}.</p>${pictures.map((url) => `<p><img src="${url}" alt="Alt of ${url.replace(/.*\//, '')}"></p>`).join('')}`;
  return `<?xml version="1.0"?><rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/"><channel><title>${name}</title><link>https://${name}.example/</link><description>d</description><item><title>Item of ${name}</title><guid isPermaLink="false">${name}-1</guid><pubDate>Mon, 18 May 2026 09:00:00 GMT</pubDate><description><![CDATA[${html}]]></description>${thumbnail}</item></channel></rss>`;
}

const config = (server: FeedServer, feeds: readonly string[], images = 'local', more = ''): string =>
  `title: T\nurl: https://digest.example/sub/\nimages: ${images}\nfetch: { allowPrivateNetworks: true, interval: 1s }\nfeeds:\n${feeds
    .map((feed) => `  - { id: ${feed}, url: ${server.url}/${feed}.xml }\n`)
    .join('')}${more}`;

const bytesOf = (files: ReadonlyMap<string, string>, path: string): Buffer =>
  Buffer.from(files.get(path.split('/').join(sep)) ?? '', 'latin1');

describe('images: local', () => {
  let server: FeedServer;
  let dir: string;
  let built: Finished;
  const answers: Record<string, Answer> = {};
  const askedFor = (path: string): number => server.asked.filter((asked) => asked.path === path).length;

  beforeAll(async () => {
    answers['/large.jpg'] = send(await photo(1600, 800), 'text/plain');
    answers['/named-wrong.gif'] = send(await photo(300, 200), 'image/gif');
    answers['/gone.png'] = missing;
    answers['/page.png'] = send(Buffer.from('<!doctype html><script>alert(1)</script>'), 'image/png');
    answers['/pixel.gif'] = send(
      Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64'),
    );
    answers['/moved.jpg'] = (_request, response) => {
      response.writeHead(302, { location: '/large.jpg' }).end();
    };
    answers['/feedless.jpg'] = send(await photo(20, 20));
    answers['/thumb.jpg'] = send(await photo(120, 90));
    server = await serveFeeds(answers);
    const at = (name: string): string => `${server.url}/${name}`;
    answers['/a.xml'] = feedAnswer(
      rss('a', ['large.jpg', 'named-wrong.gif', 'gone.png', 'page.png', 'pixel.gif', 'moved.jpg'].map(at)),
    );
    answers['/b.xml'] = feedAnswer(
      rss('b', ['named-wrong.gif', 'feedless.jpg'].map(at), `<media:thumbnail url="${at('thumb.jpg')}"/>`),
    );
    dir = await makeSite(config(server, ['a', 'b']));
    built = await daybookHere(dir, 'build', '--now', sampleNow, '--json');
  });
  afterAll(() => server.close());

  it('copies what comes, and says in one line what does not', () => {
    expect(built.code, built.stderr).toBe(0);
    expect(built.stderr).toMatch(
      /Images: 5 copied \(.*\); not available: FETCH_NOT_FOUND 1, IMAGE_UNKNOWN_TYPE 1\./,
    );
    const report: { fetch: { images: object } } = JSON.parse(built.stdout);
    expect(report.fetch.images).toMatchObject({ copied: 5, left: 0 });
  });

  it('shows copies with their sizes, links where there is none, and no pixel', async () => {
    const html = await readFile(join(dir, '_site', '2026', '05', '18', 'index.html'), 'utf8');
    const images = html.match(/<img [^>]*>/g) ?? [];
    expect(images.length).toBeGreaterThanOrEqual(3);
    for (const image of images) {
      expect(image).toMatch(/src="\/sub\/images\/[0-9a-f]{2}\/[0-9a-f]{32}\.webp"/);
      expect(image).toMatch(/width="\d+" height="\d+" loading="lazy" decoding="async"/);
    }
    expect(html).toMatch(/480w, \/sub\/images\/[0-9a-f/]+\.webp 960w" sizes=/);
    expect(html).toContain('width="960" height="480"');
    expect(html).toContain('width="300" height="200"');
    expect(html).toContain(`<a href="${server.url}/gone.png" rel="noopener noreferrer">Alt of gone.png</a>`);
    expect(html).not.toContain('/pixel.gif');
    expect(/http-equiv="Content-Security-Policy" content="[^"]*img-src (.*?); media/.exec(html)?.[1]).toBe(
      "'self' data:",
    );
  });

  it('serves each shown file, without what its maker wrote into it, and no other', async () => {
    const files = await filesOf(join(dir, '_site'));
    const pages = [...files].filter(([path]) => /\.(?:html|json|xml)$/.test(path)).map(([, text]) => text);
    const named = new Set(
      pages.flatMap((text) => text.match(/images\/[0-9a-f]{2}\/[0-9a-f]{32}\.webp/g) ?? []),
    );
    const served = [...files.keys()]
      .map((path) => path.split(sep).join('/'))
      .filter((path) => /^images\//.test(path));
    expect(served.sort()).toEqual([...named].sort());
    for (const path of served) {
      const meta = await sharp(bytesOf(files, path)).metadata();
      expect(meta.format).toBe('webp');
      expect(meta.exif).toBeUndefined();
      expect(meta.icc).toBeUndefined();
    }
    expect(files.get('_headers')).toContain('/images/*');
  });

  it('gives feeds whole addresses', async () => {
    const feed = await readFile(join(dir, '_site', 'feed.json'), 'utf8');
    expect(feed).toContain('https://digest.example/sub/images/');
    expect(feed).not.toMatch(/"\/sub\/images/);
    expect(feed).toMatch(/"image": ?"https:\/\/digest\.example\/sub\/images\/[0-9a-f/]+\.webp"/);
  });

  it('asks for nothing twice, and changes nothing when there is nothing new', async () => {
    const before = await filesOf(dir);
    const asked = askedFor('/large.jpg') + askedFor('/gone.png');
    const again = await daybookHere(dir, 'build', '--now', sampleNow);
    expect(again.code, again.stderr).toBe(0);
    expect(again.stderr).not.toContain('Images:');
    expect(askedFor('/large.jpg') + askedFor('/gone.png')).toBe(asked);
    const after = await filesOf(dir);
    for (const [path, bytes] of before)
      if (!path.startsWith('.cache')) expect(after.get(path), path).toBe(bytes);
  });

  it('renders without the network, and keeps what its publisher took away when all caches are lost', async () => {
    const html = await readFile(join(dir, '_site', 'index.html'), 'utf8');
    const gone = Object.fromEntries(Object.entries(answers));
    for (const name of ['/large.jpg', '/named-wrong.gif', '/moved.jpg', '/feedless.jpg'])
      answers[name] = missing;
    await rm(join(dir, '.cache'), { recursive: true });
    await rm(join(dir, '_site'), { recursive: true });
    const again = await daybookHere(dir, 'build', '--now', sampleNow, '--force');
    Object.assign(answers, gone);
    expect(again.code, again.stderr).toBe(0);
    expect(await readFile(join(dir, '_site', 'index.html'), 'utf8')).toBe(html);
  });

  it('asks again for what failed twice, two days later, and then shows it', async () => {
    answers['/gone.png'] = send(await photo(64, 64));
    const later = await daybookHere(dir, 'build', '--now', '2026-05-20T18:30:00Z');
    expect(later.stderr).toContain('Images: 1 copied');
    const html = await readFile(join(dir, '_site', '2026', '05', '18', 'index.html'), 'utf8');
    expect(html).toContain('alt="Alt of gone.png" width="64" height="64"');
  });

  it('check finds a copy that was damaged or lost, and --repair has it copied again', async () => {
    expect((await daybookHere(dir, 'check', '--now', sampleNow)).stderr).toMatch(/ [4-9] copied images\./);
    const folder = join(dir, '_data', 'images', 'files');
    const names = [...(await filesOf(folder)).keys()].filter((name) => name.endsWith('.webp')).sort();
    const before = await filesOf(folder);
    await writeFile(join(folder, names[0] ?? ''), 'not a picture');
    await rm(join(folder, names[1] ?? ''));
    const found = await daybookHere(dir, 'check', '--now', sampleNow);
    expect(found.code).toBe(1);
    expect(found.stderr).toContain('IMAGES_DAMAGED');
    expect(found.stderr).toMatch(
      /No copy of \d+ images?, shown as links: [^\n]*\/page\.png \(IMAGE_UNKNOWN_TYPE\)/,
    );
    const mended = await daybookHere(dir, 'check', '--repair', '--now', sampleNow);
    expect([mended.code, mended.stderr.includes('damaged images taken off the list')]).toEqual([0, true]);
    await daybookHere(dir, 'fetch', '--now', '2026-05-20T19:30:00Z');
    expect(await filesOf(folder)).toEqual(before);
  });

  it('comes back whole from the published site', async () => {
    const site = createServer(async (request, response) => {
      const bytes = await readFile(join(dir, '_site', request.url ?? '/')).catch(() => undefined);
      return void response.writeHead(bytes ? 200 : 404).end(bytes);
    });
    await new Promise<void>((ready) => site.listen(0, '127.0.0.1', ready));
    const address = site.address();
    const url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/`;
    try {
      await writeFile(
        join(dir, 'daybook.yaml'),
        config(server, ['a', 'b'], 'local', 'outputs: { archive: true }\n'),
      );
      expect((await daybookHere(dir, 'render', '--now', sampleNow)).code).toBe(0);
      const fresh = await makeSite(config(server, ['a', 'b'], 'local', 'outputs: { archive: true }\n'));
      const restored = await daybookHere(fresh, 'restore', url, '--allow-private-networks');
      expect(restored.code, restored.stderr).toBe(0);
      expect(await filesOf(join(fresh, '_data', 'images'))).toEqual(
        await filesOf(join(dir, '_data', 'images')),
      );
      const asked = server.asked.length;
      expect((await daybookHere(fresh, 'render', '--now', sampleNow)).code).toBe(0);
      expect(server.asked.length).toBe(asked);
      const checked = await daybookHere(fresh, 'check', '--json', '--now', sampleNow);
      expect(JSON.parse(checked.stdout).images).toEqual({ copies: 6, damaged: [] });
    } finally {
      site.closeAllConnections();
      await new Promise((closed) => site.close(closed));
    }
  });

  it('forgets the pictures that only a forgotten item had', async () => {
    const count = async (): Promise<number> =>
      [...(await filesOf(join(dir, '_data', 'images'))).keys()].filter((path) => path.endsWith('.webp'))
        .length;
    const before = await count();
    const forgotten = await daybookHere(dir, 'forget', 'feed', 'b', '--now', sampleNow);
    expect(forgotten.stderr).toContain('2 unused images removed.');
    expect(await count()).toBe(before - 2);
    const files = await filesOf(join(dir, '_data'));
    expect([...files.values()].some((text) => text.includes('feedless.jpg'))).toBe(false);
  });

  it('changes with the configuration alone: remote asks their servers, none nobody', async () => {
    await writeFile(join(dir, 'daybook.yaml'), config(server, ['a'], 'none'));
    await daybookHere(dir, 'render', '--now', sampleNow);
    const none = await filesOf(join(dir, '_site'));
    expect([...none.keys()].some((path) => path.startsWith('images'))).toBe(false);
    expect(none.get(join('2026', '05', '18', 'index.html'))).not.toMatch(/<img |large\.jpg"/);
    await writeFile(join(dir, 'daybook.yaml'), config(server, ['a'], 'remote'));
    await daybookHere(dir, 'render', '--now', sampleNow);
    const remote = await readFile(join(dir, '_site', '2026', '05', '18', 'index.html'), 'utf8');
    expect(remote).toContain(`<img src="${server.url}/large.jpg"`);
    expect(remote).not.toContain('nofollow');
    await writeFile(join(dir, 'daybook.yaml'), config(server, ['a'], 'none', 'nofollow: true\n'));
    await daybookHere(dir, 'render', '--now', sampleNow);
    const page = await readFile(join(dir, '_site', '2026', '05', '18', 'index.html'), 'utf8');
    const links = page.match(/<a [^>]*rel="[^"]*no(?:opener|referrer)[^"]*"/g) ?? [];
    expect(links.length).toBeGreaterThan(0);
    for (const link of links) expect(link).toMatch(/rel="[^"]*nofollow/);
  });
});

describe('images: local, where the site may not ask private networks', () => {
  it('asks no such address, in the picture’s or in a redirect', async () => {
    const server = await serveFeeds({ '/x.jpg': missing });
    const dir = await makeSite(
      `title: T\nurl: https://digest.example/\nimages: local\nfeeds:\n  - { id: a, url: a.xml }\n`,
    );
    await writeFile(join(dir, 'a.xml'), rss('a', [`${server.url}/x.jpg`]));
    const built = await daybookHere(dir, 'build', '--now', sampleNow);
    await server.close();
    expect(built.code, built.stderr).toBe(0);
    expect(built.stderr).toContain('FETCH_ADDRESS_REFUSED 1');
    expect(server.asked).toEqual([]);
  });
});

describe('rules decide which pictures are copied', () => {
  it('copies none of items that are dropped or told of in short', async () => {
    const server = await serveFeeds({
      '/p.jpg': send(await photo(10, 10)),
      '/q.jpg': send(await photo(10, 10)),
    });
    const dir = await makeSite(
      `title: T\nurl: https://digest.example/\nimages: local\nfetch: { allowPrivateNetworks: true }\nfeeds:\n  - { id: a, url: a.xml, publish: excerpt }\n  - { id: b, url: b.xml }\nrules: [{ if: { feed: b }, then: drop }]\n`,
    );
    await writeFile(join(dir, 'a.xml'), rss('a', [`${server.url}/p.jpg`]));
    await writeFile(join(dir, 'b.xml'), rss('b', [`${server.url}/q.jpg`]));
    const built = await daybookHere(dir, 'build', '--now', sampleNow);
    await server.close();
    expect(built.code, built.stderr).toBe(0);
    expect(server.asked).toEqual([]);
  });
});
