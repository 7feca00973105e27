import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { type Download, type DownloadContext, downloadAll } from './download.ts';
import {
  closeServers,
  type Handler,
  makeCrowd,
  serveHttp,
  serveRaw,
  strict,
  type TestServer,
} from './hostile-server.test-kit.ts';

afterEach(closeServers);

type Options = Partial<Omit<DownloadContext, 'settings'>> & {
  readonly settings?: Partial<DownloadContext['settings']>;
};

function contextOf({ settings, ...over }: Options): DownloadContext {
  return {
    settings: { allowPrivateNetworks: true, concurrency: 8, timeoutMs: 100_000, ...settings },
    userAgent: 'Daybook/test',
    accept: 'image/*',
    maxBytes: 10_000,
    now: '2026-05-18T18:00:00Z',
    deadlineMs: 100_000,
    limits: { connectMs: 100_000, headersMs: 100_000, idleMs: 100_000 },
    env: {},
    ...over,
  };
}

/** What became of each, by path, in words. */
async function download(urls: readonly string[], options: Options = {}): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for await (const one of downloadAll(urls, contextOf(options)))
    found[new URL(one.url).pathname] = wordOf(one);
  return found;
}

function wordOf(one: Download): string {
  if (one.kind === 'body') return `body ${Buffer.from(one.body).toString()}`;
  return one.kind === 'failed' ? one.code : 'left';
}

const handlers: Readonly<Record<string, Handler>> = {
  '/ok': (_request, response) => void response.end('ok'),
  '/empty': (_request, response) => void response.end(),
  '/missing': (_request, response) => void response.writeHead(404).end('no'),
  '/large': (_request, response) => void response.end(Buffer.alloc(20_000)),
  '/says-large': (_request, response) =>
    void response.writeHead(200, { 'content-length': '20000' }).flushHeaders(),
  '/bomb': (_request, response) =>
    void response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(5_000_000))),
  '/moved': (_request, response) => void response.writeHead(301, { location: '/ok' }).end(),
  '/loop': (_request, response) => void response.writeHead(302, { location: '/loop' }).end(),
  '/file': (_request, response) => void response.writeHead(302, { location: 'file:///etc/hostname' }).end(),
  '/never': () => undefined,
  '/drip': (_request, response) => {
    const timer = setInterval(() => response.write('x'), 20);
    response.on('close', () => clearInterval(timer));
  },
};

const serve = (): Promise<TestServer> =>
  serveHttp((request, response) => handlers[request.url?.split('?')[0] ?? '']?.(request, response));

describe('downloadAll', () => {
  it('gives each file its own end, and lets none stop the others', async () => {
    const { origin } = await serve();
    const paths = ['/ok', '/empty', '/missing', '/large', '/says-large', '/bomb', '/moved', '/loop', '/file'];
    expect(await download(paths.map((path) => origin + path))).toEqual({
      '/ok': 'body ok',
      '/empty': 'body ',
      '/missing': 'FETCH_NOT_FOUND',
      '/large': 'FETCH_BODY_TOO_BIG',
      '/says-large': 'FETCH_BODY_TOO_BIG',
      '/bomb': 'FETCH_BODY_BOMB',
      '/moved': 'body ok',
      '/loop': 'FETCH_REDIRECT_LOOP',
      '/file': 'FETCH_REDIRECT_BROKEN',
    });
  });

  it('ends what drips or says nothing', async () => {
    const { origin } = await serve();
    expect(await download([`${origin}/drip`], { settings: { timeoutMs: 300 } })).toEqual({
      '/drip': 'FETCH_TOO_SLOW',
    });
    expect(await download([`${origin}/never`], { limits: strict('headersMs') })).toEqual({
      '/never': 'FETCH_HEADERS_TIMEOUT',
    });
  });

  it('says what breaks off', async () => {
    const { origin } = await serveRaw((socket) => {
      socket.end('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nhalf');
    });
    expect(await download([`${origin}/cut`])).toEqual({ '/cut': 'FETCH_BODY_CUT' });
  });

  it('dials no private address: not as it stands, not by name, not by redirect', async () => {
    const { origin, port, seen } = await serve();
    const settings = { allowPrivateNetworks: false };
    const resolve = async () => [{ address: '127.0.0.1', family: 4 as const }];
    expect(await download([`${origin}/ok`], { settings })).toEqual({ '/ok': 'FETCH_ADDRESS_REFUSED' });
    expect(await download([`http://pictures.example:${port}/ok`], { settings, resolve })).toEqual({
      '/ok': 'FETCH_ADDRESS_REFUSED',
    });
    expect(seen).toEqual([]);
  });

  it('sends no cookie, no referrer and no password, and says who asks', async () => {
    const { origin, seen } = await serve();
    await download([`${origin}/ok`]);
    expect(Object.keys(seen[0]?.headers ?? {}).sort()).toEqual([
      'accept',
      'accept-encoding',
      'connection',
      'host',
      'user-agent',
    ]);
    expect(seen[0]?.headers).toMatchObject({ accept: 'image/*', 'user-agent': 'Daybook/test' });
  });

  it('asks a host for two things at once, and leaves it alone when it says so', async () => {
    const two = makeCrowd(2);
    const { origin, seen } = await serveHttp((_request, response) =>
      two.enter(() => {
        if (seen.length >= 4) response.writeHead(429, { 'retry-after': '60' });
        response.end('ok');
      }),
    );
    const urls = Array.from({ length: 12 }, (_, index) => `${origin}/${index}`);
    const words = Object.values(await download(urls));
    expect(two.most()).toBe(2);
    expect(words).toHaveLength(12);
    expect(words.filter((word) => word === 'left').length).toBeGreaterThanOrEqual(6);
    expect(seen.length).toBeLessThanOrEqual(6);
  });

  it('leaves the rest at its deadline, when told to stop, and when nobody takes more', async () => {
    const { origin, seen } = await serve();
    const urls = ['/never', '/drip', '/ok?1', '/ok?2'].map((path) => origin + path);
    expect(Object.values(await download(urls, { deadlineMs: 200 }))).toEqual(['left', 'left', 'left']);
    const stopped = await download(urls, { signal: AbortSignal.abort() });
    expect(new Set(Object.values(stopped))).toEqual(new Set(['left']));
    const before = seen.length;
    for await (const one of downloadAll(
      Array.from({ length: 50 }, (_, index) => `${origin}/ok?${index}`),
      contextOf({}),
    )) {
      expect(one.kind).toBe('body');
      break;
    }
    expect(seen.length - before).toBeLessThan(20);
  });

  it('never throws, whatever the proxy', async () => {
    expect(await download(['http://a.example/x'], { env: { http_proxy: 'no: address' } })).toEqual({
      '/x': 'FETCH_PROXY_FAILED',
    });
    expect(await download([])).toEqual({});
  });

  it('heeds what a host says of programs, also after a redirect, and asks it once', async () => {
    const robots = 'User-agent: *\nDisallow: /private\n';
    const { origin, seen } = await serveHttp((request, response) => {
      if (request.url === '/robots.txt') response.end(robots);
      else if (request.url === '/moved') response.writeHead(302, { location: '/private/b' }).end();
      else response.end('page');
    });
    const paths = ['/open', '/open/2', '/private/a', '/moved'];
    expect(
      await download(
        paths.map((path) => origin + path),
        { robots: 'heed' },
      ),
    ).toEqual({
      '/open': 'body page',
      '/open/2': 'body page',
      '/private/a': 'FETCH_ROBOTS',
      '/moved': 'FETCH_ROBOTS',
    });
    expect(seen.map(({ path }) => path).sort()).toEqual(['/moved', '/open', '/open/2', '/robots.txt']);
  });

  it.each([
    ['without such a file', 404, 'body page'],
    ['that refuses the file', 403, 'body page'],
    ['that fails', 500, 'FETCH_ROBOTS'],
    ['that asks for a pause', 429, 'FETCH_ROBOTS'],
  ])('takes a host %s as RFC 9309 says', async (_case, status, word) => {
    const { origin } = await serveHttp((request, response) => {
      if (request.url === '/robots.txt') response.writeHead(status);
      response.end('page');
    });
    expect(await download([`${origin}/a`], { robots: 'heed' })).toEqual({ '/a': word });
  });
});
