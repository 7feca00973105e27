import { cp, mkdir, mkdtemp, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { testConsole } from '../cli/console.test-kit.ts';
import { run } from '../cli/run.ts';
import { unusableFolders } from './usable-folder.ts';

let dir = '';
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'daybook-folders-'));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

it.each<[string, string, (path: string) => Promise<void>]>([
  ['a file', 'It is a file.', (path) => writeFile(path, 'x')],
  [
    'a dangling link',
    'It is a link to "nowhere/else", where nothing is.',
    (path) => symlink('nowhere/else', path),
  ],
  ['a link to itself', 'It is a link to "_data", which leads in a circle.', (path) => symlink('_data', path)],
  [
    'a link to a file',
    'It is a link to "list.txt", which is a file.',
    async (path) => {
      await writeFile(join(dir, 'list.txt'), 'x');
      await symlink('list.txt', path);
    },
  ],
])('%s in the place of a folder is told', async (_case, why, make) => {
  const where = join(dir, '_data');
  await make(where);
  expect(await unusableFolders(dir)).toMatchObject([
    { code: 'FOLDER_UNUSABLE', where, why, fix: expect.stringContaining('archive') },
  ]);
});

it('a folder, a link to one, and none yet are as they should be', async () => {
  await mkdir(join(dir, 'disk'));
  await mkdir(join(dir, '.cache'));
  await symlink('disk', join(dir, '_data'));
  expect(await unusableFolders(dir)).toEqual([]);
  expect(await unusableFolders(dir, 'pages')).toEqual([]);
});

it.each([
  ['check', '_data'],
  ['build', '.cache'],
  ['render', '_site'],
  ['render', 'static'],
  ['render', 'templates'],
  ['render', 'pages'],
  ['render', 'editions'],
])('%s says so of %s and ends with a failure', async (command, name) => {
  await writeFile(join(dir, 'daybook.yaml'), 'title: T\nfeeds: [a.xml]\n');
  await symlink('nowhere', join(dir, name));
  const console = testConsole();
  expect(await run([command, '--site', dir], console)).toBe(1);
  expect(console.stderr()).toContain(`FOLDER_UNUSABLE  "${name}" is not a folder.`);
});

it.each(['_data/archive', '_data/state', '.cache/daybook'])(
  'a file in the place of %s is told',
  async (name) => {
    await mkdir(join(dir, dirname(name)));
    await writeFile(join(dir, name), 'x');
    expect(await unusableFolders(dir)).toMatchObject([{ code: 'FOLDER_UNUSABLE', where: join(dir, name) }]);
  },
);

it('a cache that two site folders share ends the second before it publishes what is not its own', async () => {
  for (const name of ['one', 'two', 'shared']) await mkdir(join(dir, name));
  for (const name of ['one', 'two']) {
    await writeFile(join(dir, name, 'daybook.yaml'), 'title: T\nfeeds: [a.xml]\n');
    await symlink('../shared', join(dir, name, '.cache'));
  }
  expect(await run(['render', '--site', join(dir, 'one')], testConsole())).toBe(0);
  const console = testConsole();
  expect(await run(['render', '--site', join(dir, 'two')], console)).toBe(1);
  expect(console.stderr()).toContain('FOLDER_SHARED');
  expect(await run(['render', '--site', join(dir, 'one')], testConsole())).toBe(0);
});

it('a cache goes with its site folder, whether that is moved, copied, or reached by a link', async () => {
  await mkdir(join(dir, 'one'));
  await writeFile(join(dir, 'one', 'daybook.yaml'), 'title: T\nfeeds: [a.xml]\n');
  expect(await run(['render', '--site', join(dir, 'one')], testConsole())).toBe(0);
  await symlink('one', join(dir, 'link'));
  await cp(join(dir, 'one'), join(dir, 'copy'), { recursive: true });
  await rename(join(dir, 'one'), join(dir, 'moved'));
  for (const name of ['moved', 'copy']) expect(await unusableFolders(join(dir, name))).toEqual([]);
  await rename(join(dir, 'moved'), join(dir, 'one'));
  expect(await unusableFolders(join(dir, 'link'))).toEqual([]);
});
