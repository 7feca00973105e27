// node bench/search/run.js [records...]: makes indexes, and asks cold questions of them. Needs `npm run compile`.
import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, readSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { stemmer as en } from '@orama/stemmers/english';
import { stemmer as fr } from '@orama/stemmers/french';
import { stemmer as de } from '@orama/stemmers/german';
import { stemmer as ru } from '@orama/stemmers/russian';
import { stemmer as es } from '@orama/stemmers/spanish';
import { parseWords } from '../../dist/search/parse-words.js';
import { openSegment, readSegmentList } from '../../dist/search/read-segment.js';
import { findHits, inOrder, readHits } from '../../dist/search/search.js';
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

const percentile = (list, share) => [...list].sort((a, b) => a - b)[Math.floor(list.length * share)] ?? 0;

/** Bytes that a question takes in a browser that never asked before: compressed where files are read whole. */
async function ask(folder, text) {
  let taken = engineBytes;
  const read = async (path, from, to) => {
    const file = join(folder, path);
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
  const asked = parseWords(text, {
    stems: [en, fr, de, es, ru],
    today: '2026-05-18',
    sourcesNamed: () => [],
  });
  const enough = (found) => found >= 10 && taken - engineBytes > 48_000;
  const { hits, searched } = await findHits(segments, { ...asked, months: [] }, enough);
  await readHits(segments, inOrder(hits, 'best').slice(0, 10));
  return { taken, hits: hits.length, searched };
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
  const costs = [];
  for (let question = 0; question < 200; question += 1) {
    const language = ['en', 'fr', 'de', 'es', 'ru'][question % 5];
    const words = [0, 1].map(() => wordOf(language, Math.min(20_000, rankOf(next) + 3)));
    costs.push((await ask(folder, words.join(' '))).taken);
  }
  console.log(
    `\ncold question of two words: p50 ${(percentile(costs, 0.5) / 1000).toFixed(0)} KB, p90 ${(percentile(costs, 0.9) / 1000).toFixed(0)} KB, scripts (${(engineBytes / 1000).toFixed(0)} KB) included`,
  );
  rmSync(folder, { recursive: true });
}
