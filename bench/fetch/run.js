// node bench/fetch/run.js [feeds …]: fetches so many feeds cold and then again, all unchanged, and prints a table.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';

const here = import.meta.dirname;
const CONCURRENCY = 16;
const counts = process.argv.slice(2).map(Number);
const work = mkdtempSync(join(tmpdir(), 'daybook-bench-fetch-'));
// Beside the modules it imports: undici is found from here.
const bundle = join(here, '..', '..', 'node_modules', '.cache', 'daybook-bench-fetch.mjs');

await build({
  entryPoints: [join(here, '..', '..', 'src', 'fetch', 'index.ts')],
  outfile: bundle,
  bundle: true,
  platform: 'node',
  format: 'esm',
  packages: 'external',
});

const server = fork(join(here, 'server.js'));
const [{ port }] = await once(server, 'message');
const rows = [];

async function measure(feeds, name, now, stateFile) {
  const client = fork(join(here, 'client.js'), [bundle, port, feeds, stateFile, now].map(String));
  const [found] = await once(client, 'message');
  await once(client, 'exit');
  server.send('counts');
  const [served] = await once(server, 'message');
  const floorS = served.latencyMs / 1000 / CONCURRENCY;
  rows.push({
    feeds,
    run: name,
    results: JSON.stringify(found.kinds),
    'floor s': floorS.toFixed(1),
    'wall s': found.wallS.toFixed(1),
    'wall ÷ floor': (found.wallS / floorS).toFixed(2),
    'CPU s': found.cpuS.toFixed(1),
    'peak MB': Math.round(found.peakMb),
    'body MB': found.bytesMb.toFixed(1),
    requests: served.requests,
    'of them 304': served.notModified,
    connections: served.connections,
    'most at once': served.mostOpen,
  });
}

for (const feeds of counts.length > 0 ? counts : [1000, 10_000]) {
  const stateFile = join(work, `states-${feeds}.jsonl`);
  await measure(feeds, 'cold', '2026-03-02T08:00:00Z', stateFile);
  renameSync(`${stateFile}.new`, stateFile);
  await measure(feeds, 'unchanged', '2026-03-02T10:00:00Z', stateFile);
}
server.kill();
rmSync(work, { recursive: true, force: true });

const columns = Object.keys(rows[0]);
console.log(`| ${columns.join(' | ')} |\n| ${columns.map(() => '---').join(' | ')} |`);
for (const row of rows) console.log(`| ${columns.map((column) => row[column]).join(' | ')} |`);
