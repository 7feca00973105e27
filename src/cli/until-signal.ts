import type { Console } from './console.ts';

/**
 * Does work that a first Ctrl-C, or a polite request to end, lets come to an orderly end, and says so. A second one ends
 * the process at once.
 */
export async function untilSignal<T>(
  console: Console,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const stop = new AbortController();
  const end = (): void => {
    process.off('SIGINT', onSignal);
    process.off('SIGTERM', onSignal);
  };
  const onSignal = (): void => {
    end();
    console.err(
      '\nStopping: nothing more is asked for, and what has come is kept. A second signal ends at once.\n',
    );
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
