import { createHash } from 'node:crypto';
import { defined } from '../../model/defined.ts';
import type { FetchFault } from '../fault.ts';
import type { FileFeed } from '../file-feed.ts';
import { freshForMs } from '../http/cache-headers.ts';
import type { Answer } from '../http/exchange.ts';
import { hubsInLinkHeader } from '../http/link-header.ts';
import { causeOf, showAddress, toProblem } from '../problem.ts';
import type { FailedResult, FetchContext, FetchJob, FreshResult, UnchangedResult } from '../types.ts';
import { configHash, intervalOf } from './job-settings.ts';
import { headerText } from './parse-state.ts';
import { EVERY_RUN, settleFailure, settleGood, validatorsOf } from './settle.ts';
import { emptyState, type FeedState } from './state.ts';

/** What is remembered of this very address; nothing when the configuration names another one by now. */
export function stateOf(job: FetchJob): FeedState {
  const url = showAddress(job.feed.url);
  return job.state?.url === url ? job.state : emptyState(url);
}

/** A good answer of a server as a result: new bytes, or nothing new. */
export function webOutcome(
  job: FetchJob,
  answer: Answer,
  context: FetchContext,
): FreshResult | UnchangedResult {
  const etag = headerText(answer.headers.etag);
  const lastModified = headerText(answer.headers['last-modified']);
  const before = stateOf(job);
  const { now } = context;
  const intervalMs = intervalOf(job, context.settings);
  const isFixed = job.feed.intervalMs !== undefined;
  const freshFor = freshForMs(answer.headers);
  const good = {
    before,
    now,
    intervalMs,
    isFixed,
    url: answer.url,
    freshForMs: freshFor,
    movedTo: answer.movedTo,
  };
  const feedId = job.feed.id;
  if (answer.kind === 'not-modified') {
    const old = before.validators;
    const validators = validatorsOf(answer.url, etag ?? old?.etag, lastModified ?? old?.last_modified);
    return { kind: 'unchanged', feedId, askedAt: now, state: settleGood({ ...before, validators }, good) };
  }
  const body = answer.body.bytes;
  const bodyHash = hashOf(body);
  if (bodyHash === before.body_hash) {
    const validators = validatorsOf(answer.url, etag, lastModified);
    return { kind: 'unchanged', feedId, askedAt: now, state: settleGood({ ...before, validators }, good) };
  }
  const contentType = answer.headers['content-type'];
  const hubs = hubsInLinkHeader(answer.headers.link, answer.url);
  return {
    kind: 'fresh',
    feedId,
    body,
    url: answer.url,
    ...(contentType !== undefined && { contentType }),
    headers: answer.headers,
    askedAt: now,
    settlement: {
      feed: job.feed,
      before,
      now,
      intervalMs,
      ...(job.asked !== undefined && { asked: job.asked }),
      config: configHash(job.feed, context.settings),
      bodyHash,
      ...defined({ freshForMs: freshFor, etag, lastModified, movedTo: answer.movedTo }),
      ...(hubs.length > 0 && { hubs }),
    },
  };
}

/** A file as a result: it behaves like a server that answers conditional requests by content. */
export function fileOutcome(
  job: FetchJob,
  file: FileFeed,
  context: FetchContext,
): FreshResult | UnchangedResult {
  const before = stateOf(job);
  const bodyHash = hashOf(file.bytes);
  const { now } = context;
  const intervalMs = EVERY_RUN;
  const feedId = job.feed.id;
  if (bodyHash === before.body_hash) {
    const move = { freshForMs: undefined, movedTo: undefined };
    const good = { before, now, intervalMs, isFixed: false, url: file.url, ...move };
    return { kind: 'unchanged', feedId, state: settleGood(before, good) };
  }
  const settlement = { feed: job.feed, before, now, intervalMs, bodyHash };
  return { kind: 'fresh', feedId, body: file.bytes, url: file.url, headers: {}, settlement };
}

/** A fault as a result. `from` tells who was asked. */
export function failedOutcome(
  job: FetchJob,
  fault: FetchFault,
  context: FetchContext,
  from: 'server' | 'file' | 'configuration',
): FailedResult {
  const cause = causeOf(fault);
  const state = settleFailure({
    before: stateOf(job),
    feedId: job.feed.id,
    now: context.now,
    intervalMs: from === 'server' ? intervalOf(job, context.settings) : EVERY_RUN,
    config: configHash(job.feed, context.settings),
    code: fault.code,
    cause,
    pause: fault.pause,
  });
  const result = {
    kind: 'failed',
    feedId: job.feed.id,
    problem: toProblem(fault, job),
    cause,
    state,
  } as const;
  return from === 'server' ? { ...result, askedAt: context.now } : result;
}

/** 128 bits of SHA-256: enough to tell two bodies apart, short enough for a state file. */
function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('base64url').slice(0, 22);
}
