import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readAsked, writeAsked } from './asked.ts';

let dir: string;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'daybook-asked-'));
});

afterEach(async () => {
  await rm(dir, { recursive: true, force: true });
});

it('gives back what was written', async () => {
  const asked = new Map([
    ['lwn', '2026-05-18T12:00:00Z'],
    ['a', '2026-05-17T12:00:00Z'],
  ]);
  await writeAsked(join(dir, 'deep', 'er'), asked);
  expect(await readAsked(join(dir, 'deep', 'er'))).toEqual(asked);
});

it('writes the same bytes whatever the order, and leaves no draft', async () => {
  const pairs: [string, string][] = [
    ['b', '2026-05-18T12:00:00Z'],
    ['a', '2026-05-17T12:00:00Z'],
  ];
  await writeAsked(dir, new Map(pairs));
  const once = await readFile(join(dir, 'asked.json'), 'utf8');
  await writeAsked(dir, new Map([...pairs].reverse()));
  expect(await readFile(join(dir, 'asked.json'), 'utf8')).toBe(once);
  expect(await readdir(dir)).toEqual(['asked.json']);
});

it('knows nothing where there is no file', async () => {
  expect(await readAsked(dir)).toEqual(new Map());
});

it.each([
  ['empty', ''],
  ['cut off', '{"a": "2026'],
  ['a list', '["a"]'],
  ['null', 'null'],
  ['a text', '"a"'],
  ['of other things', '{"a": 5, "b": null, "c": {}, "d": "yesterday"}'],
])('knows nothing where the file is %s', async (_case, text) => {
  await writeFile(join(dir, 'asked.json'), text);
  expect(await readAsked(dir)).toEqual(new Map());
});

it('keeps what makes sense of a file that was damaged', async () => {
  await writeFile(join(dir, 'asked.json'), '{"a": "2026-05-18T12:00:00Z", "b": 5}');
  expect([...(await readAsked(dir)).keys()]).toEqual(['a']);
});

it('ends no run where it cannot be written', async () => {
  await writeFile(join(dir, 'file'), '');
  await writeAsked(join(dir, 'file'), new Map([['a', '2026-05-18T12:00:00Z']]));
  expect(await readdir(dir)).toEqual(['file']);
});
