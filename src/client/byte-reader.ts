import type { ReadBytes } from '../search/file-reader.ts';

/** Reads the files of the index. */
export interface ByteReader {
  readonly read: ReadBytes;
  /**
   * Bytes that were read so far: of parts no more than was asked for, whatever came. A search that has read enough ends
   * at the same place on every host.
   */
  readonly taken: () => number;
}

type Fetch = (address: string, init: RequestInit) => Promise<Response>;

/**
 * Reads files of the index below an address, by parts. What a server does with a part is its own affair: one that sends
 * the whole file instead is understood, and the file is kept. One that compresses whatever it sends is too: browsers ask
 * for parts uncompressed and refuse any other (Fetch, "HTTP-network-or-cache fetch", on `Range`), so files are asked for
 * whole from then on.
 *
 * @param base where the index lies: `/kernel/search-index/`
 */
export function byteReader(
  base: string,
  fetchFile: Fetch = (address, init) => fetch(address, init),
): ByteReader {
  const whole = new Map<string, Promise<Uint8Array>>();
  let taken = 0;
  let givesParts = true;
  const fetched = async (path: string, init: RequestInit): Promise<{ status: number; bytes: Uint8Array }> => {
    const response = await fetchFile(base + path, init);
    if (!response.ok) throw new Error(`${response.status} for ${path}`);
    return { status: response.status, bytes: new Uint8Array(await response.arrayBuffer()) };
  };
  const readWhole = async (path: string): Promise<Uint8Array> => {
    const { bytes } = await fetched(path, path === 'segments.json' ? { cache: 'no-cache' } : {});
    return bytes;
  };
  const keepWhole = (path: string): Promise<Uint8Array> => {
    const file = whole.get(path) ?? readWhole(path);
    whole.set(path, file);
    // What could not be had is asked for again.
    file.catch(() => whole.delete(path));
    return file;
  };
  /** A part of a file; `undefined` where the server gives none, and the whole file has to do. */
  const readPart = async (path: string, from: number, to: number): Promise<Uint8Array | undefined> => {
    const init = { headers: { range: `bytes=${from}-${to - 1}` } };
    const part = await fetched(path, init).catch(() => undefined);
    if (part?.status === 206 && part.bytes.length === to - from) return part.bytes;
    if (part?.status === 200) whole.set(path, Promise.resolve(part.bytes));
    return undefined;
  };
  const read: ReadBytes = async (path, from, to) => {
    if (from === undefined || to === undefined) {
      const bytes = await readWhole(path);
      taken += bytes.length;
      return bytes;
    }
    taken += to - from;
    if (givesParts && !whole.has(path)) {
      const part = await readPart(path, from, to);
      if (part) return part;
    }
    const file = await keepWhole(path);
    givesParts = false;
    return file.slice(from, to);
  };
  return { read, taken: () => taken };
}
