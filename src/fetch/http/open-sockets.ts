import type { Socket } from 'node:net';

/**
 * The connections of a run by host, so that those of a host can be closed as soon as the run is done with it: neither
 * the server nor we hold connections that nobody needs.
 */
export class OpenSockets {
  readonly #byHost = new Map<string, Set<Socket>>();

  add(hostname: string, socket: Socket): void {
    const host = bare(hostname);
    const sockets = this.#byHost.get(host) ?? new Set();
    this.#byHost.set(host, sockets.add(socket));
    socket.once('close', () => {
      sockets.delete(socket);
      if (sockets.size === 0 && this.#byHost.get(host) === sockets) this.#byHost.delete(host);
    });
  }

  /** Says goodbye on each connection, then closes it. */
  close(hostname: string): void {
    for (const socket of this.#byHost.get(bare(hostname)) ?? []) {
      if (isHttp2(socket)) socket.destroy(new Error('The run is done with this host.'));
      else socket.destroySoon();
    }
  }
}

/**
 * undici's HTTP/2 client fails on a socket that closes without a reason, so it is given one; nothing waits for it any
 * more.
 */
function isHttp2(socket: Socket): boolean {
  return 'alpnProtocol' in socket && socket.alpnProtocol === 'h2';
}

/** IPv6 addresses stand in brackets in addresses and without where they are dialled. */
function bare(hostname: string): string {
  return hostname.replace(/^\[|\]$/g, '');
}
