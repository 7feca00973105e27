import { existsSync, statSync } from 'node:fs';
import { mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { allItems, anItem, emptyFolder, filesIn, run } from '../archive.test-kit.ts';

/** A second file system, as Linux has one in memory. */
const memory = '/dev/shm';
const hasOther = existsSync(memory) && statSync(memory).dev !== statSync(tmpdir()).dev;

let other = '';
beforeAll(async () => {
  if (hasOther) other = await mkdtemp(join(memory, 'daybook-other-'));
});
afterAll(() => rm(other, { recursive: true, force: true }));

it.runIf(hasOther)('a folder of the archive may lie on another disk, behind a link', async () => {
  const dir = await emptyFolder();
  await mkdir(join(other, 'archive'));
  await symlink(join(other, 'archive'), join(dir, 'archive'));
  const items = ['one', 'two'].map((id) => anItem({ id, title: id, date_published: '2026-05-18T09:00:00Z' }));
  for (const item of items) expect((await run(dir, { a: [item] })).kind).toBe('committed');
  expect((await allItems(dir)).map(({ title }) => title).sort()).toEqual(['one', 'two']);
  expect(Object.keys(await filesIn(other))).toEqual(['archive/2026/05/2026-05-18.json']);
  expect(Object.keys(await filesIn(dir)).filter((path) => path.includes('pending'))).toEqual([]);
});
