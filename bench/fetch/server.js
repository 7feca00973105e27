// Serves feeds of 30 items on the loopback, each after 50 to 200 ms, and answers conditional requests. Sends its
// counts to the parent process when asked.
import { createServer } from 'node:http';

const [, , items = '30', lowMs = '50', highMs = '200'] = process.argv;

const counts = { requests: 0, notModified: 0, connections: 0, open: 0, mostOpen: 0, latencyMs: 0 };

/** The same path always gets the same number from 0 up to 1. */
function share(text) {
  let hash = 0x811c9dc5;
  for (const character of text) hash = Math.imul(hash ^ character.charCodeAt(0), 0x01000193);
  return ((hash ^ (hash >>> 15)) >>> 0) / 2 ** 32;
}

function feed(path) {
  const texts = Array.from({ length: Number(items) }, (_, at) => {
    const text = `Item ${at} of ${path} says something of middling length, in a paragraph or two. `.repeat(6);
    return `<item><guid>${path}/${at}</guid><title>Item ${at}</title><link>https://example.org${path}/${at}</link><description><![CDATA[<p>${text}</p>]]></description></item>`;
  });
  return `<?xml version="1.0"?><rss version="2.0"><channel><title>${path}</title>${texts.join('')}</channel></rss>`;
}

const server = createServer({ keepAlive: true }, (request, response) => {
  const path = request.url ?? '/';
  const latencyMs = Number(lowMs) + (Number(highMs) - Number(lowMs)) * share(path);
  counts.requests += 1;
  counts.latencyMs += latencyMs;
  setTimeout(() => {
    if (request.headers['if-none-match'] === '"1"') {
      counts.notModified += 1;
      response.writeHead(304, { ETag: '"1"' }).end();
    } else response.writeHead(200, { ETag: '"1"', 'Content-Type': 'application/rss+xml' }).end(feed(path));
  }, latencyMs);
});

server.on('connection', (socket) => {
  counts.connections += 1;
  counts.open += 1;
  counts.mostOpen = Math.max(counts.mostOpen, counts.open);
  socket.on('close', () => {
    counts.open -= 1;
  });
});

server.listen(0, '127.0.0.1', () => process.send?.({ port: Object(server.address()).port }));

process.on('message', () => {
  process.send?.({ ...counts });
  Object.assign(counts, { requests: 0, notModified: 0, connections: 0, mostOpen: counts.open, latencyMs: 0 });
});
