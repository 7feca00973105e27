import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { testConsole } from './console.test-kit.ts';
import { run } from './run.ts';
import { unexpected } from './unexpected.ts';

let dir = '';
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'daybook-refused-'));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

it.each([['init'], ['build', '--site'], ['check', '--site']])(
  '%s of a file in the place of a folder says which file is in the way',
  async (...args) => {
    const file = join(dir, 'list.txt');
    await writeFile(file, 'x');
    const console = testConsole();
    expect(await run([...args, file], console)).toBe(1);
    expect(console.stderr()).toContain('SYSTEM_REFUSED');
    expect(console.stderr()).toContain(`${file}/`);
    expect(console.stderr()).toContain('A file stands where a folder belongs.');
  },
);

it('a folder that was removed under the shell is told', () => {
  const error = Object.assign(new Error('ENOENT: no such file or directory, uv_cwd'), { code: 'ENOENT' });
  expect(unexpected(error)).toMatchObject({ code: 'SYSTEM_REFUSED', fix: expect.stringContaining('again') });
});

it('a disk that is full while a file is written, which names no path, is told', () => {
  const error = Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
  expect(unexpected(error)).toMatchObject({ code: 'SYSTEM_REFUSED', why: 'The disk is full.' });
});

it('what is no answer of the system is a bug to report', () => {
  expect(unexpected(new TypeError('x is not a function'))).toMatchObject({
    code: 'UNEXPECTED',
    why: 'x is not a function',
  });
});
