import { hash } from 'node:crypto';
import { defined } from '../../model/defined.ts';
import { DAY, parseInstant } from '../../model/instant.ts';
import { shownAddress } from '../../model/url.ts';
import type { FetchFault } from '../fault.ts';
import { faults } from '../fault-table.ts';
import type { FileFeed } from '../file-feed.ts';
import { freshForMs } from '../http/cache-headers.ts';
import type { Answer } from '../http/exchange.ts';
import { hubsInLinkHeader } from '../http/link-header.ts';
import { toProblem } from '../problem.ts';
import type { FailedResult, FetchContext, FetchJob, FreshResult, UnchangedResult } from '../types.ts';
import { configHash, intervalOf } from './job-settings.ts';
import { headerText } from './parse-state.ts';
import { everyRun, settleFailure, settleGood } from './settle.ts';
import { emptyState, type FeedState, validatorsAfter, validatorsOf } from './state.ts';

/** What is remembered of this very address; nothing when the configuration names another one by now. */
export function stateOf(job: FetchJob): FeedState {
  const url = shownAddress(job.feed.url);
  return job.state?.url === url ? job.state : emptyState(url);
}

/** When this very address was asked: one that somebody put right is asked at once. */
export function askedOf(job: FetchJob): string | undefined {
  const isOther = job.state !== undefined && job.state.url !== shownAddress(job.feed.url);
  return isOther ? undefined : job.asked;
}

/** A good answer of a server as a result: new bytes, or nothing new. */
export function webOutcome(
  job: FetchJob,
  answer: Answer,
  context: FetchContext,
): FreshResult | UnchangedResult {
  const { url, headers } = answer;
  const before = stateOf(job);
  const { now, settings } = context;
  const feedId = job.feed.id;
  const asked = {
    feed: job.feed,
    before,
    now,
    intervalMs: intervalOf(job, settings),
    ...defined({ asked: job.asked }),
    config: configHash(job.feed, settings),
  };
  const said = defined({
    freshForMs: freshForMs(headers),
    etag: headerText(headers.etag),
    lastModified: lastModified(headers['last-modified'], now),
    movedTo: answer.movedTo,
  });
  const unchanged = (etag?: string, lastModified?: string): UnchangedResult => {
    const validators = validatorsAfter(before.validators, validatorsOf(url, etag, lastModified));
    const state = settleGood({ ...before, validators }, { ...asked, ...said });
    return { kind: 'unchanged', feedId, askedAt: now, state };
  };
  if (answer.kind === 'not-modified') {
    const { etag, last_modified } = before.validators ?? {};
    return unchanged(said.etag ?? etag, said.lastModified ?? last_modified);
  }
  const body = answer.body.bytes;
  const bodyHash = hashOf(body);
  if (bodyHash === before.body_hash) return unchanged(said.etag, said.lastModified);
  const hubs = hubsInLinkHeader(headers.link, url);
  return {
    kind: 'fresh',
    feedId,
    body,
    url,
    ...defined({ contentType: headers['content-type'] }),
    headers,
    askedAt: now,
    settlement: { ...asked, bodyHash, ...said, ...(hubs.length > 0 && { hubs }) },
  };
}

/**
 * A `Last-Modified` that can tell one document from another. The beginning of Unix time and dates ahead stay while the
 * document changes, and must not be sent (RFC 9110, section 8.8.2.1); a form that is no date is the server's own affair.
 */
function lastModified(written: string | undefined, now: string): string | undefined {
  const ms = Date.parse(written ?? '');
  const isWrong = ms === 0 || ms > (parseInstant(now) ?? 0) + DAY;
  return isWrong ? undefined : headerText(written);
}

/** A file as a result: it behaves like a server that answers conditional requests by content. */
export function fileOutcome(
  job: FetchJob,
  file: FileFeed,
  context: FetchContext,
): FreshResult | UnchangedResult {
  const before = stateOf(job);
  const bodyHash = hashOf(file.bytes);
  const feedId = job.feed.id;
  const settlement = { feed: job.feed, before, now: context.now, intervalMs: everyRun, bodyHash };
  if (bodyHash === before.body_hash)
    return { kind: 'unchanged', feedId, state: settleGood(before, settlement) };
  return { kind: 'fresh', feedId, body: file.bytes, url: file.url, headers: {}, settlement };
}

/** A fault as a result. `from` tells who was asked. */
export function failedOutcome(
  job: FetchJob,
  fault: FetchFault,
  context: FetchContext,
  from: 'server' | 'file' | 'configuration',
): FailedResult {
  const { cause } = faults[fault.code];
  const state = settleFailure({
    feed: job.feed,
    before: stateOf(job),
    now: context.now,
    intervalMs: from === 'server' ? intervalOf(job, context.settings) : everyRun,
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
  return hash('sha256', bytes, 'base64url').slice(0, 22);
}
