// A host of files as browsers see it, and the reader of the search page, which asks it.
import { closeSync, openSync, readFileSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { buildSync } from 'esbuild';

const entry = join(import.meta.dirname, '..', '..', 'src', 'client', 'byte-reader.ts');
const { outputFiles } = buildSync({ entryPoints: [entry], bundle: true, format: 'esm', write: false });
const { byteReader } = await import(`data:text/javascript,${encodeURIComponent(outputFiles[0].text)}`);

/** Bytes that have come before a body is given up at its head: what a server sends without being asked for more. */
const abandonedBytes = 14_600;

const zipped = new Map();
function sizeOf(file) {
  if (!zipped.has(file)) zipped.set(file, gzipSync(readFileSync(file)).length);
  return zipped.get(file);
}

function partOf(file, [from, last]) {
  const bytes = Buffer.alloc(Math.max(0, Math.min(last + 1, statSync(file).size) - from));
  const open = openSync(file, 'r');
  readSync(open, bytes, 0, bytes.length, from);
  closeSync(open);
  return bytes;
}

/** A whole file, which counts compressed; uncompressed, as far as it comes, where it was a part that was asked for. */
function wholeOf(file, isAbandoned, take) {
  if (!isAbandoned) take(sizeOf(file));
  else take(Math.min(abandonedBytes, statSync(file).size));
  return new Response(isAbandoned ? '' : readFileSync(file));
}

/** What a host answers; `gives` is `several` parts, `one` or `none`. */
function answer(file, range, gives, take) {
  const places =
    range
      ?.replace('bytes=', '')
      .split(',')
      .map((place) => place.split('-').map(Number)) ?? [];
  if (places.length === 0 || gives === 'none' || (gives === 'one' && places.length > 1))
    return wholeOf(file, places.length > 0, take);
  const rangeOf = ([from, last]) => `bytes ${from}-${last}/${statSync(file).size}`;
  if (places.length === 1) {
    const bytes = partOf(file, places[0]);
    take(bytes.length);
    return new Response(bytes, { status: 206, headers: { 'content-range': rangeOf(places[0]) } });
  }
  // As nginx writes it.
  const boundary = '00000000000000000042';
  const parts = places.flatMap((place) => [
    Buffer.from(
      `\r\n--${boundary}\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Range: ${rangeOf(place)}\r\n\r\n`,
    ),
    partOf(file, place),
  ]);
  const body = Buffer.concat([...parts, Buffer.from(`\r\n--${boundary}--\r\n`)]);
  take(body.length);
  const headers = { 'content-type': `multipart/byteranges; boundary=${boundary}` };
  return new Response(body, { status: 206, headers });
}

/** The reader of the search page, which is told of large files, and a host that has the files of a folder. Whatever is sent is taken. */
export function readerOf(folder, gives, take) {
  const memory = { get: () => (process.env.FILES === 'large' ? 'several' : null), set: () => undefined };
  return byteReader('', memory, async (path, { headers }) =>
    answer(join(folder, path), new Headers(headers).get('range'), gives, (bytes) => take(bytes, path)),
  );
}
