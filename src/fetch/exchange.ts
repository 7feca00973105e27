import type { Dispatcher } from 'undici';
import { isOpenHost } from './allowed-address.ts';
import { type Body, readBody } from './body.ts';
import { retryAfterMs } from './cache-headers.ts';
import { FetchFault } from './fault.ts';
import type { HostGate } from './host-gate.ts';
import { ACCEPT_ENCODING } from './inflate.ts';
import { showBytes } from './limits.ts';
import type { BodyPermits } from './permits.ts';
import { showAddress } from './problem.ts';
import type { Validators } from './state.ts';
import { statusFault } from './status.ts';
import type { TimeLimit } from './time-limit.ts';
import type { TransportLimits } from './types.ts';

/** What all requests of a run share. */
export interface Exchange {
  readonly dispatcher: Dispatcher;
  readonly gate: HostGate;
  readonly permits: BodyPermits;
  readonly limits: TransportLimits;
  readonly maxBytes: number;
  readonly allowPrivateNetworks: boolean;
  readonly userAgent: string;
  readonly nowMs: number;
  readonly onBytes: (count: number) => void;
  /** Called when a request to a host is over. */
  readonly onLeave: (host: string) => void;
  /** Whether a host asked for a pause that is not over. */
  readonly isPaused: (host: string) => boolean;
}

/** A redirect led to a host that asked for a pause: no fault of anybody. */
export class LeftForLater extends Error {}

export interface Question {
  /** With credentials, where the configuration has them. */
  readonly url: URL;
  readonly validators?: Validators;
  readonly time: TimeLimit;
}

/** A good end of a chain of redirects. */
export type Answer = {
  /** Without credentials. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Where permanent redirects led, when no other step was in the chain. */
  readonly movedTo?: string;
} & ({ readonly kind: 'body'; readonly body: Body } | { readonly kind: 'not-modified' });

type Response = Dispatcher.ResponseData;

const ACCEPT =
  'application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml;q=0.9, ' +
  'application/xml;q=0.8, text/xml;q=0.8, application/json;q=0.8, */*;q=0.1';

/**
 * One conditional GET, with its redirects.
 *
 * @throws FetchFault for everything but a 200 (or 203: a 200 that a proxy rewrote) with a whole body and a 304 that
 * was asked for.
 */
export async function ask(question: Question, exchange: Exchange): Promise<Answer> {
  const seen = new Set<string>();
  let url = question.url;
  let permanent = true;
  for (;;) {
    seen.add(url.href);
    const step = await takeStep(url, question, exchange);
    if (step.kind !== 'redirect') {
      const moved = permanent && seen.size > 1 && isNoDowngrade(question.url, url);
      return { ...step, ...(moved && { movedTo: showAddress(url.href) }) };
    }
    permanent &&= step.permanent;
    if (seen.has(step.to.href)) throw new FetchFault('FETCH_REDIRECT_LOOP');
    if (seen.size > exchange.limits.maxRedirects) {
      throw new FetchFault('FETCH_REDIRECT_LIMIT', { detail: String(exchange.limits.maxRedirects) });
    }
    url = step.to;
  }
}

/** Leaving TLS behind is followed, never remembered. */
function isNoDowngrade(from: URL, to: URL): boolean {
  return from.protocol === 'http:' || to.protocol === 'https:';
}

type Step = Answer | { readonly kind: 'redirect'; readonly to: URL; readonly permanent: boolean };

async function takeStep(url: URL, question: Question, exchange: Exchange): Promise<Step> {
  if (!exchange.allowPrivateNetworks && !isOpenHost(url.hostname)) {
    throw new FetchFault('FETCH_ADDRESS_REFUSED', { detail: url.hostname });
  }
  if (exchange.isPaused(url.hostname)) throw new LeftForLater(url.hostname);
  const leave = await question.time.pauseFor(exchange.gate.enter(url.hostname));
  try {
    const response = await send(url, question, exchange);
    return await judge(url, response, question, exchange);
  } finally {
    leave();
    exchange.onLeave(url.hostname);
  }
}

async function send(url: URL, question: Question, exchange: Exchange): Promise<Response> {
  const sameOrigin = url.origin === question.url.origin;
  const { signal } = question.time;
  try {
    return await exchange.dispatcher.request({
      origin: url.origin,
      path: url.pathname + url.search,
      method: 'GET',
      headers: {
        'user-agent': exchange.userAgent,
        accept: ACCEPT,
        'accept-encoding': ACCEPT_ENCODING,
        ...(sameOrigin && authorization(question.url)),
        ...conditions(url, question.validators),
      },
      signal,
    });
  } catch (error) {
    throw signal.aborted ? signal.reason : error;
  }
}

/** Name and password of the configured address. RFC 7617. */
function authorization(url: URL): { authorization?: string } {
  if (url.username === '' && url.password === '') return {};
  const pair = `${decode(url.username)}:${decode(url.password)}`;
  return { authorization: `Basic ${Buffer.from(pair).toString('base64')}` };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Validators speak of one address only: sent elsewhere, they could make another document look unchanged. */
function conditions(url: URL, validators: Validators | undefined): Record<string, string> {
  if (!validators || validators.url !== showAddress(url.href)) return {};
  return {
    ...(validators.etag !== undefined && { 'if-none-match': validators.etag }),
    ...(validators.last_modified !== undefined && { 'if-modified-since': validators.last_modified }),
  };
}

async function judge(url: URL, response: Response, question: Question, exchange: Exchange): Promise<Step> {
  const headers = plainHeaders(response.headers);
  const status = response.statusCode;
  const address = showAddress(url.href);
  const { time } = question;
  try {
    checkHeaders(response, exchange.limits);
    if (status === 304) {
      await discard(response);
      const asked = Object.keys(conditions(url, question.validators)).length > 0;
      if (!asked) throw new FetchFault('FETCH_NOT_MODIFIED_UNASKED');
      return { kind: 'not-modified', url: address, headers };
    }
    if (status === 200 || status === 203) {
      return { kind: 'body', url: address, headers, body: await read(response, headers, time, exchange) };
    }
    if ([301, 302, 303, 307, 308].includes(status)) {
      const to = redirectTarget(url, headers.location);
      await discard(response);
      return { kind: 'redirect', to, permanent: status === 301 || status === 308 };
    }
    await discard(response);
    throw statusFault(status, url.hostname, retryAfterMs(headers, exchange.nowMs));
  } catch (error) {
    response.body.on('error', () => undefined).destroy();
    throw time.signal.aborted ? time.signal.reason : error;
  }
}

function read(
  response: Response,
  headers: Readonly<Record<string, string>>,
  time: TimeLimit,
  exchange: Exchange,
): Promise<Body> {
  return readBody(response.body, {
    encoding: headers['content-encoding'],
    contentLength: headers['content-length'],
    maxBytes: exchange.maxBytes,
    maxInflatedBytes: exchange.maxBytes * exchange.limits.inflation,
    idleMs: exchange.limits.idleMs,
    permits: {
      wire: () => time.pauseFor(exchange.permits.wire()),
      inflated: () => time.pauseFor(exchange.permits.inflated()),
    },
    onBytes: exchange.onBytes,
  });
}

/** Lets a short body that nobody reads run out, so that its connection can serve again; cuts a long or slow one. */
async function discard(response: Response): Promise<void> {
  const limits = { limit: 65_536, signal: AbortSignal.timeout(1000) };
  await response.body.dump(limits).catch(() => undefined);
}

function plainHeaders(headers: Response['headers']): Record<string, string> {
  const plain: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value === undefined || name.startsWith(':')) continue;
    plain[name.toLowerCase()] = Array.isArray(value) ? value.join(', ') : value;
  }
  return plain;
}

function checkHeaders(response: Response, limits: TransportLimits): void {
  let fields = 0;
  let size = 0;
  for (const [name, value] of Object.entries(response.headers)) {
    for (const one of Array.isArray(value) ? value : [value ?? '']) {
      fields += 1;
      size += name.length + one.length + 4;
    }
  }
  if (fields > limits.maxHeaderFields) {
    throw new FetchFault('FETCH_HEADERS_TOO_MANY', {
      detail: `${fields} of at most ${limits.maxHeaderFields}`,
    });
  }
  if (size > limits.maxHeaderBytes) {
    throw new FetchFault('FETCH_HEADERS_TOO_BIG', { detail: showBytes(size) });
  }
}

/** Where a redirect leads: http or https, without the name and password that the other side wrote into it. */
function redirectTarget(from: URL, location: string | undefined): URL {
  if (location === undefined || !URL.canParse(location, from.href)) {
    throw new FetchFault('FETCH_REDIRECT_BROKEN', {
      detail: showAddress(location ?? 'no Location').slice(0, 200),
    });
  }
  const to = new URL(location, from);
  if (to.protocol !== 'http:' && to.protocol !== 'https:') {
    throw new FetchFault('FETCH_REDIRECT_BROKEN', { detail: to.protocol });
  }
  to.username = '';
  to.password = '';
  to.hash = '';
  return to;
}
