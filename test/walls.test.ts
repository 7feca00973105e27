import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, expect, it } from 'vitest';

const made: string[] = [];
afterEach(async () => {
  for (const dir of made.splice(0)) await rm(dir, { recursive: true });
});

/** What the walls say of a `src` with these files. */
async function faultsOf(files: Readonly<Record<string, string>>): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'daybook-walls-'));
  made.push(dir);
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(dir, path)), { recursive: true });
    await writeFile(join(dir, path), text);
  }
  const { status, stderr } = spawnSync(process.execPath, ['scripts/walls.js', dir], { encoding: 'utf8' });
  expect(status).toBe(stderr === '' ? 0 : 1);
  return stderr;
}

const door = { 'parse/index.ts': '', 'parse/dates/zones.ts': '' };

it.each([
  [
    'a room that may not be imported',
    { 'parse/a.ts': "import { b } from '../fetch/b.ts';" },
    'parse/ may not import fetch/',
  ],
  [
    'a type of it',
    { 'digest/a.ts': "import type { B } from '../site/b.ts';" },
    'digest/ may not import site/',
  ],
  ['one that is loaded late', { 'run/a.ts': "await import('../cli/b.ts');" }, 'run/ may not import cli/'],
  [
    'another way than the door',
    { ...door, 'run/a.ts': "import { z } from '../parse/dates/zones.ts';" },
    'parse/ has a door',
  ],
  [
    'files in a pure room',
    { 'clean/a.ts': "import { readFile } from 'node:fs/promises';" },
    'clean/ is pure',
  ],
  [
    'the network outside of its room',
    { 'archive/a.ts': "import { request } from 'undici';" },
    'only fetch/ uses undici',
  ],
  ['a room that nobody knows', { 'helpers/a.ts': '' }, 'no walls are known'],
])('the walls refuse %s', async (_case, files, fault) => {
  expect(await faultsOf(files)).toContain(fault);
});

it('let pass what the table allows', async () => {
  const files = {
    ...door,
    'run/a.ts':
      "import { parseFeed } from '../parse/index.ts';\nimport type { Item } from '../model/types.ts';",
    'parse/b.ts': "import { zone } from './dates/zones.ts';",
    'parse/b.test.ts': "import { readFile } from 'node:fs/promises';",
  };
  expect(await faultsOf(files)).toBe('');
});
