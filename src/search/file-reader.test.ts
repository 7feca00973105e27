import { describe, expect, it } from 'vitest';
import { fileReader, fileSizeFor, once, onceEach, type ReadBytes } from './file-reader.ts';
import { fileWriter, type WriteFile } from './file-writer.ts';

const whole = fileSizeFor(1, 'small');
const total = whole + 3000;
/** Tells by its numbers which byte stands where. */
function textOf(from: number, to: number): string {
  let text = '';
  for (let at = from - (from % 8); at < to; at += 8) text += String(at).padStart(8, '0');
  return text.slice(from % 8, (from % 8) + to - from);
}
const encoder = new TextEncoder();

function readerOf() {
  const asked: string[] = [];
  const read: ReadBytes = async (path, from, to) => {
    asked.push(from === undefined ? path : `${path} ${from}-${to}`);
    const start = Number(/\d+/.exec(path)?.[0]) * whole;
    return encoder.encode(textOf(start + (from ?? 0), Math.min(total, start + (to ?? whole))));
  };
  return { asked, at: fileReader(read, 'terms', total, whole) };
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
    [
      'what goes on in the next file',
      [[whole - 10, whole + 10]],
      [`terms-0.txt ${whole - 10}-${whole}`, 'terms-1.txt'],
    ],
    [
      'a small last file whole',
      [
        [whole + 500, whole + 510],
        [total - 10, total],
      ],
      ['terms-1.txt'],
    ],
    ['nothing', [[7, 7]], []],
  ])('reads %s', async (_case, places, expected) => {
    const { asked, at } = readerOf();
    const textAt = await at(places);
    for (const [from, to] of places) expect(textAt([from, to])).toBe(textOf(from, to));
    expect(asked).toEqual(expected);
  });
});

describe('a file writer', () => {
  it.each([
    ['nothing', 0, 1],
    ['less than a file', 99, 7],
    ['a file', 100, 7],
    ['some files', 305, 250],
  ])('cuts what it is given into files of one size: %s', async (_case, length, piece) => {
    const bytes = Uint8Array.from({ length }, (_, at) => (at * 7) % 251);
    const files = new Map<string, Uint8Array>();
    const write: WriteFile = async (name, content) => void files.set(name, content.slice());
    const { add, end } = fileWriter('terms', { write, fileSize: 100 });
    for (let at = 0; at < length; at += piece) await add(bytes.slice(at, at + piece));
    expect(await end()).toBe(length);
    expect([...files].map(([name, content]) => [name, content.length])).toEqual(
      Array.from({ length: Math.ceil(length / 100) }, (_, at) => [
        `terms-${at}.txt`,
        Math.min(100, length - at * 100),
      ]),
    );
    expect(Buffer.concat([...files.values()]).equals(bytes)).toBe(true);
  });
});

describe('the size of a file', () => {
  it('grows with the segment, unless the host is told to know ranges', () => {
    const sizes = [fileSizeFor(100, 'small'), fileSizeFor(20_000, 'small'), fileSizeFor(100, 'large')];
    expect(sizes).toEqual([...sizes].sort((one, other) => one - other));
    expect(new Set(sizes).size).toBe(3);
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
