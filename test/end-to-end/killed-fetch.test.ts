import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { projectDir } from './site.test-kit.ts';
import { dayFile, type SmallSite, smallSites } from './small-site.test-kit.ts';

const { newSite, close } = smallSites();
afterAll(close);

const now = '2026-05-18T12:00:00Z';
const day = '2026-05-18';

/** Ends the process when it writes a file whose path has this in it. */
const dying = `
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
const watch = (call) => function (path, ...args) {
  if (String(path).includes(process.env.DIE_IN)) process.kill(process.pid, 'SIGKILL');
  return call.call(this, path, ...args);
};
fs.writeFileSync = watch(fs.writeFileSync);
fs.promises.writeFile = watch(fs.promises.writeFile);
fs.promises.open = watch(fs.promises.open);
syncBuiltinESMExports();
`;

async function killedFetch(dir: string, dieIn: string): Promise<void> {
  const preload = `data:text/javascript,${encodeURIComponent(dying)}`;
  const main = join(projectDir, 'dist', 'cli', 'main.js');
  const args = ['--import', preload, main, 'fetch', '--force', '--now', now, '--quiet'];
  const env = { ...process.env, DIE_IN: dieIn };
  const child = spawn(process.execPath, args, { cwd: dir, stdio: 'inherit', env });
  const [, signal] = await once(child, 'exit');
  expect(signal).toBe('SIGKILL');
}

/** Keeps what a site has, and puts it back when asked. */
async function copyOf({ dir }: SmallSite): Promise<() => Promise<void>> {
  const folders = ['_data', '.cache'];
  for (const folder of folders)
    await cp(join(dir, folder), join(dir, `${folder}-before`), { recursive: true });
  return async () => {
    for (const folder of folders) {
      await rm(join(dir, folder), { recursive: true });
      await cp(join(dir, `${folder}-before`), join(dir, folder), { recursive: true });
    }
  };
}

describe('a fetch that is killed when its news is kept and their stories are not decided', () => {
  it('leaves that to the next one, even if that brings no news', async () => {
    const site = await newSite();
    site.serve({ alpha: [{ n: 8, day }], beta: [{ n: 9, day }] });
    const putBack = await copyOf(site);
    await site.report(now, 'fetch', '--force');
    const wanted = await readFile(dayFile(site.dir, day), 'utf8');
    expect(wanted.match(/"story":/g)).toHaveLength(2);
    await putBack();
    await killedFetch(site.dir, '/words/');
    await site.report(now, 'fetch', '--force');
    expect(await readFile(dayFile(site.dir, day), 'utf8')).toBe(wanted);
  });
});
