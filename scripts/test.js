// All checks, in the order in which they fail fastest: compile, lint, types, then unit, property, end-to-end and
// browser tests. `npm test -- src/parse` runs only the tests of that folder.
import { spawnSync } from 'node:child_process';
import { requireChromium } from './chromium.js';
import { requireTools } from './tools.js';

const only = process.argv.slice(2);

function step(name, command, args, env = {}) {
  console.error(`\n── ${name}`);
  const { status } = spawnSync(command, args, { stdio: 'inherit', env: { ...process.env, ...env } });
  if (status !== 0) {
    console.error(`\n${name} failed.`);
    process.exit(status ?? 1);
  }
}

const CHROMIUM = requireChromium();
if (only.length === 0) requireTools();
step('compile', 'npm', ['run', '--silent', 'compile']);
if (only.length === 0) {
  step('lint', 'npm', ['run', '--silent', 'lint']);
  step('types', 'npm', ['run', '--silent', 'types']);
}
step('tests', 'npx', ['vitest', 'run', ...only], { CHROMIUM });
