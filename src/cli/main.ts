#!/usr/bin/env node
// Whoever reads the output may stop in the middle: `daybook check | head`.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

const [first, ...rest] = process.argv.slice(2);

if (first === '--version' && rest.length === 0) {
  const { version } = await import('../run/version.ts');
  process.stdout.write(`${version}\n`);
} else {
  const [{ processConsole }, { run }] = await Promise.all([import('./console.ts'), import('./run.ts')]);
  process.exitCode = await run(process.argv.slice(2), processConsole);
}
