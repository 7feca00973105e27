import { beforeAll, describe, expect, it } from 'vitest';
import { type Spelling, spellingOf } from './read-spelling.ts';
import { backwards, fromBothEnds, fromBothEndsBack } from './spelling.ts';
import { TextList } from './text-list.ts';
import { spellingLists } from './write-spelling.ts';

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

/** Lines of all lists: a word, and how many items have it, but 0 for the least. */
function linesOf(counts: readonly (readonly [string, number])[], docs: number): [string, number][] {
  const texts = new TextList();
  const items = new Map(counts.map(([word, count]) => [texts.push(word), count]));
  const lists = spellingLists(texts, (number) => items.get(number) ?? 0, docs);
  return [...lists].flatMap(({ words: listed, order }) =>
    [...order].map((number): [string, number] => [listed.textOf(number), listed.get(number, 0)]),
  );
}

beforeAll(() => {
  const listed = linesOf(counts, 100);
  expect(listed).toHaveLength(3 * words.length);
  expect(listed.map(([word]) => word)).toEqual(listed.map(([word]) => word).sort());
  spelling = spellingOf({
    findWords: async (beginning) =>
      listed.flatMap(([word, items]) => (word.startsWith(beginning) ? [[word, Math.max(1, items)]] : [])),
  });
});

/** What hands make of a word: a wrong letter, one too many, one too few, or two that changed places. */
function misspelt(word: string, at: number): string[] {
  const letters = [...word];
  const [letter = '', next = ''] = letters.slice(at);
  return [
    letters.toSpliced(at, 1, 'x'),
    letters.toSpliced(at, 0, 'x'),
    letters.toSpliced(at, 1),
    letters.toSpliced(at, 2, next, letter),
  ].map((all) => all.join(''));
}

describe('words that may have been meant', () => {
  it('are found wherever they stand in the lists, whatever is wrong, and wherever', async () => {
    for (let at = 0; at < words.length; at += 97) {
      const word = words[at] ?? '';
      for (let place = 0; place < [...word].length; place += 1) {
        for (const typed of misspelt(word, place).filter((one) => one.length >= 5)) {
          const found = await spelling(typed, 1);
          expect(found, `${typed} for ${word}`).toContainEqual([word, (at % 7) + 1]);
        }
      }
    }
  });

  it('are found with two faults behind the first third, before the last, or in the middle', async () => {
    for (const typed of ['xyrodurpe', 'karoduxxe', 'kaxydurpe'])
      expect((await spelling(typed, 2)).map(([word]) => word)).toContain('karodurpe');
  });

  it('are none where too much is wrong', async () => {
    expect(await spelling('zzzzzz', 1)).toEqual([]);
    expect(await spelling('karomixxx', 2)).toEqual([]);
  });

  it('are words of two items where there are many, and no numbers', () => {
    const some: [string, number][] = [
      ['once', 1],
      ['often', 9],
      ['twice', 2],
      ['6.12', 9],
    ];
    expect(linesOf(some, 5000)).toEqual([
      ['!often', 9],
      ['!twice', 0],
      ['#eciwt', 0],
      ['#netfo', 9],
      ['$onfet', 9],
      ['$tewci', 0],
    ]);
  });

  it('are written backwards and from both ends by letters, whatever their length in UTF-16', () => {
    expect([backwards('größe'), backwards('𝔘𝔫a'), backwards('')]).toEqual(['eßörg', 'a𝔫𝔘', '']);
    for (const word of ['größe', '𝔘𝔫a', 'ab', 'a', '']) {
      expect(fromBothEndsBack(fromBothEnds(word))).toBe(word);
      expect(fromBothEnds(word)).toHaveLength(word.length);
    }
    expect(fromBothEnds('kernel')).toBe('kleern');
  });
});
