import { createReadStream } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { lookup } from 'mrmime';
import type { Place } from '../model/places.ts';
import { rangesIn } from './byte-ranges.ts';

/** It is no harm where it stands in a part, too: parts say how long they are. */
const boundary = 'daybook-b1f0a7c2e94d3856';

/** A file that is sent in part. */
export interface SentFile {
  readonly path: string;
  /** Bytes. */
  readonly size: number;
}

/** What an answer consists of, in its order: text, and parts of the file. */
type Body = readonly (string | Place)[];

const lengthOf = (body: Body): number =>
  body.reduce((sum, one) => sum + (typeof one === 'string' ? one.length : one[1] - one[0]), 0);

async function* bytesOf(body: Body, path: string): AsyncGenerator<Uint8Array | string> {
  for (const one of body) {
    if (typeof one === 'string') yield one;
    else yield* createReadStream(path, { start: one[0], end: one[1] - 1 });
  }
}

/** The headers and the body of an answer with some parts: one as it is, several as `multipart/byteranges`. */
function answerOf(places: readonly Place[], { path, size }: SentFile) {
  const type = lookup(path) ?? 'application/octet-stream';
  const rangeOf = ([from, to]: Place): string => `bytes ${from}-${to - 1}/${size}`;
  const [only] = places;
  if (!only) return { status: 416, headers: { 'content-range': `bytes */${size}` }, body: [] };
  if (places.length === 1)
    return { status: 206, headers: { 'content-type': type, 'content-range': rangeOf(only) }, body: places };
  const headOf = (place: Place): string =>
    `\r\n--${boundary}\r\nContent-Type: ${type}\r\nContent-Range: ${rangeOf(place)}\r\n\r\n`;
  return {
    status: 206,
    headers: { 'content-type': `multipart/byteranges; boundary=${boundary}` },
    body: [...places.flatMap((place) => [headOf(place), place]), `\r\n--${boundary}--\r\n`],
  };
}

/**
 * Sends what a `Range` header asks for of a file. Returns false, and sends nothing, where the header does not count.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110 §14.6, §15.3.7, §15.5.17
 */
export async function sendRanges(response: ServerResponse, file: SentFile, header: string): Promise<boolean> {
  const places = rangesIn(header, file.size);
  if (!places) return false;
  const { status, headers, body } = answerOf(places, file);
  const common = { 'accept-ranges': 'bytes', 'cache-control': 'no-store', 'content-length': lengthOf(body) };
  response.writeHead(status, { ...common, ...headers });
  await pipeline(Readable.from(bytesOf(body, file.path)), response);
  return true;
}
