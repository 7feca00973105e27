import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, expect, it } from 'vitest';
import { openArchive } from '../../src/archive/store.ts';
import { makeSite, projectDir, removeSites, sampleNow, serveFeeds, smallRss } from './site.test-kit.ts';

afterAll(removeSites);

/** A preview that runs, line by line of what it says. */
function preview(
  dir: string,
  ...options: string[]
): {
  readonly child: ChildProcess;
  readonly until: (line: RegExp) => Promise<void>;
} {
  const main = join(projectDir, 'dist', 'cli', 'main.js');
  const child = spawn(process.execPath, [main, 'serve', '--port', '0', '--now', sampleNow, ...options], {
    cwd: dir,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const lines = createInterface({ input: child.stderr })[Symbol.asyncIterator]();
  const until = async (wanted: RegExp): Promise<void> => {
    for (let next = await lines.next(); !next.done; next = await lines.next())
      if (wanted.test(next.value)) return;
    throw new Error(`It ended before it said ${wanted}.`);
  };
  return { child, until };
}

it('the preview shows pages that Eleventy makes, and their data, as they are now', async () => {
  const dir = await makeSite('title: T\nurl: https://t.example/\nfeeds: [a.xml]\n');
  await writeFile(join(dir, 'a.xml'), smallRss('Alpha', 2));
  await mkdir(join(dir, 'pages', '_data'), { recursive: true });
  const [page, data] = [join(dir, 'pages', 'n.njk'), join(dir, 'pages', '_data', 'live.mjs')];
  await writeFile(page, 'one {{ live }}');
  const late = join(dir, 'static', 'late.txt');
  await mkdir(join(dir, 'static'));
  // The first build itself changes what the site is made of.
  await writeFile(
    data,
    `import { existsSync, writeFileSync } from 'node:fs';
if (!existsSync(${JSON.stringify(late)})) writeFileSync(${JSON.stringify(late)}, 'late');
export default "first";`,
  );
  const { child, until } = preview(dir);
  try {
    await until(/Ctrl-C/);
    const shown: string[] = [];
    const note = async () => shown.push(await readFile(join(dir, '_site', 'n', 'index.html'), 'utf8'));
    await note();
    await until(/Files: 1 written/);
    expect(await readFile(join(dir, '_site', 'late.txt'), 'utf8')).toBe('late');
    await writeFile(data, 'export default "second";');
    await until(/Files: 1 written/);
    await note();
    await writeFile(page, 'two {{ live }}');
    await until(/Files: 1 written/);
    await note();
    expect(shown).toEqual(['one first', 'one second', 'two second']);
  } finally {
    child.kill();
    await once(child, 'exit');
  }
});

it('the preview shows a change after another run that works on the folder', async () => {
  const dir = await makeSite('title: T\nurl: https://t.example/\nfeeds: [a.xml]\n');
  await writeFile(join(dir, 'a.xml'), smallRss('Alpha', 2));
  await mkdir(join(dir, 'static'));
  const { child, until } = preview(dir);
  const other = openArchive({ dir: join(dir, '_data'), now: sampleNow, timezone: 'UTC', closeAfterMs: 0 });
  try {
    await until(/Ctrl-C/);
    expect(await other.lock()).toMatchObject({ kind: 'locked' });
    await writeFile(join(dir, 'static', 'own.txt'), 'mine');
    await until(/Another run is working/);
    await other.unlock();
    await until(/Files: 1 written/);
    expect(await readFile(join(dir, '_site', 'own.txt'), 'utf8')).toBe('mine');
  } finally {
    child.kill();
    await once(child, 'exit');
  }
});

it('a signal while the preview’s first build asks feeds ends it', async () => {
  let asked = (): void => undefined;
  const isAsked = new Promise<void>((resolve) => {
    asked = resolve;
  });
  const silent = await serveFeeds({ '/a.xml': () => asked() });
  const dir = await makeSite(`title: T\nurl: https://t.example/\nfeeds: ["${silent.url}/a.xml"]\n`);
  const { child, until } = preview(dir, '--allow-private-networks');
  try {
    await isAsked;
    child.kill('SIGINT');
    await until(/^Stopping/);
    await expect(until(/The digest is at/)).rejects.toThrow('It ended before');
  } finally {
    child.kill('SIGKILL');
    await silent.close();
  }
});
