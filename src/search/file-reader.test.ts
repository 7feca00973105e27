import { describe, expect, it } from 'vitest';
import { cutReader } from './cut-files.ts';
import { fileReader, fileSizes, once, onceEach, type ReadBytes } from './file-reader.ts';
import { fileWriter } from './file-writer.ts';

const { whole, cut } = fileSizes;
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
  return { asked, at: fileReader(read, 'terms', total) };
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

/** The files that a writer makes of pieces of some bytes each. */
async function written(bytes: Uint8Array, piece: number): Promise<Map<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>();
  const { add, end } = fileWriter(
    's/terms',
    async (name, content) => void files.set(name.replace('cut/s/', 's/cut/'), content),
  );
  for (let at = 0; at < bytes.length; at += piece) await add(bytes.slice(at, at + piece));
  expect(await end()).toBe(bytes.length);
  return files;
}

describe('what is written twice', () => {
  it.each([
    ['nothing', 0, 1],
    ['less than a small file', cut - 1, 700],
    ['a small file', cut, 700],
    ['some small files', cut * 3 + 5, 100_000],
  ])('is the same in small files: %s', async (_case, length, piece) => {
    const bytes = Uint8Array.from({ length }, (_, at) => (at * 7) % 251);
    const files = await written(bytes, piece);
    const small = [...files].filter(([name]) => name.includes('cut/'));
    expect(small.map(([, { length }]) => length)).toEqual(
      Array.from({ length: Math.ceil(length / cut) }, (_, at) => Math.min(cut, length - at * cut)),
    );
    expect(Buffer.concat(small.map(([, content]) => content)).equals(bytes)).toBe(true);
    expect([...files].filter(([name]) => !name.includes('cut/')).map(([, content]) => content)).toEqual(
      length > 0 ? [bytes] : [],
    );
  });

  it('goes on in a second large file', async () => {
    const files = await written(new Uint8Array(whole + 1), 1_000_000);
    expect([files.get('s/terms-0.txt')?.length, files.get('s/terms-1.txt')?.length]).toEqual([whole, 1]);
    expect(files.get(`s/cut/terms-${whole / cut}.txt`)?.length).toBe(1);
  });

  it('is read from small files, each once, wherever a place begins and ends', async () => {
    const bytes = Uint8Array.from({ length: cut * 2 + 9 }, (_, at) => (at * 7) % 251);
    const files = await written(bytes, 1000);
    const asked: string[] = [];
    const read = cutReader(async (path) => {
      asked.push(path);
      return files.get(path) ?? new Uint8Array(0);
    });
    const rows = [
      [0, 3],
      [cut - 2, cut + 2],
      [cut, 2 * cut],
      [5, cut * 2 + 9],
    ] as const;
    for (const [from, to] of rows)
      expect(await read('s/terms-0.txt', from, to)).toEqual(bytes.slice(from, to));
    expect(asked).toEqual(['s/cut/terms-0.txt', 's/cut/terms-1.txt', 's/cut/terms-2.txt']);
  });

  it('is read where a second large file would have it', async () => {
    const asked: string[] = [];
    const read = cutReader(async (path) => {
      asked.push(path);
      return encoder.encode('0123456789');
    });
    expect(new TextDecoder().decode(await read('s/a.b/keys-2.txt', 3, 5))).toBe('34');
    expect(asked).toEqual([`s/a.b/cut/keys-${(2 * whole) / cut}.txt`]);
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
