// One run of `fetchAll` over so many feeds, each on a host of its own, in a process of its own so that its memory and
// CPU time are those of fetching alone. States go to and come from a file, as the command line does it.

import { once } from 'node:events';
import { createWriteStream, existsSync, readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const [, , bundle, port, count, stateFile, now] = process.argv;
const { acceptBody, fetchAll, parseFeedState } = await import(pathToFileURL(bundle).href);

/** The states of the run before, as the caller of `fetchAll` holds them. */
function readStates() {
  const lines = existsSync(stateFile) ? readFileSync(stateFile, 'utf8').trimEnd().split('\n') : [];
  return new Map(lines.map((line) => JSON.parse(line)).map(([id, state]) => [id, parseFeedState(state)]));
}

const states = readStates();

function* jobs() {
  for (let at = 0; at < Number(count); at += 1) {
    const id = `feed-${at}`;
    const url = `http://${id}.test:${port}/${id}`;
    const state = states.get(id);
    yield { feed: { id, url, publish: 'full', where: `feeds[${at}]` }, ...(state && { state }) };
  }
}

const out = createWriteStream(`${stateFile}.new`);
const kinds = {};
const started = performance.now();
const cpu = process.cpuUsage();
const context = {
  settings: {
    concurrency: 16,
    timeoutMs: 20_000,
    maxBytes: 10_000_000,
    intervalMs: 3_600_000,
    allowPrivateNetworks: true,
  },
  userAgent: 'Daybook/bench (+https://example.org/)',
  siteDir: process.cwd(),
  now,
  force: false,
  env: {},
  resolve: async () => [{ address: '127.0.0.1', family: 4 }],
};
let bytes = 0;
for await (const result of fetchAll(jobs(), context)) {
  kinds[result.kind] = (kinds[result.kind] ?? 0) + 1;
  if (result.kind === 'fresh') bytes += result.body.length;
  const state = result.kind === 'fresh' ? acceptBody(result, { newItems: 30 }) : result.state;
  if (!out.write(`${JSON.stringify([result.feedId, state])}\n`)) await once(out, 'drain');
}
out.end();
await once(out, 'close');
const used = process.cpuUsage(cpu);
process.send?.({
  kinds,
  wallS: (performance.now() - started) / 1000,
  cpuS: (used.user + used.system) / 1e6,
  peakMb: process.resourceUsage().maxRSS / 1024,
  bytesMb: bytes / 1e6,
});
