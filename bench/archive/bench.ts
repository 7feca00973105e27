import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { formatDay } from '../../src/archive/day/day-file.ts';
import { dayPath } from '../../src/archive/day/day-store.ts';
import type { IncomingItem, StoredItem } from '../../src/archive/day/stored-item.ts';
import { type ArchiveFs, nodeFs } from '../../src/archive/disk/files.ts';
import { keyOf } from '../../src/archive/identity/hash.ts';
import { feedListPath, formatFeedList } from '../../src/archive/known/known-feeds.ts';
import { createKnownIndex } from '../../src/archive/known/known-index.ts';
import type { Known } from '../../src/archive/known/known-shard.ts';
import { openArchive } from '../../src/archive/store.ts';
import { enterItem } from '../../src/archive/upkeep/rebuild.ts';

/**
 * Time, memory, and files read and written of a run that brings 20 new items to an archive of the given size.
 * `make N DIR` fills an archive; `commit N DIR` measures in a process of its own, so that memory is the run's alone.
 */

const DAY_MS = 86_400_000;
const NOW_MS = Date.UTC(2026, 4, 18, 12);
const FEEDS = 100;
const WORDS =
  'The maintainers discussed a change to the scheduler that had been waiting for three releases. ';

const feedName = (number: number): string => `feed-${String(number % FEEDS).padStart(3, '0')}`;

/** Item `number`, of 1 KB, published so that all items spread evenly over ten years. */
function draft(number: number, total: number) {
  const age = ((total - number) / total) * 3650 * DAY_MS;
  const date_published = `${new Date(NOW_MS - DAY_MS - age).toISOString().slice(0, 19)}Z`;
  const url = `https://${feedName(number)}.example/articles/${number}`;
  return { url, title: `Story ${number}`, content_html: `<p>${WORDS.repeat(9)}</p>`, date_published };
}

function storedItem(number: number, total: number): StoredItem {
  const feed = feedName(number);
  const { date_published, ...fields } = draft(number, total);
  const id = `${feed}:urn:${number}`;
  const extras = {
    feed,
    key: keyOf(id),
    first_seen: date_published,
    dated_by: 'published',
    access: 'open',
  } as const;
  return { id, ...fields, date_published, _daybook: extras };
}

async function make(dir: string, total: number): Promise<void> {
  const known = new Map<string, Map<string, Known>>();
  let items: StoredItem[] = [];
  const write = async (path: string, data: string | Uint8Array): Promise<void> => {
    await mkdir(dirname(join(dir, path)), { recursive: true });
    await writeFile(join(dir, path), data);
  };
  for (let number = 0; number < total; number += 1) {
    const item = storedItem(number, total);
    const day = item.date_published?.slice(0, 10) ?? '';
    enterItem(known, item, day);
    items.push(item);
    const next = number + 1 < total ? draft(number + 1, total).date_published.slice(0, 10) : '';
    if (next === day) continue;
    await write(dayPath(day), formatDay(day, items));
    items = [];
  }
  for (const [feed, entries] of known) {
    for (const { path, data } of createKnownIndex(feed, entries, []).changes())
      if (data !== undefined) await write(path, data);
  }
  await write(feedListPath, formatFeedList(known.keys()));
}

/** Counts what passes through. */
function countingFs() {
  const counts = { read: 0, readBytes: 0, written: 0, writtenBytes: 0 };
  const fs: ArchiveFs = {
    ...nodeFs,
    read: async (path) => {
      const bytes = await nodeFs.read(path);
      if (bytes !== undefined) {
        counts.read += 1;
        counts.readBytes += bytes.length;
      }
      return bytes;
    },
    write: (path, data) => {
      counts.written += 1;
      counts.writtenBytes += Buffer.byteLength(data);
      return nodeFs.write(path, data);
    },
  };
  return { fs, counts };
}

/** Twenty feeds, each with its 19 newest items as they are and one that is new. */
function documents(total: number) {
  return Array.from({ length: 20 }, (_, place) => {
    const feed = feedName(place);
    const last = Math.floor((total - 1 - place) / FEEDS);
    const numbers = Array.from(
      { length: Math.min(19, last) },
      (_unused, back) => (last - back) * FEEDS + place,
    );
    const old = numbers.map((number) => incoming(`urn:${number}`, draft(number, total)));
    const fresh = incoming(`urn:new-${place}`, {
      ...draft(total - 1, total),
      url: `https://${feed}.example/new`,
      date_published: `${new Date(NOW_MS - 3_600_000).toISOString().slice(0, 19)}Z`,
    });
    return { feed, items: [fresh, ...old] };
  });
}

function incoming(id: string, fields: ReturnType<typeof draft>): IncomingItem {
  return { item: { id, ...fields, content_html: trust(fields.content_html) }, access: 'open' };
}

/** The benchmark's own words. */
const trust = (html: string): IncomingItem['item']['content_html'] =>
  html as IncomingItem['item']['content_html'];

async function commit(dir: string, total: number): Promise<void> {
  const { fs, counts } = countingFs();
  const feeds = documents(total);
  const began = process.hrtime.bigint();
  const cpu = process.cpuUsage();
  const now = new Date(NOW_MS).toISOString();
  const archive = openArchive({ dir, now, timezone: 'UTC', closeAfterMs: 6 * 3_600_000, fs });
  const lock = await archive.lock();
  const states = new Map(feeds.map(({ feed }) => [feed, { etag: '"1"' }]));
  const result = await archive.commit({ feeds, states });
  await archive.unlock();
  const used = process.cpuUsage(cpu);
  if (lock.kind !== 'locked' || result.kind !== 'committed' || result.counts.added !== 20) {
    throw new Error(JSON.stringify({ lock, result }));
  }
  const ms = Math.round(Number(process.hrtime.bigint() - began) / 1e6);
  const cpuMs = Math.round((used.user + used.system) / 1000);
  const mb = (bytes: number): string => (bytes / 1e6).toFixed(2);
  const peakMb = Math.round(process.resourceUsage().maxRSS / 1024);
  const cells = [
    total,
    ms,
    cpuMs,
    peakMb,
    counts.read,
    mb(counts.readBytes),
    counts.written,
    mb(counts.writtenBytes),
  ];
  process.stdout.write(`| ${cells.join(' | ')} |\n`);
}

const [, , mode, amount = '10000', folder] = process.argv;
const total = Number(amount);
if (mode === 'make' && folder !== undefined) await make(folder, total);
else if (mode === 'commit' && folder !== undefined) await commit(folder, total);
else {
  const dir = await mkdtemp(join(tmpdir(), 'daybook-bench-'));
  await make(dir, total);
  await commit(dir, total);
  await rm(dir, { recursive: true, force: true });
}
