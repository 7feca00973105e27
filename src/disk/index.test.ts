import {
  type FileHandle,
  link,
  mkdir,
  mkdtemp,
  readFile,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { makeFolder, replaceFile, sync, writeWhole } from './index.ts';

const refusal = (code: string): Error => Object.assign(new Error(code), { code });

/** A disk with a folder `/site`, on which Node says no more than that a folder is not there. */
function diskThat(says: string | undefined) {
  const there = new Set(['/', '/site']);
  return async (path: string, options?: { readonly recursive: true }): Promise<string | undefined> => {
    if (options?.recursive) throw refusal('ENOENT');
    if (there.has(path)) throw refusal('EEXIST');
    if (!there.has(path.slice(0, path.lastIndexOf('/')) || '/')) throw refusal('ENOENT');
    if (says !== undefined) throw refusal(says);
    there.add(path);
    return undefined;
  };
}

it('a folder that cannot be made is reported with what the system says, not with what is missing', async () => {
  await expect(makeFolder('/site/_data/state', diskThat('ENOSPC'))).rejects.toMatchObject({ code: 'ENOSPC' });
  expect(await makeFolder('/site/_data/state', diskThat(undefined))).toBe('/site/_data');
  expect(await makeFolder('/site', diskThat(undefined))).toBeUndefined();
});

it.each([
  ['EINVAL', 'kept'],
  ['ENOTSUP', 'kept'],
  ['EIO', 'EIO'],
  ['ENOSPC', 'ENOSPC'],
])('a file system that answers %s when it is asked to write to the disk: %s', async (code, expected) => {
  const file = { sync: () => Promise.reject(refusal(code)) } as FileHandle;
  const end = await sync(file).then(
    () => 'kept',
    (error: NodeJS.ErrnoException) => error.code,
  );
  expect(end).toBe(expected);
});

it('a file of the user’s is replaced whole, behind a link and with its rights', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'daybook-replaced-'));
  onTestFinished(() => rm(dir, { recursive: true }));
  const [file, named, before] = ['real.opml', 'named.opml', 'before.opml'].map((name) => join(dir, name)) as [
    string,
    string,
    string,
  ];
  await writeFile(file, 'old', { mode: 0o600 });
  await symlink(file, named);
  // What is written into the same file would show here.
  await link(file, before);
  await replaceFile(named, 'new');
  expect(await readFile(before, 'utf8')).toBe('old');
  expect(await readFile(file, 'utf8')).toBe('new');
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  await expect(replaceFile(join(dir, 'missing', 'a.opml'), 'new')).rejects.toMatchObject({ code: 'ENOENT' });
});

it('a folder in the place of a file is moved aside, with all in it', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'daybook-aside-'));
  onTestFinished(() => rm(dir, { recursive: true }));
  const file = join(dir, 'opml.json');
  await mkdir(file);
  await writeFile(join(file, 'mine'), 'text');
  await writeWhole(file, '{}');
  expect(await readFile(file, 'utf8')).toBe('{}');
  expect(await readFile(join(`${file}.aside`, 'mine'), 'utf8')).toBe('text');
});
