// node bench/render/run.js [items...]: a rendering of everything, of nothing, of an hour's news. Needs `npm run compile`.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addNews, makeSiteFolder } from './generate.js';

const main = new URL('../../dist/cli/main.js', import.meta.url).pathname;
const usage = new URL('usage.js', import.meta.url).href;
const sizes = process.argv.slice(2).map(Number);

function render(dir, now, what) {
  const file = join(dir, 'usage.json');
  const begun = performance.now();
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', usage, main, 'render', '--json', '--site', dir, '--now', now],
    { encoding: 'utf8', maxBuffer: 1e9, env: { ...process.env, USAGE_FILE: file } },
  );
  if (status !== 0) throw new Error(stderr || stdout);
  const wall = (performance.now() - begun) / 1000;
  const { cpu, mb } = JSON.parse(readFileSync(file, 'utf8'));
  const { render: report } = JSON.parse(stdout);
  const { rendered, pages, written, unchanged } = report;
  console.log(
    `| ${what} | ${cpu.toFixed(2)} | ${wall.toFixed(2)} | ${mb.toFixed(0)} | ${rendered} of ${pages} | ${written} of ${written + unchanged} |`,
  );
}

for (const count of sizes.length === 0 ? [10_000] : sizes) {
  const dir = mkdtempSync(join(tmpdir(), 'daybook-bench-'));
  const now = makeSiteFolder(dir, count);
  console.log(
    `\n${count} items\n\n| rendering | CPU s | wall s | MB | pages | files written |\n| --- | --- | --- | --- | --- | --- |`,
  );
  render(dir, now, 'all, first time');
  render(dir, now, 'nothing new');
  addNews(dir, count, 20);
  render(dir, now, '20 new items');
  render(dir, now, 'nothing new');
  if (process.env.KEEP) console.log(dir);
  else rmSync(dir, { recursive: true });
}
