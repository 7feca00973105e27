import * as zlib from 'node:zlib';
import { errorCode } from '../../model/error-code.ts';
import { errorMessage } from '../../model/error-message.ts';
import { FetchFault } from '../fault.ts';
import { showBytes } from '../limits.ts';
import { isWholeFeed } from './whole-feed.ts';

type Inflater = (
  bytes: Uint8Array,
  options: { maxOutputLength: number; finishFlush?: number },
  callback: (error: Error | null, result: Uint8Array) => void,
) => void;

/** What is decompressed without asking for room first. */
const smallBytes = 2_000_000;

/** More codings than this on one body are an attack. */
const maxCodings = 2;

/** Node has it from 22.15 on. */
const zstd: Inflater | undefined = Reflect.get(zlib, 'zstdDecompress');

/** The `Accept-Encoding` of a request: what this Node can read. */
export const acceptEncoding = zstd ? 'gzip, deflate, br, zstd' : 'gzip, deflate, br';

/**
 * Undoes a `Content-Encoding`. Forgives faults of servers: naming a coding, or something that is none, for a body that
 * is plain or in another coding, and sending a `.gz` file without saying so; a document that is whole may lack the end
 * of its coding, or have something behind it.
 * `makeRoom` is awaited before a large result is built.
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
  if (codings.length > maxCodings)
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
    return await run(inflater, bytes, Math.min(smallBytes, maxBytes));
  } catch (error) {
    if (!isTooLarge(error)) return wholeOr(broken(error), coding, bytes, Math.min(smallBytes, maxBytes));
  }
  if (maxBytes <= smallBytes) throw bomb(maxBytes);
  await makeRoom();
  try {
    return await run(inflater, bytes, maxBytes);
  } catch (error) {
    if (isTooLarge(error)) throw bomb(maxBytes);
    return wholeOr(broken(error), coding, bytes, maxBytes);
  }
}

/** What comes of a body whose end is missing, or has more behind it, if it is a whole document all the same. */
async function wholeOr(
  fault: FetchFault,
  coding: string,
  bytes: Uint8Array,
  maxOutputLength: number,
): Promise<Uint8Array> {
  const meant = byBytes(coding, bytes);
  if (meant === 'plain') return bytes;
  const how = meant ?? leniently(fault, coding, bytes);
  if (how === undefined) throw fault;
  const result = await run(how.inflater, how.bytes, maxOutputLength, zlib.constants.Z_SYNC_FLUSH).catch(
    () => undefined,
  );
  if (result === undefined || !isWholeFeed(result)) throw fault;
  return result;
}

/** What a body is whose coding is not the one that was named, where its first bytes say so. */
function byBytes(coding: string, bytes: Uint8Array): 'plain' | Decoding | undefined {
  if (isText(bytes)) return 'plain';
  return coding !== 'gzip' && isGzip(bytes) ? { inflater: zlib.gunzip, bytes } : undefined;
}

interface Decoding {
  readonly inflater: Inflater;
  readonly bytes: Uint8Array;
}

function leniently({ code, detail }: FetchFault, coding: string, bytes: Uint8Array): Decoding | undefined {
  if (coding === 'br' || coding === 'zstd') return undefined;
  // What stands behind the data, such as a page's comment, was taken for more of it: without its header it is passed over.
  if (coding === 'gzip' && detail === 'incorrect header check' && isGzip(bytes))
    return { inflater: zlib.inflateRaw, bytes: bytes.subarray(gzipHeaderLength(bytes)) };
  const inflater = code === 'FETCH_BODY_CUT' ? inflaterOf(coding, bytes) : undefined;
  return inflater && { inflater, bytes };
}

/** RFC 1952, section 2.3. */
function gzipHeaderLength(bytes: Uint8Array): number {
  const flags = bytes[3] ?? 0;
  let at = 10;
  if (flags & 4) at += 2 + (bytes[at] ?? 0) + 256 * (bytes[at + 1] ?? 0);
  for (const text of [8, 16]) if (flags & text) at = bytes.indexOf(0, at) + 1;
  return flags & 2 ? at + 2 : at;
}

/** `undefined` for a body that is plain whatever its header says. */
function inflaterOf(coding: string, bytes: Uint8Array): Inflater | undefined {
  switch (coding) {
    case 'gzip':
      if (isGzip(bytes)) return zlib.gunzip;
      return isZlib(bytes) ? zlib.inflate : undefined;
    case 'deflate':
      return isZlib(bytes) ? zlib.inflate : zlib.inflateRaw;
    case 'br':
      return zlib.brotliDecompress;
    case 'zstd':
      if (zstd) return zstd;
  }
  if (isText(bytes)) return undefined;
  throw new FetchFault('FETCH_ENCODING_UNKNOWN', { detail: coding.slice(0, 40) });
}

/** Whether a body begins as XML or JSON do: some servers name a character set, or `none`, where the coding belongs. */
function isText(bytes: Uint8Array): boolean {
  const start = Buffer.from(bytes.subarray(0, 200));
  return (
    /^(?:\u00ef\u00bb\u00bf)?\s*[<{]/.test(start.toString('latin1')) &&
    !start.some((byte) => byte < 32 && !(byte >= 9 && byte <= 13))
  );
}

function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/** RFC 1950, section 2.2. "deflate" without this header is the raw form that some servers send. */
function isZlib(bytes: Uint8Array): boolean {
  const [method = 0, flags = 0] = bytes;
  return (method & 0x0f) === 8 && (method * 256 + flags) % 31 === 0;
}

function run(
  inflater: Inflater,
  bytes: Uint8Array,
  maxOutputLength: number,
  finishFlush?: number,
): Promise<Uint8Array> {
  const options = { maxOutputLength, ...(finishFlush !== undefined && { finishFlush }) };
  return new Promise((resolve, reject) => {
    inflater(bytes, options, (error, result) => (error ? reject(error) : resolve(result)));
  });
}

function isTooLarge(error: unknown): boolean {
  return errorCode(error) === 'ERR_BUFFER_TOO_LARGE';
}

function bomb(maxBytes: number): FetchFault {
  return new FetchFault('FETCH_BODY_BOMB', { detail: showBytes(maxBytes) });
}

function broken(error: unknown): FetchFault {
  if (errorCode(error) === 'Z_BUF_ERROR')
    return new FetchFault('FETCH_BODY_CUT', { detail: 'in the middle of its compressed data', cause: error });
  return new FetchFault('FETCH_ENCODING_BROKEN', { detail: errorMessage(error), cause: error });
}
