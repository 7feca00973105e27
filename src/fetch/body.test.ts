import { PassThrough } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { type BodyOptions, readBody } from './body.ts';
import type { Release } from './permits.ts';

const LARGE = Buffer.alloc(2_500_000, 'feed ');

/** Permits that come late, and a note of what is held. */
function slowPermits(delayMs: number) {
  const held: string[] = [];
  const give = (name: string) => async (): Promise<Release> => {
    await new Promise((done) => setTimeout(done, delayMs));
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
    idleMs: 40,
    permits: slowPermits(0).permits,
    onBytes: () => undefined,
    ...changes,
  };
}

/** A body that comes in two halves. */
function halves(bytes: Buffer): PassThrough {
  const stream = new PassThrough({ highWaterMark: 16_384 });
  stream.write(bytes.subarray(0, bytes.length / 2));
  stream.end(bytes.subarray(bytes.length / 2));
  return stream;
}

describe('a large body', () => {
  it('that waits for its turn is not taken for a silent one', async () => {
    const { held, permits } = slowPermits(150);
    const body = await readBody(halves(LARGE), options({ permits }));
    expect(Buffer.from(body.bytes).equals(LARGE)).toBe(true);
    expect(held).toEqual(['wire']);
    body.release();
    body.release();
    expect(held).toEqual([]);
  });

  it('that falls silent after its turn came is reported all the same', async () => {
    const { held, permits } = slowPermits(60);
    const stream = new PassThrough({ highWaterMark: 16_384 });
    stream.write(LARGE);
    await expect(readBody(stream, options({ permits }))).rejects.toMatchObject({ code: 'FETCH_STALLED' });
    expect(held).toEqual([]);
  });

  it('that is small on the wire takes a turn before it is decompressed', async () => {
    const { held, permits } = slowPermits(1);
    const body = await readBody(halves(gzipSync(LARGE)), options({ permits, encoding: 'gzip' }));
    expect(body.bytes.length).toBe(LARGE.length);
    expect(held).toEqual(['inflated']);
    body.release();
    expect(held).toEqual([]);
  });

  it('that fails gives its turn back', async () => {
    const { held, permits } = slowPermits(1);
    const bomb = gzipSync(Buffer.alloc(20_000_000));
    const going = readBody(halves(bomb), options({ permits, encoding: 'gzip', maxInflatedBytes: 5_000_000 }));
    await expect(going).rejects.toMatchObject({ code: 'FETCH_BODY_BOMB' });
    expect(held).toEqual([]);
  });
});

it('a small body takes no turn', async () => {
  const { held, permits } = slowPermits(1);
  await readBody(halves(Buffer.from('small')), options({ permits }));
  expect(held).toEqual([]);
});
