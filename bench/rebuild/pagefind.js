// node bench/rebuild/pagefind.js <archive> <out>: indexes the items of an archive with Pagefind, one index a language.
// Prints what its own program took: the shell does not count that.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as pagefind from 'pagefind';
import { processStats } from './usage.js';

const [archive, out] = process.argv.slice(2);

const days = readdirSync(archive, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.json'))
  .sort();

const indexes = new Map();
for (const day of days) {
  for (const item of JSON.parse(readFileSync(join(archive, day), 'utf8')).items) {
    const {
      language = 'en',
      _daybook: { feed: source, key },
    } = item;
    if (!indexes.has(language))
      indexes.set(language, (await pagefind.createIndex({ forceLanguage: language })).index);
    const { errors } = await indexes.get(language).addCustomRecord({
      url: `/${key}`,
      content: `${item.title}. ${item.content_html.replace(/<[^>]*>/g, ' ')}`,
      language,
      meta: { title: item.title, source, date: item.date_published },
      filters: { source: [source], topic: item.tags ?? [], month: [item.date_published.slice(0, 7)] },
      sort: { date: item.date_published },
    });
    if (errors.length > 0) throw new Error(errors.join());
  }
}
for (const [language, index] of indexes) {
  for (const { path, content } of (await index.getFiles()).files) {
    const file = join(out, language, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
}
const [program] = readFileSync(`/proc/${process.pid}/task/${process.pid}/children`, 'utf8').split(' ');
console.log(JSON.stringify(processStats(Number(program))));
await pagefind.close();
