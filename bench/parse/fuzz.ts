/**
 * Damages feeds and parses them: `node fuzz.mjs [runs] [folder] [seed]`, 100,000 runs unless said otherwise. Prints
 * what threw or took over two seconds, with the run's number, and exits 1 if anything did.
 */
import { parseFeed } from '../../src/parse/index.ts';
import { mutate, randomBy } from '../../src/parse/mutate.test-kit.ts';
import { readFeeds } from './feeds.ts';

const [runs = '100000', folder, seed = '1'] = process.argv.slice(2);
const feeds = readFeeds(folder).filter(({ bytes }) => bytes.length > 0 && bytes.length < 100_000);
const random = randomBy(Number(seed));
const pick = (): Buffer => feeds[Math.floor(random() * feeds.length)]?.bytes ?? Buffer.alloc(1);
let slowestMs = 0;
let faults = 0;
for (let run = 0; run < Number(runs); run += 1) {
  const bytes = mutate(pick(), pick(), random);
  const start = performance.now();
  try {
    parseFeed(bytes, { url: 'https://example.org/feed' });
  } catch (error) {
    faults += 1;
    console.log(`run ${run} threw`, error);
  }
  const ms = performance.now() - start;
  slowestMs = Math.max(slowestMs, ms);
  if (ms > 2000) {
    faults += 1;
    console.log(`run ${run} took ${Math.round(ms)} ms`);
  }
}
console.log(
  JSON.stringify({ runs: Number(runs), feeds: feeds.length, faults, slowestMs: Math.round(slowestMs) }),
);
process.exitCode = faults > 0 ? 1 : 0;
