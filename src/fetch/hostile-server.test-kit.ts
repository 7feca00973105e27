import http from 'node:http';
import http2 from 'node:http2';
import https from 'node:https';
import net from 'node:net';
import type { FeedConfig, FetchSettings } from '../model/types.ts';
import type { Certificate } from './certificate.test-kit.ts';
import { acceptBody, type FeedState, fetchAll } from './index.ts';
import { defaultLimits } from './limits.ts';
import type {
  FailedResult,
  FetchContext,
  FetchJob,
  FetchResult,
  FreshResult,
  TransportLimits,
  UnchangedResult,
} from './types.ts';

/** One request as a server saw it. */
export interface Seen {
  readonly method: string;
  readonly path: string;
  readonly headers: http.IncomingHttpHeaders;
  readonly rawHeaders: readonly string[];
  readonly httpVersion: string;
}

export interface TestServer {
  readonly origin: string;
  readonly port: number;
  /** Every request so far, in order. */
  readonly seen: Seen[];
  /** Connections that were ever opened. */
  readonly connections: () => number;
  readonly onConnection: (listener: (socket: net.Socket) => void) => void;
  readonly close: () => Promise<void>;
}

export type Handler = (request: http.IncomingMessage, response: http.ServerResponse) => void;

const open: TestServer[] = [];

/** Ends every server of a test. */
export async function closeServers(): Promise<void> {
  await Promise.all(open.splice(0).map((server) => server.close()));
}

export function serveHttp(handler: Handler, host = '127.0.0.1'): Promise<TestServer> {
  return listen((logged) => http.createServer({ keepAlive: true }, logged), 'http', handler, host);
}

export function serveHttps(certificate: Certificate, handler: Handler): Promise<TestServer> {
  return listen((logged) => https.createServer({ ...certificate }, logged), 'https', handler, '127.0.0.1');
}

export function serveHttp2(
  certificate: Certificate,
  handler: (request: http2.Http2ServerRequest, response: http2.Http2ServerResponse) => void,
): Promise<TestServer> {
  const seen: Seen[] = [];
  const server = http2.createSecureServer({ ...certificate, allowHTTP1: true }, (request, response) => {
    const { method, url: path, headers, rawHeaders, httpVersion } = request;
    seen.push({ method, path, headers, rawHeaders, httpVersion });
    handler(request, response);
  });
  return ready(server, 'https', '127.0.0.1', seen);
}

/** A server that writes whatever bytes it likes. */
export function serveRaw(answer: (socket: net.Socket, head: string) => void): Promise<TestServer> {
  const server = net.createServer((socket) => {
    socket.on('error', () => undefined);
    let head = '';
    socket.on('data', (chunk) => {
      head += chunk.toString('latin1');
      if (!head.includes('\r\n\r\n')) return;
      const whole = head;
      head = '';
      answer(socket, whole);
    });
  });
  return ready(server, 'http', '127.0.0.1', []);
}

function listen(
  make: (handler: Handler) => http.Server | https.Server,
  scheme: 'http' | 'https',
  handler: Handler,
  host: string,
): Promise<TestServer> {
  const seen: Seen[] = [];
  const server = make((request, response) => {
    const { method = '', url: path = '', headers, rawHeaders, httpVersion } = request;
    seen.push({ method, path, headers, rawHeaders, httpVersion });
    handler(request, response);
  });
  return ready(server, scheme, host, seen);
}

async function ready(server: net.Server, scheme: string, host: string, seen: Seen[]): Promise<TestServer> {
  const sockets = new Set<net.Socket>();
  let connections = 0;
  server.on('connection', (socket: net.Socket) => {
    connections += 1;
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
  });
  server.on('tlsClientError', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      for (const socket of sockets) socket.destroy();
    });
  const made: TestServer = {
    origin: `${scheme}://${host.includes(':') ? `[${host}]` : host}:${port}`,
    port,
    seen,
    connections: () => connections,
    onConnection: (listener) => void server.on('connection', listener),
    close,
  };
  open.push(made);
  return made;
}

/** A body that would pass for a feed. */
export const FEED = '<?xml version="1.0"?><rss version="2.0"><channel><title>Example</title></channel></rss>';

export const START = '2026-03-02T08:00:00Z';

/** `START` plus so many hours. */
export function hoursLater(hours: number): string {
  return new Date(Date.parse(START) + hours * 3_600_000).toISOString().replace('.000Z', 'Z');
}

export const SETTINGS: FetchSettings = {
  concurrency: 16,
  timeoutMs: 100_000,
  maxBytes: 100_000,
  intervalMs: 3_600_000,
  allowPrivateNetworks: true,
};

/** Longer than any test lasts, so that no time-out strikes but the one that a test makes short. */
const NEVER_MS = 100_000;
const PATIENT = { connectMs: NEVER_MS, headersMs: NEVER_MS, idleMs: NEVER_MS, maxPauseMs: 0 };

/** One short time-out: what ends the request can then be nothing else, however slow the machine. */
export function strict(which: 'connectMs' | 'headersMs' | 'idleMs'): TransportLimits {
  return { ...defaultLimits, ...PATIENT, [which]: 200 };
}

/** The connections that a server sees, and the moment when so many of them are closed. */
export function allClosed(count: number): {
  readonly watch: (socket: net.Socket) => void;
  readonly closed: Promise<void>;
} {
  let left = count;
  let done: () => void = () => undefined;
  const closed = new Promise<void>((resolve) => {
    done = resolve;
  });
  const watch = (socket: net.Socket): void => {
    socket.on('close', () => {
      left -= 1;
      if (left === 0) done();
    });
  };
  return { watch, closed };
}

/** In which one request more than may be would come. */
const LINGER_MS = 15;

/** Holds requests back until so many are open at once, so that they meet however slow the machine. */
export function makeCrowd(together: number): {
  readonly enter: (answer: () => void) => void;
  readonly most: () => number;
} {
  let [open, most] = [0, 0];
  const held: (() => void)[] = [];
  const later = (leave: () => void): void => void setTimeout(leave, LINGER_MS);
  const enter = (answer: () => void): void => {
    open += 1;
    most = Math.max(most, open);
    const leave = (): void => {
      open -= 1;
      answer();
    };
    if (most < together) held.push(leave);
    else for (const one of [...held.splice(0), leave]) later(one);
  };
  return { enter, most: () => most };
}

export function testContext(changes: Partial<FetchContext> = {}): FetchContext {
  return {
    settings: SETTINGS,
    userAgent: 'Daybook/1.0.0 (+https://example.org/about)',
    siteDir: import.meta.dirname,
    now: START,
    force: false,
    env: {},
    limits: PATIENT,
    ...changes,
  };
}

export function feed(url: string, id = 'example'): FeedConfig {
  return { id, url, publish: 'full', title: `Feed ${id}`, where: 'daybook.yaml, feeds[0]' };
}

export async function collect(jobs: Iterable<FetchJob>, context: FetchContext): Promise<FetchResult[]> {
  const results: FetchResult[] = [];
  for await (const result of fetchAll(jobs, context)) results.push(result);
  return results;
}

/** Asks for one feed. */
export async function fetchOne(
  url: string,
  changes: Partial<FetchContext> = {},
  memory: Omit<FetchJob, 'feed'> = {},
): Promise<FetchResult> {
  const [result] = await collect([{ feed: feed(url), ...memory }], testContext(changes));
  if (!result) throw new Error('There is a result for every feed.');
  return result;
}

export function fresh(result: FetchResult): FreshResult {
  if (result.kind !== 'fresh') throw new Error(`Expected a body, got ${describe(result)}.`);
  return result;
}

export function failed(result: FetchResult): FailedResult {
  if (result.kind !== 'failed') throw new Error(`Expected a failure, got ${describe(result)}.`);
  return result;
}

export function unchanged(result: FetchResult): UnchangedResult {
  if (result.kind !== 'unchanged') throw new Error(`Expected nothing new, got ${describe(result)}.`);
  return result;
}

function describe(result: FetchResult): string {
  if (result.kind === 'failed') return `${result.problem.code}: ${result.problem.why}`;
  return result.kind === 'waiting' ? `waiting: ${result.why}` : result.kind;
}

export function textOf(result: FetchResult): string {
  return new TextDecoder().decode(fresh(result).body);
}

/** What a run leaves to be stored, taking every body for a good feed with one new item. */
export function settled(result: FetchResult): FeedState | undefined {
  if (result.kind === 'fresh') return acceptBody(result, { newItems: 1 });
  return result.kind === 'waiting' ? undefined : result.state;
}

/** A first good fetch, and the state after it. */
export async function firstState(url: string, changes: Partial<FetchContext> = {}): Promise<FeedState> {
  return acceptBody(fresh(await fetchOne(url, changes)), { newItems: 1 });
}
