import { lstat, mkdtemp, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { writeSiteConfig } from './site-config.ts';

let dir = '';
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'daybook-config-'));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

it('a configuration that is a link stays one, and what it leads to is edited', async () => {
  const real = join(dir, 'kept-elsewhere.yaml');
  await writeFile(real, 'title: Before\n', { mode: 0o600 });
  await symlink(real, join(dir, 'daybook.yaml'));
  expect(await writeSiteConfig(dir, 'title: After\n')).toBeUndefined();
  expect((await lstat(join(dir, 'daybook.yaml'))).isSymbolicLink()).toBe(true);
  expect(await readFile(real, 'utf8')).toBe('title: After\n');
  expect((await stat(real)).mode & 0o777).toBe(0o600);
});
