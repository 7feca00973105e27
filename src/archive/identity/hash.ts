import { hash } from 'node:crypto';

/** Lower-case letters and digits that nobody confuses: no `0`, `1`, `l`, `o`. 32 of them, in ASCII order. */
export const alphabet = '23456789abcdefghijkmnpqrstuvwxyz';

const letters = alphabet.slice(8);

/** SHA-256 of the parts, each closed by a line feed so that no two lists of parts read the same. */
export function sha256(parts: readonly string[]): Buffer {
  let text = '';
  for (const part of parts) text += `${part.length}:${part}\n`;
  return hash('sha256', text, 'buffer');
}

/** The first `length` (at most 32) characters of the hash, five bits each. */
export function shortHash(parts: readonly string[], length: number): string {
  let text = '';
  for (const byte of sha256(parts).subarray(0, length)) text += alphabet.charAt(byte & 31);
  return text;
}

/** Twelve characters, the first a letter, so that it can be an element's id as it stands. */
export function keyOf(id: string): string {
  const bytes = sha256([id]);
  let key = letters.charAt((bytes[0] ?? 0) % letters.length);
  for (const byte of bytes.subarray(1, 12)) key += alphabet.charAt(byte & 31);
  return key;
}
