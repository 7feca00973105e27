import { describe, expect, it } from 'vitest';
import { byteReader } from './byte-reader.ts';

const text = '0123456789abcdef';
const decoded = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

type Host = (path: string, range: string | undefined) => Response;

/** A reader of a host, and what was asked of it: `terms-0.txt bytes=2-4`. */
function readerOf(host: Host): ReturnType<typeof byteReader> & { readonly asked: string[] } {
  const asked: string[] = [];
  const reader = byteReader('/search-index/', async (address, { headers }) => {
    const range = new Headers(headers).get('range') ?? undefined;
    const path = address.replace('/search-index/', '');
    asked.push(range === undefined ? path : `${path} ${range}`);
    return host(path, range);
  });
  return { ...reader, asked };
}

const whole: Host = () => new Response(text);
const parts: Host = (_path, range) => {
  const [, from, last] = /(\d+)-(\d+)/.exec(range ?? '') ?? [];
  if (last === undefined) return new Response(text);
  return new Response(text.slice(Number(from), Number(last) + 1), { status: 206 });
};
/** What browsers make of a part that is compressed. */
const refused: Host = (_path, range) => {
  if (range !== undefined) throw new TypeError('Failed to fetch');
  return new Response(text);
};

describe('byteReader', () => {
  it('takes the parts that it needs', async () => {
    const { read, taken, asked } = readerOf(parts);
    expect(decoded(await read('terms-0.txt', 2, 5))).toBe('234');
    expect(decoded(await read('terms-0.txt', 10, 12))).toBe('ab');
    expect(asked).toEqual(['terms-0.txt bytes=2-4', 'terms-0.txt bytes=10-11']);
    expect(taken()).toBe(5);
  });

  it.each<[string, Host, string[]]>([
    ['sends whole files', whole, ['a bytes=2-4', 'b']],
    ['compresses what it sends', refused, ['a bytes=2-4', 'a', 'b']],
    [
      'sends another part than was asked for',
      (path, range) => (range === undefined ? whole(path, range) : new Response('xx', { status: 206 })),
      ['a bytes=2-4', 'a', 'b'],
    ],
    [
      'knows no such request',
      (path, range) => (range === undefined ? whole(path, range) : new Response('', { status: 416 })),
      ['a bytes=2-4', 'a', 'b'],
    ],
  ])('reads each file once from a host that %s', async (_case, host, expected) => {
    const { read, asked, taken } = readerOf(host);
    for (const path of ['a', 'b']) {
      expect(decoded(await read(path, 2, 5))).toBe('234');
      expect(decoded(await read(path, 10, 12))).toBe('ab');
    }
    expect(asked).toEqual(expected);
    // As many as from any other host: a search does not end sooner there.
    expect(taken()).toBe(10);
  });

  it('asks for a whole file once when several want it at the same time', async () => {
    const { read, asked } = readerOf(refused);
    const read2 = await Promise.all([read('a', 0, 1), read('a', 1, 2)]);
    expect(read2.map(decoded)).toEqual(['0', '1']);
    expect(asked.filter((one) => one === 'a')).toHaveLength(1);
  });

  it('asks for a whole file anew each time', async () => {
    const { read, asked } = readerOf(whole);
    for (const _time of [1, 2]) expect(decoded(await read('segments.json'))).toBe(text);
    expect(asked).toEqual(['segments.json', 'segments.json']);
  });

  it('rejects where there is no file, and takes it once it is there', async () => {
    let isThere = false;
    const { read } = readerOf((path, range) =>
      isThere ? parts(path, range) : new Response('', { status: 404 }),
    );
    await expect(read('a', 2, 5)).rejects.toThrow('404 for a');
    await expect(read('segments.json')).rejects.toThrow('404');
    isThere = true;
    expect(decoded(await read('a', 2, 5))).toBe('234');
  });
});
