/** How the bytes beyond ASCII fit one of the encodings that write a character as two bytes. */
interface Shape {
  /** Pairs that fit. */
  pairs: number;
  /** Bytes that begin no pair. */
  misfits: number;
  /** Pairs by their first byte. */
  readonly firsts: Uint32Array;
  /** Pairs whose second byte is beyond ASCII. */
  highSeconds: number;
}

interface Form {
  readonly isFirst: (byte: number) => boolean;
  readonly isSecond: (byte: number) => boolean;
  /** Characters of a byte of their own. */
  readonly isSingle?: (byte: number) => boolean;
}

const euc: Form = {
  isFirst: (byte) => byte >= 0xa1 && byte <= 0xfe,
  isSecond: (byte) => byte >= 0xa1 && byte <= 0xfe,
};
const big5: Form = {
  isFirst: (byte) => byte >= 0xa1 && byte <= 0xf9,
  isSecond: (byte) => (byte >= 0x40 && byte <= 0x7e) || (byte >= 0xa1 && byte <= 0xfe),
};
const shiftJis: Form = {
  isFirst: (byte) => (byte >= 0x81 && byte <= 0x9f) || (byte >= 0xe0 && byte <= 0xfc),
  isSecond: (byte) => byte >= 0x40 && byte <= 0xfc && byte !== 0x7f,
  isSingle: (byte) => byte >= 0xa1 && byte <= 0xdf,
};

/** With fewer characters shapes tell nothing. */
const fewestPairs = 6;

/**
 * The encoding of bytes in Japanese, Korean or Chinese, by which characters are common in each; `undefined` where they are of
 * another script.
 */
export function eastAsianEncoding(bytes: Uint8Array): string | undefined {
  const pairs = shapeOf(bytes, euc);
  if (fits(pairs)) {
    // Hiragana and katakana; the 2,350 common syllables; no row of Chinese is empty of characters but these.
    if (share(pairs, 0xa4, 0xa5) > 0.25) return 'euc-jp';
    if (share(pairs, 0xb0, 0xc8) > 0.88) return 'euc-kr';
    const isChinese = share(pairs, 0xa4, 0xaf) < 0.04 && share(pairs, 0xb0, 0xd7) > 0.6;
    if (isChinese) return 'gb18030';
  }
  const traditional = shapeOf(bytes, big5);
  const highSeconds = traditional.highSeconds / traditional.pairs;
  if (fits(traditional) && highSeconds > 0.2 && highSeconds < 0.9 && share(traditional, 0xa1, 0xc6) > 0.85)
    return 'big5';
  const japanese = shapeOf(bytes, shiftJis);
  return fits(japanese) && share(japanese, 0x82, 0x83) > 0.25 ? 'shift_jis' : undefined;
}

function shapeOf(bytes: Uint8Array, { isFirst, isSecond, isSingle }: Form): Shape {
  const shape: Shape = { pairs: 0, misfits: 0, firsts: new Uint32Array(256), highSeconds: 0 };
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte < 0x80) continue;
    if (isSingle?.(byte) === true) continue;
    const next = bytes[at + 1] ?? 0;
    if (!isFirst(byte) || !isSecond(next)) {
      shape.misfits += 1;
      continue;
    }
    shape.pairs += 1;
    shape.firsts[byte] = (shape.firsts[byte] ?? 0) + 1;
    if (next >= 0x80) shape.highSeconds += 1;
    at += 1;
  }
  return shape;
}

function fits({ pairs, misfits }: Shape): boolean {
  return pairs >= fewestPairs && misfits <= pairs / 25;
}

/** The share of pairs whose first byte is in a range. */
function share({ pairs, firsts }: Shape, from: number, to: number): number {
  return firsts.subarray(from, to + 1).reduce((sum, count) => sum + count, 0) / pairs;
}
