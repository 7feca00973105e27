import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { publishArchive } from './published-archive.ts';

let dir = '';
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'daybook-published-'));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

async function published(): Promise<string[]> {
  const paths: string[] = [];
  await publishArchive(dir, async (path) => void paths.push(path));
  return paths;
}

it('an archive of which a folder cannot be read is not published as if that were empty', async () => {
  await mkdir(join(dir, 'state'));
  await writeFile(join(dir, 'state', 'editions.json'), '{}');
  expect(await published()).toEqual(['/_archive/state/editions.json', '/_archive/index.json']);
  // A link that leads to itself cannot be read by anybody, whatever their rights.
  await symlink('archive', join(dir, 'archive'));
  await expect(published()).rejects.toMatchObject({ code: 'ELOOP' });
});
