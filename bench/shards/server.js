// All feeds of the world, asked through this server as through a proxy, so that each has a host of its own: ten items each,
// after 50 to 200 ms, with validators. The parent process says how many hours have passed; in each, one feed in ten has
// something new. Says its port, and what it was asked.
import { createServer } from 'node:http';

const counts = { requests: 0, notModified: 0 };
const words = 'press engine harbour quiet river signal garden copper winter ledger orbit paper'.split(' ');
const beginMs = Date.parse('2026-05-18T08:00:00Z');
let hours = 0;

/** The same text always gets the same number from 0 up to 1. */
function share(text) {
  let hash = 0x811c9dc5;
  for (const character of text) hash = Math.imul(hash ^ character.charCodeAt(0), 0x01000193);
  return ((hash ^ (hash >>> 15)) >>> 0) / 2 ** 32;
}

function itemOf(host, n) {
  const word = (at) => words[Math.floor(share(`${host} ${n} ${at}`) * words.length)];
  const text = Array.from({ length: 120 }, (_, at) => word(at) + (at % 12 === 11 ? '.' : '')).join(' ');
  const date = new Date(beginMs + (n - 9) * 3_600_000 - Math.floor(share(`${host} ${n}`) * 3_600_000));
  return (
    `<item><guid isPermaLink="false">${host}-${n}</guid><link>https://${host}/${n}</link>` +
    `<title>${word(1001)} ${word(1002)} ${word(1003)} ${n}</title><pubDate>${date.toUTCString()}</pubDate>` +
    `<description>&lt;p&gt;${text}&lt;/p&gt;</description></item>`
  );
}

/** How many items a feed has brought since the beginning. */
function arrivals(host) {
  let news = 0;
  for (let hour = 1; hour <= hours; hour += 1) if (share(`${host} hour ${hour}`) < 0.1) news += 1;
  return news;
}

function documentOf(host, news) {
  const items = Array.from({ length: 10 }, (_, at) => itemOf(host, 9 + news - at));
  return `<?xml version="1.0"?><rss version="2.0"><channel><title>${host}</title><link>https://${host}/</link><description>d</description>${items.join('')}</channel></rss>`;
}

const server = createServer({ keepAlive: true }, (request, response) => {
  const { hostname } = new URL(request.url ?? '/', 'http://nobody.example');
  counts.requests += 1;
  setTimeout(
    () => {
      const news = arrivals(hostname);
      const headers = { ETag: `"${news}"`, 'Content-Type': 'application/rss+xml' };
      if (request.headers['if-none-match'] === headers.ETag) {
        counts.notModified += 1;
        response.writeHead(304, headers).end();
      } else response.writeHead(200, headers).end(documentOf(hostname, news));
    },
    50 + 150 * share(hostname),
  );
});

server.listen(0, '127.0.0.1', () => process.send?.({ port: Object(server.address()).port }));

process.on('message', (/** @type {{ hours?: number }} */ message) => {
  if (message.hours !== undefined) hours = message.hours;
  process.send?.({ ...counts });
  Object.assign(counts, { requests: 0, notModified: 0 });
});
process.on('disconnect', () => process.exit());
