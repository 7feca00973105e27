// node bench/search/run.js [records...]: makes indexes, and asks cold questions of them. Needs `npm run compile`.
import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, readSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { askIndex, loadStems, openSegment, readHits, readSegmentList } from '../../dist/search/index.js';
import { random, rankOf, wordOf } from './generate.js';

const here = import.meta.dirname;
const dist = join(here, '..', '..', 'dist', 'client');
const engineBytes = ['search', 'stem-en', 'stem-fr', 'stem-de', 'stem-es', 'stem-ru']
  .map((name) => gzipSync(readFileSync(join(dist, `${name}.js`))).length)
  .reduce((sum, size) => sum + size, 0);

/** Processor time of a process and its children, by the shell's clock, and what the process says of itself. */
function timed(engine, count, folder, env = {}) {
  const { stdout, stderr } = spawnSync(
    'bash',
    ['-c', `TIMEFORMAT='%U %S'; time node ${join(here, 'build.js')} ${engine} ${count} ${folder}`],
    { encoding: 'utf8', env: { ...process.env, ...env } },
  );
  const [user, system] = stderr.trim().split('\n').at(-1).split(' ').map(Number);
  return { ...JSON.parse(stdout.trim().split('\n').at(-1)), all: user + system };
}

function row(name, count, { all, mb, bytes, count: files }) {
  console.log(
    `| ${count} | ${name} | ${all.toFixed(1)} | ${mb.toFixed(0)} | ${(bytes / 1e6).toFixed(1)} | ${files} |`,
  );
}

const { all: stems } = await loadStems(['en', 'fr', 'de', 'es', 'ru']);
const language = { stems, named: () => [] };

const percentile = (list, share) => [...list].sort((a, b) => a - b)[Math.floor(list.length * share)] ?? 0;

/** Bytes that a question takes in a browser that never asked before: compressed where files are read whole. */
async function ask(folder, text) {
  let taken = engineBytes;
  // The page's script and the engine, and the rules of the question's language.
  let requests = 2;
  const read = async (path, from, to) => {
    const file = join(folder, path);
    requests += 1;
    if (from === undefined) {
      const bytes = readFileSync(file);
      taken += gzipSync(bytes).length;
      return bytes;
    }
    const bytes = Buffer.alloc(Math.max(0, Math.min(to, statSync(file).size) - from));
    const open = openSync(file);
    readSync(open, bytes, 0, bytes.length, from);
    closeSync(open);
    taken += bytes.length;
    return bytes;
  };
  const opened = new Map();
  const segments = (await readSegmentList(read)).map((entry) => () => {
    if (!opened.has(entry.name)) opened.set(entry.name, openSegment(entry, read));
    return opened.get(entry.name);
  });
  const question = {
    text,
    facets: {},
    span: {},
    order: 'best',
    typing: false,
    today: '2026-05-18',
  };
  const enough = (found) => found >= 10 && taken - engineBytes > 48_000;
  const index = { segments, language, allLanguages: async () => language };
  const { hits, searched } = await askIndex(question, index, enough);
  await readHits(segments, hits.slice(0, 10));
  return { taken, requests, hits: hits.length, searched };
}

for (const count of process.argv.slice(2).map(Number)) {
  const folder = mkdtempSync(join(tmpdir(), 'daybook-search-'));
  console.log(
    '\n| records | index | CPU s | peak MB | MB on disk | files |\n| ---: | --- | ---: | ---: | ---: | ---: |',
  );
  row('daybook', count, timed('daybook', count, folder));
  row(
    'daybook, newest segment',
    count,
    timed('daybook', count, mkdtempSync(join(tmpdir(), 'daybook-search-')), { NEWEST: '1' }),
  );
  if (count <= 10_000) row('pagefind (memory without its own program)', count, timed('pagefind', count, ''));
  const next = random(99);
  const asked = [];
  for (let question = 0; question < 200; question += 1) {
    const language = ['en', 'fr', 'de', 'es', 'ru'][question % 5];
    const words = [0, 1].map(() => wordOf(language, Math.min(20_000, rankOf(next) + 3)));
    asked.push(await ask(folder, words.join(' ')));
  }
  const costs = asked.map(({ taken }) => taken / 1000);
  const requests = asked.map((one) => one.requests);
  console.log(
    `\ncold question of two words: p50 ${percentile(costs, 0.5).toFixed(0)} KB in ${percentile(requests, 0.5)} requests, p90 ${percentile(costs, 0.9).toFixed(0)} KB in ${percentile(requests, 0.9)} requests, scripts (${(engineBytes / 1000).toFixed(0)} KB) included`,
  );
  rmSync(folder, { recursive: true });
}
