import { parentPort } from 'node:worker_threads';
import { type ReadRequest, readFeed } from './read-feed.ts';
import { type ListRequest, readList } from './read-list.ts';
import { type PageRequest, readPage } from './read-page.ts';

type Request = ReadRequest | ListRequest | PageRequest;

function read(request: Request): unknown {
  if (!('kind' in request)) return readFeed(request);
  return request.kind === 'page' ? readPage(request) : readList(request);
}

// The thread in which feeds, lists of feeds and pages are read: its heap and time are bounded by the one who started it.
parentPort?.on('message', async (request: Request) => {
  parentPort?.postMessage(await read(request));
});
