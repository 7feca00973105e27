import type { Http2Session } from 'node:http2';
import net from 'node:net';
import tls from 'node:tls';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { makeAuthority, makeCertificate } from '../certificate.test-kit.ts';
import {
  closeServers,
  collect,
  FEED,
  failed,
  feed,
  fetchOne,
  serveHttp2,
  testContext,
} from '../hostile-server.test-kit.ts';

const authority = makeAuthority('Test authority');
const ca = authority.cert;
const certificate = makeCertificate(
  { dns: ['a.test', 'b.test', 'slow.test'], ips: ['127.0.0.1'] },
  authority,
);
const resolve = async () => [{ address: '127.0.0.1', family: 4 as const }];

/** What would have ended the whole program. */
const uncaught: unknown[] = [];
const note = (error: unknown) => void uncaught.push(error);

beforeAll(() => {
  process.on('uncaughtException', note);
  process.on('unhandledRejection', note);
});
afterEach(closeServers);
afterAll(() => {
  process.off('uncaughtException', note);
  process.off('unhandledRejection', note);
});

/** Ends the servers, and with them what their connections may still throw. */
async function settleDown(): Promise<void> {
  await closeServers();
  for (let turn = 0; turn < 5; turn += 1) await new Promise(setImmediate);
}

/** Whatever a session does after an answer, while another host keeps the run alive. */
const afterwards: readonly (readonly [string, (session: Http2Session) => void])[] = [
  ['says goodbye', (session) => session.goaway(0)],
  ['says goodbye in anger', (session) => session.goaway(11)],
  ['closes', (session) => session.close()],
  ['is destroyed', (session) => session.destroy()],
  ['is destroyed with an error', (session) => session.destroy(new Error('x'), 2)],
  ['loses its socket', (session) => session.socket.destroySoon?.()],
  ['pings', (session) => void session.ping(() => undefined)],
  ['changes its settings', (session) => session.settings({ maxConcurrentStreams: 0, initialWindowSize: 1 })],
];

describe('an HTTP/2 session never ends the program, and always leaves one result a feed', () => {
  it.each(afterwards)('that %s when it is idle', async (_case, act) => {
    const server = await serveHttp2(certificate, (request, response) => {
      const { session } = request.stream;
      if (request.url === '/slow') setTimeout(() => response.end(FEED), 120);
      else {
        response.end(FEED);
        setTimeout(() => session && !session.destroyed && act(session), 10);
      }
    });
    const paths = ['a.test/slow', 'a.test/1', 'b.test/1', 'b.test/2'];
    const jobs = paths.map((path) => ({
      feed: feed(`https://${path.replace('/', `:${server.port}/`)}`, path),
    }));
    const results = await collect(
      jobs,
      testContext({ ca, resolve, limits: { headersMs: 300, idleMs: 300 } }),
    );
    await settleDown();
    expect(results.map(({ feedId }) => feedId).sort()).toEqual([...paths].sort());
    expect(results.every(({ kind }) => kind === 'fresh' || kind === 'failed')).toBe(true);
    expect(uncaught.splice(0)).toEqual([]);
  });

  it.each(afterwards)('that %s in the middle of an answer', async (_case, act) => {
    const server = await serveHttp2(certificate, (request, response) => {
      const { session } = request.stream;
      response.on('error', () => undefined);
      response.write('<rss>');
      setTimeout(() => session && !session.destroyed && act(session), 10);
      setTimeout(() => !response.writableEnded && response.end('</rss>'), 60);
    });
    const jobs = ['a', 'b', 'c', 'd'].map((id) => ({ feed: feed(`${server.origin}/${id}`, id) }));
    const results = await collect(jobs, testContext({ ca, limits: { headersMs: 300, idleMs: 300 } }));
    await settleDown();
    expect(results.map(({ feedId }) => feedId).sort()).toEqual(['a', 'b', 'c', 'd']);
    expect(results.every(({ kind }) => kind === 'fresh' || kind === 'failed')).toBe(true);
    expect(uncaught.splice(0)).toEqual([]);
  });

  it.each(afterwards)('that %s before an answer', async (_case, act) => {
    const server = await serveHttp2(certificate, (request, response) => {
      const { session } = request.stream;
      response.on('error', () => undefined);
      if (session && !session.destroyed) act(session);
      setTimeout(() => !response.stream?.destroyed && response.end(FEED), 30);
    });
    const jobs = ['a', 'b', 'c', 'd'].map((id) => ({ feed: feed(`${server.origin}/${id}`, id) }));
    const results = await collect(jobs, testContext({ ca, limits: { headersMs: 300, idleMs: 300 } }));
    await settleDown();
    expect(results.map(({ feedId }) => feedId).sort()).toEqual(['a', 'b', 'c', 'd']);
    expect(uncaught.splice(0)).toEqual([]);
  });

  it.each([
    ['nonsense', Buffer.from('HTTP/1.1 200 OK\r\n\r\n<rss/>')],
    ['a frame of a length it must not have', Buffer.from([0xff, 0xff, 0xff, 0, 0, 0, 0, 0, 1])],
    ['headers for a stream that nobody opened', Buffer.from([0, 0, 1, 1, 4, 0, 0, 0, 9, 0x88])],
    ['broken header compression', Buffer.from([0, 0, 2, 1, 4, 0, 0, 0, 1, 0xff, 0xff])],
    ['goodbye at once', Buffer.from([0, 0, 8, 7, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0])],
    ['an answer of nothing', Buffer.alloc(0)],
  ])('that sends %s', async (_case, bytes) => {
    const settings = Buffer.from([0, 0, 0, 4, 0, 0, 0, 0, 0]);
    const server = tls.createServer({ ...certificate, ALPNProtocols: ['h2'] }, (socket) => {
      socket.on('error', () => undefined);
      socket.once('data', () => socket.end(Buffer.concat([settings, bytes])));
    });
    server.on('tlsClientError', () => undefined);
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : 0;
    const result = failed(
      await fetchOne(`https://127.0.0.1:${port}/`, { ca, limits: { headersMs: 300, idleMs: 300 } }),
    );
    expect(result.problem.code).toMatch(/^FETCH_(CONNECTION_LOST|ANSWER_BROKEN|HEADERS_TIMEOUT)$/);
    await new Promise((done) => server.close(done));
    await settleDown();
    expect(uncaught.splice(0)).toEqual([]);
  });

  it('whose plain socket is cut below TLS', async () => {
    let cut: () => void = () => undefined;
    const server = await serveHttp2(certificate, (_request, response) => {
      response.on('error', () => undefined);
      response.write('<rss>');
      cut();
    });
    const cutter = net.createServer((socket) => {
      const onward = net.connect(server.port, '127.0.0.1');
      onward.on('error', () => undefined);
      socket.on('error', () => undefined);
      socket.pipe(onward).pipe(socket);
      cut = () => void socket.resetAndDestroy();
    });
    await new Promise<void>((done) => cutter.listen(0, '127.0.0.1', done));
    const address = cutter.address();
    const port = typeof address === 'object' ? address?.port : 0;
    const result = failed(
      await fetchOne(`https://127.0.0.1:${port}/`, { ca, limits: { headersMs: 300, idleMs: 300 } }),
    );
    expect(result.problem.code).toMatch(/^FETCH_(CONNECTION_LOST|BODY_CUT)$/);
    await new Promise((done) => cutter.close(done));
    await settleDown();
    expect(uncaught.splice(0)).toEqual([]);
  });
});
