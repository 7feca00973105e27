#!/usr/bin/env node
// Whoever reads the output may stop in the middle: `daybook check | head`.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') return;
  process.stderr.write(`The output could not be written: ${error.message}.\n`);
  process.once('exit', () => {
    process.exitCode ||= 1;
  });
});
// Nobody reads what a run says, `daybook build 2>&1 | head -1`, or its log is full: its work goes on.
process.stderr.on('error', () => undefined);

const [first, ...rest] = process.argv.slice(2);

if (first === '--version' && rest.length === 0) {
  const { version } = await import('../run/version.ts');
  process.stdout.write(`${version}\n`);
} else {
  const [{ processConsole }, { run }] = await Promise.all([import('./console.ts'), import('./run.ts')]);
  process.exitCode = await run(process.argv.slice(2), processConsole);
}
