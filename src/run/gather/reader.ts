import { Worker } from 'node:worker_threads';
import type { Problem } from '../../model/types.ts';
import type { ReadAnswer, ReadRequest } from './read-feed.ts';
import type { ListAnswer, ListRequest } from './read-list.ts';
import type { PageAnswer, PageRequest } from './read-page.ts';

/** What reading one feed may cost, whatever is in it. */
const maxHeapMb = 256;
const deadlineMs = 15_000;

type Request = ReadRequest | ListRequest | PageRequest;
type Refused = { readonly kind: 'refused'; readonly problem: Problem };

/** Reads bodies one after the other in a worker thread; one that costs too much fails alone. */
export interface FeedReader {
  readonly read: (request: ReadRequest) => Promise<ReadAnswer>;
  readonly readList: (request: ListRequest) => Promise<ListAnswer>;
  readonly readPage: (request: PageRequest) => Promise<PageAnswer | Refused>;
  readonly close: () => Promise<void>;
}

function tooCostly(url: string, why: string): Problem {
  return {
    code: 'FEED_TOO_COSTLY',
    what: 'Reading this feed took too much.',
    where: url,
    why,
    fix: 'Ask its publisher to offer a shorter feed; it is tried again at the next run.',
    kept: 'Its earlier items stay in the digest.',
  };
}

function startWorker(): Worker {
  return new Worker(new URL('./read-worker.js', import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: maxHeapMb },
  });
}

/** Sends one request and waits for its answer, the worker's death, or the deadline. */
function ask<Answer>(worker: Worker, request: Request): Promise<Answer | Refused> {
  return new Promise((resolve) => {
    const settle = (answer: Answer | Refused): void => {
      clearTimeout(timer);
      worker.off('message', settle).off('error', onError).off('exit', onExit);
      resolve(answer);
    };
    const refuse = (why: string): void => settle({ kind: 'refused', problem: tooCostly(request.url, why) });
    const onError = (error: Error): void => refuse(error.message);
    const onExit = (): void => refuse('The reader ended.');
    const timer = setTimeout(() => refuse(`It was not done after ${deadlineMs / 1000} s.`), deadlineMs);
    worker.on('message', settle).on('error', onError).on('exit', onExit);
    worker.postMessage(request);
  });
}

/**
 * Makes a reader; its thread starts with the first feed, and anew after one that was too costly. Where a request names no
 * zone, dates without a time are days of `timezone`.
 */
export function makeFeedReader({ timezone }: Pick<ReadRequest, 'timezone'> = {}): FeedReader {
  let worker: Worker | undefined;
  const read = async <Answer extends { readonly kind: string }>(
    request: Request,
  ): Promise<Answer | Refused> => {
    worker ??= startWorker();
    const answer = await ask<Answer>(worker, request);
    if ('problem' in answer && answer.problem.code === 'FEED_TOO_COSTLY') {
      await worker.terminate();
      worker = undefined;
    }
    return answer;
  };
  return {
    read: (request) => read<ReadAnswer>({ ...(timezone !== undefined && { timezone }), ...request }),
    readList: (request) => read<ListAnswer>(request),
    readPage: (request) => read<PageAnswer>(request),
    close: async () => {
      await worker?.terminate();
      worker = undefined;
    },
  };
}
