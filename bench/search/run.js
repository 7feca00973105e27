// node bench/search/run.js [records...]: makes indexes, and asks cold questions of them. Needs `npm run compile`.
import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, readSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import {
  askIndex,
  loadStems,
  openSegment,
  readHits,
  readSegmentList,
  slicesFor,
} from '../../dist/search/index.js';
import { random, rankOf, wordOf } from './generate.js';

const here = import.meta.dirname;
const dist = join(here, '..', '..', 'dist', 'client');
const scriptText = (name) => readFileSync(join(dist, `${name}.js`));
const sizeOf = (...texts) => gzipSync(Buffer.concat(texts)).length;
const shellBytes = ['search', 'search-more', 'engine'].reduce(
  (sum, name) => sum + sizeOf(scriptText(name)),
  0,
);
/** Rules: those of languages in Latin letters are one script. */
const latinBytes = sizeOf(...['stem-en', 'stem-fr', 'stem-de', 'stem-es'].map(scriptText));
const cyrillicBytes = sizeOf(scriptText('stem-ru'));

/** Processor time of a process and its children, by the shell's clock, and what the process says of itself. */
function timed(engine, count, folder, env = {}) {
  const { stdout, stderr } = spawnSync(
    'bash',
    ['-c', `TIMEFORMAT='%U %S'; time node ${join(here, 'build.js')} ${engine} ${count} ${folder}`],
    { encoding: 'utf8', env: { ...process.env, ...env } },
  );
  const [user, system] = stderr.trim().split('\n').at(-1).split(' ').map(Number);
  const made = JSON.parse(stdout.trim().split('\n').at(-1));
  return { ...made, all: user + system + (made.cpu ?? 0) };
}

function row(name, count, { all, mb, bytes, count: files }) {
  console.log(
    `| ${count} | ${name} | ${all.toFixed(1)} | ${mb.toFixed(0)} | ${(bytes / 1e6).toFixed(1)} | ${files} |`,
  );
}

const { all: stems } = await loadStems(['en', 'fr', 'de', 'es', 'ru']);
const language = { stems, named: () => [] };

const percentile = (list, share) => [...list].sort((a, b) => a - b)[Math.floor(list.length * share)] ?? 0;

/** Bytes of an index that were taken before a page is content with what it found, as in `src/client/engine.ts`. */
const enoughBytes = 16_000;

/** Bytes that a question takes in a browser that never asked before: compressed where files are read whole. */
async function ask(folder, text) {
  const scriptBytes = shellBytes + (/[a-z]/.test(text) ? latinBytes : cyrillicBytes);
  let taken = scriptBytes;
  // The page's script, what shows results, the engine, and one with the rules of languages.
  let requests = 4;
  const read = async (path, from, to) => {
    const file = join(folder, path);
    requests += 1;
    if (process.env.TRACE) console.log(path, from, to);
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
  const entries = await readSegmentList(read);
  const slices = entries.flatMap((entry) => slicesFor(entry.docs, () => openSegment(entry, read)));
  const question = {
    text,
    facets: {},
    span: {},
    order: 'best',
    typing: false,
    today: '2026-05-20',
  };
  const enough = (found) => found >= 10 && taken - scriptBytes > enoughBytes;
  const { hits, searched, corrections } = await askIndex(
    question,
    { slices, language, allLanguages: async () => language },
    enough,
  );
  await readHits(slices, hits.slice(0, 10));
  return {
    text,
    taken,
    requests,
    hits: hits.length,
    isExact: hits.length > 0 && corrections.size === 0,
    searched,
  };
}

for (const count of process.argv.slice(2).map(Number)) {
  const folder = process.env.INDEX ?? mkdtempSync(join(tmpdir(), 'daybook-search-'));
  if (!process.env.INDEX) {
    console.log(
      '\n| records | index | CPU s | peak MB | MB on disk | files |\n| ---: | --- | ---: | ---: | ---: | ---: |',
    );
    row('daybook', count, timed('daybook', count, folder));
    row(
      'daybook, newest segment',
      count,
      timed('daybook', count, mkdtempSync(join(tmpdir(), 'daybook-search-')), { NEWEST: '1' }),
    );
    if (count <= 10_000) row('Pagefind, with its own program', count, timed('pagefind', count, ''));
  }
  const next = random(99);
  const asked = [];
  for (let question = 0; question < 200; question += 1) {
    const language = ['en', 'fr', 'de', 'es', 'ru'][question % 5];
    const words = [0, 1].map(() => wordOf(language, Math.min(20_000, rankOf(next) + 3)));
    asked.push(await ask(folder, words.join(' ')));
  }
  if (process.env.EACH) for (const one of asked) console.log(JSON.stringify(one));
  const line = (name, some) => {
    const costs = some.map(({ taken }) => taken / 1000);
    const requests = some.map((one) => one.requests);
    console.log(
      `| ${count} | ${name} | ${some.length} | ${percentile(costs, 0.5).toFixed(0)} / ${percentile(costs, 0.9).toFixed(0)} | ${percentile(requests, 0.5)} / ${percentile(requests, 0.9)} |`,
    );
  };
  console.log(
    `\n| records | question | asked | KB, p50 / p90 | requests, p50 / p90 |\n| ---: | --- | ---: | ---: | ---: |`,
  );
  line('all', asked);
  line(
    'with results',
    asked.filter(({ isExact }) => isExact),
  );
  line(
    'with ten results',
    asked.filter(({ hits, isExact }) => isExact && hits >= 10),
  );
  console.log(
    `\nScripts (${((shellBytes + latinBytes) / 1000).toFixed(0)} KB in four requests) are included.`,
  );
  if (!process.env.INDEX) rmSync(folder, { recursive: true });
}
