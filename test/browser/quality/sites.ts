import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readFeed } from '../../../src/run/gather/read-feed.ts';
import { makeSite, projectDir, sampleUrl } from '../../end-to-end/site.test-kit.ts';
import { fifty } from './fifty.ts';

/** Sites with one edition, made for what is measured on them. */

export const day = '2026-05-18';
const header = `title: The Morning Merge\nurl: ${sampleUrl}\nlocale: en\ntimezone: UTC\nrobots: index`;

interface PlainFeed {
  readonly title?: string;
  readonly language?: string;
  readonly items: readonly object[];
}

/** A site with one edition: every item is given a minute of the day. */
async function oneDay(feeds: ReadonlyMap<string, PlainFeed>): Promise<string> {
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
  return dir;
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

/** An edition of 58 items, made of the examples. */
export async function busySite(): Promise<string> {
  const folder = join(projectDir, 'examples', 'feeds');
  const feeds = new Map<string, PlainFeed>();
  let left = 58;
  for (const name of (await readdir(folder)).sort()) {
    const feed = await feedIn(join(folder, name), Math.min(left, 7));
    left -= feed.items.length;
    if (feed.items.length > 0) feeds.set(name.replace(/\..*$/, ''), feed);
  }
  return oneDay(feeds);
}

/** An edition of fifty items of an ordinary day: see `fifty.ts`. */
export function fiftySite(): Promise<string> {
  return oneDay(fifty);
}

/** An edition of what the parser's fixtures hold: every format and habit, with much missing and much odd. */
export async function variedSite(): Promise<string> {
  const folder = join(projectDir, 'src', 'parse', 'fixtures');
  const names = (await readdir(folder, { recursive: true })).filter((name) =>
    /\.(?:xml|rss|atom|rdf)$/.test(name),
  );
  const feeds = new Map<string, PlainFeed>();
  for (const [index, name] of names.sort().entries()) {
    if (index % 4 !== 0) continue;
    const feed = await feedIn(join(folder, name), 2).catch(() => undefined);
    if (feed !== undefined && feed.items.length > 0) feeds.set(`feed-${index}`, feed);
  }
  return oneDay(feeds);
}
