import { joinedPlaces, type Place } from '../model/places.ts';

/** Bytes of a file below the index, whole or from one place to another. Rejects when they cannot be had. */
export type ReadBytes = (path: string, from?: number, to?: number) => Promise<Uint8Array>;

/** How large the files of an index are: see {@link fileSizeFor}. */
type FileSizes = 'small' | 'large';

/** Large ones are smaller than what `daybook search` reads of an address at once. */
const sizes = { small: 49_152, medium: 196_608, large: 8_388_608 } as const;
const minForMedium = 16_384;

/**
 * Bytes of a file of a segment, at most. Hosts that know no ranges send a file whole, so files are small; from others a
 * question needs fewer requests, and a site has fewer files, where they are large.
 */
export function fileSizeFor(items: number, files: FileSizes): number {
  if (files === 'large') return sizes.large;
  return items < minForMedium ? sizes.small : sizes.medium;
}

/** The same of the pages that several segments share: there are few, and a question reads one for each of its words. */
export function sharedSizeFor(files: FileSizes): number {
  return fileSizeFor(minForMedium, files);
}

/** Files up to this are read whole: compressed on their way, they cost little more than a part. */
const wholeFile = 4096;

const decoder = new TextDecoder();

export function decoded(bytes?: Uint8Array): string {
  return decoder.decode(bytes);
}

/** Reads what stands at some places; returns the text of each. */
export type ReadTexts = (places: readonly Place[]) => Promise<(place: Place) => string>;

/** Bytes between two places that cost less than another request. */
const maxGap = 1024;

/** Places as they are read: those near each other in one. */
export const readTogether = (places: readonly Place[]): Place[] => joinedPlaces(places, maxGap);

/** Reads what was cut into files of one size; what stands near each other is read in one go. */
export function fileReader(read: ReadBytes, prefix: string, total: number, fileSize: number): ReadTexts {
  const whole = once((path: string) => read(path));
  const part = async (file: number, from: number, to: number): Promise<Uint8Array> => {
    const path = `${prefix}-${file}.txt`;
    if (Math.min(fileSize, total - file * fileSize) <= wholeFile) return (await whole(path)).slice(from, to);
    return read(path, from, to);
  };
  const stretch = async ([from, to]: Place): Promise<Uint8Array> => {
    const parts: Promise<Uint8Array>[] = [];
    for (let at = from; at < to; ) {
      const start = at - (at % fileSize);
      const end = Math.min(to, start + fileSize);
      parts.push(part(start / fileSize, at - start, end - start));
      at = end;
    }
    const bytes = new Uint8Array(to - from);
    let at = 0;
    for (const one of await Promise.all(parts)) {
      bytes.set(one, at);
      at += one.length;
    }
    return bytes;
  };
  return async (places) => {
    const stretches = readTogether(places);
    const bytes = await Promise.all(stretches.map(stretch));
    return ([from, to]) => {
      const at = stretches.findIndex(([, end]) => end >= to);
      const [start = 0] = stretches[at] ?? [];
      return decoded(bytes[at]?.subarray(from - start, to - start));
    };
  };
}

/** Makes values of several keys at a time, each once; what failed is tried again. */
export function onceEach<K, V>(
  make: (keys: readonly K[]) => Promise<(key: K) => V>,
): (keys: readonly K[]) => Promise<V[]> {
  const made = new Map<K, Promise<V>>();
  return (keys) => {
    const missing = [...new Set(keys)].filter((key) => !made.has(key));
    const values = make(missing);
    for (const key of missing) {
      const value = values.then((get) => get(key));
      value.catch(() => made.delete(key));
      made.set(key, value);
    }
    return Promise.all(keys.flatMap((key) => made.get(key) ?? []));
  };
}

/** Calls a function once, or once for each argument; what failed is tried again. */
export function once<Key extends readonly [unknown?], V>(
  make: (...key: Key) => Promise<V>,
): (...key: Key) => Promise<V> {
  const made = new Map<unknown, Promise<V>>();
  return (...args) => {
    const [key] = args;
    const value = made.get(key) ?? make(...args);
    value.catch(() => made.delete(key));
    made.set(key, value);
    return value;
  };
}

export async function readJson<T>(read: ReadBytes, path: string): Promise<T> {
  const value: T = JSON.parse(decoded(await read(path)));
  return value;
}
