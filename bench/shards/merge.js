// What merging costs an installation that is fetched in parts: bundles for many feeds are made up, in the form that
// `daybook fetch --shard` writes, and taken into an empty archive by `daybook merge`; then once more, without news.
//
// node bench/shards/merge.js [feeds] [shards] [items a feed]     (after `npm run compile`)

import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { shardOf } from '../../dist/run/bundle/shard.js';
import { BundleWriter } from '../../dist/run/bundle/write-bundle.js';

const [feeds = 100_000, shards = 20, items = 1] = process.argv.slice(2).map(Number);
const now = '2026-05-18T18:00:00Z';
const site = 'https://digest.example/';
const program = join(import.meta.dirname, '..', '..', 'dist', 'cli', 'main.js');
const dir = mkdtempSync(join(tmpdir(), 'daybook-bench-'));
const out = (text) => process.stdout.write(`${text}\n`);
/** @typedef {import('../../dist/model/types.js').CleanItem} CleanItem */
/** @typedef {import('../../dist/fetch/types.js').Settlement} Settlement */

const words = 'press engine harbour quiet river signal garden copper winter ledger orbit paper'.split(' ');

function seconds(from) {
  return `${((performance.now() - from) / 1000).toFixed(1)} s`;
}

/** @returns {CleanItem} */
function itemOf(id, n, seed) {
  const word = (at) => words[(seed * 7 + at * 5 + n) % words.length];
  const text = Array.from({ length: 60 }, (_, at) => word(at)).join(' ');
  return {
    id: `${id}-${n}`,
    url: `https://${id}.example/${n}`,
    title: `${word(1)} ${word(2)} ${seed} ${n}`,
    content_html: /** @type {CleanItem['content_html']} */ (`<p>${text}</p>`),
    date_published: `2026-05-18T${String(seed % 18).padStart(2, '0')}:${String(n % 60).padStart(2, '0')}:00Z`,
    _daybook: {},
  };
}

async function writeBundles() {
  const writers = Array.from(
    { length: shards },
    (_, at) =>
      new BundleWriter({ path: join(dir, '_bundle', `shard-${at + 1}-of-${shards}.jsonl`), site, now }),
  );
  for (let n = 0; n < feeds; n += 1) {
    const feedId = `feed-${n}`;
    const url = `https://${feedId}.example/rss`;
    /** @type {Settlement} */
    const settlement = {
      feed: { id: feedId, url, publish: 'full', where: 'daybook.yaml' },
      before: { schema: 1, url },
      now,
      intervalMs: 3_600_000,
      bodyHash: feedId,
      etag: `"${n}"`,
    };
    await writers[shardOf(feedId, shards) - 1].keepBody({
      result: { feedId, url, askedAt: now, settlement },
      face: { title: `Feed ${n}`, language: 'en' },
      acceptance: { hubs: [] },
      repairs: [],
      items: Array.from({ length: items }, (_, at) => itemOf(feedId, at, n)),
    });
  }
  for (const writer of writers) await writer.close();
}

function merge() {
  const from = performance.now();
  const args = ['-f', '%M', process.execPath, program, 'merge', '--site', dir, '--now', now];
  const run = spawnSync('/usr/bin/time', args, { encoding: 'utf8' });
  const lines = run.stderr.trim().split('\n');
  if (run.status !== 0) throw new Error(run.stderr);
  return `${seconds(from)}, at most ${Math.round(Number(lines.at(-1)) / 1024)} MB · ${lines.at(-2)}`;
}

try {
  const list = Array.from(
    { length: feeds },
    (_, n) => `  - {id: feed-${n}, url: "https://feed-${n}.example/rss"}\n`,
  );
  writeFileSync(
    join(dir, 'daybook.yaml'),
    `title: Bench\nurl: ${site}\nlocale: en\ntimezone: Etc/UTC\nfeeds:\n${list.join('')}`,
  );
  const from = performance.now();
  await writeBundles();
  const bytes = readdirSync(join(dir, '_bundle')).reduce(
    (sum, file) => sum + statSync(join(dir, '_bundle', file)).size,
    0,
  );
  out(
    `${feeds} feeds, ${items} items each, ${shards} bundles of ${(bytes / 1e6).toFixed(0)} MB: written in ${seconds(from)}`,
  );
  out(`merged:       ${merge()}`);
  out(`once more:    ${merge()}`);
} finally {
  rmSync(dir, { recursive: true, force: true });
}
