// What an installation costs that is fetched in parts: each part by `daybook fetch --shard`, from a server on this machine
// that stands for all hosts, then `daybook merge`; and the same an hour and two hours later.
//
// node bench/shards/run.js [feeds] [shards] [parts]     (after `npm run compile`)
//
// With fewer parts than shards only those are fetched, and nothing is merged: what one of twenty machines does for 100,000
// feeds can be measured on one.
import { execFileSync, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

const [feeds = 2000, shards = 4, parts = shards] = process.argv.slice(2).map(Number);
const program = join(import.meta.dirname, '..', '..', 'dist', 'cli', 'main.js');
const dir = mkdtempSync(join(tmpdir(), 'daybook-bench-'));
const server = fork(join(import.meta.dirname, 'server.js'));
const [{ port }] = await once(server, 'message');
const rows = [];

const list = Array.from({ length: feeds }, (_, n) => `  - {id: f${n}, url: "http://f${n}.example/rss"}\n`);
writeFileSync(
  join(dir, 'daybook.yaml'),
  `title: Bench\nurl: https://digest.example/\nsources: {icons: false}\noutputs: {shareImages: false}\nfeeds:\n${list.join('')}`,
);

/** Runs a command. Answers with seconds, seconds of processor time, and the most memory in MB. */
async function measure(...args) {
  const env = { ...process.env, http_proxy: `http://127.0.0.1:${port}`, NO_PROXY: '', no_proxy: '' };
  const child = spawn(
    '/usr/bin/time',
    ['-f', '%e %U %S %M', process.execPath, program, ...args, '--site', dir],
    {
      env,
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  );
  const [said, [code]] = await Promise.all([text(child.stderr), once(child, 'exit')]);
  if (code !== 0) throw new Error(said);
  const lines = said.trim().split('\n');
  const [wall = 0, user = 0, system = 0, kilobytes = 0] = (lines.at(-1) ?? '').split(' ').map(Number);
  return { wall, cpu: user + system, memory: kilobytes / 1024, said: lines.at(-2) ?? '' };
}

function note(what, all, said = '') {
  const most = (key) => Math.max(...all.map((one) => one[key]));
  rows.push(
    `| ${what} | ${most('wall').toFixed(1)} | ${most('cpu').toFixed(1)} | ${most('memory').toFixed(0)} | ${said} |`,
  );
}

async function served(message) {
  server.send(message);
  const [counts] = await once(server, 'message');
  return counts;
}

async function round(name, now, hours) {
  await served({ hours });
  const all = [];
  for (let part = 1; part <= parts; part += 1)
    all.push(await measure('fetch', '--shard', `${part}/${shards}`, '--now', now));
  const { requests, notModified } = await served({});
  note(`${name}: fetch of a part`, all, `${requests} requests, ${notModified} of them 304`);
  if (parts < shards) return;
  const bytes = Number(
    execFileSync('du', ['-sb', join(dir, '_bundle')], { encoding: 'utf8' }).split('\t')[0],
  );
  const merged = await measure('merge', '--now', now);
  note(`${name}: merge`, [merged], `${(bytes / 1e6).toFixed(1)} MB of bundles. ${merged.said}`);
}

try {
  await round('first', '2026-05-18T18:00:00Z', 0);
  if (parts === shards) {
    await round('an hour later', '2026-05-18T19:00:00Z', 1);
    await round('two hours later', '2026-05-18T20:00:00Z', 2);
  }
  const config = statSync(join(dir, 'daybook.yaml')).size;
  process.stdout.write(
    `${feeds} feeds in ${shards} parts; daybook.yaml has ${(config / 1e6).toFixed(1)} MB\n\n` +
      `| what | seconds | of CPU | MB at most | |\n| --- | ---: | ---: | ---: | --- |\n${rows.join('\n')}\n`,
  );
} finally {
  server.disconnect();
  rmSync(dir, { recursive: true, force: true });
}
