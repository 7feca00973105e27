// All checks, in the order in which they fail fastest: compile, lint and types, then unit, property, end-to-end and
// browser tests. `npm test -- src/parse` runs only the tests of that folder.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { requireChromium } from './chromium.js';
import { requireTools } from './tools.js';

const only = process.argv.slice(2);

async function step(name, command, args, env = {}) {
  console.error(`\n── ${name}`);
  const child = spawn(command, args, { stdio: 'inherit', env: { ...process.env, ...env } });
  const [status] = await once(child, 'close');
  if (status === 0) return;
  console.error(`\n${name} failed.`);
  process.exit(status ?? 1);
}

const CHROMIUM = requireChromium();
if (only.length === 0) requireTools();
await step('compile', 'npm', ['run', '--silent', 'compile']);
if (only.length === 0) {
  await Promise.all([
    step('lint', 'npm', ['run', '--silent', 'lint']),
    step('types', 'npm', ['run', '--silent', 'types']),
  ]);
}
await step('tests', 'npx', ['vitest', 'run', ...only], { CHROMIUM });
