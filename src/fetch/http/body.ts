import type { Readable } from 'node:stream';
import { FetchFault, toFault } from '../fault.ts';
import { showBytes } from '../limits.ts';
import type { BodyPermits, Release } from '../schedule/permits.ts';
import { inflate } from './inflate.ts';
import { isWholeFeed } from './whole-feed.ts';

export interface BodyOptions {
  readonly encoding: string | undefined;
  readonly contentLength: string | undefined;
  readonly maxBytes: number;
  readonly maxInflatedBytes: number;
  readonly idleMs: number;
  readonly permits: BodyPermits;
  readonly onBytes: (count: number) => void;
}

export interface Body {
  readonly bytes: Uint8Array;
  /** To be called when the body is not needed any more: another large one may then come in. */
  readonly release: Release;
}

/** Bodies up to this size need no permit. */
const smallBytes = 1_000_000;

/**
 * Reads a body to its end, or to where its document is whole, within its bounds on the wire, in silence and once
 * decompressed.
 *
 * @throws FetchFault when it breaks a bound, breaks off or cannot be decompressed.
 */
export async function readBody(stream: Readable, options: BodyOptions): Promise<Body> {
  const releases: Release[] = [];
  const release = () => {
    for (const one of releases.splice(0)) one();
  };
  try {
    const wire = await readWire(stream, options, releases);
    const bytes = await inflate(wire, options.encoding, options.maxInflatedBytes, async () => {
      releases.push(await options.permits.inflated());
    });
    return { bytes, release };
  } catch (error) {
    release();
    stream.on('error', () => undefined).destroy();
    throw error;
  }
}

async function readWire(stream: Readable, options: BodyOptions, releases: Release[]): Promise<Uint8Array> {
  const { maxBytes } = options;
  if (Number(options.contentLength) > maxBytes) throw tooBig(maxBytes);
  const chunks: Uint8Array[] = [];
  let size = 0;
  let waiting = false;
  // A wait of ours is not silence of the server's.
  const strike = () => (waiting ? timer.refresh() : stream.destroy(new FetchFault('FETCH_STALLED')));
  const timer = setTimeout(strike, options.idleMs);
  try {
    for await (const chunk of stream) {
      if (!(chunk instanceof Uint8Array)) continue;
      timer.refresh();
      chunks.push(chunk);
      size += chunk.length;
      options.onBytes(chunk.length);
      if (size > maxBytes) throw tooBig(maxBytes);
      if (size > smallBytes && releases.length === 0) {
        waiting = true;
        releases.push(await options.permits.wire());
        waiting = false;
        timer.refresh();
      }
    }
  } catch (error) {
    const fault = cutOr(error, size);
    const whole = /^FETCH_(?:BODY_CUT|STALLED)$/.test(fault.code) ? Buffer.concat(chunks, size) : undefined;
    if (whole === undefined || !isWholeFeed(whole)) throw fault;
    return whole;
  } finally {
    clearTimeout(timer);
  }
  const whole = Buffer.concat(chunks, size);
  if (!isWholeFeed(whole)) checkLength(size, options.contentLength);
  return whole;
}

function tooBig(maxBytes: number): FetchFault {
  return new FetchFault('FETCH_BODY_TOO_BIG', { detail: showBytes(maxBytes) });
}

/** A connection that is lost inside a body left a cut body behind. */
function cutOr(error: unknown, size: number): FetchFault {
  const fault = toFault(error);
  if (fault.code !== 'FETCH_CONNECTION_LOST' && fault.code !== 'FETCH_ANSWER_BROKEN') return fault;
  return new FetchFault('FETCH_BODY_CUT', { detail: `after ${showBytes(size)}`, cause: error });
}

function checkLength(size: number, contentLength: string | undefined): void {
  if (contentLength === undefined || !/^\d+$/.test(contentLength)) return;
  if (size < Number(contentLength)) {
    throw new FetchFault('FETCH_BODY_CUT', { detail: `${size} of ${contentLength} bytes came` });
  }
}
