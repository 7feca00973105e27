import type { FetchResult, Progress } from './types.ts';

/** Counts what happens and tells the caller after each step. */
export class ProgressCounter {
  #progress: Progress;
  readonly #report: (progress: Progress) => void;

  constructor(total: number, report: ((progress: Progress) => void) | undefined) {
    this.#progress = { total, waiting: 0, asked: 0, fresh: 0, unchanged: 0, failed: 0, bytes: 0 };
    this.#report = report ?? (() => undefined);
  }

  countAsked(): void {
    this.#change({ asked: this.#progress.asked + 1 });
  }

  addBytes(count: number): void {
    this.#change({ bytes: this.#progress.bytes + count });
  }

  count(kind: FetchResult['kind']): void {
    this.#change({ [kind]: this.#progress[kind] + 1 });
  }

  #change(part: Partial<Progress>): void {
    this.#progress = { ...this.#progress, ...part };
    this.#report(this.#progress);
  }
}
