import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { readFeed } from '../../../src/cli/read-feed.ts';
import {
  daybook,
  makeSite,
  projectDir,
  removeSites,
  sampleConfig,
  sampleNow,
} from '../../end-to-end/site.test-kit.ts';

/** The sites that are measured: built once, before the first file of tests, and removed after the last. */

export interface QualitySites {
  /** Site folders. `examples` may be indexed by search engines, as the checks of those need it. */
  readonly examples: string;
  readonly french: string;
  readonly arabic: string;
  /** An edition of 58 items, made of the examples. */
  readonly busy: string;
  /** An edition of 50 items of real feeds; absent where there are none. */
  readonly fifty?: string;
}

declare module 'vitest' {
  interface ProvidedContext {
    sites: QualitySites;
  }
}

export const day = '2026-05-18';
export const prefix = '/merge/';
const url = `https://example.org${prefix}`;
const realFeeds = join(projectDir, '..', 'shared', 'feeds');

/** Feeds of several languages, formats and habits, five items of each. */
const chosen: Readonly<Record<string, string>> = {
  lwn: 'feedendum-lwn.rdf',
  guardian: 'rbren-guardian.rss',
  'daring-fireball': 'nnw-DaringFireball.rss',
  german: 'miniflux-encoding_ISO-8859-1.xml',
  french: 'miniflux-no_encoding_ISO-8859-1.xml',
  portuguese: 'rbren-encoding.rss',
  urdu: 'miniflux-urdu_UTF8.xml',
  podcast: 'nnw-atp.rss',
  untitled: 'nnw-scriptingNews.rss',
  magazine: 'nnw-macworld.rss',
};

interface PlainFeed {
  readonly title?: string;
  readonly language?: string;
  readonly items: readonly object[];
}

async function build(dir: string): Promise<string> {
  const run = await daybook(dir, 'build', '--now', sampleNow, '--quiet');
  if (run.code !== 0) throw new Error(`A site could not be built: ${run.stderr}`);
  return dir;
}

async function examplesSite(locale: string): Promise<string> {
  const config = await sampleConfig({ url, locale });
  return build(await makeSite(`${config}\nrobots: index\n`, 'examples'));
}

/** A site with one edition: every item is given a minute of the day. */
async function oneDay(feeds: ReadonlyMap<string, PlainFeed>, header: string): Promise<string> {
  const lines = [...feeds.keys()].map((id) => `  - { url: feeds/${id}.json, id: ${id} }`);
  const dir = await makeSite(`${header}\nfeeds:\n${lines.join('\n')}\n`);
  await mkdir(join(dir, 'feeds'));
  let minute = 0;
  for (const [id, feed] of feeds) {
    const items = feed.items.map((item) => ({
      ...item,
      date_published: `${day}T${String(6 + Math.floor(minute / 10)).padStart(2, '0')}:${(minute++ % 10) + 10}:00Z`,
    }));
    const document = { version: 'https://jsonfeed.org/version/1.1', ...feed, items };
    await writeFile(join(dir, 'feeds', `${id}.json`), JSON.stringify(document));
  }
  return build(dir);
}

async function feedIn(path: string, items: number): Promise<PlainFeed> {
  const answer = readFeed({ body: await readFile(path), url: `https://example.org/${path}`, headers: {} });
  if (answer.kind === 'refused') throw new Error(answer.problem.why);
  const { title, language } = answer.feed;
  return {
    ...(title !== undefined && { title }),
    ...(language !== undefined && { language }),
    items: answer.feed.items.slice(0, items).map(({ date_modified: _, ...item }) => item),
  };
}

const plainHeader = `title: The Morning Merge\nurl: ${url}\nlocale: en\ntimezone: UTC\nrobots: index`;

async function busySite(): Promise<string> {
  const folder = join(projectDir, 'examples', 'feeds');
  const feeds = new Map<string, PlainFeed>();
  let left = 58;
  for (const name of (await readdir(folder)).sort()) {
    const feed = await feedIn(join(folder, name), Math.min(left, 7));
    left -= feed.items.length;
    if (feed.items.length > 0) feeds.set(name.replace(/\..*$/, ''), feed);
  }
  return oneDay(feeds, plainHeader);
}

async function fiftySite(): Promise<string> {
  const feeds = new Map<string, PlainFeed>();
  for (const [id, name] of Object.entries(chosen)) feeds.set(id, await feedIn(join(realFeeds, name), 5));
  return oneDay(feeds, plainHeader);
}

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const [examples, french, arabic, busy, fifty] = await Promise.all([
    examplesSite('en'),
    examplesSite('fr'),
    examplesSite('ar'),
    busySite(),
    existsSync(realFeeds) ? fiftySite() : undefined,
  ]);
  project.provide('sites', { examples, french, arabic, busy, ...(fifty !== undefined && { fifty }) });
  return removeSites;
}
