// All checks: compile, then lint and types beside the unit, property, end-to-end and browser tests, which leave a
// third of two cores free. The first that fails ends all. `npm test -- src/parse` runs only the tests of that folder.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { requireChromium } from './chromium.js';
import { requireTools } from './tools.js';

const only = process.argv.slice(2);

const running = new Set();

async function step(name, command, args, env = {}) {
  console.error(`\n── ${name}`);
  const child = spawn(command, args, { stdio: 'inherit', env: { ...process.env, ...env } });
  running.add(child);
  const [status] = await once(child, 'close');
  running.delete(child);
  if (status === 0) return;
  console.error(`\n${name} failed.`);
  for (const other of running) other.kill();
  process.exit(status ?? 1);
}

const CHROMIUM = requireChromium();
if (only.length === 0) requireTools();
// `npm ci` has just done it where continuous integration says so.
if (process.env.DAYBOOK_COMPILED !== 'yes') await step('compile', 'npm', ['run', '--silent', 'compile']);
const steps = [step('tests', 'npx', ['vitest', 'run', ...only], { CHROMIUM })];
if (only.length === 0) {
  steps.push(step('lint', 'npm', ['run', '--silent', 'lint']));
  steps.push(step('types', 'npm', ['run', '--silent', 'types']));
}
await Promise.all(steps);
