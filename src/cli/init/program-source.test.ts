import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { version } from '../../run/version.ts';
import { isFromRegistry, programSource, withProgram } from './program-source.ts';

describe('a program that npm installed', () => {
  it.each([
    ['from a registry', 'https://registry.example/daybook/-/daybook-1.2.3.tgz', true],
    ['from a registry of a company', 'http://npm.example:4873/all/daybook/-/daybook-1.2.3.tgz', true],
    ['from a tarball', 'file:../daybook-1.2.3.tgz', false],
    ["from a tarball of somebody's site", 'https://files.example/daybook-1.2.3.tgz', false],
    ['from a repository', 'git+ssh://git@code.example/me/daybook.git#0123abc', false],
    ['from a registry, under its name', 'https://registry.example/other/-/other-1.2.3.tgz', false],
  ])('%s: another machine can take it from there: %s', (_case, resolved, expected) => {
    expect(isFromRegistry({ packages: { 'node_modules/daybook': { resolved } } })).toBe(expected);
  });

  it.each([[undefined], [null], [[]], [{ packages: { 'node_modules/daybook': { link: true } } }]])(
    'may be anywhere when npm says %j',
    (installed) => {
      expect(isFromRegistry(installed)).toBe(false);
    },
  );
});

describe('the source of a new folder', () => {
  let dir: string;
  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'daybook-source-'));
  });
  afterAll(() => rm(dir, { recursive: true, force: true }));

  it('is a tarball in the folder when the program runs from a checkout', async () => {
    const file = `daybook-${version}.tgz`;
    expect(await programSource(dir, undefined)).toEqual({ kind: 'tarball', spec: `file:${file}`, file });
  });

  it('is what the option says', async () => {
    const spec = 'git+https://code.example/me/daybook.git';
    expect(await programSource(dir, spec)).toEqual({ kind: 'named', spec });
  });

  it.each(['dependencies', 'devDependencies'])('is what is among the %s already', async (list) => {
    await writeFile(join(dir, 'package.json'), JSON.stringify({ [list]: { daybook: '^1' } }));
    expect(await programSource(dir, 'other')).toEqual({ kind: 'there' });
  });

  it('is said when npm cannot pack it, before anything is written', async () => {
    vi.stubEnv('PATH', dir);
    const source = { kind: 'tarball', spec: 'file:x.tgz', file: 'x.tgz' } as const;
    expect(await withProgram(dir, source, [])).toMatchObject({ code: 'INIT_NOT_PACKED' });
    vi.unstubAllEnvs();
  });

  it('is the tarball that the folder has already', async () => {
    await writeFile(join(dir, 'x.tgz'), 'mine');
    const source = { kind: 'tarball', spec: 'file:x.tgz', file: 'x.tgz' } as const;
    expect(await withProgram(dir, source, [])).toEqual([{ path: 'x.tgz', content: '', state: 'kept' }]);
  });
});
