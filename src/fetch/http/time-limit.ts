/** A time limit that stands still while we ourselves make a feed wait. Aborts its signal with the given reason. */
export class TimeLimit {
  readonly #controller = new AbortController();
  readonly #reason: () => Error;
  #leftMs: number;
  #startedAt = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(limitMs: number, reason: () => Error) {
    this.#leftMs = limitMs;
    this.#reason = reason;
    this.#run();
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Stops the clock while `wait` goes on. */
  async pauseFor<T>(wait: Promise<T>): Promise<T> {
    this.stop();
    this.#leftMs -= performance.now() - this.#startedAt;
    try {
      return await wait;
    } finally {
      this.#run();
    }
  }

  abort(reason: unknown): void {
    this.#controller.abort(reason);
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  #run(): void {
    this.#startedAt = performance.now();
    this.#timer = setTimeout(() => this.#controller.abort(this.#reason()), Math.max(0, this.#leftMs));
  }
}
