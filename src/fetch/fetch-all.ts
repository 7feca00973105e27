import { defined } from '../model/defined.ts';
import { formatInstant, parseInstant } from '../model/instant.ts';
import { toFault } from './fault.ts';
import { readFileFeed } from './file-feed.ts';
import { ask, type Question } from './http/exchange.ts';
import { pageAccept } from './http/request-headers.ts';
import { defaultLimits } from './limits.ts';
import { ProgressCounter } from './progress.ts';
import { askAll } from './run.ts';
import { intervalOf } from './schedule/job-settings.ts';
import { failedOutcome, fileOutcome, stateOf, webOutcome } from './schedule/outcome.ts';
import {
  addressToAsk,
  hostPauses,
  inFairOrder,
  planJob,
  slowHosts,
  type WebJob,
  waitingResult,
} from './schedule/plan.ts';
import { asksForWhole } from './schedule/whole-answer.ts';
import type { FetchContext, FetchJob, FetchResult } from './types.ts';

/**
 * Looks at every feed once and yields one result each, in the order they come: first those that are not due, then
 * files, then what servers answer. At most one GET a feed and no retry; see `docs/politeness.md`. Never throws for
 * what a feed, a server or a file does. Breaking out of the loop ends all requests.
 *
 * Take a result, store what it says, and only then ask for the next: large bodies wait for that.
 *
 * @throws RangeError when `now` is not an RFC 3339 moment.
 */
export async function* fetchAll(jobs: Iterable<FetchJob>, given: FetchContext): AsyncGenerator<FetchResult> {
  const nowMs = parseInstant(given.now);
  if (nowMs === undefined) throw new RangeError(`"now" is no RFC 3339 moment: ${given.now}`);
  const context = { ...given, now: formatInstant(nowMs) };
  const all = [...jobs];
  const progress = new ProgressCounter(all.length, context.onProgress);
  const pauses = hostPauses(all, context.now);
  const files: FetchJob[] = [];
  const web: WebJob[] = [];
  for (const job of all) {
    const plan = planJob(job, context, pauses);
    if (plan.kind === 'web') web.push(plan.web);
    else if (plan.kind === 'file') files.push(plan.job);
    else {
      progress.count(plan.result.kind);
      yield plan.result;
    }
  }
  for (const job of files) {
    const result = await fetchFile(job, context);
    progress.count(result.kind);
    yield result;
  }
  yield* askAll(inFairOrder(web, context.now), {
    context,
    terms: { maxBytes: context.settings.maxBytes, accept: context.accept, single: slowHosts(all) },
    pauses: pauses.keys(),
    ask: async ({ job }, time, exchange) => {
      const asking = job.feed.scrape ? { ...exchange, accept: pageAccept } : exchange;
      const answer = await ask({ ...questionOf(job, context), time }, asking);
      const release = answer.kind === 'body' && { release: answer.body.release };
      return { result: webOutcome(job, answer, context), ...release };
    },
    failed: ({ job }, fault, from): FetchResult => failedOutcome(job, fault, context, from),
    left: ({ job }, wait): FetchResult => waitingResult(job, wait),
    onAsk: () => progress.countAsked(),
    onBytes: (count) => progress.addBytes(count),
    onResult: ({ kind }) => progress.count(kind),
  });
}

function questionOf(job: FetchJob, { now, settings }: FetchContext): Omit<Question, 'time'> {
  const state = stateOf(job);
  const silence = { state, asked: job.asked, now, intervalMs: intervalOf(job, settings) };
  const { validators } = state;
  return {
    url: addressToAsk(job),
    ...defined({ validators }),
    asksForWhole: asksForWhole(silence),
    followsPages: job.feed.scrape === undefined,
  };
}

async function fetchFile(job: FetchJob, context: FetchContext): Promise<FetchResult> {
  const { siteDir, settings } = context;
  const inflation = context.limits?.inflation ?? defaultLimits.inflation;
  try {
    const file = await readFileFeed(job.feed.url, { siteDir, maxBytes: settings.maxBytes, inflation });
    return fileOutcome(job, file, context);
  } catch (error) {
    return failedOutcome(job, toFault(error), context, 'file');
  }
}
