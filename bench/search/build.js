// One indexing in a process of its own: node build.js daybook|pagefind <records> [folder]. Prints seconds, MB, bytes, files.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { dayOf, recordOf } from './generate.js';

const [engine, size, folder] = process.argv.slice(2);
const count = Number(size);
const files = { bytes: 0, count: 0 };
const write = async (path, content) => {
  files.bytes += content.length;
  files.count += 1;
  if (!folder) return;
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), content);
};

if (engine === 'daybook') {
  const { arrivalGroups, loadStems, writeSegment } = await import('../../dist/search/index.js');
  const byDay = new Map();
  for (let number = 0; number < count; number += 1) {
    const day = dayOf(number, count);
    byDay.set(day, [...(byDay.get(day) ?? []), number]);
  }
  const groups = arrivalGroups([...byDay].map(([day, numbers]) => ({ day, items: numbers.length })));
  const stems = await loadStems(['en', 'fr', 'de', 'es', 'ru']);
  const made = process.env.NEWEST ? groups.slice(0, 1) : groups;
  for (const { id, days } of made) {
    const newest = days
      .toSorted()
      .flatMap((day) => byDay.get(day))
      .toReversed();
    async function* records() {
      for (const number of newest) yield recordOf(number, count);
    }
    await writeSegment(records(), stems.of, (name, content) => write(`s/${id}/${name}`, content));
  }
  const list = { segments: groups.map(({ id, items }) => ({ name: id, docs: items })) };
  await write('segments.json', Buffer.from(JSON.stringify(list)));
} else {
  const pagefind = await import('pagefind');
  const indexes = new Map();
  for (let number = 0; number < count; number += 1) {
    const { title, authors, sourceTitle, text, language, source, section, topics, day, access, key } =
      recordOf(number, count);
    if (!indexes.has(language))
      indexes.set(language, (await pagefind.createIndex({ forceLanguage: language })).index);
    await indexes.get(language).addCustomRecord({
      url: `/${key}`,
      content: [title, ...authors, sourceTitle, text].join('. '),
      language,
      meta: { title, source, authors: authors.join(), date: day, access },
      filters: {
        source: [source],
        section: [section],
        topic: topics,
        language: [language],
        month: [day.slice(0, 7)],
        access: [access],
      },
      sort: { date: day },
    });
  }
  for (const [language, index] of indexes)
    for (const file of (await index.getFiles()).files) await write(`${language}/${file.path}`, file.content);
  await pagefind.close();
}

const { maxRSS } = process.resourceUsage();
console.log(JSON.stringify({ mb: maxRSS / 1024, ...files }));
