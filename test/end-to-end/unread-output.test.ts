import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { makeSite, projectDir, removeSites, sampleNow, smallRss } from './site.test-kit.ts';

afterAll(removeSites);

it('a build goes on to its end when nobody reads what it says', async () => {
  const dir = await makeSite('title: T\nfeeds: [{ url: a.xml, id: a }]\n');
  await writeFile(join(dir, 'a.xml'), smallRss('A', 2));
  const main = join(projectDir, 'dist', 'cli', 'main.js');
  const child = spawn(process.execPath, [main, 'build', '--site', dir, '--now', sampleNow], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  child.stderr.destroy();
  const [code] = await once(child, 'close');
  expect(code).toBe(0);
  expect((await stat(join(dir, '_site', 'index.html'))).isFile()).toBe(true);
});
