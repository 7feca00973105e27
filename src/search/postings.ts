/**
 * How the list of a term's items is written: for each, the distance to the one before it, one character that says how
 * much the item is about the term, and what follows the term there, for phrases.
 */

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const digitOf = new Map([...alphabet].map((character, value) => [character, value]));

/** Stands for a list with nearly every item: it would narrow nothing. */
export const everywhere = '*';

/** The most that an item is about a term. */
export const maxImpact = 15;

/** Followers that are told apart; of a term with more, any may follow. */
const maxFollowers = 2;
const anyFollower = 3;

/** The items of a term, by their number in the segment. */
export interface Postings {
  readonly docs: readonly number[];
  /** 1 to {@link maxImpact}, by item. */
  readonly impacts: readonly number[];
  /** What `followerOf` says of the terms behind it, one character each; `*` for any. */
  readonly followers: readonly string[];
}

/** Five bits a character; those from 32 on say that more follow. */
export function writeNumber(value: number): string {
  let text = '';
  let rest = value;
  while (rest >= 32) {
    text += alphabet[32 + (rest % 32)];
    rest = Math.floor(rest / 32);
  }
  return text + alphabet[rest];
}

/** Reads numbers one after the other. */
export function numberReader(text: string): { readonly next: () => number; readonly done: () => boolean } {
  let at = 0;
  return {
    done: () => at >= text.length,
    next: () => {
      let value = 0;
      for (let scale = 1; ; scale *= 32) {
        const digit = digitOf.get(text[at] ?? '') ?? 0;
        at += 1;
        value += (digit % 32) * scale;
        if (digit < 32) return value;
      }
    },
  };
}

/** One character for a term: what stands behind another one is told by it, which is wrong once in 64 times. */
export function followerOf(term: string): string {
  let hash = 7;
  for (let i = 0; i < term.length; i += 1) hash = (hash * 31 + term.charCodeAt(i)) % 1_000_003;
  return alphabet[hash % 64] ?? 'A';
}

/**
 * One item of a list.
 *
 * @param distance to the item before it; for the first its number, plus one
 * @param followers one character each, at most a few
 */
export function writePosting(distance: number, impact: number, followers: string): string {
  const told = followers.length > maxFollowers ? anyFollower : followers.length;
  const code = alphabet[impact * 4 + told] ?? 'A';
  return writeNumber(distance) + code + (told === anyFollower ? '' : followers);
}

/** Reads a list. Of a damaged one, what can be read. */
export function readPostings(text: string): Postings {
  const docs: number[] = [];
  const impacts: number[] = [];
  const followers: string[] = [];
  let doc = -1;
  for (let at = 0; at < text.length; ) {
    let distance = 0;
    for (let scale = 1; ; scale *= 32) {
      const digit = digitOf.get(text[at] ?? '') ?? 0;
      at += 1;
      distance += (digit % 32) * scale;
      if (digit < 32) break;
    }
    const code = digitOf.get(text[at] ?? '') ?? 0;
    at += 1;
    const told = code % 4;
    doc += distance;
    docs.push(doc);
    impacts.push(Math.floor(code / 4));
    followers.push(told === anyFollower ? everywhere : text.slice(at, at + told));
    if (told !== anyFollower) at += told;
  }
  return { docs, impacts, followers };
}
