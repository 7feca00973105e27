// node bench/search/languages.js [later] [misses]: asks questions in many languages whose answers are known, of a digest in
// each language by itself (where its rules are tried first), and of one digest in all of them. `later` asks those that
// nothing was tuned on. Needs `npm run compile`.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  askIndex,
  loadedStem,
  openSegment,
  readHits,
  slicesFor,
  stemmedLanguage,
  writeSegment,
} from '../../dist/search/index.js';
import { languagesFor } from '../../dist/search/languages.js';

const all = JSON.parse(readFileSync(join(import.meta.dirname, 'languages.json'), 'utf8'));
const part = process.argv.includes('later') ? 'later' : 'asked';
const pageSize = 10;

const recordsOf = (language) =>
  all[language].items.map((title, at) => ({
    key: `${language}${at}`,
    day: '2026-05-18',
    published: '2026-05-18',
    date: '2026-05-18T08:00:00Z',
    dateText: '18 May',
    link: all[language].links?.[at] ?? `https://${language}.example/${at}`,
    title,
    text: '',
    shown: '',
    authors: [],
    source: language,
    sourceTitle: '',
    topics: [],
    labels: [],
    language,
    access: 'open',
  }));

/** An index of the items of some languages, of which some are tried first. */
async function indexOf(languages, first) {
  const files = new Map();
  async function* records() {
    for (const language of languages) yield* recordsOf(language);
  }
  await writeSegment({
    records: records(),
    spells: true,
    stemOf: loadedStem,
    fileSize: 49_152,
    write: async (name, content) => void files.set(`s/all/${name}`, Buffer.from(content)),
  });
  const read = async (path, from, to) => files.get(path).subarray(from, to);
  const docs = languages.flatMap((one) => all[one].items).length;
  const slices = slicesFor(docs, () => openSegment({ name: 'all' }, read));
  const ruled = languages.filter((one) => stemmedLanguage(one) !== undefined);
  return async (text) => {
    const load = (wanted) => ({
      stems: languagesFor(
        text,
        ruled.filter((one) => wanted.includes(one)),
      ).map(loadedStem),
      named: () => [],
    });
    const further = async (tags = ruled) => load([...first, ...tags]);
    /** @type {import('../../dist/search/ask.js').Question} */
    const question = { text, facets: {}, span: {}, order: 'best', typing: false, today: '2026-05-18' };
    const { hits } = await askIndex(question, { slices, language: load(first), further }, () => false);
    return (await readHits(slices, hits.slice(0, pageSize))).map(({ key }) => key);
  };
}

/** How many questions were answered first, and among the first ten. */
async function asked(language, ask) {
  const sums = { asked: 0, first: 0, ten: 0, misses: /** @type {string[]} */ ([]) };
  for (const [text, item] of all[language][part]) {
    const place = (await ask(text)).indexOf(`${language}${item}`);
    sums.asked += 1;
    if (place === 0) sums.first += 1;
    else sums.misses.push(`${place + 1} ${language}: ${text} → ${all[language].items[item]}`);
    if (place >= 0) sums.ten += 1;
  }
  return sums;
}

const languages = Object.keys(all);
const together = await indexOf(languages, ['en']);
const total = { asked: 0, first: 0, ten: 0 };
const totalTogether = { ...total };
const add = (sums, one) => {
  for (const key of ['asked', 'first', 'ten']) sums[key] += one[key];
};
console.log(
  '| language | asked | by itself: first | ten | among all: first | ten |\n| --- | ---: | ---: | ---: | ---: | ---: |',
);
const row = (name, one, other) =>
  console.log(`| ${name} | ${one.asked} | ${one.first} | ${one.ten} | ${other.first} | ${other.ten} |`);
const misses = [];
for (const language of languages) {
  const one = await asked(language, await indexOf([language], [language]));
  const other = await asked(language, together);
  row(language, one, other);
  add(total, one);
  add(totalTogether, other);
  misses.push(...one.misses, ...other.misses.map((miss) => `all ${miss}`));
}
row('**all**', total, totalTogether);
if (process.argv.includes('misses')) for (const miss of misses) console.log(miss);
