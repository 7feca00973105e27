/**
 * Jobs in the order they came, taken in turn from host to host, so that a host with many feeds does not make the
 * others wait.
 */
export class HostQueue<T> {
  readonly #hosts = new Map<string, T[]>();
  #size = 0;

  get size(): number {
    return this.#size;
  }

  has(host: string): boolean {
    return this.#hosts.has(host);
  }

  add(host: string, job: T): void {
    const jobs = this.#hosts.get(host);
    if (jobs) jobs.push(job);
    else this.#hosts.set(host, [job]);
    this.#size += 1;
  }

  /** The first job of the next host that `isOpen`; that host then goes to the end of the turn. */
  take(isOpen: (host: string) => boolean): T | undefined {
    for (const [host, jobs] of this.#hosts) {
      if (!isOpen(host)) continue;
      this.#hosts.delete(host);
      const job = jobs.shift();
      if (jobs.length > 0) this.#hosts.set(host, jobs);
      this.#size -= 1;
      return job;
    }
    return undefined;
  }

  /** Removes and returns what waits for a host, or everything. */
  drop(host?: string): T[] {
    const dropped = host === undefined ? [...this.#hosts.values()].flat() : (this.#hosts.get(host) ?? []);
    if (host === undefined) this.#hosts.clear();
    else this.#hosts.delete(host);
    this.#size -= dropped.length;
    return dropped;
  }
}
