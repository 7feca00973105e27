// node bench/clean/run.js: cleans 10,000 items of 2 KB and inputs built to be slow, each cleaner in a process of its own.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { build } from 'esbuild';

const here = import.meta.dirname;
// Beside the modules it imports: they are found from here.
const bundle = join(here, '..', '..', 'node_modules', '.cache', 'daybook-bench-clean.mjs');
const deadlineMs = 30_000;
const itemsDeadlineMs = 180_000;

await build({
  entryPoints: [join(here, 'measure.ts')],
  outfile: bundle,
  bundle: true,
  platform: 'node',
  format: 'esm',
  packages: 'external',
  logLevel: 'error',
});

/** One measurement; `undefined` when it failed or took longer than the deadline. */
function measure(...args) {
  const { status, stdout } = spawnSync(process.execPath, [bundle, ...args.map(String)], {
    timeout: args[0] === 'items' ? itemsDeadlineMs : deadlineMs,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return status === 0 ? JSON.parse(stdout) : undefined;
}

function median(numbers) {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
}

const cleaners = ['daybook', 'daybook-stored', 'sanitize-html', 'dompurify-jsdom'];
console.log(
  '| cleaner | CPU s per 1,000 items | the first 1,000 | the last | peak MB |\n| --- | --- | --- | --- | --- |',
);
for (const cleaner of cleaners) {
  const runs = [1, 2, 3].flatMap(() => measure('items', cleaner) ?? []);
  const of = (key) => median(runs.map((run) => run[key]));
  console.log(
    `| ${cleaner} | ${of('allS').toFixed(2)} | ${of('firstS').toFixed(2)} | ${of('lastS').toFixed(2)} | ${Math.round(of('peakMb'))} |`,
  );
}

const sizes = [50_000, 200_000, 800_000];
const compared = cleaners.filter((cleaner) => cleaner !== 'daybook-stored');
const { names } = measure('names');
console.log(
  `\n| input | ${compared.map((cleaner) => `${cleaner}, CPU s at ${sizes.map((size) => `${size / 1_000} K`).join(' / ')}`).join(' | ')} |`,
);
console.log(`| --- |${' --- |'.repeat(compared.length)}`);
for (const name of names) {
  const cells = compared.map((cleaner) => {
    let gaveUp = false;
    return sizes
      .map((size) => {
        if (gaveUp) return '–';
        const result = measure('slow', cleaner, name, size);
        gaveUp = result === undefined;
        return result === undefined ? `fails or > ${deadlineMs / 1_000}` : result.cpuS.toFixed(2);
      })
      .join(' / ');
  });
  console.log(`| ${name} | ${cells.join(' | ')} |`);
}
