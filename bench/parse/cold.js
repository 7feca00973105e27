// node bench/parse/cold.js [folder of feeds]: a hundred fresh processes, each of which loads a parser and reads one feed, Daybook
// and feedsmith by turns. Prints the median of the processor's milliseconds for loading and reading, and their ratio.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');
const folder = process.argv[2] ?? join(root, 'src', 'parse', 'fixtures', 'rss');
const feeds = readdirSync(folder)
  .filter((name) => /\.(?:xml|rss|rdf|atom)$/.test(name))
  .sort();

/** What a process does; it is given the feed's path. */
const work = {
  daybook: `const { parseFeed } = await import('${join(root, 'dist', 'parse', 'index.js')}'); parseFeed(bytes, { url: 'https://example.org/feed' });`,
  feedsmith: `const { parseFeed } = await import('feedsmith'); try { parseFeed(bytes.toString()); } catch {}`,
};

function coldMs(parser, feed) {
  const script = `
    const { readFileSync } = await import('node:fs');
    const bytes = readFileSync(process.argv[1]);
    const before = process.cpuUsage();
    ${work[parser]}
    const { user, system } = process.cpuUsage(before);
    console.log((user + system) / 1000);`;
  const args = ['--input-type=module', '--eval', script, join(folder, feed)];
  return Number(spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' }).stdout);
}

const taken = { daybook: [], feedsmith: [] };
for (let turn = 0; turn < 50; turn += 1) {
  const feed = feeds[turn % feeds.length];
  for (const parser of Object.keys(taken)) taken[parser].push(coldMs(parser, feed));
}
const [daybook, feedsmith] = Object.values(taken).map((times) => times.sort((a, b) => a - b)[25]);
console.log(
  JSON.stringify({
    job: 'cold',
    daybookMs: daybook,
    feedsmithMs: feedsmith,
    ratio: +(feedsmith / daybook).toFixed(2),
  }),
);
