import { once } from 'node:events';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type PreviewServer, startPreview } from './preview-server.ts';

let root: string;
const servers: PreviewServer[] = [];

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'daybook-preview-'));
  await writeFile(join(root, 'secret.txt'), 'secret');
  const site = join(root, 'site');
  await mkdir(join(site, '2026', '05'), { recursive: true });
  await mkdir(join(site, 'topic', 'été'), { recursive: true });
  await mkdir(join(root, 'site-other'));
  await writeFile(join(root, 'site-other', 'secret.txt'), 'secret');
  await writeFile(join(site, 'index.html'), '<body>Home</body>');
  await writeFile(join(site, '2026', '05', 'index.html'), '<body>May</body>');
  await writeFile(join(site, 'topic', 'été', 'index.html'), '<body>Summer</body>');
  await writeFile(join(site, '404.html'), '<body>Nothing here</body>');
  await writeFile(join(site, 'feed.xml'), '<feed/>');
  await writeFile(join(site, 'odd.bin'), 'x');
});

afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
  await rm(root, { recursive: true, force: true });
});

async function start(prefix = '/', clockOffsetMs = 0): Promise<PreviewServer> {
  const started = await startPreview({ dir: join(root, 'site'), port: 0, prefix, clockOffsetMs });
  if ('problem' in started) throw new Error(started.problem.why);
  servers.push(started);
  return started;
}

interface Answer {
  readonly status: number | undefined;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** Asks for a path as it is written: `fetch` would tidy it up. */
function get(server: PreviewServer, path: string, headers = {}): Promise<Answer> {
  const { hostname, port } = new URL(server.url);
  return new Promise((resolve, reject) => {
    request({ hostname, port, path, headers }, (response) => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        body += chunk;
      });
      response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, body }));
    })
      .on('error', reject)
      .end();
  });
}

describe('the preview', () => {
  it('tells pages how far their clock is from the real one, where it is', async () => {
    await writeFile(join(root, 'site', 'index.html'), '<!doctype html><html lang="en"><body>Home</body>');
    expect((await get(await start(), '/')).body).toContain('<html lang="en">');
    expect((await get(await start('/', -86_400_000), '/')).body).toContain(
      '<html data-clock="-86400000" lang="en">',
    );
  });

  it('listens on loopback only', async () => {
    expect((await start()).url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/);
  });

  it.each([
    ['a page', '/', 200, 'Home'],
    ['a page below', '/2026/05/', 200, 'May'],
    ['a page by its file', '/2026/05/index.html', 200, 'May'],
    ['a page with a query', '/2026/05/?x=/../', 200, 'May'],
    ['a page in another script', '/topic/%C3%A9t%C3%A9/', 200, 'Summer'],
    ['what is not there', '/nowhere/', 404, 'Nothing here'],
    ['an address that cannot be decoded', '/%zz', 404, 'Nothing here'],
    ['a zero byte', '/%00', 404, 'Nothing here'],
    ['two slashes', '//', 200, 'Home'],
    ['another host in the path', '//evil.example/', 404, 'Nothing here'],
    ['a port that is none', '//x:99999/', 404, 'Nothing here'],
  ])('answers %s', async (_case, path, status, text) => {
    const answer = await get(await start(), path);
    expect([answer.status, answer.body.includes(text)]).toEqual([status, true]);
  });

  it.each([
    '/../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/2026/../../secret.txt',
    '/../site-other/secret.txt',
    '/..%5csecret.txt',
  ])('never leaves the folder: %s', async (path) => {
    const answer = await get(await start(), path);
    expect([answer.status, answer.body.includes('secret')]).toEqual([404, false]);
  });

  it('names the types of files, and lets nothing be kept', async () => {
    const { headers } = await get(await start(), '/feed.xml');
    expect(headers).toMatchObject({
      'content-type': expect.stringMatching(/xml/),
      'cache-control': 'no-store',
    });
  });

  it('gives parts of files, as hosts do', async () => {
    await writeFile(join(root, 'site', 'index.txt'), '0123456789');
    const { status, body, headers } = await get(await start('/kernel/'), '/kernel/index.txt', {
      range: 'bytes=2-4',
    });
    expect([status, body, headers['content-range']]).toEqual([206, '234', 'bytes 2-4/10']);
  });

  it('gives several parts at once, with the type of the file in each', async () => {
    await writeFile(join(root, 'site', 'index.txt'), '0123456789'.repeat(50));
    const range = 'bytes=2-4,300-304';
    const { status, body, headers } = await get(await start(), '/index.txt', { range });
    const [, boundary] = /^multipart\/byteranges; boundary=(.+)$/.exec(String(headers['content-type'])) ?? [];
    const head = `\r\n--${boundary}\r\nContent-Type: text/plain\r\nContent-Range: bytes`;
    expect([status, body]).toEqual([
      206,
      `${head} 2-4/500\r\n\r\n234${head} 300-304/500\r\n\r\n01234\r\n--${boundary}--\r\n`,
    ]);
    expect(headers['content-length']).toBe(String(body.length));
  });

  it.each([
    ['the last bytes', 'bytes=-2', 206, '89', 'bytes 8-9/10'],
    ['parts that overlap in one', 'bytes=2-4,4-6', 206, '23456', 'bytes 2-6/10'],
    ['nothing of what is not there', 'bytes=10-12', 416, '', 'bytes */10'],
    ['the whole file for another unit', 'lines=2-4', 200, '0123456789', undefined],
    ['the whole file for a false range', 'bytes=4-2', 200, '0123456789', undefined],
    ['the whole file for too many', `bytes=${Array(99).fill('2-4').join()}`, 200, '0123456789', undefined],
  ])('gives %s', async (_case, range, status, body, contentRange) => {
    await writeFile(join(root, 'site', 'index.txt'), '0123456789');
    const answer = await get(await start(), '/index.txt', { range });
    expect([answer.status, answer.body, answer.headers['content-range']]).toEqual([
      status,
      body,
      contentRange,
    ]);
  });

  it('gives a whole file where a part would have to fit an older one', async () => {
    await writeFile(join(root, 'site', 'index.txt'), '0123456789');
    const headers = { range: 'bytes=2-4', 'if-range': 'Wed, 21 Oct 2015 07:28:00 GMT' };
    expect(await get(await start(), '/index.txt', headers)).toMatchObject({
      status: 200,
      body: '0123456789',
    });
  });

  it('gives no parts of what is outside, of folders and of pages', async () => {
    const range = 'bytes=0-0,90-99';
    const server = await start();
    const rows = [
      ['/../secret.txt', 404],
      ['/2026/05/', 200],
      ['/2026/05', 301],
      ['/2026', 404],
    ] as const;
    for (const [path, status] of rows) expect((await get(server, path, { range })).status).toBe(status);
  });

  it('sends a folder’s address to the one with a slash', async () => {
    const { status, headers } = await get(await start(), '/2026/05');
    expect([status, headers.location]).toEqual([301, '/2026/05/']);
  });

  it('shows the site below its prefix, and nothing of it elsewhere', async () => {
    const server = await start('/kernel/');
    expect(server.url).toMatch(/\/kernel\/$/);
    expect((await get(server, '/kernel/2026/05/')).body).toContain('May');
    expect((await get(server, '/2026/05/')).status).toBe(404);
    for (const path of ['/', '/kernel']) {
      const { status, headers } = await get(server, path);
      expect([path, status, headers.location]).toEqual([path, 302, '/kernel/']);
    }
    expect((await get(server, '/kernel/2026/05')).headers.location).toBe('/kernel/2026/05/');
    expect((await get(server, '/kernel/../../secret.txt')).status).toBe(404);
  });

  it('survives a file that goes away while it is sent', async () => {
    const server = await start();
    await symlink(join(root, 'gone'), join(root, 'site', 'dangling.txt'));
    expect((await get(server, '/dangling.txt')).status).toBe(404);
    // There when it is looked for, and not to be opened.
    const unopened = createServer().listen(join(root, 'site', 'socket.txt'));
    await once(unopened, 'listening');
    await expect(get(server, '/socket.txt')).rejects.toThrow();
    unopened.close();
    const { hostname, port } = new URL(server.url);
    const socket = connect(Number(port), hostname);
    await new Promise<void>((resolve) => {
      socket.once('connect', () => {
        socket.write('GET /feed.xml HTTP/1.1\r\nHost: x\r\n\r\n');
        socket.destroy();
        resolve();
      });
    });
    expect((await get(server, '/')).status).toBe(200);
  });

  it('tells open pages to load anew', async () => {
    const server = await start();
    const page = await get(server, '/');
    const script = /<script src="([^"]+)">/.exec(page.body)?.[1] ?? '';
    const events = /EventSource\("([^"]+)"\)/.exec((await get(server, script)).body)?.[1] ?? '';
    const response = await fetch(new URL(events, server.url));
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    if (!reader) throw new Error('There is no stream.');
    let seen = (await reader.read()).value ?? '';
    server.reload();
    while (!seen.includes('data: reload')) seen += (await reader.read()).value ?? '';
    expect(response.headers.get('content-type')).toBe('text/event-stream');
    await reader.cancel();
  });

  it('says that a port is taken', async () => {
    const port = Number(new URL((await start()).url).port);
    const second = await startPreview({ dir: root, port, prefix: '/' });
    expect(second).toMatchObject({
      problem: { code: 'SERVE_NO_PORT', what: `Could not listen on port ${port}.` },
    });
  });
});
