import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptyFolder, quickFs } from '../archive.test-kit.ts';
import { shortHash } from '../identity/hash.ts';
import { createKnownIndex, openKnownIndex } from './known-index.ts';
import {
  formatShard,
  isComplete,
  type Known,
  openShard,
  parseShard,
  splitLines,
  splitShard,
} from './known-shard.ts';

const known = (day = '2026-05-18'): Known => ({ key: 'abcdefghijkm', day, version: '23456789ab' });
const hashes = (count: number): string[] =>
  Array.from({ length: count }, (_, n) => shortHash([String(n)], 16));
const entries = (count: number): Map<string, Known> => new Map(hashes(count).map((hash) => [hash, known()]));

async function save(dir: string, count: number): Promise<string[]> {
  const names: string[] = [];
  for (const { path, data } of createKnownIndex('f', entries(count), []).changes()) {
    if (data === undefined) continue;
    await quickFs.makeDir(`${dir}/state/known/f`);
    await quickFs.write(`${dir}/${path}`, data);
    names.push(path);
  }
  return names;
}

describe('a shard', () => {
  it('reads back as it was written, in the order of hashes', () => {
    const text = formatShard(entries(50));
    expect(parseShard(text)).toEqual(new Map([...entries(50)].sort(([a], [b]) => (a < b ? -1 : 1))));
    expect(formatShard(new Map([...entries(50)].reverse()))).toBe(text);
  });

  it('answers from its text as from its entries', () => {
    const shard = openShard(formatShard(entries(50)));
    for (const hash of hashes(60)) expect(shard?.get(hash)).toEqual(entries(50).get(hash));
  });

  it('is refused when it was cut off anywhere', () => {
    const text = formatShard(entries(5));
    fc.assert(
      fc.property(fc.nat({ max: text.length - 1 }), (at) => parseShard(text.slice(0, at)) === undefined),
    );
  });
});

describe('an index', () => {
  it('is one file while it is short, and is split so that every hash has one shard', async () => {
    expect(await save(await emptyFolder(), 10)).toEqual(['state/known/f/all.txt']);
    const parts = splitShard('all', entries(splitLines + 1));
    expect(parts.size).toBe(32);
    expect(isComplete(new Set(parts.keys()))).toBe(true);
    expect([...parts.values()].reduce((sum, part) => sum + part.size, 0)).toBe(splitLines + 1);
  });

  it('with a missing shard is not opened', async () => {
    const dir = await emptyFolder();
    const [first = ''] = await save(dir, splitLines + 1);
    expect(await openKnownIndex(quickFs, dir, 'f')).toBeDefined();
    await quickFs.remove(`${dir}/${first}`);
    expect(await openKnownIndex(quickFs, dir, 'f')).toBeUndefined();
  });

  it('is whole with the line ends of another system, and keeps what only it knows', async () => {
    const dir = await emptyFolder();
    const [path = ''] = await save(dir, 10);
    const text = new TextDecoder().decode(await quickFs.read(`${dir}/${path}`));
    await quickFs.write(`${dir}/${path}`, text.replaceAll('\n', '\r\n'));
    const index = await openKnownIndex(quickFs, dir, 'f');
    expect(await index?.loadAll()).toBe(true);
    expect(new Map(index?.entries())).toEqual(entries(10));
  });

  it('reads and writes only the shards it must, and splits the one that grows too long', async () => {
    const dir = await emptyFolder();
    await save(dir, splitLines + 1);
    const read: string[] = [];
    const reading = (path: string): Promise<Uint8Array | undefined> => {
      read.push(path);
      return quickFs.read(path);
    };
    const fs = { ...quickFs, read: reading };
    const index = await openKnownIndex(fs, dir, 'f');
    const [hash = ''] = hashes(1);
    expect(await index?.load([hash])).toBe(true);
    expect(index?.get(hash)).toEqual(known());
    expect(read).toHaveLength(1);
    index?.set(hash, known());
    expect(index?.changes()).toEqual([]);
    index?.set(hash, known('2026-05-19'));
    expect(index?.changes()).toMatchObject([{ path: `state/known/f/${hash.charAt(0)}.txt` }]);
    for (let n = 0; n < splitLines; n += 1) index?.set(hash.charAt(0) + shortHash([`x${n}`], 15), known());
    const changes = index?.changes() ?? [];
    expect(changes).toHaveLength(33);
    expect(changes.at(-1)).toEqual({ path: `state/known/f/${hash.charAt(0)}.txt`, data: undefined });
  });
});
