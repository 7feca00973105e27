/**
 * How the list of a term's items is written: first the form in which the term stands in most of them; then for each
 * item the distance to the one before it, one character that says how much the item is about the term and whether its
 * title has it, its form where that is another, and what follows it, for phrases.
 */

export const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const digits = new Map([...alphabet].map((character, value) => [character, value]));

/** The value of a character of the alphabet; 0 for any other. */
export function digitOf(character = ''): number {
  return digits.get(character) ?? 0;
}

/** Stands for a list with nearly every item: it would narrow nothing. */
export const everywhere = '*';

/** Stands behind the list of a word, before each text that words written like it are found by, too. */
export const otherMark = '\x01';

/** Characters of a list are ASCII, and neither a tab, the end of a line, nor {@link otherMark}. */
export const codeStart = 16;
/** The characters of a distance: values of the last one, then those of the ones before it. */
export const [distanceStart, lastValues, furtherValues] = [32, 48, 47];

/** The most that an item is about a term. */
export const maxImpact = 7;

/** Followers that are told apart; of a term with more, any may follow. */
export const maxFollowers = 2;
export const anyFollower = 3;
export const inTitleBit = 4;
export const otherFormBit = 8;
export const impactUnit = 16;

/** Letters of a word that tell what follows: forms of one word mostly share them. */
const followerLength = 4;

/** What a list says of an item. */
export interface Posting {
  /** 1 to {@link maxImpact} */
  readonly impact: number;
  readonly inTitle: boolean;
  /** What `formOf` says of the word as it stands there; {@link everywhere} for several forms. */
  readonly form: string;
  /** What `followerOf` says of the words behind it, one character each; {@link everywhere} for any. */
  readonly followers: string;
}

/** The items of a term, by their number in the segment. */
export interface Postings {
  readonly docs: readonly number[];
  readonly postings: readonly Posting[];
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

/** Reads numbers, and characters, one after the other. */
export function numberReader(text: string): {
  readonly next: () => number;
  readonly digit: () => number;
  readonly take: (length: number) => string;
  readonly rest: () => string;
  readonly done: () => boolean;
} {
  let at = 0;
  const take = (length: number): string => {
    at += length;
    return text.slice(at - length, at);
  };
  const digit = (): number => digitOf(take(1));
  return {
    digit,
    take,
    rest: () => take(text.length),
    done: () => at >= text.length,
    next: () => {
      let value = 0;
      for (let scale = 1; ; scale *= 32) {
        const one = digit();
        value += (one % 32) * scale;
        if (one < 32) return value;
      }
    },
  };
}

/** A number below 64 for a text. */
function hashOf(text: string): number {
  let hash = 7;
  for (let i = 0; i < text.length; i += 1) hash = (hash * 31 + text.charCodeAt(i)) % 1_000_003;
  return hash % 64;
}

/** Where in the alphabet the character of {@link formOf} stands. */
export const formNumber = hashOf;

/** Where in the alphabet the character of {@link followerOf} stands. */
export function followerNumber(form: string): number {
  return hashOf(form.slice(0, followerLength));
}

/** One character for a word as it is written, which is wrong once in 64 times. */
export function formOf(form: string): string {
  return alphabet[formNumber(form)] ?? '';
}

/** One character for a word that stands behind another one, by its beginning; wrong once in 64 times. */
export function followerOf(form: string): string {
  return alphabet[followerNumber(form)] ?? '';
}

/**
 * Reads a list. Of a damaged one, what can be read.
 *
 * @param slice what items are wanted
 * @param first the first item that it can have
 */
export function readPostings(
  text: string,
  slice: { readonly from: number; readonly to: number },
  first = 0,
): Postings {
  const docs: number[] = [];
  const postings: Posting[] = [];
  const usual = text.charAt(0);
  let at = 1;
  const take = (length: number): string => {
    at += length;
    return text.slice(at - length, at);
  };
  const distance = (): number => {
    let [value, scale] = [0, 1];
    for (;;) {
      const digit = text.charCodeAt(at) - distanceStart;
      at += 1;
      // Beyond the end of a damaged list there is no number.
      if (!(digit >= lastValues)) return value + digit * scale;
      value += (digit - lastValues) * scale;
      scale *= furtherValues;
    }
  };
  for (let doc = first - 1; at < text.length; ) {
    doc += distance();
    const code = text.charCodeAt(at) - codeStart;
    at += 1;
    const form = (code & otherFormBit) === 0 ? usual : take(1);
    const told = code % inTitleBit;
    const followers = told === anyFollower ? everywhere : take(told);
    if (!(doc >= slice.from && doc < slice.to)) continue;
    docs.push(doc);
    postings.push({
      impact: Math.floor(code / impactUnit) + 1,
      inTitle: (code & inTitleBit) !== 0,
      form,
      followers,
    });
  }
  return { docs, postings };
}
