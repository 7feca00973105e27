/**
 * Measures one parser on one job, in its own process, so that memory and warm code are its own:
 * `node run.mjs <parser> <job> [folder]`. Prints one JSON line. `bench.sh` runs all.
 */
import FeedParser from '@rowanmanning/feed-parser';
import { XMLParser } from 'fast-xml-parser';
import { parseFeed as feedsmith } from 'feedsmith';
import { Parser } from 'htmlparser2';
import RssParser from 'rss-parser';
import { parseFeed } from '../../src/parse/index.ts';
import { makeFeed, readFeeds } from './feeds.ts';

type Parse = (bytes: Buffer) => unknown;

const rowan: unknown = FeedParser;
const rss = new RssParser();
const fxp = new XMLParser({ ignoreAttributes: false, processEntities: false });

const parsers: Readonly<Record<string, Parse>> = {
  daybook: (bytes) => parseFeed(bytes, { url: 'https://example.org/feed' }),
  feedsmith: (bytes) => feedsmith(bytes.toString()),
  'rss-parser': (bytes) => rss.parseString(bytes.toString()),
  'feed-parser': (bytes) => callRowan(bytes.toString()),
  'fast-xml-parser': (bytes) => fxp.parse(bytes.toString()),
  htmlparser2: (bytes) =>
    new Parser({ ontext() {}, onopentag() {}, onclosetag() {} }, { xmlMode: true }).end(bytes.toString()),
};

function callRowan(text: string): unknown {
  const known = typeof rowan === 'object' && rowan !== null && 'parseFeed' in rowan ? rowan.parseFeed : rowan;
  return typeof known === 'function' ? known(text) : undefined;
}

const [name = 'daybook', job = 'feeds', folder] = process.argv.slice(2);
const parse = parsers[name];
if (parse === undefined) throw new Error(`Unknown parser "${name}".`);

const documents =
  job === '50mb'
    ? [makeFeed(12_500, 4000)]
    : job === '100k'
      ? [makeFeed(100_000, 100)]
      : readFeeds(folder).map(({ bytes }) => bytes);
const totalBytes = documents.reduce((sum, bytes) => sum + bytes.length, 0);
const rounds = job === 'feeds' ? 25 : 2;
let best = 0;
let failed = 0;
for (let round = 0; round < rounds; round += 1) {
  failed = 0;
  const start = process.cpuUsage();
  for (const bytes of documents) {
    try {
      await parse(bytes);
    } catch {
      failed += 1;
    }
  }
  const { user, system } = process.cpuUsage(start);
  best = Math.max(best, totalBytes / (user + system));
}
const peakMb = Math.round(process.resourceUsage().maxRSS / 1024);
console.log(
  JSON.stringify({
    parser: name,
    job,
    mb: +(totalBytes / 1e6).toFixed(1),
    mbPerCpuSecond: +best.toFixed(1),
    peakMb,
    failed,
  }),
);
