import { parentPort } from 'node:worker_threads';
import { type ReadRequest, readFeed } from './read-feed.ts';
import { type ListRequest, readList } from './read-list.ts';

// The thread in which feeds and lists of feeds are read: its heap and time are bounded by the one who started it.
parentPort?.on('message', async (request: ReadRequest | ListRequest) => {
  parentPort?.postMessage('kind' in request ? await readList(request) : readFeed(request));
});
