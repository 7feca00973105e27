import { cp, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
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

/** People behind feeds: their names, faces and filters, from `daybook.yaml` and their servers to the page. */

afterAll(removeSites);

type Answer = Parameters<typeof serveFeeds>[0][string];

const picture = (colour: string, width = 120, height = 120): Promise<Buffer> =>
  sharp({ create: { width, height, channels: 3, background: colour } })
    .png()
    .toBuffer();

const send =
  (body: Buffer | string, type: string): Answer =>
  (_request, response) => {
    response.writeHead(200, { 'content-type': type }).end(body);
  };

interface FeedParts {
  readonly home: string;
  readonly icon?: string;
}

function atom(name: string, { home, icon }: FeedParts): string {
  const entry = (title: string, tag: string): string =>
    `<entry><id>${name}:${title}</id><title>${title} of ${name}</title><link href="${home}${title}"/><updated>2026-05-18T09:00:00Z</updated><category term="${tag}"/><content>Text.</content></entry>`;
  const iconElement = icon === undefined ? '' : `<icon>${icon}</icon>`;
  return `<feed xmlns="http://www.w3.org/2005/Atom"><id>${name}</id><title>Notes of ${name}</title><subtitle>What ${name} thinks.</subtitle><link href="${home}"/>${iconElement}<updated>2026-05-18T09:00:00Z</updated>${entry('Kernels', 'linux')}${entry('Kittens', 'cats')}</feed>`;
}

const config = (server: FeedServer, sources: string): string =>
  `title: T
url: https://digest.example/sub/
fetch: { allowPrivateNetworks: true, interval: 1s, timeout: 2s }
${sources}
feeds:
  - { id: own, url: ${server.url}/own.xml, name: Ada Lovelace, face: faces/ada.png, home: "https://ada.example/", description: Engines., filter: { keep: { tag: linux } } }
  - { id: iconic, url: ${server.url}/iconic.xml, filter: { drop: { title: /^Kit/ } } }
  - { id: homely, url: ${server.url}/homely.xml }
  - { id: named, url: ${server.url}/named.xml, face: "${server.url}/me.svg" }
  - { id: bare, url: ${server.url}/bare.xml }
  - { id: far, url: ${server.url}/far.xml }
  - { id: slow, url: ${server.url}/slow.xml }
`;

describe('members', () => {
  const answers: Record<string, Answer> = {};
  let server: FeedServer;
  let dir: string;
  let built: Finished;
  const page = (path: string): Promise<string> => readFile(join(dir, '_site', path, 'index.html'), 'utf8');
  const portraitOn = async (id: string): Promise<string | undefined> =>
    /<img class="face" src="([^"]*)"/.exec(await page(`source/${id}`))?.[1];
  const build = (command: 'build' | 'render', now = sampleNow): Promise<Finished> =>
    daybookHere(dir, command, '--now', now, '--json');

  beforeAll(async () => {
    server = await serveFeeds(answers);
    const at = (path: string): string => `${server.url}${path}`;
    answers['/own.xml'] = feedAnswer(atom('own', { home: at('/own/'), icon: at('/unasked.png') }));
    answers['/iconic.xml'] = feedAnswer(atom('iconic', { home: at('/iconic/'), icon: at('/icon.png') }));
    answers['/icon.png'] = send(await picture('#27a'), 'text/plain');
    answers['/homely.xml'] = feedAnswer(atom('homely', { home: at('/homely/') }));
    answers['/homely/'] = send(
      '<!doctype html><link rel="icon" href="small.png"><link rel="apple-touch-icon" href="touch.png">',
      'text/html',
    );
    answers['/homely/touch.png'] = send(await picture('#a72'), 'image/png');
    answers['/named.xml'] = feedAnswer(atom('named', { home: at('/named/'), icon: at('/unasked.png') }));
    answers['/me.svg'] = send(
      '<svg xmlns="http://www.w3.org/2000/svg" width="50" height="20"><rect width="50" height="20" fill="red"/><script>alert(1)</script></svg>',
      'image/svg+xml',
    );
    answers['/bare.xml'] = feedAnswer(atom('bare', { home: at('/bare/') }));
    answers['/slow.xml'] = feedAnswer(
      atom('slow', { home: 'https://slow.example/', icon: at('/hangs.png') }),
    );
    answers['/hangs.png'] = () => undefined;
    answers['/far.xml'] = feedAnswer(
      atom('far', { home: 'https://far.example.org/', icon: 'https://far.example.org/icon.png' }),
    );
    dir = await makeSite(
      config(server, 'sources: { title: Members, icons: items, add: "https://forge.example/edit?a=1&b=2" }'),
    );
    await mkdir(join(dir, 'faces'));
    await writeFile(join(dir, 'faces', 'ada.png'), await picture('#2a7', 300, 100));
    built = await build('build');
  });
  afterAll(() => server.close());

  it('have faces of their own, of their feed, of their home page, or as configured', async () => {
    expect(built.code, built.stderr).toBe(0);
    expect(built.stderr).toContain('Faces of sources: 3 copied, 3 not to be had.');
    const faces = await Promise.all(['own', 'iconic', 'homely', 'named'].map(portraitOn));
    for (const face of faces) expect(face).toMatch(/^\/sub\/portraits\/[0-9a-f]{32}\.webp$/);
    expect(new Set(faces).size).toBe(4);
    for (const face of faces) {
      const bytes = await readFile(join(dir, '_site', (face ?? '').replace('/sub/', '')));
      expect((await sharp(bytes).metadata()).format).toBe('webp');
      expect(bytes.length).toBeLessThanOrEqual(4096);
    }
    expect(await page('source/bare')).toContain('<span class="face" data-m="NO" data-c="');
  });

  it('are asked for nothing that the configuration names already, and no other place where they are private', async () => {
    const asked = server.asked.map(({ path }) => path);
    expect(asked).not.toContain('/unasked.png');
    expect(asked.filter((path) => path === '/favicon.ico')).toHaveLength(1);
    expect(await page('source/far')).toContain('<span class="face"');
    const list = await readFile(join(dir, '_data', 'portraits', 'list.json'), 'utf8');
    expect(list).not.toContain('far.example.org');
    // What does not answer is left after its time, and remembered.
    expect(list).toMatch(/"feed":"slow",.*"failed":"FETCH_TOO_SLOW"/);
  });

  it('are named by their names, with all that is known of them', async () => {
    const html = await page('source/own');
    expect(html).toMatch(/<h1 class="p-name member">\s*<img [^>]*alt=""[^>]*>\s*<bdi>Ada Lovelace<\/bdi>/);
    for (const text of [
      'Notes of own',
      'Engines.',
      'href="https://ada.example/"',
      'href="/sub/sources/#missing"',
    ])
      expect(html).toContain(text);
    expect(html).toContain('href="https://forge.example/edit?a=1&amp;b=2"');
    const sources = await page('sources');
    expect(sources).toContain('<h1>Members</h1>');
    expect(sources).toContain('aria-current="page">Members</a>');
    expect(sources).toContain('    name: Your name\n');
    expect(await page('2026/05/18')).toMatch(/href="\/sub\/source\/own\/">(?:<bdi>)?Ada Lovelace</);
    expect(await readFile(join(dir, '_site', 'opml.xml'), 'utf8')).toContain('text="Ada Lovelace"');
  });

  it('show what their filters keep', async () => {
    const html = await page('2026/05/18');
    for (const [title, isShown] of [
      ['Kernels of own', true],
      ['Kittens of own', false],
      ['Kernels of iconic', true],
      ['Kittens of iconic', false],
      ['Kittens of homely', true],
    ] as const)
      expect([title, html.includes(title)]).toEqual([title, isShown]);
  });

  it('stand beside items by a stylesheet that no page of a day changes with', async () => {
    const css = await readFile(join(dir, '_site', 'portraits.css'), 'utf8');
    expect(css).toContain(`.by .s[href="/sub/source/own/"]::before`);
    expect(css).toContain(`url("${await portraitOn('own')}")`);
    const html = await page('2026/05/18');
    expect(html).toContain('<link rel="stylesheet" href="/sub/portraits.css">');
    expect(html).not.toContain('.webp');
    expect(html).toMatch(/style-src [^;]*'self'/);
  });

  it('are not asked for again, and the same folder gives the same bytes without a network', async () => {
    const asked = server.asked.filter(({ path }) => !path.endsWith('.xml')).length;
    const before = await filesOf(join(dir, '_site'));
    const again = await build('build');
    expect(again.code, again.stderr).toBe(0);
    expect(server.asked.filter(({ path }) => !path.endsWith('.xml'))).toHaveLength(asked);
    const here = dir;
    const clone = await makeSite(await readFile(join(dir, 'daybook.yaml'), 'utf8'));
    for (const name of ['_data', 'faces']) await cp(join(dir, name), join(clone, name), { recursive: true });
    dir = clone;
    expect((await build('render')).code).toBe(0);
    const after = await filesOf(join(clone, '_site'));
    dir = here;
    expect([...after.keys()].sort()).toEqual([...before.keys()].sort());
    for (const [path, bytes] of before) expect(after.get(path) === bytes, path).toBe(true);
  });

  it('change their faces when the file in the folder does, and only then', async () => {
    const face = await portraitOn('own');
    const day = await page('2026/05/18');
    await writeFile(join(dir, 'faces', 'ada.png'), await picture('#a27'));
    expect((await build('render')).code).toBe(0);
    expect(await portraitOn('own')).not.toBe(face);
    expect(await page('2026/05/18')).toBe(day);
    // The same picture under another name is another face to the configuration.
    const yaml = await readFile(join(dir, 'daybook.yaml'), 'utf8');
    await rename(join(dir, 'faces', 'ada.png'), join(dir, 'faces', 'renamed.png'));
    await writeFile(join(dir, 'daybook.yaml'), yaml.replace('faces/ada.png', 'faces/renamed.png'));
    const changed = await portraitOn('own');
    expect((await build('render')).code).toBe(0);
    expect(await portraitOn('own')).toBe(changed);
    await rm(join(dir, 'faces', 'renamed.png'));
    const without = await build('render');
    expect(without.code).toBe(0);
    const { problems }: { problems: object[] } = JSON.parse(without.stdout);
    expect(problems).toMatchObject([
      { code: 'PORTRAIT_UNREADABLE', where: 'daybook.yaml, feeds[0].face → faces/renamed.png' },
    ]);
  });

  it('are shown without faces where the publisher wants none', async () => {
    await writeFile(join(dir, 'daybook.yaml'), config(server, 'sources: { icons: false }'));
    const asked = server.asked.length;
    expect((await build('render')).code).toBe(0);
    expect(server.asked).toHaveLength(asked);
    expect(await portraitOn('iconic')).toBeUndefined();
    const files = [...(await filesOf(join(dir, '_site'))).keys()];
    expect(files.filter((path) => path.includes('portraits'))).toEqual([]);
  });
});
