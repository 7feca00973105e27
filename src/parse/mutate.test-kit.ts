/**
 * Damages feeds as networks, editors and generators do: bytes dropped, doubled, changed, moved between files. A seeded
 * generator, so that every find can be repeated.
 */

/** A small generator of numbers from 0 to below 1 (mulberry32). */
export function randomBy(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const nasty = [
  '<',
  '>',
  '&',
  '"',
  "'",
  '/',
  ']]>',
  '<![CDATA[',
  '<!--',
  '-->',
  '<?',
  '?>',
  '</',
  '\0',
  '<item>',
  '</item>',
  '<entry>',
  '&#0;',
  '{',
  '}',
  '[',
  ']',
  ',',
  '\ud800',
  'xmlns="x"',
  '<!DOCTYPE x [',
].map((text) => Buffer.from(text));

/** One damaged copy of `bytes`; `other` lends the bytes that are spliced in. */
export function mutate(bytes: Buffer, other: Buffer, random: () => number): Buffer {
  let damaged = bytes;
  const rounds = 1 + Math.floor(random() * 4);
  for (let round = 0; round < rounds; round += 1) damaged = damageOnce(damaged, other, random);
  return damaged;
}

function damageOnce(bytes: Buffer, other: Buffer, random: () => number): Buffer {
  const at = (within: Buffer): number => Math.floor(random() * within.length);
  const start = at(bytes);
  const length = 1 + Math.floor(random() ** 3 * 400);
  const before = bytes.subarray(0, start);
  switch (Math.floor(random() * 7)) {
    case 0:
      return Buffer.concat([before, bytes.subarray(start + length)]);
    case 1:
      return Buffer.concat([before, bytes.subarray(start, start + length), bytes.subarray(start)]);
    case 2:
      return Buffer.concat([
        before,
        nasty[Math.floor(random() * nasty.length)] ?? before,
        bytes.subarray(start),
      ]);
    case 3: {
      const from = at(other);
      return Buffer.concat([before, other.subarray(from, from + length), bytes.subarray(start)]);
    }
    case 4:
      return bytes.subarray(0, start + 1);
    case 5: {
      const changed = Buffer.from(bytes);
      changed[start] = Math.floor(random() * 256);
      return changed;
    }
    default: {
      const end = Math.min(bytes.length, start + length);
      return Buffer.concat([before, bytes.subarray(end), bytes.subarray(start, end)]);
    }
  }
}
