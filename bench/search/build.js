// One indexing in a process of its own: node build.js daybook|pagefind|records <records> [folder [languages]]; `records` only
// makes the records. FILES=large makes large files. Prints seconds, MB, bytes, files.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { processStats } from '../rebuild/usage.js';
import { arrivalOf, languagesOf, recordOf } from './generate.js';

const [engine, size, folder, kinds] = process.argv.slice(2);
const languages = languagesOf(Number(kinds));
const count = Number(size);
const files = { bytes: 0, count: 0 };
const write = async (path, content) => {
  files.bytes += content.length;
  files.count += 1;
  if (!folder) return;
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), content);
};

/** The records' numbers, from the newest day to the oldest, in groups as they are indexed; or the newest group alone. */
async function parted() {
  const { arrivalGroups } = await import('../../dist/search/index.js');
  const byDay = new Map();
  for (let number = 0; number < count; number += 1) {
    const day = arrivalOf(number, count);
    if (!byDay.has(day)) byDay.set(day, []);
    byDay.get(day).push(number);
  }
  const groups = arrivalGroups([...byDay].map(([day, numbers]) => ({ day, items: numbers.length })));
  return (process.env.NEWEST ? groups.slice(0, 1) : groups).map((group) => ({
    ...group,
    newest: group.days
      .toSorted()
      .flatMap((day) => byDay.get(day))
      .toReversed(),
  }));
}

let own = { cpu: 0, mb: 0 };
if (engine === 'daybook') {
  const {
    fileSizeFor,
    indexVersion,
    loadedStem,
    segmentHeadIn,
    segmentListText,
    sharedSizeFor,
    sharingGroups,
    writeDirectory,
    writeSegment,
  } = await import('../../dist/search/index.js');
  const heads = [];
  const pages = new Map();
  const groups = await parted();
  const searchFiles = process.env.FILES === 'large' ? 'large' : 'small';
  for (const { id, items, spells, newest } of groups) {
    async function* records() {
      for (const number of newest) yield recordOf(number, count, languages);
    }
    const head = await writeSegment({
      records: records(),
      spells,
      stemOf: loadedStem,
      fileSize: fileSizeFor(items, searchFiles),
      write: async (name, content) => {
        if (name.startsWith('pages-')) pages.set(id, Buffer.concat([pages.get(id) ?? Buffer.of(), content]));
        await write(`s/${id}/${name}`, content);
      },
    });
    heads.push({ name: id, docs: items, head: JSON.stringify(head) });
  }
  const directories = [];
  for (const own of sharingGroups(groups)) {
    const paged = own.flatMap(({ id }) => {
      const head = segmentHeadIn(heads.find(({ name }) => name === id)?.head);
      return head && pages.has(id) ? [{ name: id, head, pages: pages.get(id) }] : [];
    });
    if (paged.length < 2) continue;
    const name = `${own.at(-1)?.id}_${own[0]?.id}`;
    const head = await writeDirectory(paged, {
      write: (file, content) => write(`d/${name}/${file}`, content),
      fileSize: sharedSizeFor(searchFiles),
    });
    directories.push({ name, head: JSON.stringify(head) });
  }
  const about = { version: indexVersion, title: 'Everything', url: 'https://example.org/everything/' };
  const names = { languages: [...new Set(languages)], first: ['en'], sources: {}, sections: {} };
  await write('about.json', Buffer.from(JSON.stringify({ ...about, ...names })));
  await write('segments.json', Buffer.from(segmentListText(heads, directories)));
} else if (engine === 'records') {
  for (const { newest } of await parted())
    for (const number of newest) files.bytes += recordOf(number, count, languages).text.length;
} else {
  const pagefind = await import('pagefind');
  const indexes = new Map();
  for (let number = 0; number < count; number += 1) {
    const { title, authors, sourceTitle, text, language, source, section, topics, day, access, key } =
      recordOf(number, count, languages);
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
  // Its own program is gone before its time could be read, and no shell counts it.
  const [child = 0] = readFileSync(`/proc/${process.pid}/task/${process.pid}/children`, 'utf8')
    .split(' ')
    .map(Number);
  own = processStats(child);
  await pagefind.close();
}

const { maxRSS } = process.resourceUsage();
console.log(JSON.stringify({ mb: maxRSS / 1024 + own.mb, cpu: own.cpu, ...files }));
