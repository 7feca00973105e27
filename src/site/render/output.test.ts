import { existsSync } from 'node:fs';
import {
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  symlink,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { mayWriteTo, openOutput } from './output.ts';

let dir: string;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'daybook-output-'));
});

afterEach(async () => {
  await rm(dir, { recursive: true, force: true });
});

async function write(
  files: Readonly<Record<string, string>>,
  options?: Parameters<typeof openOutput>[1],
): Promise<unknown> {
  const output = await openOutput(dir, options);
  for (const [path, content] of Object.entries(files)) await output.write(path, content);
  const { removed, ...counts } = await output.finish({ allBut: [] });
  return { ...counts, removed: removed.length };
}

describe('openOutput', () => {
  it('puts a file where an older site had a folder, and a folder where it had a file', async () => {
    await write({ '/topic/x/index.html': 'old', '/plain': 'old' });
    await write({ '/topic/x': 'new', '/plain/index.html': 'new' });
    expect(await readFile(join(dir, 'topic', 'x'), 'utf8')).toBe('new');
    expect(await readFile(join(dir, 'plain', 'index.html'), 'utf8')).toBe('new');
  });

  it.each([
    ['a clone', '.git/HEAD'],
    ['a worktree', '.git'],
  ])('writes into %s, and leaves its repository there', async (_case, path) => {
    if (path.includes('/')) await mkdir(join(dir, '.git'));
    await writeFile(join(dir, path), 'a repository');
    expect(await mayWriteTo(dir)).toBe(true);
    await write({ '/a.html': 'A', '/.github/x': 'x' });
    await writeFile(join(dir, '.gitignore'), 'mine');
    expect(await write({ '/a.html': 'B' })).toEqual({ written: 1, unchanged: 0, removed: 2 });
    expect(await readFile(join(dir, path), 'utf8')).toBe('a repository');
    expect((await readdir(dir)).sort()).toEqual(['.daybook', '.git', 'a.html']);
  });

  it('writes files, and counts them', async () => {
    expect(await write({ '/a/index.html': 'A', '/b.txt': 'B' })).toEqual({
      written: 2,
      unchanged: 0,
      removed: 0,
    });
    expect(await readFile(join(dir, 'a', 'index.html'), 'utf8')).toBe('A');
  });

  it('leaves a file alone whose bytes are the same', async () => {
    await write({ '/a.html': 'A', '/b.html': 'B' });
    const before = new Date('2020-01-01T00:00:00Z');
    for (const name of ['a.html', 'b.html']) await utimes(join(dir, name), before, before);
    expect(await write({ '/a.html': 'A', '/b.html': 'other' })).toEqual({
      written: 1,
      unchanged: 1,
      removed: 0,
    });
    expect((await stat(join(dir, 'a.html'))).mtime).toEqual(before);
    expect((await stat(join(dir, 'b.html'))).mtime).not.toEqual(before);
  });

  it('puts a file where a link to the same bytes is, which may lead to what goes', async () => {
    await write({ '/a.html': 'A', '/b.html': 'B' });
    await rename(join(dir, 'b.html'), join(dir, 'stray.html'));
    await symlink('stray.html', join(dir, 'b.html'));
    const counts = await write({ '/a.html': 'A', '/b.html': 'B' });
    expect(counts).toEqual({ written: 1, unchanged: 1, removed: 1 });
    expect((await lstat(join(dir, 'b.html'))).isFile()).toBe(true);
    expect((await readdir(dir)).sort()).toEqual(['.daybook', 'a.html', 'b.html']);
  });

  it('removes what the site no longer has, with folders that are empty then', async () => {
    await write({ '/old/deep/index.html': 'x', '/keep/a.html': 'a', '/keep/b.html': 'b' });
    expect(await write({ '/keep/a.html': 'a' })).toEqual({ written: 0, unchanged: 1, removed: 2 });
    expect((await readdir(dir)).sort()).toEqual(['.daybook', 'keep']);
  });

  it('removes nothing before the end, so that a run that breaks off leaves the old site', async () => {
    await write({ '/old.html': 'x' });
    const output = await openOutput(dir);
    await output.write('/new.html', 'y');
    expect((await readdir(dir)).sort()).toEqual(['.daybook', 'new.html', 'old.html']);
  });

  it('keeps a file whose path is written in another way', async () => {
    await write({ '/a//b/./c/../index.html': 'x' });
    expect(existsSync(join(dir, 'a', 'b', 'index.html'))).toBe(true);
  });

  it.each(['/../outside.html', '/a/../../outside.html', '/..', '/'])('refuses the path %s', async (path) => {
    const output = await openOutput(join(dir, 'site'));
    await expect(output.write(path, 'x')).rejects.toThrow('lies outside the site');
    expect(existsSync(join(dir, 'outside.html'))).toBe(false);
  });

  it('writes a file whose name is as long as a disk lets it be', async () => {
    const name = `${'n'.repeat(250)}.html`;
    await write({ [`/${name}`]: 'x' });
    expect((await readdir(dir)).sort()).toEqual(['.daybook', name]);
  });

  it('writes bytes as they are', async () => {
    const output = await openOutput(dir);
    await output.write('/a.bin', new Uint8Array([0, 255, 128]));
    await output.finish({ allBut: [] });
    expect([...(await readFile(join(dir, 'a.bin')))]).toEqual([0, 255, 128]);
  });
});

describe('mayWriteTo', () => {
  it('takes a folder that is not there, empty, or ours', async () => {
    expect(await mayWriteTo(join(dir, 'none'))).toBe(true);
    expect(await mayWriteTo(dir)).toBe(true);
    await write({ '/a.html': 'A' });
    expect(await mayWriteTo(dir)).toBe(true);
  });

  it('refuses a folder with somebody else’s files, and what is no folder', async () => {
    await mkdir(join(dir, 'theirs'));
    await writeFile(join(dir, 'theirs', 'thesis.txt'), 'x');
    expect(await mayWriteTo(join(dir, 'theirs'))).toBe(false);
    expect(await mayWriteTo(join(dir, 'theirs', 'thesis.txt'))).toBe(false);
  });
});
