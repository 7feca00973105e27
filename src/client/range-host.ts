import type { Place } from '../model/places.ts';
import { bytesFrom, type FilePart, partIn, partsIn } from './byteranges.ts';

/** Asks for a file, or for parts of it. */
export type Fetch = (path: string, init: RequestInit) => Promise<Response>;

/** Where it is remembered what a host does, for as long as a visit takes. */
export interface Memory {
  readonly get: () => string | null;
  readonly set: (text: string) => void;
}

/** Ranges of one request: servers may take many for an attack (RFC 9110 §14.2); lighttpd answers ten. */
const maxRanges = 10;
/** Bytes that stand around a part: boundaries and headers. */
const maxHead = 1024;
/** A small file, of which two bytes are asked for to see what a host does: it may send the whole of it. */
const sample = {
  path: 'about.json',
  places: [
    [0, 1],
    [99, 100],
  ],
} as const;

/** What a host makes of a request for several parts. */
const hosts = ['several', 'one', 'none'] as const;
type Gives = (typeof hosts)[number];

const hasAll = (parts: readonly FilePart[], places: readonly Place[]): boolean =>
  places.every((place) => bytesFrom(parts, place));

/** A body, unless it is longer than it may be: then no more of it is waited for. */
async function bodyOf({ body }: Response, most: number): Promise<Uint8Array | undefined> {
  const bytes = new Uint8Array(most);
  let length = 0;
  const reader = body?.getReader();
  for (;;) {
    const { value } = (await reader?.read()) ?? {};
    if (!value) return bytes.subarray(0, length);
    if (length + value.length > most) {
      await reader?.cancel();
      return undefined;
    }
    bytes.set(value, length);
    length += value.length;
  }
}

/**
 * Files of a host, of which several parts are asked for in one request. What it makes of that is its own affair: it may
 * send them joined or in another order, some of them, the whole file or nothing; it may know single ranges only, or
 * none. That is found out once.
 */
export class RangeHost {
  readonly #fetch: Fetch;
  readonly #memory: Memory;
  readonly #tried: Promise<void>;
  #gives: Gives | undefined;

  constructor(fetchFile: Fetch, memory: Memory) {
    this.#fetch = fetchFile;
    this.#memory = memory;
    this.#gives = hosts.find((one) => one === memory.get());
    this.#tried = this.#gives ? Promise.resolve() : this.#try();
  }

  /**
   * Parts that have all bytes of some places, which rise; `undefined` where the host gives no parts. Rejects where
   * there is no such file.
   */
  async parts(path: string, places: readonly Place[]): Promise<FilePart[] | undefined> {
    await this.#tried;
    if (this.#gives === 'none') return undefined;
    const asksSeveral = places.length > 1 && this.#gives === 'several';
    const parts = asksSeveral ? await this.#several(path, places) : [];
    const missing = places.filter((place) => !bytesFrom(parts, place));
    if (asksSeveral && missing.length > 0) this.#gives = undefined;
    while (missing.length > 0) {
      // Where nothing is known, the first one tells.
      const some = missing.splice(0, this.#gives ? missing.length : 1);
      const made = await Promise.all(some.map((place) => this.#one(path, place)));
      const found = made.filter((part) => part !== undefined);
      if (found.length < made.length) return undefined;
      parts.push(...found);
      if (!this.#gives) this.#know('one');
    }
    return parts;
  }

  /** Asks for no more parts, as long as the page stays: files are to be had whole. */
  stop(): void {
    this.#gives = 'none';
  }

  /** Finds out whether the host sends several parts at once. */
  async #try(): Promise<void> {
    const { path, places } = sample;
    const parts = await this.#several(path, places).catch(() => []);
    if (hasAll(parts, places)) this.#know('several');
  }

  #know(gives: Gives): void {
    this.#gives = gives;
    this.#memory.set(gives);
  }

  /** What a host sends when it is asked for several places; it may be nothing. */
  async #several(path: string, places: readonly Place[]): Promise<FilePart[]> {
    const groups = Array.from({ length: Math.ceil(places.length / maxRanges) }, (_, at) =>
      places.slice(at * maxRanges, (at + 1) * maxRanges),
    );
    const made = await Promise.all(
      groups.map(async (group) => {
        const most = group.reduce((sum, [from, to]) => sum + to - from + maxHead, maxHead);
        return (await this.#answer(path, group, most)) ?? [];
      }),
    );
    return made.flat();
  }

  async #one(path: string, place: Place): Promise<FilePart | undefined> {
    const [from, to] = place;
    const parts = await this.#answer(path, [place], to - from);
    return parts && bytesFrom(parts, place) && parts[0];
  }

  /** Parts that a host sends; none where it sends anything else, or something longer than it may be. */
  async #answer(path: string, places: readonly Place[], most: number): Promise<FilePart[] | undefined> {
    const range = `bytes=${places.map(([from, to]) => `${from}-${to - 1}`).join()}`;
    // A browser refuses parts that a server compresses: Fetch, "HTTP-network-or-cache fetch", on `Range`.
    const response = await this.#fetch(path, { headers: { range } }).catch(() => undefined);
    if (response?.status !== 206) {
      // A whole file is given up at its head, however long it is.
      await response?.body?.cancel();
      if (response && !response.ok && response.status !== 416)
        throw new Error(`${response.status} for ${path}`);
      if (response?.ok && places.length === 1) this.#know('none');
      return undefined;
    }
    const bytes = await bodyOf(response, most).catch(() => undefined);
    if (!bytes) return undefined;
    const part = partIn(response.headers.get('content-range'), bytes);
    return part ? [part] : partsIn(response.headers.get('content-type') ?? '', bytes);
  }
}
