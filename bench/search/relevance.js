// node bench/search/relevance.js [folder of feeds [held]]: asks questions whose answers are known, of this search, Pagefind and
// MiniSearch, over the sample feeds and, where it is named, a folder of real ones. `held` asks those that nothing was tuned on. Needs `npm run compile`.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import MiniSearch from 'minisearch';
import * as pagefind from 'pagefind';
import { cleanText } from '../../dist/clean/index.js';
import { askIndex } from '../../dist/search/ask.js';
import { languageOf } from '../../dist/search/languages.js';
import { loadedStem } from '../../dist/search/load-stems.js';
import { namedIn } from '../../dist/search/plan.js';
import { openSegment, readSegmentList, slicesFor } from '../../dist/search/read-segment.js';
import { readHits } from '../../dist/search/search.js';

const root = join(import.meta.dirname, '..', '..');
const questions = JSON.parse(readFileSync(join(import.meta.dirname, 'questions.json'), 'utf8'));
const now = { examples: '2026-05-18T18:00:00Z', feeds: '2026-11-28T12:00:00Z' };
const pageSize = 10;

/** Builds a digest of every feed of a folder, or of the samples. */
function buildSite(name, folder) {
  const dir = mkdtempSync(join(tmpdir(), 'daybook-relevance-'));
  if (name === 'examples') {
    cpSync(join(root, 'examples'), join(dir, 'examples'), { recursive: true });
    cpSync(join(root, 'daybook.yaml'), join(dir, 'daybook.yaml'));
  } else {
    cpSync(folder, join(dir, 'feeds'), { recursive: true });
    const files = readdirSync(folder)
      .filter((file) => /\.(xml|rss|atom|rdf|json)$/.test(file))
      .sort();
    const list = files.map((file, i) => `  - { id: f${i + 1}, url: ${JSON.stringify(`feeds/${file}`)} }\n`);
    writeFileSync(
      join(dir, 'daybook.yaml'),
      `title: Real\nurl: https://digest.example/\nfeeds:\n${list.join('')}`,
    );
  }
  const main = join(root, 'dist', 'cli', 'main.js');
  const { status, stderr } = spawnSync(
    'node',
    [main, 'build', '--site', dir, '--now', now[name], '--quiet'],
    {
      encoding: 'utf8',
    },
  );
  if (status !== 0) throw new Error(stderr);
  return dir;
}

async function daybook(dir, today) {
  const base = join(dir, '_site', 'search-index');
  const read = async (path, from, to) => readFileSync(join(base, path)).subarray(from, to);
  const about = JSON.parse(readFileSync(join(base, 'about.json'), 'utf8'));
  const slices = (await readSegmentList(read)).flatMap((entry) =>
    slicesFor(entry.docs, () => openSegment(entry, read)),
  );
  const stemsOf = (languages) => languages.map(loadedStem);
  const named = namedIn({ source: about.sources, section: about.sections });
  const first = { stems: stemsOf(about.first), named };
  return async (text) => {
    /** @type {import('../../dist/search/ask.js').Question} */
    const question = { text, facets: {}, span: {}, order: 'best', typing: false, today };
    const further = async (tags) => {
      const wanted = tags && new Set([...about.first, ...tags.map(languageOf)]);
      return { stems: stemsOf(about.languages.filter((one) => !wanted || wanted.has(one))), named };
    };
    const index = { slices, language: first, further };
    const { hits } = await askIndex(question, index, () => false);
    return (await readHits(slices, hits.slice(0, pageSize))).map(({ title, text: shown }) => title || shown);
  };
}

function itemsOf(dir) {
  const folder = join(dir, '_data', 'archive');
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.json'))
    .flatMap((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')).items)
    .map((item, id) => ({
      id,
      title: item.title ?? item.summary ?? '',
      text: `${item.summary ?? ''} ${cleanText(item.content_html ?? '', 20_000) ?? ''}`,
      authors: (item.authors ?? []).map(({ name }) => name ?? '').join(' '),
    }));
}

function miniSearch(dir) {
  const items = itemsOf(dir);
  const index = new MiniSearch({
    fields: ['title', 'text', 'authors'],
    storeFields: ['title'],
    searchOptions: { boost: { title: 4 }, fuzzy: 0.2, combineWith: 'AND' },
  });
  index.addAll(items);
  return async (query) =>
    index
      .search(query)
      .slice(0, pageSize)
      .map(({ title }) => title);
}

/**
 * Pagefind answers in browsers only; here its reader runs over files that a `fetch` of our own reads.
 *
 * @returns {Promise<Engine>}
 */
async function pagefindOf(dir) {
  const { index, errors } = await pagefind.createIndex({ forceLanguage: 'en' });
  if (index === undefined) throw new Error(errors.join(' '));
  for (const { id, title, text, authors } of itemsOf(dir))
    await index.addCustomRecord({
      url: `/${id}`,
      content: `${title}. ${authors}. ${text}`,
      language: 'en',
      meta: { title },
    });
  const out = join(dir, 'pagefind');
  await index.writeFiles({ outputPath: out });
  const real = globalThis.fetch;
  globalThis.fetch = async (address) =>
    new Response(
      readFileSync(
        String(address)
          .replace(/^file:\/\//, '')
          .split('?')[0],
      ),
    );
  /** @type {any} */
  const browser = globalThis;
  browser.window = globalThis;
  browser.location = new URL('http://localhost/');
  browser.document = { querySelector: () => ({ getAttribute: () => 'en' }), currentScript: null };
  const reader = await import(join(out, 'pagefind.js'));
  await reader.options({ basePath: `file://${out}/`, baseUrl: '/' });
  const ask = async (query) => {
    const { results } = await reader.search(query);
    return Promise.all(results.slice(0, pageSize).map(async (one) => (await one.data()).meta.title));
  };
  const end = () => {
    globalThis.fetch = real;
  };
  return { ask, end };
}

/** @typedef {{ ask?: (query: string) => Promise<string[]>, end?: () => void, error?: Error }} Engine */

const engines = { daybook: {}, pagefind: {}, minisearch: {} };
const [, , folder, part] = process.argv;
const misses = [];
for (const name of folder === undefined ? ['examples'] : ['examples', 'feeds']) {
  const dir = buildSite(name, folder);
  const paged = await pagefindOf(dir).catch((error) => /** @type {Engine} */ ({ error }));
  if (paged.error) console.log(`Pagefind could not be asked: ${paged.error.message}`);
  const asks = {
    daybook: await daybook(dir, now[name].slice(0, 10)),
    pagefind: paged.ask,
    minisearch: miniSearch(dir),
  };
  for (const { over, kind, query, title, held = false } of questions) {
    if (over !== name || held !== (part === 'held')) continue;
    for (const [engine, ask] of Object.entries(asks)) {
      if (!ask) continue;
      const place = (await ask(query)).findIndex((one) => one.includes(title));
      engines[engine][kind] ??= { asked: 0, first: 0, ten: 0 };
      const sums = engines[engine][kind];
      sums.asked += 1;
      if (place === 0) sums.first += 1;
      if (place >= 0) sums.ten += 1;
      if (engine === 'daybook' && place !== 0) misses.push([kind, query, title, place]);
    }
  }
  paged.end?.();
  rmSync(dir, { recursive: true });
}
await pagefind.close();

console.log(
  '| kind | asked | daybook first / ten | Pagefind | MiniSearch |\n| --- | ---: | ---: | ---: | ---: |',
);
const share = (sums, key) => (sums ? (sums[key] / sums.asked).toFixed(2) : '–');
const kinds = Object.keys(engines.daybook);
const total = (engine) =>
  kinds.reduce(
    (sum, kind) => {
      const one = engines[engine][kind] ?? { asked: 0, first: 0, ten: 0 };
      return { asked: sum.asked + one.asked, first: sum.first + one.first, ten: sum.ten + one.ten };
    },
    { asked: 0, first: 0, ten: 0 },
  );
const row = (kind, sums) =>
  console.log(
    `| ${kind} | ${sums('daybook').asked} | ${['daybook', 'pagefind', 'minisearch'].map((one) => `${share(sums(one), 'first')} / ${share(sums(one), 'ten')}`).join(' | ')} |`,
  );
for (const kind of kinds) row(kind, (engine) => engines[engine][kind]);
row('all', total);
for (const [kind, query, title, place] of misses)
  console.log(`${place < 0 ? 'missed' : `place ${place + 1}`}  ${kind}: ${query}  →  ${title}`);
