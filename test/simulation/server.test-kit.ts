import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { documentOf, mediaTypes, type Style } from './documents.test-kit.ts';
import { tokenPattern, type WorldFeed } from './feed.test-kit.ts';
import { type Conduct, lifeOf, type Situation } from './lives.test-kit.ts';
import { randomOf } from './random.test-kit.ts';
import { shownPosts, type World } from './world.test-kit.ts';

/** The host of the publisher's own site, as published. */
export const publishedHost = 'published.example';

export interface WorldServer {
  readonly port: number;
  /** The moment in which the whole world is. */
  readonly setNow: (nowMs: number) => void;
  /** Hosts whose names nobody knows at this moment. */
  readonly hostsWithoutName: () => readonly string[];
  /** Tokens of all posts that were sent in whole documents since the last call. */
  readonly takeDelivered: () => ReadonlySet<string>;
  /** How often each feed was asked, by its id. */
  readonly asked: ReadonlyMap<string, number>;
  readonly close: () => Promise<void>;
}

function situationOf(feed: WorldFeed, host: string, nowMs: number): Situation {
  const time = nowMs < feed.fromMs ? 'before' : nowMs < feed.untilMs ? 'during' : 'after';
  const style: Style = { format: feed.format, host: feed.host, links: 'plain', ids: 'tag', dates: 'true' };
  const lot = randomOf(`${feed.id} ${nowMs}`).share();
  return { feed, style, time, isNewHost: host === feed.newHost, lot };
}

/** What is done at a host at a moment. */
export function conductOf(feed: WorldFeed, host: string, nowMs: number): Conduct {
  return lifeOf(feed).conduct(situationOf(feed, host, nowMs));
}

class Answering {
  readonly #world: World;
  readonly #siteDir: string;
  readonly #hosts = new Map<string, WorldFeed>();
  #delivered = new Set<string>();
  readonly asked = new Map<string, number>();
  nowMs = 0;
  port = 0;

  constructor(world: World, siteDir: string) {
    this.#world = world;
    this.#siteDir = siteDir;
    for (const feed of world.feeds) this.#hosts.set(feed.host, feed).set(feed.newHost, feed);
  }

  hostsWithoutName(): string[] {
    return [...this.#hosts]
      .filter(([host, feed]) => conductOf(feed, host, this.nowMs).kind === 'no-name')
      .map(([host]) => host);
  }

  takeDelivered(): ReadonlySet<string> {
    const delivered = this.#delivered;
    this.#delivered = new Set();
    return delivered;
  }

  answer(request: IncomingMessage, response: ServerResponse): void {
    const host = request.headers.host?.split(':')[0] ?? '';
    const path = (request.url ?? '/').split('?')[0] ?? '/';
    const feed = this.#hosts.get(host);
    if (host === publishedHost) void this.#publish(path, response);
    else if (!feed || path !== '/feed') response.writeHead(404).end();
    else this.#conduct(feed, conductOf(feed, host, this.nowMs), request, response);
  }

  async #publish(path: string, response: ServerResponse): Promise<void> {
    const bytes = await readFile(join(this.#siteDir, path)).catch(() => undefined);
    if (bytes) response.writeHead(200).end(bytes);
    else response.writeHead(404).end();
  }

  #conduct(feed: WorldFeed, conduct: Conduct, request: IncomingMessage, response: ServerResponse): void {
    this.asked.set(feed.id, (this.asked.get(feed.id) ?? 0) + 1);
    switch (conduct.kind) {
      case 'silence':
        return;
      case 'no-name':
        request.socket.destroy();
        return;
      case 'status': {
        const headers = Object.entries(conduct.headers ?? {}).map(([name, value]): [string, string] => [
          name,
          value.replace('PORT', String(this.port)),
        ]);
        response.writeHead(conduct.status, Object.fromEntries(headers)).end(conduct.page);
        return;
      }
      case 'document':
        this.#send(feed, conduct, request, response);
    }
  }

  #send(
    feed: WorldFeed,
    { style, cutAt, repeats }: Extract<Conduct, { kind: 'document' }>,
    request: IncomingMessage,
    response: ServerResponse,
  ): void {
    const posts = shownPosts(feed, this.nowMs, this.#world.windowMs);
    const shown = repeats ? [...posts, ...posts] : posts;
    const text = documentOf(feed, shown, style, this.nowMs).replaceAll('PORT', String(this.port));
    const etag = `"${createHash('sha256').update(text).digest('hex').slice(0, 16)}"`;
    const headers = { 'content-type': mediaTypes[style.format], ...(feed.hasValidators && { etag }) };
    if (feed.hasValidators && request.headers['if-none-match'] === etag) {
      response.writeHead(304, headers).end();
      return;
    }
    if (cutAt === undefined) for (const [token] of text.matchAll(tokenPattern)) this.#delivered.add(token);
    response.writeHead(200, headers).end(text.slice(0, Math.floor(text.length * (cutAt ?? 1))));
  }
}

/** One server on loopback for all hosts of the world, told apart by the names they are asked under. */
export async function serveWorld(world: World, siteDir: string): Promise<WorldServer> {
  const answering = new Answering(world, siteDir);
  const server = createServer((request, response) => answering.answer(request, response));
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', () => ready()));
  const address = server.address();
  answering.port = typeof address === 'object' && address ? address.port : 0;
  return {
    port: answering.port,
    asked: answering.asked,
    setNow: (nowMs) => {
      answering.nowMs = nowMs;
    },
    hostsWithoutName: () => answering.hostsWithoutName(),
    takeDelivered: () => answering.takeDelivered(),
    close: async () => {
      server.closeAllConnections();
      await new Promise<void>((closed) => server.close(() => closed()));
    },
  };
}
