import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openImages, openPortraits } from './index.ts';

let dir = '';
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'daybook-unreadable-'));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

// A link that leads to itself cannot be read by anybody, whatever their rights.
it('a list of images that cannot be read is not taken for an empty one, or all copies would go as unused', async () => {
  const name = `${'0'.repeat(32)}.webp`;
  await mkdir(join(dir, 'files', '00'), { recursive: true });
  await writeFile(join(dir, 'files', '00', name), 'a picture');
  await symlink('list', join(dir, 'list'));
  const drop = async () => (await openImages(dir)).dropUnwanted(() => true);
  await expect(drop()).rejects.toMatchObject({ code: 'ELOOP' });
  expect(await readdir(join(dir, 'files', '00'))).toEqual([name]);
});

it('neither is a list of faces', async () => {
  await symlink('list.json', join(dir, 'list.json'));
  await expect(openPortraits(dir)).rejects.toMatchObject({ code: 'ELOOP' });
});

it('a folder in the place of a list is named, which the system does not do', async () => {
  const [images, faces] = [join(dir, 'list', '3f.json'), join(dir, 'list.json')];
  for (const path of [images, faces]) await mkdir(path, { recursive: true });
  await expect(openImages(dir)).rejects.toMatchObject({ code: 'EISDIR', path: images });
  await expect(openPortraits(dir)).rejects.toMatchObject({ code: 'EISDIR', path: faces });
});
