import { formatInstant, parseInstant } from '../model/instant.ts';
import type { FetchSettings } from '../model/types.ts';
import { FetchFault, type Pause, toFault } from './fault.ts';
import { type Exchange, LeftForLater } from './http/exchange.ts';
import { openExchange, type Sender, type Terms } from './http/open-exchange.ts';
import { robotsOf } from './http/robots.ts';
import { TimeLimit } from './http/time-limit.ts';
import { runDeadlineMs, showSeconds } from './limits.ts';
import type { Release } from './schedule/permits.ts';
import { HostQueue } from './schedule/queue.ts';
import type { FetchContext, WaitingResult, WaitReason } from './types.ts';

/** A result, and what to let go once the caller is done with it. */
interface Finished<Result> {
  readonly result: Result;
  readonly release?: Release;
}

/** What a run asks for, and what it makes of the answers. */
interface RunPlan<Job, Result> {
  readonly context: Sender &
    Pick<FetchContext, 'now' | 'signal' | 'deadlineMs'> & {
      readonly settings: Pick<FetchSettings, 'concurrency' | 'timeoutMs'>;
    };
  readonly terms: Pick<Terms, 'maxBytes' | 'accept' | 'bounds' | 'single'>;
  /** Hosts that asked for a pause in an earlier run. */
  readonly pauses?: Iterable<string>;
  /** Whether what hosts say of programs in their `robots.txt` is heeded. */
  readonly robots?: 'heed' | undefined;
  /** Asks for one job. What it throws is a fault of that job. */
  readonly ask: (job: Job, time: TimeLimit, exchange: Exchange) => Promise<Finished<Result>>;
  /** `from`: whether a server was asked. */
  readonly failed: (job: Job, fault: FetchFault, from: 'server' | 'configuration') => Result;
  /** A job that is not asked for, or not to its end, for no fault of its own. */
  readonly left: (job: Job, wait: Pick<WaitingResult, 'until' | 'why'>) => Result;
  readonly onAsk?: () => void;
  readonly onBytes?: (count: number) => void;
  readonly onResult?: (result: Result) => void;
}

/**
 * Asks for every job and hands out the results as they come. A result that nobody takes holds its place, so that memory
 * stays flat. Letting go early ends all requests. Never throws.
 */
export async function* askAll<Job extends { readonly host: string }, Result>(
  jobs: readonly Job[],
  plan: RunPlan<Job, Result>,
): AsyncGenerator<Result> {
  if (jobs.length === 0) return;
  const queue = new HostQueue<Job>();
  const paused = new Set(plan.pauses);
  let exchange: Exchange;
  try {
    exchange = await openExchange(plan.context, {
      ...plan.terms,
      nowMs: parseInstant(plan.context.now) ?? 0,
      onBytes: plan.onBytes ?? (() => undefined),
      isPaused: (host) => paused.has(host),
      isWaiting: (host) => queue.has(host),
    });
  } catch (error) {
    // Only proxy settings that make no sense end up here.
    for (const job of jobs) {
      const result = plan.failed(job, toFault(error), 'configuration');
      plan.onResult?.(result);
      yield result;
    }
    return;
  }
  for (const job of jobs) queue.add(job.host, job);
  yield* new Run(plan, { queue, paused, exchange }).results();
}

interface RunParts<Job> {
  readonly queue: HostQueue<Job>;
  readonly paused: Set<string>;
  readonly exchange: Exchange;
}

/** The requests of one run: keeps as many going as may be, and stops at the deadline or the caller's signal. */
class Run<Job, Result> {
  readonly #plan: RunPlan<Job, Result>;
  readonly #queue: HostQueue<Job>;
  readonly #exchange: Exchange;
  /** Of what is asked for now. */
  readonly #times = new Set<TimeLimit>();
  #going = 0;
  readonly #finished: Finished<Result>[] = [];
  /** Hosts that asked for a pause: for the whole run, or until their timer has run out. */
  readonly #paused: Set<string>;
  readonly #pauseTimers = new Map<string, NodeJS.Timeout>();
  #ended: WaitReason | undefined;
  #wake: () => void = () => undefined;

  constructor(plan: RunPlan<Job, Result>, { queue, paused, exchange }: RunParts<Job>) {
    this.#plan = plan;
    this.#queue = queue;
    this.#paused = paused;
    const { timeoutMs } = plan.context.settings;
    const heeding = plan.robots && { allows: robotsOf(exchange, { timeoutMs, going: this.#times }) };
    this.#exchange = { ...exchange, ...heeding };
  }

  async *results(): AsyncGenerator<Result> {
    const { signal, deadlineMs = runDeadlineMs } = this.#plan.context;
    const cancel = () => this.#end('cancelled');
    const deadline = setTimeout(() => this.#end('deadline'), deadlineMs);
    signal?.addEventListener('abort', cancel);
    if (signal?.aborted) cancel();
    try {
      for (;;) {
        this.#startMore();
        const next = this.#finished.shift();
        if (next) {
          yield next.result;
          next.release?.();
        } else if (this.#going + this.#queue.size === 0) return;
        else await new Promise<void>((resolve) => (this.#wake = resolve));
      }
    } finally {
      clearTimeout(deadline);
      signal?.removeEventListener('abort', cancel);
      this.#end('cancelled');
      await this.#exchange.dispatcher.destroy();
    }
  }

  /** Results that nobody has taken yet count as going on, so that a slow reader slows the run, not fills memory. */
  #startMore(): void {
    const { concurrency, timeoutMs } = this.#plan.context.settings;
    while (this.#going + this.#finished.length < concurrency) {
      const job = this.#queue.take((host) => !this.#paused.has(host) && this.#exchange.gate.isOpen(host));
      if (!job) return;
      const tooSlow = () => new FetchFault('FETCH_TOO_SLOW', { detail: showSeconds(timeoutMs) });
      const time = new TimeLimit(timeoutMs, tooSlow);
      this.#times.add(time);
      this.#going += 1;
      this.#plan.onAsk?.();
      void this.#askOne(job, time).then((finished) => {
        time.stop();
        this.#times.delete(time);
        this.#going -= 1;
        this.#finish(finished);
      });
    }
  }

  /** Never rejects: whatever happens to a job is its result. */
  async #askOne(job: Job, time: TimeLimit): Promise<Finished<Result>> {
    try {
      return await this.#plan.ask(job, time, this.#exchange);
    } catch (error) {
      if (this.#ended) return { result: this.#plan.left(job, { why: this.#ended }) };
      if (error instanceof LeftForLater) return { result: this.#plan.left(job, { why: 'host-paused' }) };
      const fault = toFault(error);
      if (fault.pause) this.#pause(fault.pause);
      return { result: this.#plan.failed(job, fault, 'server') };
    }
  }

  /** A short pause is sat out, once; for a longer one the host's other jobs are left for a later run. */
  #pause({ host, ms: wait = Number.POSITIVE_INFINITY }: Pause): void {
    this.#paused.add(host);
    if (wait <= this.#exchange.limits.maxPauseMs && !this.#pauseTimers.has(host)) {
      const resume = () => {
        this.#paused.delete(host);
        this.#wake();
      };
      this.#pauseTimers.set(host, setTimeout(resume, wait));
      return;
    }
    const until = Number.isFinite(wait) ? formatInstant(this.#exchange.nowMs + wait) : undefined;
    this.#leave(this.#queue.drop(host), { why: 'host-paused', ...(until !== undefined && { until }) });
  }

  #end(why: WaitReason): void {
    if (this.#ended) return;
    this.#ended = why;
    for (const timer of this.#pauseTimers.values()) clearTimeout(timer);
    for (const time of this.#times) time.abort(new FetchFault('FETCH_UNKNOWN', { detail: why }));
    this.#leave(this.#queue.drop(), { why });
  }

  #leave(jobs: readonly Job[], wait: Pick<WaitingResult, 'until' | 'why'>): void {
    for (const job of jobs) this.#finish({ result: this.#plan.left(job, wait) });
  }

  #finish(finished: Finished<Result>): void {
    this.#plan.onResult?.(finished.result);
    this.#finished.push(finished);
    this.#wake();
  }
}
