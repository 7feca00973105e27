import type { Release } from './permits.ts';
import { Permits } from './permits.ts';

/** At most so many requests at once to one host, redirects included; of some hosts one. */
export class HostGate {
  readonly #perHost: number;
  readonly #single: ReadonlySet<string>;
  readonly #hosts = new Map<string, { readonly permits: Permits; users: number }>();

  constructor(perHost: number, single: ReadonlySet<string> = new Set()) {
    this.#perHost = perHost;
    this.#single = single;
  }

  #mostOf(host: string): number {
    return this.#single.has(host) ? 1 : this.#perHost;
  }

  /** Whether a request to the host could start at once. */
  isOpen(host: string): boolean {
    return (this.#hosts.get(host)?.users ?? 0) < this.#mostOf(host);
  }

  /** Whether nobody is inside or waits. */
  isIdle(host: string): boolean {
    return !this.#hosts.has(host);
  }

  async enter(host: string): Promise<Release> {
    const entry = this.#hosts.get(host) ?? { permits: new Permits(this.#mostOf(host)), users: 0 };
    this.#hosts.set(host, entry);
    entry.users += 1;
    const release = await entry.permits.acquire();
    let inside = true;
    return () => {
      if (!inside) return;
      inside = false;
      release();
      entry.users -= 1;
      if (entry.users === 0) this.#hosts.delete(host);
    };
  }
}
