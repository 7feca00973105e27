// node bench/outputs/run.js [items]: time and size of every kind of output. Needs `npm run compile`.
import { cleanHtml } from '../../dist/clean/index.js';
import { readConfig } from '../../dist/config/index.js';
import { readAssets } from '../../dist/site/assets.js';
import { loadCorpus } from '../../dist/site/corpus.js';
import { makeRenderer } from '../../dist/site/nunjucks.js';
import { writeOutputs } from '../../dist/site/outputs/index.js';
import { packageDir } from '../../dist/site/package-dir.js';
import { makeSite } from '../../dist/site/site.js';

const count = Number(process.argv[2] ?? 100_000);
const perDay = 27;
const feeds = 200;

/** The same numbers at every run. */
let seed = 42;
function random(below) {
  seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
  return Math.floor((seed / 2 ** 32) * below);
}
const words = Array.from({ length: 4_000 }, (_, at) => `w${((at + 7) * 7919).toString(36)}`);
/** Common words come often, as in any language. */
const word = () => words[Math.floor(words.length * (random(10_000) / 10_000) ** 3)];
const text = (length) => Array.from({ length }, word).join(' ');

function dayOf(at) {
  return new Date(Date.UTC(2016, 0, 1) + Math.floor(at / perDay) * 86_400_000).toISOString().slice(0, 10);
}

function itemOf(at) {
  const day = dayOf(at);
  const feed = `feed-${random(feeds)}`;
  const time = `${day}T${String(random(24)).padStart(2, '0')}:${String(random(60)).padStart(2, '0')}:00Z`;
  const key = at.toString(36).padStart(12, '0');
  return {
    id: `${feed}:${key}`,
    url: `https://${feed}.example/${key}`,
    title: text(8),
    content_html: cleanHtml(`<p>${text(120)}</p><p>${text(120)}</p>`),
    date_published: time,
    tags: [word(), word()],
    authors: [{ name: `Author ${random(800)}` }],
    _daybook: { feed, key, first_seen: time, dated_by: 'published', access: 'open' },
  };
}

const byDay = new Map();
for (let at = 0; at < count; at++) {
  const day = dayOf(at);
  if (!byDay.has(day)) byDay.set(day, []);
  byDay.get(day).push(itemOf(at));
}
const readDay = async (day) => byDay.get(day) ?? [];

async function siteWith(outputs) {
  const list = Array.from(
    { length: feeds },
    (_, at) => `  - { url: https://feed-${at}.example/feed.xml, id: feed-${at}, section: s${at % 8} }`,
  );
  const sections = Array.from({ length: 8 }, (_, at) => `{ id: s${at}, title: Section ${at} }`);
  const read = await readConfig(
    `title: Bench\nurl: https://example.org/\nsections: [${sections}]\noutputs: ${outputs}\nfeeds:\n${list.join('\n')}\n`,
    async () => undefined,
  );
  if ('problems' in read) throw new Error(JSON.stringify(read.problems));
  const now = '2036-01-01T00:00:00Z';
  const { config } = read;
  const days = [...byDay.keys()];
  const corpus = await loadCorpus({ config, now, days, readDay, feedLanguage: () => 'en' });
  return makeSite({ config, now, corpus, records: new Map(), firstDay: days[0], readDay });
}

const kinds = [
  ['day of the archive as JSON', /^\/\d{4}\/\d\d\/\d\d\/feed\.json$/],
  ['archive of feeds (RFC 5005)', /\/\d{4}\/(?:\d\d\/)*feed\.(?:xml|json)$/],
  ['feeds of topics', /^\/topic\//],
  ['feeds of authors', /^\/author\//],
  ['feeds of stories', /^\/story\//],
  ['feeds of home, sources, sections', /(?:feed\.(?:xml|json)|rss\.xml)$/],
  ['text editions', /\/index\.txt$/],
  ['mails', /\/email\.html$/],
  ['sitemap', /sitemap/],
  ['lists for programs', /\.json$/],
  ['all else', /./],
];

async function measure(name, outputs) {
  const site = await siteWith(outputs);
  const render = makeRenderer(site, readAssets(packageDir, '', []), packageDir);
  const found = new Map(kinds.map(([kind]) => [kind, { files: 0, bytes: 0, cpu: 0 }]));
  // A file is made right before it is written: the time since the last one is its own.
  let last = process.cpuUsage();
  await writeOutputs(
    site,
    async (path, content) => {
      const tally = found.get(kinds.find(([, pattern]) => pattern.test(path))[0]);
      const { user, system } = process.cpuUsage(last);
      tally.files += 1;
      tally.bytes += Buffer.byteLength(content);
      tally.cpu += (user + system) / 1e6;
      last = process.cpuUsage();
    },
    { render },
  );
  console.log(`\n### ${name}: \`outputs: ${outputs}\`\n`);
  console.log('| kind | files | MB | CPU s |\n| --- | --- | --- | --- |');
  const all = { files: 0, bytes: 0, cpu: 0 };
  for (const [kind, { files, bytes, cpu }] of found) {
    if (files === 0) continue;
    all.files += files;
    all.bytes += bytes;
    all.cpu += cpu;
    console.log(`| ${kind} | ${files} | ${(bytes / 1e6).toFixed(1)} | ${cpu.toFixed(1)} |`);
  }
  console.log(`| **all** | ${all.files} | ${(all.bytes / 1e6).toFixed(1)} | ${all.cpu.toFixed(1)} |`);
}

console.log(`${count} items on ${byDay.size} days of ${feeds} feeds.`);
await measure('Nothing asked for', '{ feedArchive: false }');
await measure('As it comes', '{}');
await measure('With mails', '{ mail: true }');
