import { expect } from 'vitest';
import { DAY, type WorldFeed } from './feed.test-kit.ts';
import { lifeOf } from './lives.test-kit.ts';
import { nameHosts } from './names.test-kit.ts';
import { Oracle, stampsOf } from './oracle.test-kit.ts';
import { ageArchive, emptyFolders, makePublisher, type Publisher } from './publisher.test-kit.ts';
import { randomOf } from './random.test-kit.ts';
import { conductOf, serveWorld, type WorldServer } from './server.test-kit.ts';
import { makeWorld, shownPosts, type Tempo, type World } from './world.test-kit.ts';

/** What befalls the publisher, by the part of the time that is over. */
const events = [
  ['cache lost', 0.2],
  ['killed', 0.3],
  ['machine lost', 0.4],
  ['archive of an older version', 0.5],
  ['another address', 0.6],
  ['item forgotten', 0.7],
  ['cache lost', 0.75],
  ['killed', 0.8],
  ['machine lost', 0.9],
] as const;

type Event = (typeof events)[number][0];

/** What befalls a publisher in a short form, once each. */
const worst: ReadonlySet<Event> = new Set([
  'killed',
  'machine lost',
  'archive of an older version',
  'another address',
]);

/** How long a feed must have been well before all that it shows has to be archived: the longest that it is left alone. */
const WELL_MS = 10 * DAY;

interface Fetched {
  readonly feeds: readonly { readonly feed: string; readonly cause?: string }[];
}

interface Told {
  readonly feeds: readonly {
    readonly id: string;
    readonly state: string;
    readonly moved_to?: string;
    readonly failing?: { readonly since: string; readonly code: string };
  }[];
}

/** A digest of many feeds, run for years; every checkpoint is held against what the oracle knows. */
export class Simulation {
  readonly #world: World;
  readonly #server: WorldServer;
  readonly #publisher: Publisher;
  readonly #oracle: Oracle;
  readonly #restoreNames: () => void;
  readonly #seed: string;
  readonly #events: readonly (readonly [Event, number])[];
  readonly happened: Event[] = [];
  #url = 'https://digest.example/news/';
  #nowMs = 0;
  /** Nobody knows for which feeds this machine was too busy then. */
  #wasKilled = false;

  private constructor(world: World, server: WorldServer, publisher: Publisher, seed: string) {
    this.#world = world;
    this.#server = server;
    this.#publisher = publisher;
    this.#seed = seed;
    this.#oracle = new Oracle(publisher.dir);
    this.#events =
      world.tempo.stepDays > 7 ? events.filter(([event, part]) => worst.has(event) && part < 0.7) : events;
    this.#restoreNames = nameHosts((host) => server.hostsWithoutName().includes(host));
  }

  static async begin(tempo: Tempo, seed: string): Promise<Simulation> {
    const world = makeWorld(tempo, seed);
    const dirs = await emptyFolders();
    const server = await serveWorld(world, dirs.publishedDir);
    return new Simulation(world, server, await makePublisher(world, server, dirs), seed);
  }

  get planned(): readonly Event[] {
    return this.#events.map(([event]) => event);
  }

  /** How many stories of several feeds have, or had, a page. */
  get stories(): number {
    return this.#oracle.stories;
  }

  get dir(): string {
    return this.#publisher.dir;
  }

  async end(): Promise<void> {
    this.#restoreNames();
    await this.#server.close();
  }

  async run(): Promise<void> {
    const { beginMs, days, stepDays } = this.#world.tempo;
    const steps = Math.floor(days / stepDays);
    const everyBuild = 10;
    let due = this.#events;
    for (let step = 0; step <= steps; step += 1) {
      const random = randomOf(`${this.#seed} step ${step}`);
      this.#nowMs = beginMs + step * stepDays * DAY + random.whole(0, 3 * 3600) * 1000;
      this.#server.setNow(this.#nowMs);
      const [event] = due;
      const isDue = event !== undefined && step >= event[1] * steps;
      await this.#publisher.configure({ url: this.#url, without: this.#removed() });
      if (isDue) await this.#befall(event[0], random.whole(5, 40));
      if (isDue) due = due.slice(1);
      const isBuild = isDue || step % everyBuild === 0 || step === steps;
      await this.#turn(isBuild ? 'build' : 'fetch');
    }
  }

  /** Ids of feeds that the publisher has taken out of the list for now. */
  #removed(): ReadonlySet<string> {
    const removed = this.#world.feeds.filter(
      (feed) => lifeOf(feed).isRemoved && this.#nowMs >= feed.fromMs && this.#nowMs < feed.untilMs,
    );
    return new Set(removed.map(({ id }) => id));
  }

  async #turn(command: 'build' | 'fetch'): Promise<void> {
    const when = new Date(this.#nowMs).toISOString();
    await this.#fetch(when);
    if (command === 'fetch') return;
    const { code, stderr } = await this.#publisher.run(this.#nowMs, 'build');
    expect(code, `${when}: ${stderr}`).toBe(0);
    this.#oracle.keep(this.#server.takeDelivered());
    const due = this.#world.feeds.flatMap((feed) => this.#dueOf(feed));
    expect(await this.#oracle.checkArchive(due), when).toEqual([]);
    expect(await this.#oracle.checkSite(), when).toEqual([]);
    const before = await stampsOf(this.dir);
    expect((await this.#publisher.run(this.#nowMs, 'build')).code).toBe(0);
    const after = await stampsOf(this.dir);
    const written = [...after].filter(([path, stamp]) => before.get(path) !== stamp).map(([path]) => path);
    expect(written, `${when}: written again`).toEqual([]);
  }

  /** Fetches what is due; what this machine was too busy for is asked again, as if it had been quicker. */
  async #fetch(when: string): Promise<void> {
    let args: readonly string[] = this.#wasKilled ? ['--force'] : [];
    this.#wasKilled = false;
    for (let tries = 0; tries < 10; tries += 1) {
      const { code, stdout, stderr } = await this.#publisher.run(this.#nowMs, 'fetch', '--json', ...args);
      // 3: all that were asked failed, which may be those that are late.
      expect([0, 3], `${when}: ${stderr}`).toContain(code);
      const { feeds }: Fetched = JSON.parse(stdout);
      const late = feeds.filter(({ feed, cause }) => cause === 'timeout' && !this.#isSilent(feed));
      // What was sent to one that had given up, it never had.
      const sent = this.#server.takeDelivered();
      this.#oracle.keep([...sent].filter((token) => !late.some(({ feed }) => this.#wrote(feed, token))));
      if (late.length === 0) return;
      args = ['--force', ...late.map(({ feed }) => feed)];
    }
    throw new Error(`${when}: this machine is too busy.`);
  }

  #feedOf(id: string): WorldFeed {
    const feed = this.#world.feeds.find((one) => one.id === id);
    if (!feed) throw new Error(`There is no feed "${id}".`);
    return feed;
  }

  #isSilent(id: string): boolean {
    const feed = this.#feedOf(id);
    return conductOf(feed, feed.host, this.#nowMs).kind === 'silence';
  }

  #wrote(id: string, token: string): boolean {
    return this.#feedOf(id).posts.some((post) => post.token === token);
  }

  /** Posts that must be there by now, as their feed was well for long enough. */
  #dueOf(feed: WorldFeed): readonly string[] {
    for (let ms = this.#nowMs - WELL_MS; ms <= this.#nowMs; ms += DAY / 2)
      if (!this.#isWell(feed, ms)) return [];
    const latestMs = this.#nowMs - (1.5 + this.#world.tempo.stepDays) * DAY;
    return shownPosts(feed, this.#nowMs, this.#world.windowMs)
      .filter(({ atMs }) => atMs <= latestMs)
      .map(({ token }) => token);
  }

  #isWell(feed: WorldFeed, ms: number): boolean {
    const { moves, isRemoved } = lifeOf(feed);
    if (ms < this.#world.tempo.beginMs) return false;
    if (moves) return true;
    if (isRemoved && ms >= feed.fromMs && ms < feed.untilMs) return false;
    const conduct = conductOf(feed, feed.host, ms);
    return conduct.kind === 'document' && conduct.cutAt === undefined;
  }

  async #befall(event: Event, n: number): Promise<void> {
    this.happened.push(event);
    switch (event) {
      case 'cache lost':
        return this.#publisher.loseCache();
      case 'killed': {
        const died = await this.#publisher.runAndDie(this.#nowMs, n, this.#server.hostsWithoutName());
        expect(died, `killed at change ${n}`).toBe(true);
        this.#server.takeDelivered();
        this.#wasKilled = true;
        return;
      }
      case 'machine lost':
        return this.#loseMachine();
      case 'archive of an older version':
        return ageArchive(this.dir);
      case 'another address':
        this.#url = 'https://elsewhere.example/';
        return this.#publisher.configure({ url: this.#url, without: this.#removed() });
      case 'item forgotten':
        return this.#forget(n);
    }
  }

  async #loseMachine(): Promise<void> {
    await this.#publisher.loseMachine();
    const { code, stderr } = await this.#publisher.restore(this.#nowMs);
    expect(code, stderr).toBe(0);
    await this.#oracle.loseUnpublished();
  }

  async #forget(n: number): Promise<void> {
    const { token, key } = this.#oracle.nth(n);
    const { code, stderr } = await this.#publisher.run(this.#nowMs, 'forget', 'item', key);
    expect(code, stderr).toBe(0);
    this.#oracle.forget(token);
  }

  /** What `health.json` says otherwise than it is, in sentences. */
  healthFaults({ feeds }: Told): string[] {
    const { stepDays } = this.#world.tempo;
    return this.#world.feeds.flatMap((feed) => {
      const { ends = { state: 'ok', code: /^$/ }, moves } = lifeOf(feed);
      const told = feeds.find(({ id }) => id === feed.id);
      const { since = '', code = '' } = told?.failing ?? {};
      const sinceMs = Date.parse(since);
      const isInTime =
        ends.state === 'ok' || (sinceMs >= feed.fromMs && sinceMs <= feed.fromMs + (stepDays + 2) * DAY);
      const isMoved = !moves || told?.moved_to === `http://${feed.newHost}:${this.#server.port}/feed`;
      if (told?.state === ends.state && ends.code.test(code) && isInTime && isMoved) return [];
      return [`${feed.id}: ${JSON.stringify(told)}`];
    });
  }

  /** Feeds of which the page for readers does not say that they died, or where they moved. */
  sourcesFaults(html: string): string[] {
    const parts = html.split('<li>');
    return this.#world.feeds.flatMap((feed) => {
      const part = parts.find((text) => text.includes(`The ${feed.id}<`)) ?? '';
      const { ends, moves } = lifeOf(feed);
      const word = moves ? `at http://${feed.newHost}:` : ends ? `class="tag">${ends.says} ` : 'class="ok">';
      return part.includes(word) ? [] : [`${feed.id}: not "${word}" in ${part.slice(0, 1500)}`];
    });
  }
}
