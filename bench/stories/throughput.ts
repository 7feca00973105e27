import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import {
  type DigestItem,
  decideStories,
  groupStories,
  type Learned,
  storyWindowDays,
} from '../../src/digest/index.ts';
import { tuneEngine } from '../../src/model/tune-engine.ts';
import { folderStore } from '../../src/site/content/store.ts';
import { itemOf } from './labelled.ts';

const itemsPerDay = 275;
const feeds = 200;
const vocabulary = 60_000;
const dayMs = 86_400_000;
const start = Date.UTC(2016, 0, 1);

/** mulberry32: the same numbers on every machine. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Words by Zipf's law: a few in every text, most in hardly any. */
function wordAt(share: number): string {
  let rank = Math.floor(vocabulary ** share);
  let word = '';
  do {
    word += 'bdfgklmnprstvz'[rank % 14] ?? '';
    word += 'aeiou'[rank % 5] ?? '';
    rank = Math.floor(rank / 14);
  } while (rank > 0);
  return word;
}

/** News at a steady rate: one item in six tells again, in part with other words, what another feed told that day. */
function* synthetic(count: number): Generator<DigestItem> {
  const random = randomFrom(7);
  const words = (n: number): string[] => Array.from({ length: n }, () => wordAt(random()));
  const recent: { readonly title: string[]; readonly lead: string[] }[] = [];
  for (let at = 0; at < count; at += 1) {
    const again = random() < 1 / 6 ? recent[Math.floor(random() * recent.length)] : undefined;
    const title = again ? [...again.title.slice(3), ...words(2)] : words(8);
    const lead = again ? [...again.lead.slice(5), ...words(4)] : words(16);
    if (!again) recent.push({ title, lead });
    if (recent.length > itemsPerDay) recent.shift();
    const date = new Date(start + Math.floor((at / itemsPerDay) * dayMs)).toISOString();
    const feed = Math.floor(random() * feeds);
    const hour = `${date.slice(0, 13)}:59:59Z`;
    const labelled = {
      id: `i${at}`,
      feed: `feed-${feed}`,
      language: 'en',
      date,
      title: title.join(' '),
      lead: lead.join(' '),
      url: `https://feed-${feed}.example/${at}`,
      links: random() < 0.3 ? [`https://site-${Math.floor(random() * count)}.example/page/${at % 7}`] : [],
      why: '',
    };
    yield itemOf(labelled, hour);
  }
}

/** What a run with twenty items more is given. */
interface Input {
  readonly window: readonly DigestItem[];
  readonly learned: Learned | undefined;
  readonly until: string;
  readonly words: readonly (readonly [day: string, text: string])[];
}

function cpuSeconds(since: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1e6;
}

function measure(count: number): void {
  const items = [...synthetic(count)];
  globalThis.gc?.();
  const itemsMb = process.memoryUsage().heapUsed / 1e6;
  const before = process.cpuUsage();
  const stories = groupStories(items);
  const cpu = cpuSeconds(before);
  const peakMb = process.resourceUsage().maxRSS / 1000;
  // Twenty items more: what was learned until midnight, and the window before them, whose places the archive holds.
  const last = items.at(-1)?.first_seen ?? '';
  const from = new Date(Date.parse(last) - storyWindowDays * dayMs).toISOString().slice(0, 10);
  const until = `${last.slice(0, 10)}T00:00:00Z`;
  const { places, learned } = decideStories(items.slice(0, -20), { until });
  const window = items
    .filter(({ day }) => day >= from)
    .map((item): DigestItem => {
      const story = places.get(item.key);
      return story === undefined ? item : { ...item, story };
    });
  const more = decideMore({ window, learned, until, words: [...keptWords(window, until)] });
  console.log(
    `| ${count.toLocaleString('en')} | ${stories.length.toLocaleString('en')} | ${cpu.toFixed(1)} | ${((cpu / count) * 1e6).toFixed(0)} | ${itemsMb.toFixed(0)} | ${peakMb.toFixed(0)} | ${more} | ${(JSON.stringify(learned).length / 1e6).toFixed(1)} |`,
  );
}

/** What the run before kept of the words of the last days: it brought the twenty items before the newest. */
function keptWords(window: readonly DigestItem[], until: string): ReadonlyMap<string, string> {
  const before = window.slice(0, -20);
  const open = before.splice(-20).map(({ story: _story, ...item }): DigestItem => item);
  return decideStories([...before, ...open], { until, words: () => undefined }).words;
}

/** Decides the newest items in a process of its own, as a run does: with nothing else in memory. */
function decideMore({ words, ...input }: Input): string {
  const dir = mkdtempSync(join(tmpdir(), 'daybook-bench-more-'));
  try {
    const file = join(dir, 'window.json');
    writeFileSync(file, JSON.stringify(input));
    for (const [day, text] of words) folderStore(dir).write(day, text);
    const args = ['--expose-gc', process.argv[1] ?? '', '--more', file];
    return spawnSync(process.execPath, args, { encoding: 'utf8' }).stdout.trim();
  } finally {
    rmSync(dir, { recursive: true });
  }
}

function measureMore(file: string): void {
  const { window, learned, until }: Input = JSON.parse(readFileSync(file, 'utf8'));
  tuneEngine();
  globalThis.gc?.();
  const heapMb = process.memoryUsage().heapUsed / 1e6;
  const before = process.cpuUsage();
  decideStories(window, { learned, until, words: folderStore(dirname(file)).read });
  const more = cpuSeconds(before);
  const ownMb = process.memoryUsage().heapUsed / 1e6 - heapMb;
  console.log(`${more.toFixed(2)} | ${ownMb.toFixed(0)}`);
}

const [first, ...rest] = process.argv.slice(2).map(Number);
if (process.argv[2] === '--more') measureMore(process.argv[3] ?? '');
else if (first !== undefined && rest.length === 0) measure(first);
else {
  console.log(
    '| items | stories | CPU s | µs an item | MB of items | peak MB | CPU s for 20 more | MB for them | MB learned |\n| --- | --- | --- | --- | --- | --- | --- | --- |',
  );
  // One process a size, so that memory is that of one run.
  for (const count of first === undefined ? [10_000, 100_000, 1_000_000] : [first, ...rest])
    spawnSync(
      process.execPath,
      ['--expose-gc', '--max-old-space-size=6000', process.argv[1] ?? '', `${count}`],
      { stdio: 'inherit' },
    );
}
