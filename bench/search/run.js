// node bench/search/run.js [records[x30]...]: makes indexes, in five languages or in thirty, and asks cold questions of them.
// Needs `npm run compile`. INDEX names a folder with an index that is there already.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { countHits } from '../../dist/search/count-hits.js';
import { isContent } from '../../dist/search/enough.js';
import {
  askIndex,
  isLatin,
  loadedStem,
  openSegment,
  readHits,
  readSegmentList,
  slicesFor,
  stemmedLanguage,
} from '../../dist/search/index.js';
import { fewLanguages, languagesFor } from '../../dist/search/languages.js';
import { facets } from '../../dist/search/segment.js';
import { languagesOf, random, rankOf, wordOf } from './generate.js';
import { readerOf } from './host.js';

const here = import.meta.dirname;
const dist = join(here, '..', '..', 'dist', 'client');
const { INDEX: given } = process.env;

const sizeOf = (...names) =>
  gzipSync(Buffer.concat(names.map((name) => readFileSync(join(dist, `${name}.js`))))).length;
const stemOf = (language) => `stem-${language}`;

/** Processor time of a process and its children, by the shell's clock, and what the process says of itself. */
function timed(engine, { count, kinds }, folder, env = {}) {
  const command = `node ${join(here, 'build.js')} ${engine} ${count} "${folder}" ${kinds}`;
  const { stdout, stderr } = spawnSync('bash', ['-c', `TIMEFORMAT='%U %S'; time ${command}`], {
    encoding: 'utf8',
    env: { ...process.env, ...env },
  });
  const [user, system] = stderr.trim().split(/\s+/).slice(-2).map(Number);
  const made = JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
  return { ...made, all: user + system + made.cpu };
}

const percentile = (list, share) => [...list].sort((a, b) => a - b)[Math.floor(list.length * share)] ?? 0;

const pageSize = 10;

/**
 * What a question takes in a browser that never asked before, of a host that gives several parts of a file at once, one,
 * or none.
 */
async function ask(folder, text, { languages, first, gives }) {
  const spent = { bytes: 0, requests: 0 };
  const take = (bytes) => {
    spent.bytes += bytes;
    spent.requests += 1;
  };
  // The page's script, with the rules of languages in Latin letters that are tried first.
  const known = first.filter(isLatin);
  take(sizeOf('search', ...known.map(stemOf)));
  const loaded = new Set(known);
  const load = async (wanted) => {
    const possible = languagesFor(text, wanted);
    const missing = possible.filter((one) => !loaded.has(one));
    const latin = languages.filter((one) => isLatin(one) && !first.includes(one));
    const isMany = missing.length > fewLanguages;
    if (isMany && missing.some(isLatin)) take(sizeOf(...latin.map(stemOf)));
    for (const one of missing) if (!isMany || !isLatin(one)) take(sizeOf(stemOf(one)));
    for (const one of missing) loaded.add(one);
    return { stems: possible.map(loadedStem), named: () => [] };
  };
  const { read, taken } = readerOf(folder, gives, take);
  const language = await load(first);
  const entries = await readSegmentList(read);
  const before = taken();
  const slices = entries.flatMap((entry) => slicesFor(entry.docs, () => openSegment(entry, read)));
  /** @type {import('../../dist/search/ask.js').Question} */
  const asked = { text, facets: {}, span: {}, order: 'best', typing: false, today: '2026-05-20' };
  const further = (tags = languages) => load(languages.filter((one) => [...first, ...tags].includes(one)));
  const isAll = languagesFor(text, languages).length === languagesFor(text, first).length;
  const index = { slices, language, ...(!isAll && { further }) };
  const { hits, corrections } = await askIndex(asked, index, (found) =>
    isContent({ found, wanted: pageSize, bytes: taken() - before }),
  );
  const page = hits.slice(0, pageSize);
  const records = await readHits(slices, page);
  const question = { ...spent };
  const shown = new Map(page.map((hit, at) => [hit, records[at]]));
  const counted = async (some) => {
    const before = { ...spent };
    for (const facet of some) await countHits({ slices, hits, known: shown }, facet);
    return { bytes: spent.bytes - before.bytes, requests: spent.requests - before.requests };
  };
  const filters = await counted(facets.filter((facet) => facet !== 'topic'));
  const topics = await counted(['topic']);
  const isExact = hits.length > 0 && corrections.size === 0;
  return { ...question, filters, topics, hits: hits.length, isExact };
}

function reportIndex(digest, folder) {
  const row = (name, { all, mb, bytes, count: files }) =>
    console.log(
      `| ${digest.name} | ${name} | ${all.toFixed(1)} | ${mb.toFixed(0)} | ${(bytes / 1e6).toFixed(1)} | ${files} |`,
    );
  console.log('\n| records | index | CPU s | peak MB | MB on disk | files |');
  console.log('| ---: | --- | ---: | ---: | ---: | ---: |');
  row('none: making the records', { ...timed('records', digest, ''), bytes: 0 });
  row('everything', timed('daybook', digest, folder));
  row('none: making the records of the newest day', {
    ...timed('records', digest, '', { NEWEST: '1' }),
    bytes: 0,
  });
  row('newest segment: an hour’s news', timed('daybook', digest, '', { NEWEST: '1' }));
  if (digest.count <= 10_000) row('Pagefind', timed('pagefind', digest, ''));
}

const names = { several: 'several ranges at once', one: 'one range at a time', none: 'no ranges' };

async function reportQuestions({ name, kinds }, folder) {
  const all = [...new Set(languagesOf(kinds))];
  const stemmed = all.filter((one) => stemmedLanguage(one) !== undefined);
  // Of thirty languages none has a tenth of the items: the interface's is tried first.
  const settings = { languages: stemmed, first: kinds === 30 ? ['en'] : stemmed };
  console.log('\n| records | cold question of two words | asked | KB, p50 / p90 | requests, p50 / p90 |');
  console.log('| ---: | --- | ---: | ---: | ---: |');
  for (const gives of ['several', 'one', 'none']) {
    const next = random(99);
    const asked = [];
    for (let question = 0; question < 200; question += 1) {
      const language = all[question % all.length];
      const words = [0, 1].map(() => wordOf(language, Math.min(20_000, rankOf(next) + 3)));
      asked.push(await ask(folder, words.join(' '), { ...settings, gives }));
    }
    const row = (what, some) => {
      const [costs, requests] = [some.map(({ bytes }) => bytes / 1000), some.map((one) => one.requests)];
      const of = (list) => `${percentile(list, 0.5).toFixed(0)} / ${percentile(list, 0.9).toFixed(0)}`;
      console.log(`| ${name} | ${what} | ${some.length} | ${of(costs)} | ${of(requests)} |`);
    };
    row(`all, from a host that gives ${names[gives]}`, asked);
    if (gives !== 'several') continue;
    const added = (what, of) =>
      row(
        what,
        asked.map((one) => of(one)),
      );
    added('what filters add, once they are seen', ({ filters }) => filters);
    added('what topics add, once they come into view', ({ topics }) => topics);
    const found = asked.filter(({ isExact }) => isExact);
    row('that have results', found);
    row(
      'that have a page of ten',
      found.filter(({ hits }) => hits >= pageSize),
    );
  }
}

for (const name of process.argv.slice(2)) {
  const [count, kinds = 5] = name.split('x').map(Number);
  const digest = { name, count, kinds };
  const folder = given ?? mkdtempSync(join(tmpdir(), 'daybook-search-'));
  if (given === undefined) reportIndex(digest, folder);
  await reportQuestions(digest, folder);
  if (given === undefined) rmSync(folder, { recursive: true });
}
