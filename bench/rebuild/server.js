// node server.js: serves feeds on the loopback from the folder that its parent names, with validators. Says its port, and
// what it was asked, to the parent.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';

const counts = { requests: 0, notModified: 0, pages: 0 };
let folders = [];
let modified = '';

/** The document as it is now: the newest folder that has it. */
function documentOf(path) {
  const name = /^\/([\w-]+\.xml)$/.exec(path)?.[1];
  const file = name && folders.map((folder) => join(folder, name)).find((one) => existsSync(one));
  return file && readFileSync(file);
}

/** The page of an item, for programs that ask for it: their requests come here as to a proxy. */
const itemPage =
  '<!doctype html><title>Item</title><meta name="description" content="An item."><p>An item.</p>';

const server = createServer((request, response) => {
  if (/^https?:/.test(request.url ?? '')) {
    counts.pages += 1;
    response.writeHead(200, { 'Content-Type': 'text/html' }).end(itemPage);
    return;
  }
  const body = documentOf(request.url ?? '/');
  counts.requests += 1;
  if (body === undefined) {
    response.writeHead(404).end();
    return;
  }
  const etag = `"${createHash('sha256').update(body).digest('hex').slice(0, 16)}"`;
  const headers = { ETag: etag, 'Last-Modified': modified };
  if (request.headers['if-none-match'] === etag) {
    counts.notModified += 1;
    response.writeHead(304, headers).end();
  } else response.writeHead(200, { ...headers, 'Content-Type': 'application/xml; charset=utf-8' }).end(body);
});

server.listen(0, '127.0.0.1', () => process.send?.({ port: Object(server.address()).port }));

process.on('message', (/** @type {{ serve?: string[], modified?: string }} */ message) => {
  if (message.serve) {
    folders = message.serve;
    modified = new Date(message.modified ?? 0).toUTCString();
  }
  process.send?.({ ...counts });
  Object.assign(counts, { requests: 0, notModified: 0, pages: 0 });
});
process.on('disconnect', () => process.exit());
