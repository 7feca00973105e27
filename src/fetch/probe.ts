import { parseInstant } from '../model/instant.ts';
import type { Problem } from '../model/types.ts';
import { isUrl, shownAddress } from '../model/url.ts';
import { FetchFault, toFault } from './fault.ts';
import { ask, type Exchange, type StepAnswer } from './http/exchange.ts';
import { openExchange } from './http/open-exchange.ts';
import { TimeLimit } from './http/time-limit.ts';
import { showSeconds } from './limits.ts';
import { wordsOf } from './problem.ts';
import { type Validators, validatorsOf } from './schedule/state.ts';
import type { FetchContext } from './types.ts';

/** What one address answered, step by step. */
export interface Probe {
  /** Every answer on the way, redirects first. */
  readonly steps: readonly StepAnswer[];
  /** From the first byte asked to the last received, in milliseconds. */
  readonly tookMs: number;
  readonly outcome:
    | {
        readonly kind: 'body';
        /** Where the body came from, without credentials. */
        readonly url: string;
        readonly headers: Readonly<Record<string, string>>;
        /** Decoded from its content encoding, not from its character set. */
        readonly body: Uint8Array;
      }
    /** Only after a question with validators. */
    | { readonly kind: 'not-modified' }
    | { readonly kind: 'failed'; readonly problem: Problem };
}

type ProbeContext = Pick<
  FetchContext,
  'settings' | 'userAgent' | 'now' | 'env' | 'limits' | 'ca' | 'resolve'
>;

/** How an address is asked. */
export interface ProbeQuestion {
  /** They make the question conditional. */
  readonly validators?: Validators;
  /** A page that leads on is a redirect, as it is where a feed is fetched. */
  readonly followsPages?: boolean;
}

/** Asks addresses outside a run: within all its bounds, but with nothing remembered and nothing waited for. */
export interface Prober {
  /** Asks once. Never rejects. */
  readonly probe: (url: string, how?: ProbeQuestion) => Promise<Probe>;
  readonly close: () => Promise<void>;
}

/** What a body answered with, as the next question's validators; `undefined` when the server gave none. */
export function validatorsIn(url: string, headers: Readonly<Record<string, string>>): Validators | undefined {
  return validatorsOf(url, headers.etag, headers['last-modified']);
}

function problemOf(fault: FetchFault, url: string): Problem {
  return {
    code: fault.code,
    what: 'The address could not be fetched.',
    where: shownAddress(url),
    ...wordsOf(fault),
  };
}

function addressOf(text: string): URL {
  if (!/^https?:\/\//i.test(text) || !isUrl(text)) throw new FetchFault('FETCH_ADDRESS_INVALID');
  const url = new URL(text);
  url.hash = '';
  return url;
}

async function probeOnce(
  text: string,
  how: ProbeQuestion,
  { exchange, context }: { readonly exchange: Exchange; readonly context: ProbeContext },
): Promise<Probe> {
  const steps: StepAnswer[] = [];
  const startedAt = performance.now();
  const { timeoutMs } = context.settings;
  const time = new TimeLimit(
    timeoutMs,
    () => new FetchFault('FETCH_TOO_SLOW', { detail: showSeconds(timeoutMs) }),
  );
  const told = (outcome: Probe['outcome']): Probe => ({
    steps,
    tookMs: Math.round(performance.now() - startedAt),
    outcome,
  });
  try {
    const question = { url: addressOf(text), time, ...how };
    const answer = await ask(question, { ...exchange, onAnswer: (step) => steps.push(step) });
    if (answer.kind === 'not-modified') return told({ kind: 'not-modified' });
    const { bytes, release } = answer.body;
    release();
    return told({ kind: 'body', url: answer.url, headers: answer.headers, body: bytes });
  } catch (error) {
    return told({ kind: 'failed', problem: problemOf(toFault(error), text) });
  } finally {
    time.stop();
  }
}

/** Makes a prober; its connections open with the first question. */
export function makeProber(context: ProbeContext): Prober {
  let opened: Promise<Exchange> | undefined;
  return {
    probe: async (url, how = {}) => {
      opened ??= openExchange(context, {
        maxBytes: context.settings.maxBytes,
        nowMs: parseInstant(context.now) ?? 0,
        onBytes: () => undefined,
        isPaused: () => false,
      });
      try {
        return await probeOnce(url, how, { exchange: await opened, context });
      } catch (error) {
        // Only proxy settings that make no sense end up here.
        return { steps: [], tookMs: 0, outcome: { kind: 'failed', problem: problemOf(toFault(error), url) } };
      }
    },
    close: async () => {
      const exchange = await opened?.catch(() => undefined);
      await exchange?.dispatcher.destroy();
    },
  };
}
