import * as zlib from 'node:zlib';
import { FetchFault } from '../fault.ts';
import { showBytes } from '../limits.ts';

type Inflater = (
  bytes: Uint8Array,
  options: { maxOutputLength: number },
  callback: (error: Error | null, result: Uint8Array) => void,
) => void;

/** What is decompressed without asking for room first. */
const SMALL = 2_000_000;

/** More codings than this on one body are an attack. */
const MAX_CODINGS = 2;

/** Node has it from 22.15 on. */
const zstd: Inflater | undefined = Reflect.get(zlib, 'zstdDecompress');

/** The `Accept-Encoding` of a request: what this Node can read. */
export const ACCEPT_ENCODING = zstd ? 'gzip, deflate, br, zstd' : 'gzip, deflate, br';

/**
 * Undoes a `Content-Encoding`. Forgives two faults of servers: naming gzip for a body that is plain, and sending a
 * `.gz` file without saying so. `makeRoom` is awaited before a large result is built.
 *
 * @throws FetchFault when the coding is unknown or broken, or the result is larger than `maxBytes`.
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-8.4
 */
export async function inflate(
  bytes: Uint8Array,
  encoding: string | undefined,
  maxBytes: number,
  makeRoom: () => Promise<void>,
): Promise<Uint8Array> {
  const codings = codingsOf(encoding);
  if (codings.length > MAX_CODINGS)
    throw new FetchFault('FETCH_ENCODING_UNKNOWN', { detail: 'several times' });
  let result = bytes;
  for (const coding of codings.reverse()) {
    result = await undo(coding, result, maxBytes, makeRoom);
  }
  if (isGzip(result)) result = await undo('gzip', result, maxBytes, makeRoom);
  return result;
}

function codingsOf(encoding: string | undefined): string[] {
  const names = (encoding ?? '').toLowerCase().split(',');
  return names
    .map((name) => name.trim().replace(/^x-/, ''))
    .filter((name) => name !== '' && name !== 'identity');
}

async function undo(
  coding: string,
  bytes: Uint8Array,
  maxBytes: number,
  makeRoom: () => Promise<void>,
): Promise<Uint8Array> {
  const inflater = inflaterOf(coding, bytes);
  if (!inflater || bytes.length === 0) return bytes;
  try {
    return await run(inflater, bytes, Math.min(SMALL, maxBytes));
  } catch (error) {
    if (!isTooLarge(error)) throw broken(error);
  }
  if (maxBytes <= SMALL) throw bomb(maxBytes);
  await makeRoom();
  try {
    return await run(inflater, bytes, maxBytes);
  } catch (error) {
    throw isTooLarge(error) ? bomb(maxBytes) : broken(error);
  }
}

/** `undefined` for a body that is plain whatever its header says. */
function inflaterOf(coding: string, bytes: Uint8Array): Inflater | undefined {
  switch (coding) {
    case 'gzip':
      return isGzip(bytes) ? zlib.gunzip : undefined;
    case 'deflate':
      return isZlib(bytes) ? zlib.inflate : zlib.inflateRaw;
    case 'br':
      return zlib.brotliDecompress;
    case 'zstd':
      if (zstd) return zstd;
  }
  throw new FetchFault('FETCH_ENCODING_UNKNOWN', { detail: coding.slice(0, 40) });
}

function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/** RFC 1950, section 2.2. "deflate" without this header is the raw form that some servers send. */
function isZlib(bytes: Uint8Array): boolean {
  const [method = 0, flags = 0] = bytes;
  return (method & 0x0f) === 8 && (method * 256 + flags) % 31 === 0;
}

function run(inflater: Inflater, bytes: Uint8Array, maxOutputLength: number): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    inflater(bytes, { maxOutputLength }, (error, result) => (error ? reject(error) : resolve(result)));
  });
}

function isTooLarge(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
}

function bomb(maxBytes: number): FetchFault {
  return new FetchFault('FETCH_BODY_BOMB', { detail: showBytes(maxBytes) });
}

function broken(error: unknown): FetchFault {
  const cut = error instanceof Error && 'code' in error && error.code === 'Z_BUF_ERROR';
  if (cut)
    return new FetchFault('FETCH_BODY_CUT', { detail: 'in the middle of its compressed data', cause: error });
  return new FetchFault('FETCH_ENCODING_BROKEN', {
    detail: error instanceof Error ? error.message : String(error),
    cause: error,
  });
}
