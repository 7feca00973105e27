import { textHash } from '../../model/text-hash.ts';

/** A number from 0 up to but not including 1 that a text always gets again. */
export function reproducibleShare(text: string): number {
  const hash = textHash(text);
  const mixed = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return ((mixed ^ (mixed >>> 13)) >>> 0) / 2 ** 32;
}
