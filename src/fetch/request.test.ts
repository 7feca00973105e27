import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  allClosed,
  closeServers,
  collect,
  FEED,
  feed,
  fetchOne,
  type Handler,
  hoursLater,
  makeCrowd,
  serveHttp,
  serveRaw,
  settled,
  testContext,
  textOf,
} from './hostile-server.test-kit.ts';
import { fetchAll } from './index.ts';
import type { FetchJob, FetchResult, Progress } from './types.ts';

afterEach(() => {
  vi.useRealTimers();
  return closeServers();
});

const plain: Handler = (_request, response) => void response.end(FEED);

describe('a request', () => {
  it('is one GET, with the headers that a feed reader needs and no other', async () => {
    const server = await serveHttp(plain);
    expect(textOf(await fetchOne(`${server.origin}/feed.xml?format=rss#top`))).toBe(FEED);
    expect(server.seen).toHaveLength(1);
    const [seen] = server.seen;
    expect(seen?.method).toBe('GET');
    expect(seen?.path).toBe('/feed.xml?format=rss');
    const names = seen?.rawHeaders.filter((_text, at) => at % 2 === 0);
    expect(names?.map((name) => name.toLowerCase()).sort()).toEqual([
      'accept',
      'accept-encoding',
      'connection',
      'host',
      'user-agent',
    ]);
    expect(seen?.headers['user-agent']).toBe('Daybook/1.0.0 (+https://example.org/about)');
    expect(seen?.headers.accept).toContain('application/atom+xml');
    expect(seen?.headers.accept).toContain('application/rss+xml');
    expect(seen?.headers.accept).toContain('application/feed+json');
    expect(seen?.headers['accept-encoding']).toMatch(/^gzip, deflate, br/);
  });

  it.each([
    'cookie',
    'referer',
    'origin',
    'cache-control',
    'pragma',
    'accept-language',
    'sec-fetch-mode',
    'sec-fetch-site',
    'if-none-match',
    'if-modified-since',
    'authorization',
    'upgrade-insecure-requests',
  ])('never carries %s, even after a redirect that sets a cookie', async (name) => {
    const server = await serveHttp((request, response) => {
      if (request.url === '/') {
        response.writeHead(302, { location: '/there', 'set-cookie': 'id=1; Path=/' }).end();
      } else response.writeHead(200, { 'set-cookie': 'id=2' }).end(FEED);
    });
    await fetchOne(`${server.origin}/`);
    await fetchOne(`${server.origin}/`);
    expect(server.seen).toHaveLength(4);
    for (const seen of server.seen) expect(seen.headers).not.toHaveProperty(name);
  });

  it('is not repeated within a run, whatever comes back', async () => {
    const server = await serveHttp((request) => void request.socket.destroy());
    await fetchOne(server.origin);
    expect(server.seen).toHaveLength(1);
  });

  it('asks for nothing but the feed: no icon, no page, no robots.txt', async () => {
    const server = await serveHttp(plain);
    await fetchOne(`${server.origin}/a/feed`);
    expect(server.seen.map((seen) => seen.path)).toEqual(['/a/feed']);
  });

  it('uses a connection again for the next feed of the same host', async () => {
    const server = await serveHttp(plain);
    const jobs = Array.from({ length: 12 }, (_, at) => ({ feed: feed(`${server.origin}/${at}`, `f${at}`) }));
    await collect(jobs, testContext());
    expect(server.seen).toHaveLength(12);
    expect(server.connections()).toBeLessThanOrEqual(2);
  });

  it('uses a connection again after a short error page', async () => {
    const server = await serveHttp((_request, response) => void response.writeHead(404).end('no such page'));
    const jobs = Array.from({ length: 8 }, (_, at) => ({ feed: feed(`${server.origin}/${at}`, `f${at}`) }));
    await collect(jobs, testContext());
    expect(server.connections()).toBeLessThanOrEqual(2);
  });

  it('keeps the bytes of the body as they are', async () => {
    const bytes = Buffer.from([0xef, 0xbb, 0xbf, 0x3c, 0x00, 0xff, 0xfe, 0x80]);
    const server = await serveHttp((_request, response) => void response.end(bytes));
    const result = await fetchOne(server.origin);
    expect(result.kind === 'fresh' && Buffer.from(result.body)).toEqual(bytes);
  });

  it('hands on the type, the headers and the address that answered', async () => {
    const server = await serveHttp((request, response) => {
      if (request.url === '/old') response.writeHead(302, { location: '/new' }).end();
      else
        response
          .writeHead(200, { 'Content-Type': 'text/xml; charset=utf-8', Link: ['<a>; rel=hub', '<b>'] })
          .end(FEED);
    });
    expect(await fetchOne(`${server.origin}/old`)).toMatchObject({
      kind: 'fresh',
      feedId: 'example',
      url: `${server.origin}/new`,
      contentType: 'text/xml; charset=utf-8',
      headers: { link: '<a>; rel=hub, <b>' },
      askedAt: testContext().now,
    });
  });
});

describe('many feeds', () => {
  /** Notes how many requests of a host are open at once. */
  async function crowd(hosts: number, feedsPerHost: number, concurrency: number) {
    const openByHost = new Map<string, number>();
    const order: string[] = [];
    let mostOfAHost = 0;
    const crowded = makeCrowd(Math.min(concurrency, hosts * 2));
    const server = await serveHttp((request, response) => {
      const host = request.headers.host ?? '';
      order.push(host.split('.')[0] ?? '');
      openByHost.set(host, (openByHost.get(host) ?? 0) + 1);
      mostOfAHost = Math.max(mostOfAHost, openByHost.get(host) ?? 0);
      crowded.enter(() => {
        openByHost.set(host, (openByHost.get(host) ?? 0) - 1);
        response.end(FEED);
      });
    });
    const jobs: FetchJob[] = [];
    for (let host = 0; host < hosts; host += 1) {
      for (let at = 0; at < feedsPerHost; at += 1) {
        jobs.push({ feed: feed(`http://h${host}.test:${server.port}/${at}`, `h${host}-${at}`) });
      }
    }
    const context = testContext({ resolve: async () => [{ address: '127.0.0.1', family: 4 }] });
    const results = await collect(jobs, { ...context, settings: { ...context.settings, concurrency } });
    return { results, most: crowded.most(), mostOfAHost, order };
  }

  it('are asked at most two at a time of one host', async () => {
    const { results, mostOfAHost, most } = await crowd(1, 12, 16);
    expect(results.filter(({ kind }) => kind === 'fresh')).toHaveLength(12);
    expect(mostOfAHost).toBe(2);
    expect(most).toBe(2);
  });

  it('are asked sixteen at a time in all', async () => {
    const { results, most, mostOfAHost } = await crowd(20, 3, 16);
    expect(results.filter(({ kind }) => kind === 'fresh')).toHaveLength(60);
    expect(most).toBe(16);
    expect(mostOfAHost).toBeLessThanOrEqual(2);
  });

  it('are spread over hosts: a host with one feed does not wait for one with many', async () => {
    const two = makeCrowd(2);
    const server = await serveHttp((_request, response) => two.enter(() => response.end(FEED)));
    const jobs = Array.from({ length: 20 }, (_, at) => ({
      feed: feed(`http://big.test:${server.port}/${at}`, `big${at}`),
    }));
    const small = { feed: feed(`http://small.test:${server.port}/`, 'small') };
    const resolve = async () => [{ address: '127.0.0.1', family: 4 as const }];
    const context = testContext({ resolve });
    await collect([...jobs, small], { ...context, settings: { ...context.settings, concurrency: 2 } });
    const at = server.seen.findIndex((seen) => seen.headers.host?.startsWith('small'));
    expect(at).toBeGreaterThanOrEqual(0);
    expect(at).toBeLessThanOrEqual(2);
  });

  it('count a redirect for the host it leads to', async () => {
    const common = makeCrowd(2);
    const server = await serveHttp((request, response) => {
      if (request.headers.host?.startsWith('from')) {
        response.writeHead(302, { location: `http://common.test:${server.port}${request.url}` }).end();
        return;
      }
      common.enter(() => response.end(FEED));
    });
    const jobs = Array.from({ length: 10 }, (_, at) => ({
      feed: feed(`http://from${at}.test:${server.port}/`, `f${at}`),
    }));
    const results = await collect(
      jobs,
      testContext({ resolve: async () => [{ address: '127.0.0.1', family: 4 }] }),
    );
    expect(results.filter(({ kind }) => kind === 'fresh')).toHaveLength(10);
    expect(common.most()).toBe(2);
  });

  it('come first when they were not asked for the longest time', async () => {
    const server = await serveHttp(plain);
    const jobs = [2, 30, 9].map((hours) => ({
      feed: feed(`${server.origin}/${hours}`, `f${hours}`),
      asked: hoursLater(-hours),
    }));
    const unknown = { feed: feed(`${server.origin}/never`, 'never') };
    const context = testContext();
    await collect([...jobs, unknown], { ...context, settings: { ...context.settings, concurrency: 1 } });
    expect(server.seen.map((seen) => seen.path)).toEqual(['/never', '/30', '/9', '/2']);
  });

  it('are asked in another order in the next run when nothing is remembered, and in the same with the same moment', async () => {
    const orders: string[] = [];
    for (const now of [hoursLater(0), hoursLater(1), hoursLater(0)]) {
      const server = await serveHttp(plain);
      const jobs = Array.from({ length: 10 }, (_, at) => ({
        feed: feed(`${server.origin}/${at}`, `f${at}`),
      }));
      const context = testContext({ now });
      await collect(jobs, { ...context, settings: { ...context.settings, concurrency: 1 } });
      orders.push(server.seen.map((seen) => seen.path).join(' '));
    }
    expect(orders[1]).not.toBe(orders[0]);
    expect(orders[2]).toBe(orders[0]);
  });

  it('give one result each, and one broken feed stops no other', async () => {
    const server = await serveHttp((request, response) => {
      if (request.url === '/3') request.socket.destroy();
      else response.end(FEED);
    });
    const jobs = Array.from({ length: 6 }, (_, at) => ({ feed: feed(`${server.origin}/${at}`, `f${at}`) }));
    const results = await collect(jobs, testContext());
    expect(results.map(({ feedId }) => feedId).sort()).toEqual(['f0', 'f1', 'f2', 'f3', 'f4', 'f5']);
    expect(results.filter(({ kind }) => kind === 'failed').map(({ feedId }) => feedId)).toEqual(['f3']);
  });

  it('wait while the caller is busy, so that bodies do not pile up', async () => {
    const server = await serveHttp(plain);
    const jobs = Array.from({ length: 40 }, (_, at) => ({
      feed: feed(`http://h${at}.test:${server.port}/`, `f${at}`),
    }));
    let last: Progress | undefined;
    const context = testContext({
      resolve: async () => [{ address: '127.0.0.1', family: 4 }],
      onProgress: (progress) => (last = progress),
    });
    const results = fetchAll(jobs, { ...context, settings: { ...context.settings, concurrency: 4 } });
    await results.next();
    await expect.poll(() => last?.fresh).toBe(4);
    expect(last?.asked).toBe(4);
    await results.return(undefined);
  });

  it('are reported while they come in', async () => {
    const server = await serveHttp((request, response) => {
      if (request.url === '/0') response.writeHead(500).end();
      else response.end(FEED);
    });
    const jobs: FetchJob[] = Array.from({ length: 4 }, (_, at) => ({
      feed: feed(`${server.origin}/${at}`, `f${at}`),
    }));
    jobs.push({ feed: feed(`${server.origin}/new`, 'new'), asked: hoursLater(-0.5) });
    const reports: Progress[] = [];
    await collect(jobs, testContext({ onProgress: (progress) => reports.push(progress) }));
    expect(reports.at(-1)).toEqual({
      total: 5,
      waiting: 1,
      asked: 4,
      fresh: 3,
      unchanged: 0,
      failed: 1,
      bytes: 3 * FEED.length,
    });
    expect(reports.length).toBeGreaterThan(5);
  });
});

describe('a run', () => {
  it('leaves what is not finished at its deadline due, without blame', async () => {
    const server = await serveHttp((request, response) => {
      if (request.url === '/0') response.end(FEED);
    });
    const jobs = Array.from({ length: 5 }, (_, at) => ({ feed: feed(`${server.origin}/${at}`, `f${at}`) }));
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const results: FetchResult[] = [];
    for await (const result of fetchAll(jobs, testContext({ deadlineMs: 20_000 }))) {
      results.push(result);
      if (results.length === 1) setImmediate(() => vi.advanceTimersByTime(20_000));
    }
    const [first, ...rest] = results;
    expect(first).toMatchObject({ kind: 'fresh', feedId: 'f0' });
    expect(rest).toHaveLength(4);
    for (const result of rest) expect(result).toMatchObject({ kind: 'waiting', why: 'deadline' });
  });

  it('ends at once when it is cancelled', async () => {
    const controller = new AbortController();
    const server = await serveHttp(() => controller.abort());
    const results = await collect(
      [{ feed: feed(server.origin) }],
      testContext({ signal: controller.signal }),
    );
    expect(results).toEqual([{ kind: 'waiting', feedId: 'example', why: 'cancelled' }]);
  });

  it('asks nobody when it was cancelled before', async () => {
    const server = await serveHttp(plain);
    const results = await collect(
      [{ feed: feed(server.origin) }],
      testContext({ signal: AbortSignal.abort() }),
    );
    expect(results).toMatchObject([{ kind: 'waiting', why: 'cancelled' }]);
    expect(server.seen).toHaveLength(0);
  });

  it('closes every connection when the caller breaks off', async () => {
    let closed = 0;
    const server = await serveHttp((request, response) => {
      request.socket.on('close', () => (closed += 1));
      if (request.url === '/0') response.end(FEED);
    });
    const jobs = [0, 1].map((at) => ({ feed: feed(`${server.origin}/${at}`, `f${at}`) }));
    for await (const result of fetchAll(jobs, testContext())) {
      expect(result.kind).toBe('fresh');
      break;
    }
    await expect.poll(() => closed).toBe(server.connections());
  });

  it('does not ask again, with the same memory, what it just asked', async () => {
    const server = await serveHttp(plain);
    const job = { feed: feed(server.origin) };
    const [first] = await collect([job], testContext());
    const state = first && settled(first);
    const again = await collect([{ ...job, ...(state && { state }), asked: hoursLater(0) }], testContext());
    expect(again).toMatchObject([{ kind: 'waiting' }]);
    expect(server.seen).toHaveLength(1);
  });
});

describe('connections', () => {
  it('to a host are closed as soon as the run is done with it, while other hosts are still asked', async () => {
    const others = allClosed(10);
    const server = await serveHttp((request, response) => {
      if (!request.headers.host?.startsWith('slow')) response.end(FEED);
      else void others.closed.then(() => response.end(FEED));
    });
    server.onConnection(others.watch);
    const jobs = ['slow', ...Array.from({ length: 10 }, (_, at) => `h${at}`)].map((id) => ({
      feed: feed(`http://${id}.test:${server.port}/`, id),
    }));
    const results = await collect(
      jobs,
      testContext({ resolve: async () => [{ address: '127.0.0.1', family: 4 }] }),
    );
    expect(results.every(({ kind }) => kind === 'fresh')).toBe(true);
  });
});

describe('a connection that its server closes when the next request comes', () => {
  it.each(['with a word', 'without'])('costs no feed: %s', async (how) => {
    const used = new WeakSet<object>();
    const server = await serveRaw((socket) => {
      if (used.has(socket)) return void (how === 'without' ? socket.resetAndDestroy() : socket.end());
      used.add(socket);
      socket.write(`HTTP/1.1 200 OK\r\nContent-Length: ${FEED.length}\r\n\r\n${FEED}`);
    });
    const jobs: FetchJob[] = Array.from({ length: 6 }, (_, at) => ({
      feed: feed(`${server.origin}/${at}`, `f${at}`),
    }));
    expect((await collect(jobs, testContext())).map(({ kind }) => kind)).toEqual(Array(6).fill('fresh'));
  });

  it('is tried no more often than there may be old ones', async () => {
    let asked = 0;
    const server = await serveRaw((socket, head) => {
      asked += 1;
      if (asked > 1) return void socket.end();
      const moved = `HTTP/1.1 302 Found\r\nLocation: /b\r\nContent-Length: 0\r\n\r\n`;
      socket.write(head.startsWith('GET /a') ? moved : '');
    });
    expect((await fetchOne(`${server.origin}/a`)).kind).toBe('failed');
    expect(asked).toBe(4);
  });
});
