import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesFrom, partIn, partsIn } from './byteranges.ts';

const bytesOf = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
const textOf = (bytes?: Uint8Array): string | undefined => bytes && String.fromCharCode(...bytes);

/** A body as a server sends it: `[0, 'abc']` stands from 0 to 2. */
const bodyOf = (
  parts: readonly (readonly [number, string])[],
  { boundary = 'b0', range = 'Content-Range', size = '99', end = `\r\n--${boundary}--\r\n` } = {},
): string =>
  parts
    .map(
      ([from, text]) =>
        `\r\n--${boundary}\r\nContent-Type: text/plain\r\n${range}: bytes ${from}-${from + text.length - 1}/${size}\r\n\r\n${text}`,
    )
    .join('') + end;

const read = (
  body: string,
  type = 'multipart/byteranges; boundary=b0',
): (readonly [number, string])[] | undefined =>
  partsIn(type, bytesOf(body))?.map(({ from, bytes }) => [from, textOf(bytes) ?? '']);

const two = [
  [0, 'abc'],
  [7, 'xy'],
] as const;

describe('a body of several parts', () => {
  it.each<[string, string, string?]>([
    ['as a server sends it', bodyOf(two)],
    ['without a line end in front', bodyOf(two).slice(2)],
    ['behind a preamble', `A preamble.${bodyOf(two)}`],
    ['before an epilogue', `${bodyOf(two)}An epilogue.`],
    ['whose last boundary is missing', bodyOf(two, { end: '' })],
    ['whose headers are in small letters', bodyOf(two, { range: 'content-range' })],
    ['whose size is not known', bodyOf(two, { size: '*' })],
    ['whose headers have no space', bodyOf(two).replaceAll(': ', ':')],
    ['with spaces behind a boundary', bodyOf(two).replaceAll('--b0\r', '--b0 \t\r')],
    [
      'with a boundary in quotes',
      bodyOf(two, { boundary: 'a b:c' }),
      'Multipart/ByteRanges;boundary="a b:c"',
    ],
    ['with another parameter', bodyOf(two), 'multipart/byteranges; charset=x; Boundary=b0'],
  ])('is read %s', (_case, body, type) => {
    expect(read(body, type)).toEqual(two);
  });

  it('may have boundaries and headers in its parts', () => {
    const hostile = [
      [0, '\r\n--b0--\r\n'],
      [20, '\r\n--b0\r\nContent-Range: bytes 0-2/9\r\n\r\n123'],
    ] as const;
    expect(read(bodyOf(hostile))).toEqual(hostile);
  });

  it.each<[string, string, string?]>([
    ['of another type', bodyOf(two), 'text/plain; boundary=b0'],
    ['of parts of another kind', bodyOf(two), 'multipart/mixed; boundary=b0'],
    ['without a boundary', bodyOf(two), 'multipart/byteranges'],
    ['with a boundary that is too long', bodyOf(two), `multipart/byteranges; boundary=${'b'.repeat(71)}`],
    ['with another boundary', bodyOf(two), 'multipart/byteranges; boundary=b1'],
    ['that is empty', ''],
    ['that ends within a part', bodyOf(two).slice(0, -14)],
    ['that ends within headers', bodyOf(two).slice(0, 40)],
    ['with a part that is longer than it says', bodyOf(two).replace('0-2', '0-1')],
    ['with a part that is shorter than it says', bodyOf(two).replace('0-2', '0-3')],
    ['with a part that ends before it begins', bodyOf(two).replace('7-8', '8-7')],
    ['with a part without a range', bodyOf(two).replace(/Content-Range.*\r\n/, '')],
    ['with a range of something else', bodyOf(two).replace('bytes 0', 'lines 0')],
    ['with a range without an end', bodyOf(two).replace('7-8/99', '7-/99')],
    ['with a range that is no number', bodyOf(two).replace('7-8/99', '1e1-11/99')],
    ['with a range beyond all files', bodyOf(two).replace('7-8/99', '7-99999999999999999999/99')],
    ['with line ends of another kind', bodyOf(two).replaceAll('\r', '')],
  ])('is not believed %s', (_case, body, type) => {
    expect(read(body, type)).toBeUndefined();
  });

  it('gives the same bytes whatever its parts are, and in which order', () => {
    const file = fc.string({ unit: 'binary-ascii', minLength: 1, maxLength: 60 });
    const places = fc.array(fc.tuple(fc.nat(59), fc.nat(59)), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(file, places, fc.nat(60), fc.nat(60), (text, some, one, other) => {
        const parts = some.flatMap(([a, b]): (readonly [number, string])[] => {
          const part = text.slice(Math.min(a, b), Math.max(a, b) + 1);
          return part === '' ? [] : [[Math.min(a, b), part]];
        });
        const made = partsIn('multipart/byteranges; boundary=b0', bytesOf(bodyOf(parts))) ?? [];
        expect(made.map(({ from, bytes }) => [from, textOf(bytes)])).toEqual(parts);
        const [from, to] = [Math.min(one, other, text.length), Math.min(Math.max(one, other), text.length)];
        const known = new Set(parts.flatMap(([at, { length }]) => Array.from({ length }, (_, i) => at + i)));
        const isKnown = Array.from({ length: to - from }, (_, i) => known.has(from + i)).every(Boolean);
        expect(textOf(bytesFrom(made, [from, to]))).toEqual(isKnown ? text.slice(from, to) : undefined);
      }),
    );
  });

  it('never makes more of a damaged body than it has', () => {
    const damage = fc.array(fc.tuple(fc.nat(200), fc.nat(255)), { maxLength: 6 });
    fc.assert(
      fc.property(damage, fc.nat(200), (changes, length) => {
        const body = bytesOf(bodyOf(two)).slice(0, length);
        for (const [at, value] of changes) if (at < body.length) body[at] = value;
        const parts = partsIn('multipart/byteranges; boundary=b0', body) ?? [];
        expect(parts.reduce((sum, { bytes }) => sum + bytes.length, 0)).toBeLessThanOrEqual(body.length);
        for (const { from } of parts) expect(Number.isSafeInteger(from)).toBe(true);
      }),
    );
  });
});

describe('a part', () => {
  it.each([
    ['bytes 3-5/9', 3],
    ['BYTES 3-5/*', 3],
    ['bytes 3-4/9', undefined],
    ['bytes */9', undefined],
    [null, undefined],
  ])('is by its header %s', (header, from) => {
    expect(partIn(header, bytesOf('abc'))?.from).toBe(from);
  });
});
