/** Bytes that are looked at: a character set shows early. */
const maxBytes = 200_000;
/** Runs of high bytes that chance does not make all even, and lengths of one and of the usual one that no words have. */
const [minRuns, longRun, longUsual] = [12, 26, 14];
/** Characters that have to speak for an encoding. */
const minCharacters = 10;

interface Counts {
  /** Bytes above 127. */
  high: number;
  /** Runs of them: how many, how many of an odd length, and the longest. */
  runs: number;
  oddRuns: number;
  longest: number;
  /** Bytes 0x80 to 0xA0, which EUC does not use. */
  controls: number;
  /** First bytes of pairs inside runs, by their value. */
  readonly leads: Uint32Array;
  /** Pairs that are kana in Shift_JIS. */
  kana: number;
}

function countPairs(bytes: Uint8Array): Counts {
  const counts = {
    high: 0,
    runs: 0,
    oddRuns: 0,
    longest: 0,
    controls: 0,
    leads: new Uint32Array(256),
    kana: 0,
  };
  const end = Math.min(bytes.length, maxBytes);
  for (let at = 0; at < end; at += 1) {
    const start = at;
    for (let byte = bytes[at] ?? 0; byte >= 0x80 && at < end; byte = bytes[at] ?? 0) {
      const next = bytes[at + 1] ?? 0;
      if (byte <= 0xa0) counts.controls += 1;
      if ((at - start) % 2 === 0) counts.leads[byte] = (counts.leads[byte] ?? 0) + 1;
      if (byte === 0x82 ? next >= 0x9f && next <= 0xf1 : byte === 0x83 && next >= 0x40 && next <= 0x96)
        counts.kana += 1;
      at += 1;
    }
    const length = at - start;
    if (length === 0) continue;
    counts.high += length;
    counts.runs += 1;
    counts.oddRuns += length % 2;
    counts.longest = Math.max(counts.longest, length);
  }
  return counts;
}

function share(leads: Uint32Array, from: number, to: number): number {
  const all = leads.reduce((sum, count) => sum + count, 0);
  return all === 0 ? 0 : leads.subarray(from, to + 1).reduce((sum, count) => sum + count, 0) / all;
}

/**
 * The East Asian encoding that bytes without a label are in, by how they go in pairs; `undefined` where that does not show.
 * `decodes` says whether an encoding has a character for all of them.
 */
export function guessEastAsian(
  bytes: Uint8Array,
  decodes: (encoding: string) => boolean,
): string | undefined {
  const counts = countPairs(bytes);
  const { leads, high, runs, oddRuns, longest, controls, kana } = counts;
  if (kana >= minCharacters && decodes('shift_jis')) return 'shift_jis';
  const isLong = longest >= longRun || (runs > 2 && high >= longUsual * runs);
  const isPaired = controls === 0 && oddRuns === 0 && (runs >= minRuns || isLong);
  if (isPaired) {
    if (share(leads, 0xa4, 0xa5) >= 0.15 && decodes('euc-jp')) return 'euc-jp';
    if (share(leads, 0xb0, 0xc8) >= 0.85 && decodes('euc-kr')) return 'euc-kr';
    if (share(leads, 0xa1, 0xd7) >= 0.6 && decodes('gb18030')) return 'gb18030';
  }
  const isBig5 = runs >= minCharacters && oddRuns >= runs * 0.2 && share(leads, 0xa1, 0xc6) >= 0.75;
  return isBig5 && decodes('big5') ? 'big5' : undefined;
}

/** Most letters of a text are small, and KOI8 has those where windows-1251 has the capitals. */
export function guessCyrillic(bytes: Uint8Array): string {
  let [lower, upper] = [0, 0];
  for (const byte of bytes.subarray(0, maxBytes)) {
    if (byte >= 0xe0) lower += 1;
    else if (byte >= 0xc0) upper += 1;
  }
  return upper > 2 * lower ? 'koi8-r' : 'windows-1251';
}

/** Polish, Czech and their neighbours in windows-1250 have letters below 0xA0, and in ISO-8859-2 have them above. */
export function guessCentralEuropean(bytes: Uint8Array): string {
  let [controls, letters] = [0, 0];
  for (const byte of bytes.subarray(0, maxBytes)) {
    if (byte >= 0x80 && byte < 0xa0) controls += 1;
    else if (byte > 0xa0 && byte < 0xc0) letters += 1;
  }
  return controls === 0 && letters >= 5 ? 'iso-8859-2' : 'windows-1250';
}
