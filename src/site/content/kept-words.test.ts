import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { keptWordDays } from '../../digest/index.ts';
import { addDays } from '../../model/days.ts';
import { type WordStore, wordStore } from './kept-words.ts';
import { folderStore } from './store.ts';

const made: string[] = [];
afterAll(async () => {
  for (const dir of made) await rm(dir, { recursive: true, force: true });
});

const day = '2026-05-18';
const words = new Map([
  [day, '["ostermoor"]'],
  ['2026-05-17', '["é"]'],
]);

describe('words of the last days', () => {
  let folder: string;
  let store: WordStore;

  beforeEach(async () => {
    const dir = await mkdtemp(join(tmpdir(), 'daybook-words-'));
    made.push(dir);
    folder = join(dir, '.cache', 'daybook', 'words');
    store = wordStore(dir);
    store.write(words);
  });

  it('are read as they were written, day by day, until they are removed', () => {
    for (const [one, text] of words) expect(store.read(one)).toBe(text);
    expect(store.read('2026-05-16')).toBeUndefined();
    store.clear();
    expect(store.read(day)).toBeUndefined();
  });

  it('take the place of those of long ago, so that there are never more', async () => {
    for (let at = 0; at < 3 * keptWordDays; at += 1) {
      const next = addDays(day, at);
      expect(store.read(next)).toBe(at === 0 ? words.get(day) : undefined);
      store.write(new Map([[next, 'later']]));
      expect(store.read(next)).toBe('later');
    }
    expect(await readdir(folder)).toHaveLength(keptWordDays);
    expect(store.read(day)).toBeUndefined();
  });

  it.each([
    ['cut off', (text: string) => text.slice(0, -8)],
    ['written over', (text: string) => text.replace('moor', 'mond')],
    ['nothing', () => ''],
  ])('count as none where a file is %s', async (_case, damage) => {
    for (const name of await readdir(folder)) {
      const file = join(folder, name);
      await writeFile(file, damage(await readFile(file, 'utf8')));
    }
    expect(store.read(day)).toBeUndefined();
    store.write(words);
    expect(store.read(day)).toBe(words.get(day));
  });

  it('count as none where other code found them', async () => {
    const files = folderStore(folder);
    for (const name of await readdir(folder))
      files.write(name, files.read(name)?.replace(/^\S+/, 'other') ?? '');
    expect(store.read(day)).toBeUndefined();
  });
});
