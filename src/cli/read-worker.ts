import { parentPort } from 'node:worker_threads';
import { type ReadRequest, readFeed } from './read-feed.ts';

// The thread in which feeds are parsed and cleaned: its heap and time are bounded by the one who started it.
parentPort?.on('message', (request: ReadRequest) => {
  parentPort?.postMessage(readFeed(request));
});
