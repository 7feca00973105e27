import { describe, expect, it } from 'vitest';
import { fileReader, once, onceEach, type ReadBytes } from './file-reader.ts';

const total = 63_000;
const fileSize = 30_000;
/** Tells by its number which byte stands where. */
const text = Array.from({ length: total / 5 }, (_, i) => String(i).padStart(5, '0')).join('');

function readerOf() {
  const asked: string[] = [];
  const read: ReadBytes = async (path, from, to) => {
    asked.push(from === undefined ? path : `${path} ${from}-${to}`);
    const file = Number(/\d+/.exec(path)?.[0]);
    const bytes = new TextEncoder().encode(text.slice(file * fileSize, (file + 1) * fileSize));
    return bytes.slice(from, to);
  };
  return { asked, at: fileReader(read, 'terms', total, fileSize) };
}

describe('a file reader', () => {
  it.each<[string, [number, number][], string[]]>([
    ['one place', [[10, 20]], ['terms-0.txt 10-20']],
    [
      'neighbours in one go',
      [
        [100, 110],
        [50, 100],
        [900, 950],
      ],
      ['terms-0.txt 50-950'],
    ],
    [
      'what is far apart by itself',
      [
        [9000, 9010],
        [100, 110],
      ],
      ['terms-0.txt 100-110', 'terms-0.txt 9000-9010'],
    ],
    [
      'the same place once',
      [
        [5, 25],
        [5, 25],
      ],
      ['terms-0.txt 5-25'],
    ],
    [
      'a place within another',
      [
        [5, 500],
        [20, 40],
      ],
      ['terms-0.txt 5-500'],
    ],
    ['what goes on in the next file', [[29_990, 30_010]], ['terms-0.txt 29990-30000', 'terms-1.txt 0-10']],
    [
      'a small last file whole',
      [
        [60_500, 60_510],
        [62_990, 63_000],
      ],
      ['terms-2.txt'],
    ],
    ['nothing', [[7, 7]], []],
  ])('reads %s', async (_case, places, expected) => {
    const { asked, at } = readerOf();
    const textAt = await at(places);
    for (const [from, to] of places) expect(textAt([from, to])).toBe(text.slice(from, to));
    expect(asked).toEqual(expected);
  });
});

describe('what is made once', () => {
  it('is made once for each key, several at a time', async () => {
    const made: string[][] = [];
    const each = onceEach(async (keys: readonly string[]) => {
      made.push([...keys]);
      return (key: string) => key.toUpperCase();
    });
    expect(await each(['a', 'b', 'a'])).toEqual(['A', 'B', 'A']);
    expect(await each(['b', 'c'])).toEqual(['B', 'C']);
    expect(made.filter((keys) => keys.length > 0)).toEqual([['a', 'b'], ['c']]);
  });

  it('is made again where it failed', async () => {
    let fails = true;
    const make = async (): Promise<string> => {
      if (fails) throw new Error('No network.');
      return 'made';
    };
    const one = once((_key: string) => make());
    const each = onceEach(async (_keys: readonly string[]) => {
      const value = await make();
      return () => value;
    });
    await expect(one('key')).rejects.toThrow('No network.');
    await expect(each(['key'])).rejects.toThrow('No network.');
    fails = false;
    expect([await one('key'), await each(['key'])]).toEqual(['made', ['made']]);
  });
});
