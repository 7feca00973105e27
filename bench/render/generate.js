// Makes site folders with archives of any size: the same bytes for the same number. Needs `npm run compile`.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { formatDay } from '../../dist/archive/day-file.js';
import { cleanerVersion, cleanHtml } from '../../dist/clean/index.js';

/** The first day of every made-up archive. */
const begin = Date.UTC(2016, 0, 1);
const dayMs = 86_400_000;
const feeds = 100;
const sections = 8;

/** Five languages by how often they come; each has words of its own. */
const languages = ['en', 'en', 'en', 'en', 'en', 'en', 'fr', 'de', 'ja', 'ar'];
const letters = {
  en: 'etaoinshrdlcumwfg',
  fr: 'esaitnrulodcpméèv',
  de: 'enisratdhulcgmobü',
  ja: 'のにはをたがでてとしれさいるこ日本語新聞時間',
  ar: 'اليمونرتبةعدسفهك',
};

/** A source of numbers that are the same at every run. */
function randomFrom(start) {
  let seed = start;
  return (below) => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((seed / 2 ** 32) * below);
  };
}

function vocabulary(language) {
  const random = randomFrom(language.charCodeAt(0) * 131);
  const alphabet = [...letters[language]];
  const long = language === 'ja' ? 2 : 4;
  return Array.from({ length: 12_000 }, () =>
    Array.from({ length: long + random(long * 2) }, () => alphabet[random(alphabet.length)]).join(''),
  );
}
const words = Object.fromEntries([...new Set(languages)].map((one) => [one, vocabulary(one)]));

/** Common words come often, as in any language. */
function textOf(random, language, length) {
  const own = words[language];
  const text = Array.from({ length }, () => own[Math.floor(own.length * (random(100_000) / 100_000) ** 3)]);
  return text.join(language === 'ja' ? '' : ' ');
}

/** Keys have no letter or digit that is taken for another. */
const digits = '23456789abcdefghijkmnpqrstuvwxyz';
const keyOf = (at) =>
  `k${Array.from({ length: 11 }, (_, place) => digits[Math.floor(at / 31 ** (10 - place)) % 31]).join('')}`;

/** A few hundred topics, a few of them common. */
const topic = (random) => `topic ${Math.floor(300 * (random(100_000) / 100_000) ** 3)}`;

const dayOf = (at) => new Date(begin + at * dayMs).toISOString().slice(0, 10);

/** An item by its number: most are short posts, some are long; one in twelve is about what another one links to. */
function itemOf(at, dayNumber) {
  const random = randomFrom(at * 2_654_435_761 + 17);
  const day = dayOf(dayNumber);
  const number = random(feeds);
  const feed = `feed-${number}`;
  const language = languages[number % languages.length];
  const time = `${day}T${String(random(24)).padStart(2, '0')}:${String(random(60)).padStart(2, '0')}:00Z`;
  const key = keyOf(at);
  const length = random(10) === 0 ? 600 : 40 + random(160);
  const paragraphs = Array.from({ length: Math.ceil(length / 80) }, () => textOf(random, language, 80));
  const body = paragraphs.map((text) => `<p>${text}</p>`).join('');
  // Every twelfth item tells what the one before it told.
  const story = at % 12 === 11 ? keyOf(at - 1) : key;
  return {
    id: `${feed}:${key}`,
    url: `https://${feed}.example/${key}`,
    title: textOf(random, language, 4 + random(8)),
    content_html: cleanHtml(body),
    date_published: time,
    language,
    tags: [topic(random), topic(random)],
    authors: [{ name: `Author ${number}-${random(4)}` }],
    _daybook: {
      feed,
      key,
      first_seen: time,
      dated_by: 'published',
      access: 'open',
      story: { key: story, reason: { kind: story === key ? 'first' : 'links-to-it' } },
      cleaner: cleanerVersion,
    },
  };
}

function configText(outputs) {
  const lines = Array.from(
    { length: feeds },
    (_, at) => `  - { url: https://feed-${at}.example/feed.xml, id: feed-${at}, section: s${at % sections} }`,
  );
  const names = Array.from({ length: sections }, (_, at) => `{ id: s${at}, title: Section ${at} }`);
  return `title: Bench\nurl: https://bench.example/\ntimezone: UTC\nsections: [${names.join(', ')}]\noutputs: ${outputs}\nfeeds:\n${lines.join('\n')}\n`;
}

function pathOf(dir, day) {
  return join(dir, '_data', 'archive', day.slice(0, 4), day.slice(5, 7), `${day}.json`);
}

function writeDay(dir, day, items) {
  const path = pathOf(dir, day);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, formatDay(day, items));
}

/**
 * A site folder with `count` items on ten years of days.
 *
 * @returns the time to render at, RFC 3339: the evening of the last day
 */
export function makeSiteFolder(dir, count, { outputs = '{ feedArchive: false }', days = 3650 } = {}) {
  mkdirSync(dir, { recursive: true });
  writeFileSync(join(dir, 'daybook.yaml'), configText(outputs));
  mkdirSync(join(dir, '_data', 'state'), { recursive: true });
  writeFileSync(join(dir, '_data', 'state', 'editions.json'), `{"first_day": "${dayOf(0)}"}\n`);
  for (let day = 0; day < days; day++) {
    const from = Math.floor((count * day) / days);
    const to = Math.floor((count * (day + 1)) / days);
    const items = Array.from({ length: to - from }, (_, at) => itemOf(from + at, day));
    if (items.length > 0) writeDay(dir, dayOf(day), items);
  }
  return `${dayOf(days - 1)}T20:00:00Z`;
}

/** An hour's news: `count` more items on the last day. */
export function addNews(dir, first, count, { days = 3650 } = {}) {
  const day = dayOf(days - 1);
  const { items } = JSON.parse(readFileSync(pathOf(dir, day), 'utf8'));
  const news = Array.from({ length: count }, (_, at) => itemOf(first + at, days - 1));
  writeDay(dir, day, [...items, ...news]);
}
