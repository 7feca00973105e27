import type { Console } from './console.ts';

const stopping = 'Stopping: nothing more is asked for, and what has come is kept.';

/**
 * Does work that a first Ctrl-C, or a polite request to end, lets come to an orderly end, and says so. A second one ends
 * the process at once.
 *
 * @param says what the first one is answered with: a sentence
 */
export async function untilSignal<T>(
  console: Console,
  work: (signal: AbortSignal) => Promise<T>,
  says = stopping,
): Promise<T> {
  const stop = new AbortController();
  const end = (): void => {
    process.off('SIGINT', onSignal);
    process.off('SIGTERM', onSignal);
  };
  const onSignal = (): void => {
    end();
    console.err(`\n${says} A second signal ends at once.\n`);
    stop.abort();
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  try {
    return await work(stop.signal);
  } finally {
    end();
  }
}
