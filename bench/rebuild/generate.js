// Makes site folders with archives of any size, written by the program's own functions, and feeds for a server: the same
// bytes for the same numbers. Needs `npm run compile`.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { formatDay } from '../../dist/archive/day/day-file.js';
import { dayPath } from '../../dist/archive/day/day-store.js';
import { firstDayPath } from '../../dist/archive/day/first-day.js';
import { keyOf } from '../../dist/archive/identity/hash.js';
import { feedListPath, formatFeedList } from '../../dist/archive/known/known-feeds.js';
import { createKnownIndex } from '../../dist/archive/known/known-index.js';
import { enterItem } from '../../dist/archive/upkeep/rebuild.js';
import { cleanerVersion, cleanHtml } from '../../dist/clean/index.js';
import { daysOfItems, feedDocument, makeFeeds, newsItems, sectionList } from './items.js';

/** How many items a feed shows. */
const shown = 30;

/** By name: items, days and feeds. */
export const archives = {
  '10k': { count: 10_000, days: 365, feeds: 100 },
  '100k': { count: 100_000, days: 3 * 365, feeds: 100 },
  '1m': { count: 1_000_000, days: 3650, feeds: 300 },
};

export const small = { feeds: 100 };

/** The moments of the runs, all on the last day: nothing closes and nothing becomes free between them. */
export const moments = {
  /** The archive's last item is older. */
  begin: '2026-05-18T11:30:00Z',
  cold: '2026-05-18T13:00:00Z',
  /** New items are of the two hours before. */
  news: '2026-05-18T15:00:00Z',
  none: '2026-05-18T17:00:00Z',
  all: '2026-05-18T17:30:00Z',
};
const newsHour = 13;

const idOf = (item) => `${item.feed.id}:${item.guid}`;

/** As the program places it: the first of a story, or a later one with what joins it. */
function placeOf(item) {
  if (item.lead === undefined) return { key: keyOf(idOf(item)), reason: { kind: 'first' } };
  const { item: lead, how, words } = item.lead;
  const reason = how === 'words' ? { kind: how, words: words.slice(0, 3) } : { kind: how };
  return { key: keyOf(idOf(lead)), reason };
}

/** The item as the archive keeps it. */
export function storedItem(item) {
  const { url, title, html, date, tags, author, feed } = item;
  return {
    id: idOf(item),
    url,
    title,
    content_html: html,
    date_published: date,
    ...(feed.isAtom && { date_modified: date }),
    ...(author && { authors: [{ name: author }] }),
    ...(tags.length > 0 && { tags }),
    _daybook: {
      feed: feed.id,
      key: keyOf(idOf(item)),
      // Seen by the next hourly run.
      first_seen: `${new Date(Date.parse(date) + 3_600_000).toISOString().slice(0, 13)}:00:00Z`,
      dated_by: 'published',
      access: 'open',
      story: placeOf(item),
      cleaner: cleanerVersion,
    },
  };
}

function write(path, data) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, data);
}

/** The configuration of a site folder, its feeds at a server's address. */
export function writeConfig(site, count, origin) {
  const list = makeFeeds(count);
  const feeds = list.map(
    ({ id, section }) => `  - { url: ${origin}/${id}.xml, id: ${id}, section: ${section} }`,
  );
  const sections = sectionList.map(({ id, title }) => `  - { id: ${id}, title: ${title} }`);
  const text = `title: Bench
url: https://bench.example/
timezone: UTC
fetch: { allowPrivateNetworks: true }
sections:
${sections.join('\n')}
feeds:
${feeds.join('\n')}
`;
  write(join(site, 'daybook.yaml'), text);
}

/** What the server serves: `feeds` at first, `news` over it once told to. */
function writeFeeds(dir, list, newest, news) {
  for (const feed of list) {
    const items = newest.get(feed.id) ?? [];
    write(join(dir, 'feeds', `${feed.id}.xml`), feedDocument(feed, items.toReversed()));
    const own = news.filter((item) => item.feed.id === feed.id);
    const all = [...items, ...own].slice(-shown);
    if (own.length > 0) write(join(dir, 'news', `${feed.id}.xml`), feedDocument(feed, all.toReversed()));
  }
}

function keepNewest(newest, item) {
  const list = newest.get(item.feed.id) ?? [];
  newest.set(item.feed.id, list);
  list.push(item);
  if (list.length > shown) list.shift();
}

/** The body must be what the cleaner leaves as it is: else the next fetch would find every item revised. */
function assertClean({ html, url }) {
  if (cleanHtml(html, { baseUrl: url }) !== html) throw new Error(`The cleaner changes the body of ${url}.`);
}

/** A site folder with an archive in `site`, all but its configuration, and its feeds in `feeds` and `news`. */
export function makeArchive(dir, size) {
  const data = join(dir, 'site', '_data');
  const known = new Map();
  const newest = new Map();
  let firstDay;
  for (const { day, items } of daysOfItems(size)) {
    for (const item of items) keepNewest(newest, item);
    if (items.length === 0) continue;
    firstDay ??= day;
    assertClean(items[0]);
    const stored = items.map(storedItem);
    for (const item of stored) enterItem(known, item, day);
    write(join(data, dayPath(day)), formatDay(day, stored));
  }
  for (const [feed, entries] of known) {
    for (const change of createKnownIndex(feed, entries, []).changes()) {
      if (change.data !== undefined) write(join(data, change.path), change.data);
    }
  }
  write(join(data, feedListPath), formatFeedList(known.keys()));
  write(join(data, firstDayPath), `${JSON.stringify({ schema: 1, first_day: firstDay })}\n`);
  writeFeeds(
    dir,
    makeFeeds(size.feeds),
    newest,
    newsItems({ first: size.count, feeds: size.feeds, hour: newsHour }),
  );
}

/** A hundred feeds of thirty items that nobody fetched yet. */
export function makeFeedsOnly(dir) {
  const size = { count: 3 * small.feeds * shown, days: 90, feeds: small.feeds };
  const newest = new Map();
  for (const { items } of daysOfItems(size)) for (const item of items) keepNewest(newest, item);
  writeFeeds(
    dir,
    makeFeeds(size.feeds),
    newest,
    newsItems({ first: size.count, feeds: size.feeds, hour: newsHour }),
  );
  return [...newest.values()].reduce((sum, list) => sum + list.length, 0);
}
