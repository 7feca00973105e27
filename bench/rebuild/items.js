// Invented items, always the same: what feeds would bring day by day.
import { nameOf, normal, randomFrom, wordsOf, zipfTable } from './words.js';

const dayMs = 86_400_000;
/** The last day of every made-up archive, and the hour at which its items end. */
const lastDayMs = Date.UTC(2026, 4, 18);
const lastHour = 11;

/** Languages of ten feeds in a row. */
const languages = ['en', 'en', 'en', 'en', 'en', 'en', 'en', 'fr', 'de', 'ja'];
const sections = 8;

/** A mean of 2 KB, half of them below 1.3 KB, a few of tens of KB. */
const lengthOf = (random) => Math.min(40_000, Math.max(80, Math.exp(7.16 + 0.9 * normal(random))));
const tagCounts = [0, 0, 1, 1, 1, 2, 2, 2, 3, 4];
const tagRanks = zipfTable(4000, 1);
const authorRanks = zipfTable(12, 1, 2 ** 10);
const tags = Array.from({ length: 4000 }, (_, rank) => {
  const word = wordsOf('en')(randomFrom(rank * 31 + 7), 1);
  return rank < 300 ? `${word} ${rank}` : `${nameOf(rank + 50_000)}`;
});

const id = (number) => `feed-${String(number).padStart(3, '0')}`;

/** The feeds of an archive: some write often, most seldom; every fiftieth is in Arabic. */
export function makeFeeds(count) {
  return Array.from({ length: count }, (_, number) => {
    const language = number % 50 === 49 ? 'ar' : languages[number % languages.length];
    return {
      id: id(number),
      number,
      host: `${id(number)}.example`,
      language,
      section: `s${number % sections}`,
      title: nameOf(number + 1000),
      isAtom: number % 2 === 1,
    };
  });
}

export const sectionList = Array.from({ length: sections }, (_, at) => ({
  id: `s${at}`,
  title: `Section ${at}`,
}));

const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** Blocks of text until the length is reached, in the form that the cleaner leaves as it is. */
function bodyOf(random, feed, lead) {
  const draw = wordsOf(feed.language);
  const goal = lengthOf(random);
  const link = (url, text) => `<a href="${url}" rel="noopener noreferrer">${text}</a>`;
  let html =
    lead === undefined ? '' : `<p>${draw(random, 6)} ${link(lead, draw(random, 3))} ${draw(random, 12)}.</p>`;
  if (random(4) === 0) {
    const src = `https://${feed.host}/images/${random(1e6)}.jpg`;
    html += `<p><img src="${src}" alt="${draw(random, 4)}" width="640" height="360" loading="lazy" decoding="async" referrerpolicy="no-referrer"></p>`;
  }
  while (html.length < goal) {
    const words = Math.min(
      30 + random(60),
      Math.ceil((goal - html.length) / (feed.language === 'ja' ? 2.5 : 6)) + 3,
    );
    const text = draw(random, words);
    const kind = random(16);
    if (kind === 0) html += `<h4>${draw(random, 5)}</h4>`;
    if (kind === 1) html += `<blockquote><p>${text}.</p></blockquote>`;
    else if (kind === 2) html += `<ul><li>${text}</li><li>${draw(random, 12)}</li></ul>`;
    else if (kind === 3) html += `<pre><code>${draw(random, 20)}</code></pre>`;
    else if (kind < 8) {
      const url = `https://site-${random(5000)}.example/${random(1e6)}`;
      html += `<p>${text} ${link(url, draw(random, 3))} <em>${draw(random, 2)}</em>.</p>`;
    } else html += `<p>${text}.</p>`;
  }
  return html;
}

function tagsOf(random) {
  const count = tagCounts[random(tagCounts.length)];
  return [...new Set(Array.from({ length: count }, () => tags[tagRanks[random(tagRanks.length)]]))];
}

/**
 * An item by its number, `lead` being the item that it tells of again.
 *
 * @param {{ number: number, feed: any, second: number, dayStart: number, lead?: { how: string, item: any } }} of
 * @returns {any}
 */
function itemOf({ number, feed, second, dayStart, lead }) {
  const random = randomFrom(Math.imul(number + 1, 2_654_435_761) ^ 0x5bd1e995);
  const date = new Date(dayStart + second * 1000).toISOString();
  const url = `https://${feed.host}/${date.slice(0, 4)}/${date.slice(5, 7)}/${number}`;
  const own = wordsOf(feed.language)(random, 4 + random(7));
  const words = lead?.how === 'words' ? lead.item.title.split(' ').slice(0, 5) : [];
  const hasAuthor = random(10) < 6;
  const author = nameOf(feed.number * 16 + authorRanks[random(authorRanks.length)] + 100_000);
  const itemTags = tagsOf(random);
  return {
    feed,
    // Half of the feeds give an id of their own, the others the link.
    guid: feed.number % 4 < 2 ? url : `tag:${feed.host},${date.slice(0, 10)}:${number}`,
    url,
    title: [...words, own].join(' '),
    html: bodyOf(random, feed, lead?.how === 'links-to-it' ? lead.item.url : undefined),
    date: `${date.slice(0, 19)}Z`,
    tags: itemTags,
    ...(hasAuthor && { author }),
    ...(lead !== undefined && { lead: { item: lead.item, how: lead.how, words } }),
  };
}

/** What days get of all items: more on weekdays. */
function shares(days) {
  const weights = Array.from({ length: days }, (_, at) => {
    const weekday = new Date(lastDayMs - (days - 1 - at) * dayMs).getUTCDay();
    return weekday === 0 || weekday === 6 ? 0.6 : 1.16;
  });
  const sum = weights.reduce((all, one) => all + one, 0);
  let reached = 0;
  return weights.map((weight) => {
    reached += weight / sum;
    return reached;
  });
}

/**
 * All items of an archive, a day at a time. About one in twelve belongs to a story of two to four feeds: the later ones
 * link to the first or share words of its title, within a day or two.
 */
export function* daysOfItems({ count, days, feeds }) {
  const list = makeFeeds(feeds);
  const ranks = zipfTable(feeds, 0.6, 2 ** 14);
  const ends = shares(days);
  const waiting = [];
  let number = 0;
  for (let at = 0; at < days; at++) {
    const dayStart = lastDayMs - (days - 1 - at) * dayMs;
    const seconds = at === days - 1 ? lastHour * 3600 : 86_400;
    const random = randomFrom(at * 977 + 3);
    const total = Math.round(count * ends[at]) - number;
    const items = [];
    for (let place = 0; place < total; place++) {
      const second = Math.floor(((place + random()) / total) * seconds);
      const told = waiting.length > 0 && random(8) === 0 ? waiting.shift() : undefined;
      const feed = told === undefined ? list[ranks[random(ranks.length)]] : anotherFeed(list, told, random);
      const item = itemOf({ number, feed, second, dayStart, ...(told && { lead: told }) });
      number += 1;
      items.push(item);
      if (told?.left > 1) waiting.push({ ...told, left: told.left - 1, feeds: [...told.feeds, feed] });
      if (told === undefined && random(36) === 0) {
        const how = ['links-to-it', 'links-to-it', 'words'][random(3)];
        waiting.push({ item, how, left: 1 + random(3), feeds: [feed] });
      }
    }
    yield { day: new Date(dayStart).toISOString().slice(0, 10), items };
  }
}

/** A feed of the same language that has not told of it yet; of any language for a lack of others. */
function anotherFeed(list, { item, feeds }, random) {
  const others = list.filter((feed) => !feeds.includes(feed));
  const own = others.filter(({ language }) => language === item.feed.language);
  const free = own.length > 0 ? own : others;
  return free[random(free.length)];
}

/** What comes in the next hours: four items of each of five feeds, on the last day. */
export function newsItems({ first, feeds, hour }) {
  return makeFeeds(feeds)
    .slice(0, 5)
    .flatMap((feed) => [0, 1, 2, 3].map((at) => ({ feed, at })))
    .map(({ feed, at }, place) =>
      itemOf({
        number: first + place,
        feed,
        second: hour * 3600 + at * 600 + feed.number,
        dayStart: lastDayMs,
      }),
    );
}

const rssItem = ({ title, url, guid, html, date, tags: categories, author }) =>
  `<item><title>${escaped(title)}</title><link>${url}</link><guid isPermaLink="${guid === url}">${guid}</guid>` +
  `<pubDate>${new Date(date).toUTCString()}</pubDate>${author ? `<dc:creator>${author}</dc:creator>` : ''}` +
  `${categories.map((tag) => `<category>${escaped(tag)}</category>`).join('')}` +
  `<content:encoded><![CDATA[${html}]]></content:encoded></item>\n`;

const atomEntry = ({ title, url, guid, html, date, tags: categories, author }) =>
  `<entry><title>${escaped(title)}</title><link href="${url}"/><id>${guid}</id>` +
  `<published>${date}</published><updated>${date}</updated>` +
  `${author ? `<author><name>${author}</name></author>` : ''}` +
  `${categories.map((tag) => `<category term="${escaped(tag)}"/>`).join('')}` +
  `<content type="html">${escaped(html)}</content></entry>\n`;

/** A feed's document with the items given, newest first. */
export function feedDocument(feed, items) {
  const [newest] = items;
  const home = `https://${feed.host}/`;
  if (feed.isAtom) {
    return `<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${feed.language}"><title>${feed.title}</title><link href="${home}"/><id>${home}</id><updated>${newest?.date ?? '2016-01-01T00:00:00Z'}</updated>\n${items.map(atomEntry).join('')}</feed>\n`;
  }
  return `<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>${feed.title}</title><link>${home}</link><description>${feed.title}</description><language>${feed.language}</language>\n${items.map(rssItem).join('')}</channel></rss>\n`;
}
