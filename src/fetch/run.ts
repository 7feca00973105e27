import { formatInstant, parseInstant } from '../model/instant.ts';
import { FetchFault, type Pause, toFault } from './fault.ts';
import { ask, type Exchange, LeftForLater } from './http/exchange.ts';
import { openExchange } from './http/open-exchange.ts';
import { PAGE_ACCEPT } from './http/request-headers.ts';
import { TimeLimit } from './http/time-limit.ts';
import { RUN_DEADLINE_MS, showSeconds } from './limits.ts';
import type { ProgressCounter } from './progress.ts';
import { failedOutcome, stateOf, webOutcome } from './schedule/outcome.ts';
import type { Release } from './schedule/permits.ts';
import { addressToAsk, type WebJob, waitingResult } from './schedule/plan.ts';
import { HostQueue } from './schedule/queue.ts';
import type { FetchContext, FetchResult, WaitReason } from './types.ts';

/** A result, and what to let go once the caller is done with it. */
interface Finished {
  readonly result: FetchResult;
  readonly release: Release;
}

export interface RunOptions {
  readonly context: FetchContext;
  readonly progress: ProgressCounter;
  /** Hosts that asked for a pause in an earlier run. */
  readonly pauses: ReadonlyMap<string, string>;
}

interface RunParts {
  readonly context: FetchContext;
  readonly progress: ProgressCounter;
  readonly paused: Set<string>;
  readonly queue: HostQueue<WebJob>;
}

const nothingHeld: Release = () => undefined;

/** The requests of one run: keeps as many going as may be, and stops at the deadline or the caller's signal. */
export class Run {
  readonly #context: FetchContext;
  readonly #progress: ProgressCounter;
  readonly #queue: HostQueue<WebJob>;
  readonly #exchange: Exchange;
  readonly #going = new Set<TimeLimit>();
  readonly #finished: Finished[] = [];
  /** Hosts that asked for a pause: for the whole run, or until their timer has run out. */
  readonly #paused: Set<string>;
  readonly #pauseTimers = new Map<string, NodeJS.Timeout>();
  #ended: WaitReason | undefined;
  #wake: () => void = () => undefined;

  private constructor(parts: RunParts, exchange: Exchange) {
    this.#context = parts.context;
    this.#progress = parts.progress;
    this.#paused = parts.paused;
    this.#queue = parts.queue;
    this.#exchange = exchange;
  }

  static async open({ context, progress, pauses }: RunOptions): Promise<Run> {
    const paused = new Set(pauses.keys());
    const queue = new HostQueue<WebJob>();
    const exchange = await openExchange(context, {
      maxBytes: context.settings.maxBytes,
      accept: context.accept,
      nowMs: parseInstant(context.now) ?? 0,
      onBytes: (count) => progress.addBytes(count),
      isPaused: (host) => paused.has(host),
      isWaiting: (host) => queue.has(host),
    });
    return new Run({ context, progress, paused, queue }, exchange);
  }

  /** Asks for every job and hands out the results as they come. Letting go early ends all requests. */
  async *results(jobs: readonly WebJob[]): AsyncGenerator<FetchResult> {
    for (const web of jobs) this.#queue.add(web.host, web);
    const { signal } = this.#context;
    const cancel = () => this.#end('cancelled');
    const deadline = setTimeout(() => this.#end('deadline'), this.#context.deadlineMs ?? RUN_DEADLINE_MS);
    signal?.addEventListener('abort', cancel);
    if (signal?.aborted) cancel();
    try {
      for (;;) {
        this.#startMore();
        const next = this.#finished.shift();
        if (next) {
          yield next.result;
          next.release();
        } else if (this.#going.size + this.#queue.size === 0) return;
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
    while (this.#going.size + this.#finished.length < this.#context.settings.concurrency) {
      const web = this.#queue.take((host) => !this.#paused.has(host) && this.#exchange.gate.isOpen(host));
      if (!web) return;
      const { timeoutMs } = this.#context.settings;
      const tooSlow = () => new FetchFault('FETCH_TOO_SLOW', { detail: showSeconds(timeoutMs) });
      const time = new TimeLimit(timeoutMs, tooSlow);
      this.#going.add(time);
      this.#progress.countAsked();
      void this.#fetchOne(web, time).then((finished) => {
        time.stop();
        this.#going.delete(time);
        this.#finish(finished);
      });
    }
  }

  /** Never rejects: whatever happens to a feed is its result. */
  async #fetchOne({ job }: WebJob, time: TimeLimit): Promise<Finished> {
    try {
      const { validators } = stateOf(job);
      const exchange = job.feed.scrape ? { ...this.#exchange, accept: PAGE_ACCEPT } : this.#exchange;
      const answer = await ask({ url: addressToAsk(job), time, ...(validators && { validators }) }, exchange);
      const release = answer.kind === 'body' ? answer.body.release : nothingHeld;
      return { result: webOutcome(job, answer, this.#context), release };
    } catch (error) {
      if (this.#ended) return { result: waitingResult(job, { why: this.#ended }), release: nothingHeld };
      if (error instanceof LeftForLater) {
        return { result: waitingResult(job, { why: 'host-paused' }), release: nothingHeld };
      }
      const fault = toFault(error);
      if (fault.pause) this.#pause(fault.pause);
      return { result: failedOutcome(job, fault, this.#context, 'server'), release: nothingHeld };
    }
  }

  /** A short pause is sat out, once; for a longer one the host's other feeds are left for a later run. */
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
    for (const { job } of this.#queue.drop(host)) {
      const result = waitingResult(job, { why: 'host-paused', ...(until !== undefined && { until }) });
      this.#finish({ result, release: nothingHeld });
    }
  }

  #end(why: WaitReason): void {
    if (this.#ended) return;
    this.#ended = why;
    for (const timer of this.#pauseTimers.values()) clearTimeout(timer);
    for (const time of this.#going) time.abort(new FetchFault('FETCH_UNKNOWN', { detail: why }));
    for (const { job } of this.#queue.drop()) {
      this.#finish({ result: waitingResult(job, { why }), release: nothingHeld });
    }
  }

  #finish(finished: Finished): void {
    this.#progress.count(finished.result.kind);
    this.#finished.push(finished);
    this.#wake();
  }
}
