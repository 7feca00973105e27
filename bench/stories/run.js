// node bench/stories/run.js evaluate [--held-out] [--pairs] [file …] | leads [file …] | throughput [items …]: bundles the command beside it and runs it.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';

const here = import.meta.dirname;
const [command = 'evaluate', ...rest] = process.argv.slice(2);
const work = mkdtempSync(join(tmpdir(), 'daybook-bench-stories-'));
const bundle = join(work, `${command}.mjs`);
try {
  await build({
    entryPoints: [join(here, `${command}.ts`)],
    outfile: bundle,
    bundle: true,
    platform: 'node',
    format: 'esm',
    logLevel: 'error',
  });
  const args =
    command !== 'throughput' && rest.every((word) => word.startsWith('--'))
      ? [join(here, 'items.json'), join(here, 'news.jsonl'), ...rest]
      : rest;
  const { status } = spawnSync(process.execPath, ['--expose-gc', bundle, ...args], { stdio: 'inherit' });
  process.exitCode = status ?? 1;
} finally {
  rmSync(work, { recursive: true });
}
