import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, symlink, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { daybookHere, projectDir, sampleNow } from './site.test-kit.ts';

let root = '';

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'daybook-container-'));
});

afterAll(() => rm(root, { recursive: true, force: true }));

it('the scripts of a container build, tell that they are well, and stop when they are told to', async () => {
  const dir = join(root, 'site');
  const init = await daybookHere(
    root,
    'init',
    dir,
    '--yes',
    '--host',
    'container',
    '--package',
    '1.2.3',
    '--now',
    sampleNow,
  );
  expect([init.code, init.stderr]).toEqual([0, expect.stringContaining('Dockerfile')]);
  await mkdir(join(dir, 'node_modules'));
  await symlink(projectDir, join(dir, 'node_modules', 'daybook'));
  const built = join(root, 'built');
  const env = { ...process.env, BUILT: built, INTERVAL: '600' };
  const isHealthy = () => spawnSync('sh', ['container/healthy.sh'], { cwd: dir, env }).status === 0;
  expect(isHealthy()).toBe(false);
  const loop = spawn('sh', ['container/publish.sh'], { cwd: dir, env, stdio: 'ignore' });
  const ended = once(loop, 'exit');
  await expect.poll(() => existsSync(built), { timeout: 60_000, interval: 200 }).toBe(true);
  expect(await readFile(join(dir, '_site', 'index.html'), 'utf8')).toContain('Your digest works');
  expect(isHealthy()).toBe(true);
  await utimes(built, 0, 0);
  expect(isHealthy()).toBe(false);
  loop.kill('SIGTERM');
  expect(await ended).toEqual([0, null]);
}, 90_000);
