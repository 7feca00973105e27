import { PassThrough } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Release } from '../schedule/permits.ts';
import { type BodyOptions, readBody } from './body.ts';

const IDLE_MS = 10_000;
const LARGE = Buffer.alloc(2_500_000, 'feed ');

/** Permits, each given after `wait`, and a note of what is held. */
function notedPermits(wait: () => void = () => undefined) {
  const held: string[] = [];
  const give = (name: string) => async (): Promise<Release> => {
    await new Promise(setImmediate);
    wait();
    held.push(name);
    return () => held.splice(held.indexOf(name), 1);
  };
  return { held, permits: { wire: give('wire'), inflated: give('inflated') } };
}

function options(changes: Partial<BodyOptions>): BodyOptions {
  return {
    encoding: undefined,
    contentLength: undefined,
    maxBytes: 10_000_000,
    maxInflatedBytes: 50_000_000,
    idleMs: IDLE_MS,
    permits: notedPermits().permits,
    onBytes: () => undefined,
    ...changes,
  };
}

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
afterEach(() => void vi.useRealTimers());

/** A body that comes in two halves. */
function halves(bytes: Buffer): PassThrough {
  const stream = new PassThrough({ highWaterMark: 16_384 });
  stream.write(bytes.subarray(0, bytes.length / 2));
  stream.end(bytes.subarray(bytes.length / 2));
  return stream;
}

describe('a large body', () => {
  it('that waits for its turn is not taken for a silent one', async () => {
    const { held, permits } = notedPermits(() => vi.advanceTimersByTime(4 * IDLE_MS));
    const body = await readBody(halves(LARGE), options({ permits }));
    expect(Buffer.from(body.bytes).equals(LARGE)).toBe(true);
    expect(held).toEqual(['wire']);
    body.release();
    body.release();
    expect(held).toEqual([]);
  });

  it('that falls silent after its turn came is reported all the same', async () => {
    const { held, permits } = notedPermits(() => vi.advanceTimersByTime(4 * IDLE_MS));
    const stream = new PassThrough({ highWaterMark: 16_384 });
    stream.write(LARGE);
    const going = readBody(stream, options({ permits }));
    const seen = expect(going).rejects.toMatchObject({ code: 'FETCH_STALLED' });
    await vi.waitFor(() => expect(held).toEqual(['wire']));
    vi.advanceTimersByTime(IDLE_MS);
    await seen;
    expect(held).toEqual([]);
  });

  it('that is small on the wire takes a turn before it is decompressed', async () => {
    const { held, permits } = notedPermits();
    const body = await readBody(halves(gzipSync(LARGE)), options({ permits, encoding: 'gzip' }));
    expect(body.bytes.length).toBe(LARGE.length);
    expect(held).toEqual(['inflated']);
    body.release();
    expect(held).toEqual([]);
  });

  it('that fails gives its turn back', async () => {
    const { held, permits } = notedPermits();
    const bomb = gzipSync(Buffer.alloc(20_000_000));
    const going = readBody(halves(bomb), options({ permits, encoding: 'gzip', maxInflatedBytes: 5_000_000 }));
    await expect(going).rejects.toMatchObject({ code: 'FETCH_BODY_BOMB' });
    expect(held).toEqual([]);
  });
});

it('a small body takes no turn', async () => {
  const { held, permits } = notedPermits();
  await readBody(halves(Buffer.from('small')), options({ permits }));
  expect(held).toEqual([]);
});
