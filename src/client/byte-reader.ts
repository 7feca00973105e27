import type { Place } from '../model/places.ts';
import { once, type ReadBytes, readTogether } from '../search/file-reader.ts';
import { bytesFrom } from './byteranges.ts';
import { type Fetch, type Memory, RangeHost } from './range-host.ts';

/** Reads the files of the index. */
export interface ByteReader {
  readonly read: ReadBytes;
  /**
   * Bytes that were read so far: of parts no more than was asked for, whatever came. A search that has read enough ends
   * at the same place on every host.
   */
  readonly taken: () => number;
}

/** A place that is waited for. */
interface Wanted {
  readonly place: Place;
  readonly resolve: (bytes: Uint8Array) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Reads files of the index below an address, by parts: all that is asked for of one file until nothing else can go on, in
 * one request where the host can. From a host without ranges files come whole, each once.
 *
 * @param base where the index lies: `/kernel/search-index/`
 */
export function byteReader(
  base: string,
  memory: Memory,
  fetchFile: Fetch = (address, init) => fetch(address, init),
): ByteReader {
  const fetchPath: Fetch = (path, init) => fetchFile(base + path, init);
  const host = new RangeHost(fetchPath, memory);
  const whole = async (path: string): Promise<Uint8Array> => {
    const response = await fetchPath(path, path === 'segments.json' ? { cache: 'no-cache' } : {});
    if (!response.ok) throw new Error(`${response.status} for ${path}`);
    return new Uint8Array(await response.arrayBuffer());
  };
  const wholeOnce = once(whole);
  const answer = async (path: string, wanted: readonly Wanted[]): Promise<void> => {
    const parts = await host.parts(path, readTogether(wanted.map(({ place }) => place)));
    const file = parts ? [] : [{ from: 0, bytes: await wholeOnce(path) }];
    if (!parts) host.stop();
    for (const { place, resolve, reject } of wanted) {
      const bytes = bytesFrom(parts ?? file, place);
      if (bytes) resolve(bytes);
      else reject(new Error(`${path} is shorter than it should be`));
    }
  };
  const waiting = new Map<string, Wanted[]>();
  const ask = (): void => {
    const all = [...waiting];
    waiting.clear();
    for (const [path, wanted] of all)
      answer(path, wanted).catch((error: unknown) => {
        for (const { reject } of wanted) reject(error);
      });
  };
  let taken = 0;
  const read: ReadBytes = async (path, from, to) => {
    if (from === undefined || to === undefined) {
      const bytes = await whole(path);
      taken += bytes.length;
      return bytes;
    }
    taken += to - from;
    return new Promise((resolve, reject) => {
      if (waiting.size === 0) setTimeout(ask);
      const wanted = waiting.get(path) ?? [];
      waiting.set(path, [...wanted, { place: [from, to], resolve, reject }]);
    });
  };
  return { read, taken: () => taken };
}
