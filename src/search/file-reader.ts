/** Bytes of a file below the index, whole or from one place to another. Rejects when they cannot be had. */
export type ReadBytes = (path: string, from?: number, to?: number) => Promise<Uint8Array>;

/** Files up to this are read whole: compressed on their way, they cost less than a part. */
const wholeFile = 16_384;

const decoder = new TextDecoder();

export function decoded(bytes: Uint8Array): string {
  return decoder.decode(bytes);
}

/** Reads text from one place to another. */
export type ReadText = (from: number, to: number) => Promise<string>;

/** Reads bytes of what was cut into files of one size. */
export function fileReader(read: ReadBytes, prefix: string, total: number, fileSize: number): ReadText {
  const whole = once((path: string) => read(path));
  const part = async (file: number, from: number, to: number): Promise<Uint8Array> => {
    const length = Math.min(fileSize, total - file * fileSize);
    const path = `${prefix}-${file}.txt`;
    if (length <= wholeFile) return (await whole(path)).slice(from, to);
    return read(path, from, to);
  };
  return async (from: number, to: number): Promise<string> => {
    const parts: Uint8Array[] = [];
    for (let at = from; at < to; ) {
      const file = Math.floor(at / fileSize);
      const end = Math.min(to, (file + 1) * fileSize);
      parts.push(await part(file, at - file * fileSize, end - file * fileSize));
      at = end;
    }
    const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
    let at = 0;
    for (const one of parts) {
      bytes.set(one, at);
      at += one.length;
    }
    return decoded(bytes);
  };
}

/** Calls a function once for each argument; what failed is tried again. */
export function once<K, V>(make: (key: K) => Promise<V>): (key: K) => Promise<V> {
  const made = new Map<K, Promise<V>>();
  return (key) => {
    const known = made.get(key);
    if (known) return known;
    const promise = make(key).catch((error: unknown) => {
      made.delete(key);
      throw error;
    });
    made.set(key, promise);
    return promise;
  };
}

export async function readJson<T>(read: ReadBytes, path: string): Promise<T> {
  const value: T = JSON.parse(decoded(await read(path)));
  return value;
}
