import type { FetchSettings } from '../model/types.ts';
import { FetchFault } from './fault.ts';
import type { FaultCode } from './fault-table.ts';
import { ask } from './http/exchange.ts';
import { askAll } from './run.ts';
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
  const jobs = [...urls].map((url) => ({ url, host: new URL(url).hostname }));
  const { accept, maxBytes, robots } = context;
  yield* askAll(jobs, {
    context,
    // A picture is compressed by itself: a coding on top of it may save something, never blow it up. No pause is sat out.
    terms: { accept, maxBytes, bounds: { inflation: 1, maxPauseMs: 0 } },
    robots,
    ask: async ({ url }, time, exchange) => {
      const answer = await ask({ url: new URL(url), time }, exchange);
      // Without validators nothing answers "not modified".
      if (answer.kind !== 'body') throw new FetchFault('FETCH_NOT_MODIFIED_UNASKED');
      const { body, url: answered, headers } = answer;
      const type = headers['content-type'];
      const contentType = type !== undefined && { contentType: type };
      const result: Download = { kind: 'body', url, body: body.bytes, answered, ...contentType };
      return { result, release: body.release };
    },
    failed: ({ url }, { code }): Download => ({ kind: 'failed', url, code }),
    left: ({ url }): Download => ({ kind: 'left', url }),
  });
}
