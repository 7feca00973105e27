import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { byteReader } from './byte-reader.ts';

/** A file of 200,000 bytes: what stands where is told by numbers. */
const text = Array.from({ length: 25_000 }, (_, i) => String(i * 8).padStart(8, '0')).join('');
const decoded = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

type Places = readonly (readonly [from: number, to: number])[];
/** What a host makes of a request for some places; for none of a file. */
type Host = (path: string, places: Places) => Response;

function placesOf(range: string | null): Places {
  const rows = range?.replace('bytes=', '').split(',') ?? [];
  return rows.map((row) => row.split('-').map(Number)).map(([from = 0, last = 0]) => [from, last + 1]);
}

interface TestReader extends ReturnType<typeof byteReader> {
  /** `terms-0.txt 2-4,10-11` */
  readonly asked: string[];
  /** What is remembered for the visit. */
  readonly kept: { text: string | null };
}

function readerOf(host: Host, known: string | null = null): TestReader {
  const asked: string[] = [];
  const kept = { text: known };
  const memory = {
    get: () => kept.text,
    set: (told: string) => {
      kept.text = told;
    },
  };
  const reader = byteReader('/index/', memory, async (address, { headers }) => {
    const range = new Headers(headers).get('range');
    const path = address.replace('/index/', '');
    asked.push(range === null ? path : `${path} ${range.replace('bytes=', '')}`);
    return host(path, placesOf(range));
  });
  return { ...reader, asked, kept };
}

const fileAt = (): Response => new Response(text);

const partOf = ([from, to]: Places[number]): Response =>
  new Response(text.slice(from, to), {
    status: 206,
    headers: { 'content-range': `bytes ${from}-${to - 1}/${text.length}` },
  });

const multipart = (places: Places, change = (body: string): string => body): Response =>
  new Response(
    change(
      `${places.map(([from, to]) => `\r\n--b\r\nContent-Range: bytes ${from}-${to - 1}/${text.length}\r\n\r\n${text.slice(from, to)}`).join('')}\r\n--b--\r\n`,
    ),
    { status: 206, headers: { 'content-type': 'multipart/byteranges; boundary=b' } },
  );

/** A host that knows ranges, and makes something of several. */
const ranged =
  (several: (places: Places) => Response): Host =>
  (_path, places) => {
    const [first, ...more] = places;
    if (!first) return fileAt();
    return more.length === 0 ? partOf(first) : several(places);
  };
const sendsAll = ranged((places) => multipart(places));
const whole: Host = () => fileAt();
/** What browsers make of a part that is compressed. */
const refused: Host = (_path, places) => {
  if (places.length > 0) throw new TypeError('Failed to fetch');
  return fileAt();
};

const [one, other, third] = [
  [2, 5],
  [2000, 2004],
  [70_000, 70_003],
] as const;
const places = [other, one, third];
const tried = 'about.json 0-0,99-99';
const all = 's/a/t-0.txt 2-4,2000-2003,70000-70002';
const singles = ['s/a/t-0.txt 2-4', 's/a/t-0.txt 2000-2003', 's/a/t-0.txt 70000-70002'];
const small = ['s/a/t-0.txt'];

const readAll = async ({ read }: TestReader, some: Places = places): Promise<string[]> => {
  const made = await Promise.all(some.map(([from, to]) => read('s/a/t-0.txt', from, to)));
  return made.map(decoded);
};
const expectedOf = (some: Places): string[] => some.map(([from, to]) => text.slice(from, to));

describe('a reader of parts', () => {
  it.each<[string, Host, string[], string | null]>([
    ['sends them all', sendsAll, [all], 'several'],
    ['sends them in another order', ranged((some) => multipart(some.toReversed())), [all], 'several'],
    [
      'joins them',
      ranged(([[from] = [0], ...more]) => multipart([[from, from + 3000], ...more.slice(1)])),
      [all],
      'several',
    ],
    [
      'leaves the last boundary out',
      ranged((some) => multipart(some, (body) => body.slice(0, -9))),
      [all],
      'several',
    ],
    ['sends some of them', ranged((some) => multipart(some.slice(1))), singles, 'one'],
    ['sends the first', ranged(([first = one]) => partOf(first)), singles, 'one'],
    ['sends the whole file', ranged(() => whole('', [])), singles, 'one'],
    ['wants no such request', ranged(() => new Response('', { status: 416 })), singles, 'one'],
    ['fails at such a request', ranged(() => new Response('', { status: 500 })), singles, 'one'],
    ['knows no ranges', whole, [singles[0] ?? '', ...small], 'none'],
    ['compresses what it sends', refused, [singles[0] ?? '', ...small], null],
    [
      'sends another part than was asked for',
      (_path, some) => (some.length === 0 ? fileAt() : partOf([7, 10])),
      [singles[0] ?? '', ...small],
      null,
    ],
    [
      'sends a part without saying which',
      (_path, some) => (some.length === 0 ? fileAt() : new Response('xxx', { status: 206 })),
      [singles[0] ?? '', ...small],
      null,
    ],
  ])('reads the same from a host that %s', async (_case, host, expected, kept) => {
    const reader = readerOf(host);
    expect(await readAll(reader)).toEqual(expectedOf(places));
    expect(reader.asked).toEqual([tried, ...expected]);
    expect(reader.kept.text).toBe(kept);
    // As many as from any other host: a search does not end sooner there.
    expect(reader.taken()).toBe(10);
  });

  it.each<[string, (places: Places) => Response, string[]]>([
    ['the first part', ([first = one]) => partOf(first), singles.slice(1)],
    ['the stretch of two of them', () => partOf([2, 2004]), singles.slice(2)],
    ['some of them', (some) => multipart(some.slice(0, 2)), singles.slice(2)],
    ['the whole file', () => whole('', []), singles],
    ['nothing', () => new Response('', { status: 416 }), singles],
    ['half a body', (some) => multipart(some, (body) => body.slice(0, 30)), singles],
    ['what stands elsewhere', (some) => multipart(some.map(([from, to]) => [from + 1, to + 1])), singles],
    ['far more than was asked for', (some) => multipart([...some, [0, 100_000]]), singles],
    [
      'another boundary than it names',
      (some) => multipart(some, (body) => body.replaceAll('--b', '--c')),
      singles,
    ],
    [
      'a body without an end',
      () =>
        new Response(new ReadableStream({ pull: (stream) => stream.enqueue(new Uint8Array(900)) }), {
          status: 206,
          headers: { 'content-type': 'multipart/byteranges; boundary=b' },
        }),
      singles,
    ],
  ])('asks for each part where a host that knew several sends %s', async (_case, several, expected) => {
    const host: Host = (path, some) => ranged(path === 'about.json' ? multipart : several)(path, some);
    const reader = readerOf(host);
    expect(await readAll(reader)).toEqual(expectedOf(places));
    expect(reader.asked).toEqual([tried, all, ...expected]);
    expect(reader.kept.text).toBe('one');
  });

  it.each<[string, Host, string[], string]>([
    ['does', sendsAll, [all], 'several'],
    ['knows one at a time', ranged(() => whole('', [])), [all, ...singles], 'one'],
    ['knows none', whole, [all, singles[0] ?? '', ...small], 'none'],
  ])(
    'asks for several parts at once where it is told that the host sends them, and it %s',
    async (...row) => {
      const [, host, expected, kept] = row;
      const reader = readerOf(host, 'several');
      expect(await readAll(reader)).toEqual(expectedOf(places));
      expect([reader.asked, reader.kept.text]).toEqual([expected, kept]);
    },
  );

  it('remembers what a host does', async () => {
    const further = [
      [10_000, 10_002],
      [20_000, 20_002],
    ] as const;
    const rows: [Host, string | null, string[]][] = [
      [sendsAll, null, ['s/a/t-0.txt 10000-10001,20000-20001']],
      [ranged(() => whole('', [])), null, ['s/a/t-0.txt 10000-10001', 's/a/t-0.txt 20000-20001']],
      [sendsAll, 'one', ['s/a/t-0.txt 10000-10001', 's/a/t-0.txt 20000-20001']],
      [whole, null, []],
      [refused, null, []],
      [sendsAll, 'none', []],
    ];
    for (const [host, known, expected] of rows) {
      const reader = readerOf(host, known);
      await readAll(reader);
      reader.asked.splice(0);
      expect(await readAll(reader, further)).toEqual(expectedOf(further));
      expect(reader.asked).toEqual(expected);
    }
  });

  it('asks for neighbours in one range, and for each file by itself', async () => {
    const { read, asked, taken } = readerOf(sendsAll);
    await Promise.all([
      read('s/a/t-0.txt', 10, 20),
      read('s/b/t-0.txt', 7, 9),
      read('s/a/t-0.txt', 500, 510),
      read('s/a/t-0.txt', 15, 30),
    ]);
    expect(asked).toEqual([tried, 's/a/t-0.txt 10-509', 's/b/t-0.txt 7-8']);
    expect(taken()).toBe(37);
  });

  it('asks for ten ranges at most in one request', async () => {
    const many = Array.from({ length: 20 }, (_, i) => [i * 5000, i * 5000 + 3] as const);
    const reader = readerOf(sendsAll);
    expect(await readAll(reader, many)).toEqual(expectedOf(many));
    expect(reader.asked.map((one) => one.split(',').length)).toEqual([2, 10, 10]);
  });

  it('lets go of a whole file at its head', async () => {
    const lettingGo: number[] = [];
    const host = ranged(() => new Response(new ReadableStream({ cancel: () => lettingGo.push(1) })));
    expect(await readAll(readerOf(host))).toEqual(expectedOf(places));
    expect(lettingGo).not.toEqual([]);
  });

  it('reads the same whatever parts a host makes of what is asked for', async () => {
    const anyPlace = fc.tuple(fc.nat(150_000), fc.integer({ min: 1, max: 3000 }));
    const anySplit = fc.array(fc.nat(160_000), { maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyPlace, { minLength: 1, maxLength: 12 }),
        anySplit,
        fc.nat(),
        async (some, splits, seed) => {
          const wanted = some.map(([from, length]) => [from, from + length] as const);
          // Parts are split, and stand in another order.
          const host = ranged((asked) =>
            multipart(
              asked
                .flatMap(([from, to]) => {
                  const ends = splits.filter((at) => at > from && at < to).sort((a, b) => a - b);
                  return [from, ...ends].map((start, i): Places[number] => [start, [...ends, to][i] ?? to]);
                })
                .sort(([a], [b]) => ((a * 7919 + seed) % 101) - ((b * 7919 + seed) % 101)),
            ),
          );
          expect(await readAll(readerOf(host), wanted)).toEqual(expectedOf(wanted));
        },
      ),
    );
  });
});

describe('a reader of files', () => {
  it('asks for a whole file anew each time', async () => {
    const { read, asked } = readerOf(whole);
    for (const _time of [1, 2]) expect(decoded(await read('segments.json'))).toBe(text);
    expect(asked).toEqual([tried, 'segments.json', 'segments.json']);
  });

  it.each<[string, Host]>([
    ['knows several ranges', sendsAll],
    ['knows none', whole],
    ['compresses what it sends', refused],
  ])('rejects where a host that %s has no such file, and takes it once it is there', async (_case, host) => {
    let isThere = false;
    const reader = readerOf((path, some) => (isThere ? host(path, some) : new Response('', { status: 404 })));
    await expect(readAll(reader)).rejects.toThrow(/^404 for s\/a\//);
    await expect(reader.read('segments.json')).rejects.toThrow('404');
    isThere = true;
    expect(await readAll(reader)).toEqual(expectedOf(places));
  });
});
