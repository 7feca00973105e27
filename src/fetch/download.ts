import { parseInstant } from '../model/instant.ts';
import type { FetchSettings } from '../model/types.ts';
import { FetchFault, toFault } from './fault.ts';
import type { FaultCode } from './fault-table.ts';
import { ask, type Exchange, LeftForLater } from './http/exchange.ts';
import { openExchange } from './http/open-exchange.ts';
import { robotsOf } from './http/robots.ts';
import { TimeLimit } from './http/time-limit.ts';
import { showSeconds } from './limits.ts';
import type { Release } from './schedule/permits.ts';
import { HostQueue } from './schedule/queue.ts';
import type { FetchContext } from './types.ts';

/** What downloading asks of the world around it. Defaults as in `FetchContext`. */
export interface DownloadContext
  extends Pick<FetchContext, 'userAgent' | 'now' | 'signal' | 'env' | 'limits' | 'ca' | 'resolve'> {
  readonly settings: Pick<FetchSettings, 'allowPrivateNetworks' | 'concurrency' | 'timeoutMs'>;
  /** The `Accept` header. */
  readonly accept: string;
  /** Of one file, on the wire and decompressed. */
  readonly maxBytes: number;
  /** Whether what hosts say of programs in their `robots.txt` is heeded: pages are, pictures and icons of them are not. */
  readonly robots?: 'heed';
  /** How long all of it may take; what is not finished then is `left`. */
  readonly deadlineMs: number;
}

/** What became of one file. `left`: not asked, or not to its end, for no fault of its own. */
export type Download =
  | {
      readonly kind: 'body';
      readonly url: string;
      readonly body: Uint8Array;
      /** The address that answered in the end. */
      readonly answered: string;
      readonly contentType?: string;
    }
  | { readonly kind: 'failed'; readonly url: string; readonly code: FaultCode }
  | { readonly kind: 'left'; readonly url: string };

interface Finished {
  readonly download: Download;
  /** Lets the next large body in. */
  readonly release: Release;
}

const nothingHeld: Release = () => undefined;

/**
 * Downloads files that items name, over the same guarded transport as feeds: dialled addresses and every redirect are
 * judged, two requests at once to a host, a host that asks for a pause is left alone, one file's size and time are
 * bounded. Results come as they finish; a result that nobody takes holds its place, so that memory stays flat. Letting
 * go early ends all requests. Never throws.
 */
export async function* downloadAll(
  urls: Iterable<string>,
  context: DownloadContext,
): AsyncGenerator<Download> {
  const queue = new HostQueue<string>();
  for (const url of urls) queue.add(new URL(url).hostname, url);
  if (queue.size === 0) return;
  let run: DownloadRun;
  try {
    run = await DownloadRun.open(queue, context);
  } catch (error) {
    // Only proxy settings that make no sense end up here.
    for (const url of queue.drop()) yield { kind: 'failed', url, code: toFault(error).code };
    return;
  }
  yield* run.results();
}

class DownloadRun {
  readonly #context: DownloadContext;
  readonly #queue: HostQueue<string>;
  readonly #exchange: Exchange;
  readonly #paused: Set<string>;
  readonly #times: Set<TimeLimit>;
  #ended = false;

  private constructor(
    queue: HostQueue<string>,
    context: DownloadContext,
    parts: {
      readonly exchange: Exchange;
      readonly paused: Set<string>;
      /** Of what is asked for now. */
      readonly times: Set<TimeLimit>;
    },
  ) {
    this.#queue = queue;
    this.#context = context;
    this.#exchange = parts.exchange;
    this.#paused = parts.paused;
    this.#times = parts.times;
  }

  static async open(queue: HostQueue<string>, context: DownloadContext): Promise<DownloadRun> {
    const paused = new Set<string>();
    const exchange = await openExchange(context, {
      // A picture is compressed by itself: a coding on top of it may save something, never blow it up.
      bounds: { inflation: 1 },
      maxBytes: context.maxBytes,
      accept: context.accept,
      nowMs: parseInstant(context.now) ?? 0,
      onBytes: () => undefined,
      isPaused: (host) => paused.has(host),
      isWaiting: (host) => queue.has(host),
    });
    const times = new Set<TimeLimit>();
    const { timeoutMs } = context.settings;
    const heeding = context.robots === 'heed' && {
      allows: robotsOf(exchange, { timeoutMs, going: times }),
    };
    return new DownloadRun(queue, context, { exchange: { ...exchange, ...heeding }, paused, times });
  }

  async *results(): AsyncGenerator<Download> {
    const { signal, deadlineMs, settings } = this.#context;
    const end = () => this.#end();
    const deadline = setTimeout(end, deadlineMs);
    signal?.addEventListener('abort', end);
    if (signal?.aborted) end();
    const going = new Map<Promise<Finished>, string>();
    try {
      for (;;) {
        while (!this.#ended && going.size < settings.concurrency) {
          const url = this.#queue.take((host) => this.#exchange.gate.isOpen(host));
          if (url === undefined) break;
          going.set(this.#fetchOne(url), url);
        }
        if (going.size === 0) break;
        const [job, { download, release }] = await Promise.race(
          [...going.keys()].map(async (one) => [one, await one] as const),
        );
        going.delete(job);
        yield download;
        release();
      }
      for (const url of this.#queue.drop()) yield { kind: 'left', url };
    } finally {
      clearTimeout(deadline);
      signal?.removeEventListener('abort', end);
      this.#end();
      await this.#exchange.dispatcher.destroy();
    }
  }

  /** Never rejects. */
  async #fetchOne(url: string): Promise<Finished> {
    const { timeoutMs } = this.#context.settings;
    const tooSlow = () => new FetchFault('FETCH_TOO_SLOW', { detail: showSeconds(timeoutMs) });
    const time = new TimeLimit(timeoutMs, tooSlow);
    this.#times.add(time);
    try {
      if (this.#paused.has(new URL(url).hostname)) throw new LeftForLater(url);
      const answer = await ask({ url: new URL(url), time }, this.#exchange);
      // Without validators nothing answers "not modified".
      if (answer.kind !== 'body') throw new FetchFault('FETCH_NOT_MODIFIED_UNASKED');
      const { body, url: answered, headers } = answer;
      const type = headers['content-type'];
      const contentType = type !== undefined && { contentType: type };
      return {
        download: { kind: 'body', url, body: body.bytes, answered, ...contentType },
        release: body.release,
      };
    } catch (error) {
      if (this.#ended || error instanceof LeftForLater)
        return { download: { kind: 'left', url }, release: nothingHeld };
      const fault = toFault(error);
      if (fault.pause) this.#paused.add(fault.pause.host);
      return { download: { kind: 'failed', url, code: fault.code }, release: nothingHeld };
    } finally {
      time.stop();
      this.#times.delete(time);
    }
  }

  #end(): void {
    this.#ended = true;
    for (const time of this.#times) time.abort(new FetchFault('FETCH_UNKNOWN', { detail: 'ended' }));
  }
}
