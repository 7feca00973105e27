import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { shortHash } from '../hash.ts';
import { folderStore, type LedgerStore } from './store.ts';

const made: string[] = [];
afterAll(async () => {
  for (const dir of made) await rm(dir, { recursive: true, force: true });
});

const text = 'Some lines.\nend\nAnd more: é.';

describe('the folder of the ledger', () => {
  let dir: string;
  let store: LedgerStore;

  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'daybook-store-'));
    made.push(dir);
    store = folderStore(join(dir, 'ledger'));
  });

  const textIn = (name: string): string | undefined => store.useNamed(name, String);

  it('gives back what was written, by its name and, where it is asked for, its hash', () => {
    const hash = store.write('a/b', text);
    expect(hash).toBe(shortHash(text));
    expect(store.read('a/b')).toBe(text);
    expect(store.read('a/b', hash)).toBe(text);
    expect(store.read('a/b', shortHash('another'))).toBeUndefined();
    expect(store.read('a/c')).toBeUndefined();
    store.write('a/b', '');
    expect(store.read('a/b')).toBe('');
    store.remove('a/b');
    store.remove('a/b');
    expect(store.read('a/b')).toBeUndefined();
  });

  it('leaves no drafts, and is empty once it is cleared', async () => {
    store.write('a', text);
    store.write('a', 'other');
    expect(await readdir(join(dir, 'ledger'))).toEqual(['a']);
    store.clear();
    store.clear();
    expect(store.read('a')).toBeUndefined();
    store.write('a', text);
    expect(store.read('a')).toBe(text);
  });

  it('takes a file that is torn at any place, or longer than it was, for none', async () => {
    const lines = '[[],[]]\n{"key":"a"}\n{"key":"é"}';
    const name = `day/2026-05-18.${shortHash(lines)}`;
    store.write(name, lines);
    const file = join(dir, 'ledger', name);
    const whole = await readFile(file);
    for (let length = 0; length < whole.length; length++) {
      await writeFile(file, whole.subarray(0, length));
      expect([store.read(name), textIn(name)], `${length} bytes`).toEqual([undefined, undefined]);
    }
    await writeFile(file, `${whole.toString()}x`);
    expect([store.read(name), textIn(name)]).toEqual([undefined, undefined]);
    await writeFile(file, whole);
    expect([store.read(name), textIn(name)]).toEqual([lines, lines]);
  });

  it('takes a whole file of another name for none, and another text too', async () => {
    const name = `day/2026-05-18.${shortHash(text)}`;
    store.write(name, 'another');
    expect(textIn(name)).toBeUndefined();
    const file = join(dir, 'ledger', name);
    store.write(name, text);
    await writeFile(file, (await readFile(file, 'utf8')).replace('Some', 'Same'));
    expect(store.read(name)).toBeUndefined();
  });

  it('reads the start of a whole file, and a span of it', async () => {
    const lines = `é${'x'.repeat(10_000)}`;
    const name = `day/2026-05-18.${shortHash(lines)}`;
    store.write(name, lines);
    expect(store.useStart(name, 3, String)).toBe('éx');
    expect(store.useStart(name, 20_000, String)).toBe(lines);
    expect(store.readSpan(name, 0, 4)).toBe('éxx');
    expect(store.readSpan(name, 10_000, 30_000)).toBeUndefined();
    expect(store.readSpan('day/2026-05-19.a', 0, 1)).toBeUndefined();
    await writeFile(join(dir, 'ledger', name), `${shortHash(lines)}\n${lines}`);
    expect(store.useStart(name, 3, String)).toBeUndefined();
  });

  it('says what the disk did not take, and never throws', async () => {
    await writeFile(join(dir, 'ledger'), 'a file in the place of the folder');
    expect(store.write('a', text)).toBeUndefined();
    expect(store.read('a')).toBeUndefined();
    expect(() => store.remove('a')).not.toThrow();
    store.clear();
    await mkdir(join(dir, 'ledger', 'a'), { recursive: true });
    expect(store.write('a', text)).toBeUndefined();
    expect(store.read('a')).toBeUndefined();
    expect(await readdir(join(dir, 'ledger'))).toEqual(['a']);
  });
});
