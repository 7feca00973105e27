import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { imageLimits } from './limits.ts';
import type { Encode, Encoding } from './types.ts';

/**
 * Encodes in a process of its own, which has no environment, bounded time a picture, and whose crash costs one picture:
 * decoders are much code in C, and what they read comes from strangers.
 */
export interface Encoder {
  readonly encode: Encode;
  readonly close: () => Promise<void>;
}

/** Longer than the time limit inside, so that this only ends what does not look at the clock. */
const graceMs = imageLimits.encodeMs + 5_000;

function start(script: string): ChildProcess {
  return fork(script, [], {
    env: {},
    execArgv: ['--max-old-space-size=128'],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
}

/** Sends one picture and waits for its answer, the process's death, or the deadline. */
function ask(child: ChildProcess, bytes: Uint8Array, deadlineMs: number): Promise<Encoding | undefined> {
  return new Promise((resolve) => {
    const settle = (answer: Encoding | undefined): void => {
      clearTimeout(timer);
      child.off('message', onMessage).off('exit', onEnd).off('error', onEnd);
      resolve(answer);
    };
    const onMessage = (answer: Encoding): void => settle(answer);
    const onEnd = (): void => settle(undefined);
    const timer = setTimeout(onEnd, deadlineMs);
    child.on('message', onMessage).on('exit', onEnd).on('error', onEnd);
    child.send(bytes, (error) => error && onEnd());
  });
}

/**
 * Makes an encoder; its process starts with the first picture, and anew after one that ended it.
 *
 * @param script tests name their own
 */
export function makeEncoder(
  script: string = fileURLToPath(new URL('./encode-process.js', import.meta.url)),
  deadlineMs = graceMs,
): Encoder {
  let child: ChildProcess | undefined;
  const end = async (): Promise<void> => {
    const ended = child;
    child = undefined;
    if (ended === undefined || ended.exitCode !== null || ended.signalCode !== null) return;
    const gone = new Promise((resolve) => ended.once('exit', resolve));
    if (ended.kill('SIGKILL')) await gone;
  };
  return {
    encode: async (bytes) => {
      child ??= start(script);
      const answer = await ask(child, bytes, deadlineMs);
      if (answer !== undefined) return answer;
      await end();
      return { kind: 'refused', code: 'IMAGE_TOO_COSTLY' };
    },
    close: end,
  };
}
