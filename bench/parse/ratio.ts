/**
 * Daybook and feedsmith by turns in one long process, so that a busy machine slows both: `node ratio.mjs [folder]
 * [rounds]`. Prints milliseconds of the processor's time for all feeds of the folder, best round, and their ratio.
 */
import { parseFeed as feedsmith } from 'feedsmith';
import { parseFeed } from '../../src/parse/index.ts';
import { readFeeds } from './feeds.ts';

const [folder, rounds = '40'] = process.argv.slice(2);
const documents = readFeeds(folder).map(({ bytes }) => bytes);

function daybookMs(): number {
  return cpuMs((bytes) => parseFeed(bytes, { url: 'https://example.org/feed' }));
}

function feedsmithMs(): number {
  return cpuMs((bytes) => {
    try {
      feedsmith(bytes.toString());
    } catch {
      // Some it refuses.
    }
  });
}

function cpuMs(parse: (bytes: Buffer) => unknown): number {
  const before = process.cpuUsage();
  for (const bytes of documents) parse(bytes);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

const best = { daybook: Number.POSITIVE_INFINITY, feedsmith: Number.POSITIVE_INFINITY };
for (let round = 0; round < Number(rounds); round += 1) {
  // The second finds the feeds in the processor's memory: they take it in turn to be first.
  const isFirst = round % 2 === 0;
  if (isFirst) best.daybook = Math.min(best.daybook, daybookMs());
  best.feedsmith = Math.min(best.feedsmith, feedsmithMs());
  if (!isFirst) best.daybook = Math.min(best.daybook, daybookMs());
}
const ratio = +(best.feedsmith / best.daybook).toFixed(2);
console.log(JSON.stringify({ job: 'ratio', daybookMs: best.daybook, feedsmithMs: best.feedsmith, ratio }));
