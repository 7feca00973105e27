import http from 'node:http';
import net from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { makeAuthority, makeCertificate } from './certificate.test-kit.ts';
import {
  allClosed,
  closeServers,
  collect,
  FEED,
  failed,
  feed,
  fetchOne,
  fresh,
  hoursLater,
  makeCrowd,
  serveHttp,
  serveHttp2,
  serveHttps,
  settled,
  strict,
  testContext,
  textOf,
  unchanged,
} from './hostile-server.test-kit.ts';
import { acceptBody, type FeedState, type Progress } from './index.ts';

afterEach(closeServers);

const authority = makeAuthority('Test authority');
const ca = authority.cert;
const good = makeCertificate({ dns: ['feed.test'], ips: ['127.0.0.1'] }, authority);
const resolve = async () => [{ address: '127.0.0.1', family: 4 as const }];

describe('TLS', () => {
  it('works with a certificate of a trusted authority', async () => {
    const server = await serveHttps(good, (_request, response) => void response.end(FEED));
    expect(textOf(await fetchOne(server.origin, { ca }))).toBe(FEED);
    expect(textOf(await fetchOne(`https://feed.test:${server.port}/`, { ca, resolve }))).toBe(FEED);
  });

  it.each([
    ['signed by itself', makeCertificate({ ips: ['127.0.0.1'] }), 'FETCH_TLS_UNTRUSTED'],
    [
      'of an unknown authority',
      makeCertificate({ ips: ['127.0.0.1'] }, makeAuthority('Other')),
      'FETCH_TLS_UNTRUSTED',
    ],
    [
      'that ended yesterday',
      makeCertificate({ ips: ['127.0.0.1'], endsInDays: -1 }, authority),
      'FETCH_TLS_EXPIRED',
    ],
    ['for another name', makeCertificate({ dns: ['other.test'] }, authority), 'FETCH_TLS_WRONG_NAME'],
    ['for another address', makeCertificate({ ips: ['127.0.0.9'] }, authority), 'FETCH_TLS_WRONG_NAME'],
  ])('refuses a certificate %s, and sends no request', async (_case, certificate, code) => {
    const server = await serveHttps(certificate, (_request, response) => void response.end(FEED));
    const result = failed(await fetchOne(server.origin, { ca }));
    expect(result.problem.code).toBe(code);
    expect(result.cause).toBe('tls');
    expect(server.seen).toHaveLength(0);
  });

  it('refuses them even where the environment says to trust everything', async () => {
    const server = await serveHttps(
      makeCertificate({ ips: ['127.0.0.1'] }),
      (_request, response) => void response.end(FEED),
    );
    const before = process.env.NODE_TLS_REJECT_UNAUTHORIZED;
    process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0';
    try {
      expect(failed(await fetchOne(server.origin)).problem.code).toBe('FETCH_TLS_UNTRUSTED');
    } finally {
      if (before === undefined) delete process.env.NODE_TLS_REJECT_UNAUTHORIZED;
      else process.env.NODE_TLS_REJECT_UNAUTHORIZED = before;
    }
  });

  it('is reported when the other side speaks plain HTTP', async () => {
    const server = await serveHttp((_request, response) => void response.end(FEED));
    const result = failed(await fetchOne(`https://127.0.0.1:${server.port}/`));
    expect(result.problem.code).toBe('FETCH_TLS_FAILED');
  });

  it('that a permanent redirect takes away is gone for this once: the move is not remembered', async () => {
    const open = await serveHttp((_request, response) => void response.end(FEED));
    const server = await serveHttps(good, (_request, response) => {
      response.writeHead(301, { location: `${open.origin}/feed` }).end();
    });
    const state = acceptBody(fresh(await fetchOne(server.origin, { ca })), { newItems: 1 });
    expect(state.moving).toBeUndefined();
  });

  it('that a permanent redirect brings is believed like any other move', async () => {
    const server = await serveHttps(good, (_request, response) => void response.end(FEED));
    const open = await serveHttp(
      (_request, response) => void response.writeHead(301, { location: `${server.origin}/` }).end(),
    );
    let state: FeedState | undefined;
    for (const hours of [0, 12, 24]) {
      state = settled(
        await fetchOne(open.origin, { ca, force: true, now: hoursLater(hours) }, state ? { state } : {}),
      );
    }
    expect(state?.moved_to).toBe(`${server.origin}/`);
  });

  it('keeps name and password away from a redirect without it', async () => {
    const open = await serveHttp((_request, response) => void response.end(FEED));
    const server = await serveHttps(good, (_request, response) => {
      response.writeHead(302, { location: `${open.origin}/feed` }).end();
    });
    await fetchOne(`https://ann:secret@127.0.0.1:${server.port}/`, { ca });
    expect(server.seen[0]?.headers.authorization).toBeDefined();
    expect(open.seen[0]?.headers).not.toHaveProperty('authorization');
  });
});

describe('HTTP/2', () => {
  it('is spoken where the server offers it, with no headers but those of HTTP/1.1', async () => {
    const server = await serveHttp2(good, (_request, response) => void response.end(FEED));
    expect(textOf(await fetchOne(`${server.origin}/feed`, { ca }))).toBe(FEED);
    const [seen] = server.seen;
    expect(seen?.httpVersion).toBe('2.0');
    expect(Object.keys(seen?.headers ?? {}).sort()).toEqual([
      ':authority',
      ':method',
      ':path',
      ':scheme',
      'accept',
      'accept-encoding',
      'user-agent',
    ]);
  });

  it('carries conditional requests', async () => {
    const server = await serveHttp2(good, (request, response) => {
      if (request.headers['if-none-match'] === 'W/"1"') response.writeHead(304).end();
      else response.writeHead(200, { etag: 'W/"1"' }).end(FEED);
    });
    const state = acceptBody(fresh(await fetchOne(server.origin, { ca })), { newItems: 1 });
    const after = unchanged(await fetchOne(server.origin, { ca, now: hoursLater(2) }, { state })).state;
    expect(after).toEqual(state);
  });

  it('carries many feeds of a host over one or two connections, two at once', async () => {
    const two = makeCrowd(2);
    const server = await serveHttp2(good, (_request, response) => two.enter(() => response.end(FEED)));
    const jobs = Array.from({ length: 12 }, (_, at) => ({ feed: feed(`${server.origin}/${at}`, `f${at}`) }));
    const results = await collect(jobs, testContext({ ca }));
    expect(results.filter(({ kind }) => kind === 'fresh')).toHaveLength(12);
    expect(two.most()).toBe(2);
    expect(server.connections()).toBeLessThanOrEqual(2);
  });

  it.each<[string, H2Answer, string, ('headersMs' | 'idleMs')?]>([
    ['says nothing', () => undefined, 'FETCH_HEADERS_TIMEOUT', 'headersMs'],
    ['stalls in its body', (response: H2Response) => void response.write('<rss>'), 'FETCH_STALLED', 'idleMs'],
    ['is endless', (response: H2Response) => flood(response), 'FETCH_BODY_TOO_BIG'],
    [
      'has too many headers',
      (response: H2Response) => void response.writeHead(200, manyHeaders()).end(FEED),
      'FETCH_HEADERS_TOO_MANY',
    ],
    [
      'breaks its stream off',
      (response, arrived) => {
        response.write('<rss>');
        void arrived.then(() => response.stream.close(2));
      },
      'FETCH_BODY_CUT',
    ],
    ['refuses the stream', (response: H2Response) => void response.stream.close(7), 'FETCH_CONNECTION_LOST'],
    [
      'breaks the connection off',
      (response: H2Response) => void response.stream.session?.destroy(),
      'FETCH_CONNECTION_LOST',
    ],
    ['is an error', (response: H2Response) => void response.writeHead(500).end(), 'FETCH_SERVER_ERROR'],
  ])('ends as one reported feed when the answer %s', async (_case, answer, code, short) => {
    let arrive: () => void = () => undefined;
    const arrived = new Promise<void>((done) => {
      arrive = done;
    });
    const server = await serveHttp2(good, (_request, response) => answer(response, arrived));
    const onProgress = ({ bytes }: Progress): void => {
      if (bytes > 0) arrive();
    };
    const limits = short && { limits: strict(short) };
    const result = await fetchOne(server.origin, { ca, onProgress, ...limits });
    expect(failed(result).problem.code).toBe(code);
  });
});

type H2Response = import('node:http2').Http2ServerResponse;
/** `arrived`: when the first bytes of the body have come. */
type H2Answer = (response: H2Response, arrived: Promise<void>) => void;

function manyHeaders(): Record<string, string> {
  return Object.fromEntries(Array.from({ length: 110 }, (_, at) => [`x-${at}`, 'y']));
}

function flood(response: H2Response): void {
  const chunk = Buffer.alloc(16_384, 0x20);
  response.on('error', () => undefined);
  const timer = setInterval(() => response.write(chunk), 1);
  response.on('close', () => clearInterval(timer));
}

describe('a proxy from the environment', () => {
  /** Passes absolute-form requests and CONNECT tunnels on to the loopback, and notes them. */
  async function serveProxy(log: string[], status = 200) {
    const server = await serveHttp((request, response) => {
      log.push(`${request.method} ${request.url} ${request.headers['proxy-authorization'] ?? ''}`.trim());
      if (status !== 200) return void response.writeHead(status).end();
      const target = new URL(request.url ?? '');
      const onward = http.get({
        host: '127.0.0.1',
        port: target.port,
        path: target.pathname,
      });
      onward.on('response', (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      });
    });
    return server;
  }

  /** A proxy for tunnels: Node's server gives CONNECT an event of its own. */
  async function serveTunnel(log: string[], status = 200): Promise<{ origin: string; close: () => void }> {
    const server = http.createServer();
    server.on('connect', (request, socket) => {
      log.push(`CONNECT ${request.url}`);
      socket.on('error', () => undefined);
      if (status !== 200) return void socket.end(`HTTP/1.1 ${status} No\r\n\r\n`);
      const port = Number(request.url?.split(':').at(-1));
      const onward = net.connect(port, '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 OK\r\n\r\n');
        onward.pipe(socket).pipe(onward);
      });
      onward.on('error', () => socket.destroy());
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : 0;
    return { origin: `http://127.0.0.1:${port}`, close: () => void server.close(() => undefined) };
  }

  it('is asked for an http: feed in the ordinary form', async () => {
    const log: string[] = [];
    const proxy = await serveProxy(log);
    const server = await serveHttp((_request, response) => void response.end(FEED));
    const result = await fetchOne(`http://feed.test:${server.port}/a?b`, {
      env: { HTTP_PROXY: proxy.origin },
    });
    expect(textOf(result)).toBe(FEED);
    expect(log).toEqual([`GET http://feed.test:${server.port}/a?b`]);
  });

  it('takes lower-case names first, and a password of its own', async () => {
    const log: string[] = [];
    const proxy = await serveProxy(log);
    const server = await serveHttp((_request, response) => void response.end(FEED));
    const http_proxy = proxy.origin.replace('//', '//me:pw@');
    const env = { http_proxy, HTTP_PROXY: 'http://127.0.0.1:9' };
    expect(textOf(await fetchOne(`http://feed.test:${server.port}/`, { env }))).toBe(FEED);
    expect(log[0]).toBe(
      `GET http://feed.test:${server.port}/ Basic ${Buffer.from('me:pw').toString('base64')}`,
    );
    expect(server.seen[0]?.headers).not.toHaveProperty('proxy-authorization');
  });

  it('is asked for a tunnel to an https: feed, whose certificate is checked all the same', async () => {
    const log: string[] = [];
    const proxy = await serveTunnel(log);
    const server = await serveHttps(good, (_request, response) => void response.end(FEED));
    const env = { HTTPS_PROXY: proxy.origin };
    expect(textOf(await fetchOne(`https://feed.test:${server.port}/`, { ca, env }))).toBe(FEED);
    expect(log).toEqual([`CONNECT feed.test:${server.port}`]);
    const wrong = failed(await fetchOne(`https://other.test:${server.port}/`, { ca, env }));
    expect(wrong.problem.code).toBe('FETCH_TLS_WRONG_NAME');
    proxy.close();
  });

  it('is passed by for hosts of NO_PROXY', async () => {
    const log: string[] = [];
    const proxy = await serveProxy(log);
    const server = await serveHttp((_request, response) => void response.end(FEED));
    const env = { HTTP_PROXY: proxy.origin, NO_PROXY: 'example.org,.test' };
    expect(textOf(await fetchOne(`http://feed.test:${server.port}/`, { env, resolve }))).toBe(FEED);
    expect(log).toEqual([]);
  });

  it.each([
    ['wants a password', 407],
    ['refuses', 502],
  ])('is named when it %s', async (_case, status) => {
    const log: string[] = [];
    const tunnel = await serveTunnel(log, status);
    const result = failed(await fetchOne('https://feed.test/', { env: { HTTPS_PROXY: tunnel.origin } }));
    expect(result.problem.code).toBe('FETCH_PROXY_FAILED');
    expect(log).toEqual(['CONNECT feed.test:443']);
    tunnel.close();
  });

  it('may be written without http://', async () => {
    const log: string[] = [];
    const proxy = await serveProxy(log);
    const server = await serveHttp((_request, response) => void response.end(FEED));
    const env = { http_proxy: proxy.origin.replace('http://', '') };
    expect(textOf(await fetchOne(`http://feed.test:${server.port}/`, { env }))).toBe(FEED);
    expect(log).toHaveLength(1);
  });

  it.each(['http://', 'ftp://proxy.test/', 'http://a b/', 'http://proxy.test:99999/'])(
    'whose address makes no sense is named, and nobody is asked without it: %s',
    async (proxy) => {
      const server = await serveHttp((_request, response) => void response.end(FEED));
      const result = failed(await fetchOne(server.origin, { env: { HTTP_PROXY: proxy } }));
      expect(result.problem.code).toBe('FETCH_PROXY_FAILED');
      expect(server.seen).toHaveLength(0);
    },
  );

  it('that wants a password for an http: feed is named', async () => {
    const proxy = await serveProxy([], 407);
    const result = failed(await fetchOne('http://feed.test/', { env: { HTTP_PROXY: proxy.origin } }));
    expect(result.problem.code).toBe('FETCH_PROXY_FAILED');
  });

  it('is not asked for private addresses', async () => {
    const log: string[] = [];
    const proxy = await serveProxy(log);
    const { settings } = testContext();
    const strict = {
      settings: { ...settings, allowPrivateNetworks: false },
      env: { HTTP_PROXY: proxy.origin },
    };
    for (const address of [
      'http://127.0.0.1/',
      'http://[::1]/',
      'http://169.254.169.254/',
      'http://localhost/',
    ]) {
      expect(failed(await fetchOne(address, strict)).problem.code).toBe('FETCH_ADDRESS_REFUSED');
    }
    expect(log).toEqual([]);
  });
});

describe('connections of HTTP/2', () => {
  it('are closed as soon as the run is done with their host', async () => {
    const others = allClosed(3);
    const certificate = makeCertificate({ dns: ['slow.test', 'a.test', 'b.test', 'c.test'] }, authority);
    const server = await serveHttp2(certificate, (request, response) => {
      if (!request.authority.startsWith('slow')) response.end(FEED);
      else void others.closed.then(() => response.end(FEED));
    });
    server.onConnection(others.watch);
    const jobs = ['slow', 'a', 'b', 'c'].map((id) => ({
      feed: feed(`https://${id}.test:${server.port}/`, id),
    }));
    const results = await collect(jobs, testContext({ ca, resolve }));
    expect(results.map(({ kind }) => kind)).toEqual(['fresh', 'fresh', 'fresh', 'fresh']);
  });
});
