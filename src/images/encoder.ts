import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { imageLimits } from './limits.ts';
import type { Encode, EncodePortrait, EncodeRequest } from './types.ts';

/**
 * Encodes in a process of its own, which has no environment, bounded time a picture, and whose crash costs one picture:
 * decoders are much code in C, and what they read comes from strangers.
 */
export interface Encoder {
  /** Rejects with `NoEncoder` where the library that decodes is not installed, or not for this machine. */
  readonly check: () => Promise<void>;
  readonly encode: Encode;
  readonly encodePortrait: EncodePortrait;
  readonly close: () => Promise<void>;
}

/** Pictures cannot be made on this machine. */
export class NoEncoder extends Error {}

type Refused = { readonly kind: 'refused'; readonly code: string };

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
function ask<Answer>(
  child: ChildProcess,
  request: EncodeRequest,
  deadlineMs: number,
): Promise<Answer | undefined> {
  return new Promise((resolve) => {
    const settle = (answer: Answer | undefined): void => {
      clearTimeout(timer);
      child.off('message', onMessage).off('exit', onEnd).off('error', onEnd);
      resolve(answer);
    };
    const onMessage = (answer: Answer): void => settle(answer);
    const onEnd = (): void => settle(undefined);
    const timer = setTimeout(onEnd, deadlineMs);
    child.on('message', onMessage).on('exit', onEnd).on('error', onEnd);
    child.send(request, (error) => error && onEnd());
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
  const encode = async <Answer>(request: EncodeRequest): Promise<Answer | Refused> => {
    child ??= start(script);
    const answer = await ask<Answer>(child, request, deadlineMs);
    if (answer !== undefined) return answer;
    await end();
    return { kind: 'refused', code: 'IMAGE_TOO_COSTLY' };
  };
  let works = false;
  const check = async (): Promise<void> => {
    if (works) return;
    child ??= start(script);
    const request: EncodeRequest = { bytes: new Uint8Array(), as: 'nothing' };
    works = (await ask<true>(child, request, deadlineMs)) === true;
    if (works) return;
    await end();
    throw new NoEncoder('The package "sharp" is not installed, or does not run on this machine.');
  };
  return {
    check,
    encode: (bytes) => encode({ bytes, as: 'picture' }),
    encodePortrait: (bytes, isAny) => encode({ bytes, as: isAny ? 'portrait of any shape' : 'portrait' }),
    close: end,
  };
}
