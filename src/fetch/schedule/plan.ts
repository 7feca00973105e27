import { DAY, formatInstant, parseInstant } from '../../model/instant.ts';
import { isUrl, parseUrl } from '../../model/url.ts';
import { FetchFault } from '../fault.ts';
import type { FaultCode } from '../fault-table.ts';
import type { FailedResult, FetchContext, FetchJob, WaitingResult } from '../types.ts';
import { whenDue } from './due.ts';
import { configHash, intervalOf } from './job-settings.ts';
import { askedOf, failedOutcome, stateOf } from './outcome.ts';
import { reproducibleShare } from './share.ts';

/** A feed that a server is to be asked for. */
export interface WebJob {
  readonly job: FetchJob;
  /** The host that is asked first. */
  readonly host: string;
}

/** What this run does with a feed. */
export type Plan =
  | { readonly kind: 'web'; readonly web: WebJob }
  | { readonly kind: 'file'; readonly job: FetchJob }
  | { readonly kind: 'settled'; readonly result: WaitingResult | FailedResult };

/** Decides, before anything is opened, what to do with a feed. A file is always looked at: nobody is bothered. */
export function planJob(job: FetchJob, context: FetchContext, pauses: ReadonlyMap<string, string>): Plan {
  const { url } = job.feed;
  if (!/^[a-z][a-z0-9+.-]*:/i.test(url)) return { kind: 'file', job };
  if (!/^https?:\/\//i.test(url) || !isUrl(url)) {
    const result = failedOutcome(job, new FetchFault('FETCH_ADDRESS_INVALID'), context, 'configuration');
    return { kind: 'settled', result };
  }
  const host = addressToAsk(job).hostname;
  const { now, settings, force } = context;
  const due = whenDue({
    state: stateOf(job),
    asked: askedOf(job),
    now,
    intervalMs: intervalOf(job, settings),
    isFixed: job.feed.intervalMs !== undefined,
    config: configHash(job.feed, settings),
  });
  // What a server asked for holds, whoever is in a hurry.
  if (due.kind === 'later' && (!force || due.why === 'retry-after'))
    return { kind: 'settled', result: waitingResult(job, due) };
  const until = pauses.get(host);
  if (until !== undefined)
    return { kind: 'settled', result: waitingResult(job, { why: 'host-paused', until }) };
  return { kind: 'web', web: { job, host } };
}

/**
 * Hosts that asked in an earlier run to be left alone, and until when. The feed that was told so waits as long as it
 * was told; the host's other feeds a day at most, so that one feed's punishment does not starve them.
 */
export function hostPauses(jobs: readonly FetchJob[], now: string): ReadonlyMap<string, string> {
  const nowMs = parseInstant(now) ?? 0;
  const pauses = new Map<string, string>();
  for (const job of jobs) {
    // Of the host, whatever address of it is configured by now.
    const failing = job.state?.failing;
    const told = parseInstant(failing?.last);
    const until = parseInstant(failing?.pause?.until);
    if (!failing?.pause || told === undefined || until === undefined) continue;
    const end = Math.min(until, told + DAY);
    const known = parseInstant(pauses.get(failing.pause.host)) ?? nowMs;
    if (told <= nowMs && end > known) pauses.set(failing.pause.host, formatInstant(end));
  }
  return pauses;
}

export function waitingResult(job: FetchJob, wait: Pick<WaitingResult, 'until' | 'why'>): WaitingResult {
  const { until, why } = wait;
  return { kind: 'waiting', feedId: job.feed.id, ...(until !== undefined && { until }), why };
}

/** How often in a row a feed that is turned away goes before those that were asked with it. */
const mostTurns = 3;

/** Whether a feed was last turned away because its host had been asked too often. */
function wasTurnedAway({ state }: FetchJob): boolean {
  return state?.failing?.code === ('FETCH_RATE_LIMITED' satisfies FaultCode);
}

/** Hosts that turned a feed away and did not give it since: asked for one feed at a time, in the order of their turns. */
export function slowHosts(jobs: readonly FetchJob[]): ReadonlySet<string> {
  return new Set(jobs.flatMap((job) => parseUrl(wasTurnedAway(job) ? job.feed.url : '')?.hostname ?? []));
}

/**
 * Those that were not asked for the longest time come first, so that a run which is cut short never leaves the same
 * feeds behind. Of those that were asked together, one that was turned away then is first: where a host allows a request a
 * minute, chance would leave some without an answer for days. One that is turned away again and again has no such right:
 * it would keep the others of its host from theirs. For the rest, an order that changes from run to run does the same.
 */
export function inFairOrder(jobs: readonly WebJob[], now: string): readonly WebJob[] {
  const ranked = jobs.map((web) => ({
    web,
    asked: parseInstant(web.job.asked ?? web.job.state?.failing?.last) ?? 0,
    turn: wasTurnedAway(web.job) && (web.job.state?.failing?.count ?? 0) <= mostTurns ? 0 : 1,
    lot: reproducibleShare(`${now} ${web.job.feed.id}`),
  }));
  return ranked.sort((a, b) => a.asked - b.asked || a.turn - b.turn || a.lot - b.lot).map(({ web }) => web);
}

/**
 * Where to ask: the configured address, or where it has permanently moved. Credentials of the configuration stay with the
 * origin they were written for.
 */
export function addressToAsk(job: FetchJob): URL {
  const configured = new URL(job.feed.url);
  configured.hash = '';
  const movedTo = stateOf(job).moved_to;
  if (movedTo === undefined) return configured;
  const moved = new URL(movedTo);
  if (moved.origin !== configured.origin) return moved;
  moved.username = configured.username;
  moved.password = configured.password;
  return moved;
}
