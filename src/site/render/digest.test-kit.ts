import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { formatDay } from '../../archive/day/day-file.ts';
import { dayFilePath, type StoredItem } from '../../archive/index.ts';
import { formatShard } from '../../archive/known/known-shard.ts';
import { openArchive } from '../../archive/store.ts';
import type { Redirect } from '../../model/redirect.ts';
import type { Config, Rule } from '../../model/types.ts';
import type { FeedRecord } from '../content/feed-record.ts';
import { testConfig, testFeed } from '../outputs/site.test-kit.ts';
import { type RenderReport, renderSite } from './render.ts';

const made: string[] = [];
/** Removes all folders that were made. */
export async function removeFolders(): Promise<void> {
  for (const dir of made.splice(0)) await rm(dir, { recursive: true, force: true });
}

export async function newFolder(): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'daybook-incremental-'));
  made.push(dir);
  return dir;
}

export async function put(file: string, text: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
}

export const days = ['2026-04-30', '2026-05-04', '2026-05-11', '2026-05-17', '2026-05-18'] as const;
export const feeds = ['alpha', 'beta', 'gamma'] as const;
export const words = ['kernel', 'lantern', 'court', 'harvest', 'bridge', 'winter', 'lamp', 'salt'] as const;
const keyOf = (n: number): string => `k${'23456789abc'[n % 11]}${'aaaaaaaaaa'}`;

export interface Told {
  readonly n: number;
  readonly feed: (typeof feeds)[number];
  readonly day: (typeof days)[number];
  readonly word: (typeof words)[number];
  readonly text: string;
}

/** A digest as it is between two renderings. */
export class Digest {
  readonly items = new Map<number, Told>();
  readonly records = new Map<string, FeedRecord>();
  rules: Rule[] = [];
  redirects: Redirect[] = [];
  settings: Partial<Config> = {};
  feeds: (typeof feeds)[number][] = ['alpha', 'beta'];
  now = Date.parse('2026-05-18T10:00:00Z');
  readonly dir: string;

  constructor(dir: string) {
    this.dir = dir;
  }

  get config(): Config {
    const section = { alpha: { section: 'core' }, beta: {}, gamma: { tags: ['harvest'] } };
    return testConfig({
      feeds: this.feeds.map((id) => testFeed(id, section[id])),
      rules: this.rules,
      redirects: this.redirects,
      ...this.settings,
    });
  }

  /** Writes the days as an archive has them. */
  async write(): Promise<void> {
    await rm(join(this.dir, '_data', 'archive'), { recursive: true, force: true });
    for (const day of days) {
      const items = [...this.items.values()].filter((item) => item.day === day).map(storedItem);
      if (items.length > 0) await put(join(this.dir, '_data', dayFilePath(day)), formatDay(day, items));
    }
    for (const feed of feeds) await this.#writeKnown(feed);
  }

  /** The index of known items: what it does not name was removed on purpose. */
  async #writeKnown(feed: string): Promise<void> {
    const own = [...this.items.values()].filter((item) => item.feed === feed);
    const known = own.map(
      ({ n, day }) => [`${keyOf(n)}2222`, { key: keyOf(n), day, version: '2222222222' }] as const,
    );
    await put(join(this.dir, '_data', 'state', 'known', feed, 'all.txt'), formatShard(new Map(known)));
  }

  async render(dir = this.dir, all = false, check = false): Promise<RenderReport> {
    const { config, records } = this;
    const now = new Date(this.now).toISOString();
    const archive = openArchive({ dir: join(dir, '_data'), now, timezone: 'UTC', closeAfterMs: 0 });
    return renderSite({
      siteDir: dir,
      outputDir: join(dir, '_site'),
      config,
      now,
      archive,
      records,
      all,
      check,
    });
  }
}

function storedItem({ n, feed, day, word, text }: Told): StoredItem {
  return {
    id: `${feed}:${n}`,
    url: `https://${feed}.example/${n}`,
    title: `The ${word} of ${text}`,
    content_html: `<p>A body on ${word}: ${text}.</p>`,
    date_published: `${day}T0${n % 10}:00:00Z`,
    authors: [{ name: `Ada ${word}` }],
    tags: [word],
    _daybook: {
      feed,
      key: keyOf(n),
      first_seen: `${day}T09:30:00Z`,
      dated_by: 'published',
      access: n === 3 ? 'subscriber' : 'open',
      story: { key: keyOf(n % 5), reason: { kind: n % 5 === n ? 'first' : 'links-to-it' } },
    },
  };
}

/** Every file below a folder with its bytes, but for the lock and what is disposable. */
export async function filesOf(dir: string): Promise<Map<string, string>> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const texts = await Promise.all(
    files.map(async (file) => [relative(dir, file), await readFile(file, 'latin1')] as const),
  );
  return new Map(texts.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The same site, made in one go in a folder that knows nothing of earlier renderings. */
export async function madeAtOnce(digest: Digest): Promise<Map<string, string>> {
  const dir = await newFolder();
  await cp(digest.dir, dir, {
    recursive: true,
    filter: (path) => !/\/(?:_site|\.cache)$/.test(path),
  });
  await digest.render(dir);
  const files = await filesOf(join(dir, '_site'));
  await rm(dir, { recursive: true, force: true });
  return files;
}

/** Five items on four days, rendered once. */
export async function smallDigest(): Promise<Digest> {
  const digest = new Digest(await newFolder());
  for (const n of [0, 1, 2, 6, 7])
    digest.items.set(n, {
      n,
      feed: n % 2 === 0 ? 'alpha' : 'beta',
      day: days[n % 5] ?? days[0],
      word: words[n % 3] ?? words[0],
      text: 'spring',
    });
  await digest.write();
  await digest.render();
  return digest;
}
