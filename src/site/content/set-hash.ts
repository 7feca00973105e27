import { hash as digest } from 'node:crypto';

/** Numbers below this: sums of two are exact. */
const bound = 2 ** 48;

/** The first 48 bits of a SHA-256: small enough for sums, enough to tell the states of one thing apart. */
export function hashNumber(text: string): number {
  return Number.parseInt(digest('sha256', text, 'hex').slice(0, 12), 16);
}

/** The hash of a set when something with its own hash joins it: the order in which things join does not matter. */
export function plus(sum: number, hash: number): number {
  return (sum + hash) % bound;
}

/** The hash of a set when something leaves it. */
export function minus(sum: number, hash: number): number {
  return (sum - hash + bound) % bound;
}
