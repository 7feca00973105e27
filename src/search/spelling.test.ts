import { beforeAll, describe, expect, it } from 'vitest';
import { encoded } from './file-writer.ts';
import { readSpelling, type Spelling } from './read-spelling.ts';
import { backwards, writeSpelling } from './spelling.ts';

const syllables = ['ka', 'ro', 'mi', 'ten', 'sol', 'va', 'dur', 'pe'];
/** Some thousand words with common beginnings and endings, in the order of their letters. */
const words = [
  ...syllables.flatMap((a) =>
    syllables.flatMap((b) => syllables.flatMap((c) => syllables.map((d) => `${a}${b}${c}${d}`))),
  ),
  'größe',
  '𝔘𝔫𝔦𝔠𝔬𝔡𝔢',
].sort();
const counts = words.map((word, at): [string, number] => [word, (at % 7) + 1]);
let spelling: Spelling;

beforeAll(async () => {
  const files = new Map<string, Uint8Array>();
  const write = async (name: string, content: Uint8Array): Promise<void> => void files.set(name, content);
  const head = await writeSpelling(counts, words.length, { write, fileSize: 65_536 });
  files.set('spelling.json', encoded(JSON.stringify(head)));
  expect(head.forward.blocks.length).toBeGreaterThan(8);
  spelling = await readSpelling(
    async (path, from, to) => (files.get(path) ?? new Uint8Array(0)).slice(from, to),
    '',
    65_536,
  );
});

describe('words that may have been meant', () => {
  it('are found wherever they stand in the list, whichever letter is wrong', async () => {
    for (let at = 0; at < words.length; at += 97) {
      const word = words[at] ?? '';
      const letters = [...word];
      for (const place of [1, Math.floor(letters.length / 2), letters.length - 1]) {
        const typed = letters.map((letter, i) => (i === place ? 'x' : letter)).join('');
        const found = await spelling(typed, 1);
        expect(found, `${typed} for ${word}`).toContainEqual({ word, items: (at % 7) + 1 });
      }
    }
  });

  it('are none where too much is wrong', async () => {
    expect(await spelling('zzzzzz', 1)).toEqual([]);
    expect(await spelling('karomixxx', 2)).toEqual([]);
  });

  it('are written backwards by letters, whatever their length in UTF-16', () => {
    expect([backwards('größe'), backwards('𝔘𝔫a'), backwards('')]).toEqual(['eßörg', 'a𝔫𝔘', '']);
  });
});
