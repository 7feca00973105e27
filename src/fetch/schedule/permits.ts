export type Release = () => void;

/**
 * Lets a fixed number of holders in at once; the others wait in order. Keeps memory flat: whoever holds a large body
 * holds a permit.
 */
export class Permits {
  #free: number;
  readonly #waiting: (() => void)[] = [];

  constructor(count: number) {
    this.#free = count;
  }

  async acquire(): Promise<Release> {
    if (this.#free > 0) this.#free -= 1;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
    let held = true;
    return () => {
      if (!held) return;
      held = false;
      const next = this.#waiting.shift();
      if (next) next();
      else this.#free += 1;
    };
  }
}

/**
 * Permits for large bodies. Whoever waits for the second kind may hold one of the first, never the other way round,
 * so nobody waits in a circle.
 */
export interface BodyPermits {
  /** Over 1 MB on the wire. */
  readonly wire: () => Promise<Release>;
  /** Over 2 MB once decompressed. */
  readonly inflated: () => Promise<Release>;
}

export function bodyPermits(): BodyPermits {
  const [wire, inflated] = [new Permits(2), new Permits(1)];
  return { wire: () => wire.acquire(), inflated: () => inflated.acquire() };
}
