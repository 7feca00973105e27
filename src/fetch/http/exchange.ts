import type { Dispatcher } from 'undici';
import { shownAddress } from '../../model/url.ts';
import { FetchFault } from '../fault.ts';
import type { HostGate } from '../schedule/host-gate.ts';
import type { BodyPermits } from '../schedule/permits.ts';
import type { Validators } from '../schedule/state.ts';
import type { TransportLimits } from '../types.ts';
import { isOpenHost } from './allowed-address.ts';
import { type Body, readBody } from './body.ts';
import { challengeIn, challengeInHeaders } from './bot-challenge.ts';
import { retryAfterMs } from './cache-headers.ts';
import { redirectOfPage } from './page-redirect.ts';
import { RedirectCookies, redirectTarget } from './redirects.ts';
import { authorization, conditions, readerHeaders } from './request-headers.ts';
import { checkHeaders, plainHeaders } from './response-headers.ts';
import { statusFault } from './status.ts';
import { isFeedWithItems, mayBringFeed } from './status-feed.ts';
import type { TimeLimit } from './time-limit.ts';

/** What all requests of a run share. */
export interface Exchange {
  readonly dispatcher: Dispatcher;
  readonly gate: HostGate;
  readonly permits: BodyPermits;
  readonly limits: TransportLimits;
  readonly maxBytes: number;
  readonly allowPrivateNetworks: boolean;
  readonly userAgent: string;
  /** The `Accept` header; that of a feed when absent. */
  readonly accept?: string;
  readonly nowMs: number;
  readonly onBytes: (count: number) => void;
  /** Called when a request to a host is over. */
  readonly onLeave: (host: string) => void;
  /** Whether a host asked for a pause that is not over. */
  readonly isPaused: (host: string) => boolean;
  /** Whether an address may be asked for, by what its host says of programs. Asked before each step of a chain. */
  readonly allows?: (url: URL) => Promise<boolean>;
  /** Of the chain that is followed. */
  readonly cookies?: RedirectCookies;
  /** Told of every answer, redirects and refusals included, before its body is read. */
  readonly onAnswer?: (answer: StepAnswer) => void;
}

/** The head of one answer. */
export interface StepAnswer {
  /** Without credentials. */
  readonly url: string;
  readonly status: number;
  /** Lower-case names; several fields of one name joined with `, `. */
  readonly headers: Readonly<Record<string, string>>;
}

/** A redirect led to a host that asked for a pause: no fault of anybody. */
export class LeftForLater extends Error {}

export interface Question {
  /** With credentials, where the configuration has them. */
  readonly url: URL;
  readonly validators?: Validators;
  /** The validators are not sent; "not modified" is understood all the same. */
  readonly asksForWhole?: boolean;
  /** A page that leads on is a redirect: where a feed is expected. */
  readonly followsPages?: boolean;
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

/**
 * One conditional GET, with its redirects. A chain that turns in a circle is followed once more, with the cookies that it
 * gave.
 *
 * @throws FetchFault for everything but a 200 (or 203: a 200 that a proxy rewrote) with a whole body, a 304 that was
 * asked for, and a feed that came with another status.
 */
export async function ask(question: Question, exchange: Exchange): Promise<Answer> {
  const cookies = new RedirectCookies();
  try {
    return await follow(question, { ...exchange, cookies });
  } catch (error) {
    const isCircle = error instanceof FetchFault && error.code === 'FETCH_REDIRECT_LOOP';
    if (!(isCircle && cookies.areThere)) throw error;
    cookies.send();
    const { movedTo: _onlyWithCookies, ...answer } = await follow(question, { ...exchange, cookies });
    return answer;
  }
}

async function follow(question: Question, exchange: Exchange): Promise<Answer> {
  const seen = new Set<string>();
  let url = question.url;
  let permanent = true;
  for (;;) {
    seen.add(url.href);
    const step = await takeStep(url, question, exchange);
    if (step.kind !== 'redirect') {
      const moved = permanent && seen.size > 1 && isNoDowngrade(question.url, url);
      return { ...step, ...(moved && { movedTo: shownAddress(url.href) }) };
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
  if (exchange.allows && !(await question.time.pauseFor(exchange.allows(url)))) {
    throw new FetchFault('FETCH_ROBOTS');
  }
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
        ...readerHeaders(exchange.userAgent, exchange.accept),
        ...(sameOrigin && authorization(question.url)),
        ...exchange.cookies?.header(url),
        ...(!question.asksForWhole && conditions(url, question.validators)),
      },
      signal,
    });
  } catch (error) {
    throw signal.aborted ? signal.reason : error;
  }
}

/** An answer whose body is still to be read. */
interface Arrived {
  readonly response: Response;
  readonly headers: StepAnswer['headers'];
  readonly time: TimeLimit;
}

async function judge(url: URL, response: Response, question: Question, exchange: Exchange): Promise<Step> {
  const headers = plainHeaders(response.headers);
  const status = response.statusCode;
  const address = shownAddress(url.href);
  const { time } = question;
  const arrived = { response, headers, time };
  exchange.onAnswer?.({ url: address, status, headers });
  try {
    checkHeaders(response.headers, exchange.limits);
    if (status === 304) {
      await discard(response);
      const asked = Object.keys(conditions(url, question.validators)).length > 0;
      if (!asked) throw new FetchFault('FETCH_NOT_MODIFIED_UNASKED');
      return { kind: 'not-modified', url: address, headers };
    }
    if (status === 200 || status === 203) {
      const body = await readFeed(arrived, exchange);
      const forward = question.followsPages ? redirectOfPage(url, body.bytes, headers) : undefined;
      if (forward === undefined) return { kind: 'body', url: address, headers, body };
      body.release();
      return { kind: 'redirect', to: redirectTarget(url, forward), permanent: false };
    }
    if (question.followsPages && mayBringFeed(status, headers)) {
      const body = await feedDespite(arrived, exchange);
      if (body) return { kind: 'body', url: address, headers, body };
    }
    if ([301, 302, 303, 307, 308].includes(status) || (status === 300 && headers.location !== undefined)) {
      exchange.cookies?.keep(url, response.headers['set-cookie']);
      const to = redirectTarget(url, [response.headers.location].flat()[0]);
      await discard(response);
      return { kind: 'redirect', to, permanent: status === 301 || status === 308 };
    }
    const fault = statusFault(status, url.hostname, retryAfterMs(headers, exchange.nowMs));
    const maker = await challengeOf(arrived, exchange);
    throw maker === undefined ? fault : challenged(maker, status, fault.pause);
  } catch (error) {
    response.body.on('error', () => undefined).destroy();
    throw time.signal.aborted ? time.signal.reason : error;
  }
}

/** Statuses with which pages come that ask for proof of a person. */
const challengeStatuses: readonly number[] = [202, 401, 403, 405, 406, 429, 503];
const challengeBytes = 262_144;

function challenged(maker: string, status: number, pause: FetchFault['pause']): FetchFault {
  const by = maker === 'unknown' ? `(${status})` : `(${maker}, ${status})`;
  return new FetchFault('FETCH_BOT_CHALLENGE', { detail: by, ...(pause && { pause }) });
}

/** Whose challenge a refusal is, if it is one. Its body is read no further than such a page goes. */
async function challengeOf(arrived: Arrived, exchange: Exchange): Promise<string | undefined> {
  const { response, headers } = arrived;
  const maker = challengeInHeaders(headers);
  const isLikely =
    challengeStatuses.includes(response.statusCode) && /html/i.test(headers['content-type'] ?? '');
  if (maker !== undefined || !isLikely) {
    await discard(response);
    return maker;
  }
  try {
    const body = await read(arrived, { ...exchange, maxBytes: challengeBytes });
    body.release();
    return challengeIn(body.bytes, headers);
  } catch {
    return undefined;
  }
}

/** A body, unless it is the page of somebody who keeps programs out. */
async function readFeed(arrived: Arrived, exchange: Exchange): Promise<Body> {
  const body = await read(arrived, exchange);
  const maker = challengeIn(body.bytes, arrived.headers);
  if (maker === undefined) return body;
  body.release();
  throw challenged(maker, arrived.response.statusCode, undefined);
}

/** The body of a refusal that is a feed, if it is one. */
async function feedDespite(arrived: Arrived, exchange: Exchange): Promise<Body | undefined> {
  try {
    const body = await read(arrived, exchange);
    if (isFeedWithItems(body.bytes)) return body;
    body.release();
  } catch {
    // The status says what is the matter.
  }
  return undefined;
}

function read({ response, headers, time }: Arrived, exchange: Exchange): Promise<Body> {
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
