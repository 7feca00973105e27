import {
  alphabet,
  anyFollower,
  codeStart,
  distanceStart,
  everywhere,
  furtherValues,
  impactUnit,
  inTitleBit,
  lastValues,
  maxFollowers,
  maxImpact,
  otherFormBit,
} from './postings.ts';
import type { TextList } from './text-list.ts';

/**
 * A posting as one number, while a segment is put together: how many followers are told (2 bits), whether the title has
 * it (1), the impact (3), the form (7), and two followers (6 each).
 */

const toldMask = inTitleBit - 1;
const codeBits = 6;
const impactAt = 3;
const formBits = 7;
const formAt = codeBits;
const followersAt = codeBits + formBits;
const digitMask = 63;

/** Stands for several forms. */
const anyForm = 64;

/** What is said of an item by a term that is not a word, but for its title and impact. */
export const plainPosting = anyForm << formAt;

/** A posting without followers. */
export function newPosting(form: number, inTitle: boolean): number {
  return (form << formAt) | (inTitle ? inTitleBit : 0);
}

export function withImpact(posting: number, impact: number): number {
  return (posting & ~(maxImpact << impactAt)) | (impact << impactAt);
}

const impactOf = (posting: number): number => (posting >> impactAt) & maxImpact;

/** The number of the form, or that of several. */
export function formIn(posting: number): number {
  return (posting >> formAt) & ((1 << formBits) - 1);
}

/** The posting of a word that stands in the item once more. */
export function withOccurrence(posting: number, form: number, inTitle: boolean): number {
  const known = formIn(posting);
  const all = known === form ? posting : (posting & ~(known << formAt)) | (anyForm << formAt);
  return inTitle ? all | inTitleBit : all;
}

export function withFollower(posting: number, follower: number): number {
  const told = posting & toldMask;
  if (told === anyFollower) return posting;
  for (let i = 0; i < told; i += 1)
    if (((posting >> (followersAt + i * codeBits)) & digitMask) === follower) return posting;
  const more = told < maxFollowers ? follower << (followersAt + told * codeBits) : 0;
  return (posting | more) + 1;
}

/** A part says less of an item than the word itself, and nothing of what follows. */
export function weakened(posting: number): number {
  const impact = Math.max(1, impactOf(posting) >> 1);
  return withImpact(newPosting(anyForm, (posting & inTitleBit) !== 0), impact);
}

const codes = Uint8Array.from([...alphabet].map((character) => character.charCodeAt(0)));
const everywhereCode = everywhere.charCodeAt(0);
const encoder = new TextEncoder();

/** A word or term, where it stands. */
export interface Text {
  readonly texts: TextList;
  readonly number: number;
}

/** How many units of a text it has from the one before it, but no half of a character. */
function sharedUnits(before: Text, { texts, number }: Text): number {
  const most = Math.min(before.texts.lengthOf(before.number), texts.lengthOf(number), alphabet.length - 1);
  let shared = 0;
  while (shared < most && before.texts.unitAt(before.number, shared) === texts.unitAt(number, shared))
    shared += 1;
  const isHalf = shared > 0 && (texts.unitAt(number, shared - 1) & 0xfc00) === 0xd800;
  return isHalf ? shared - 1 : shared;
}

/** Bytes of lines that grow. */
export class LineBytes {
  #bytes = new Uint8Array(4096);
  length = 0;

  text(text: string): void {
    this.#ensure(text.length * 3);
    const start = this.length;
    for (let at = 0; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      if (code > 127) {
        this.length = start + encoder.encodeInto(text, this.#bytes.subarray(start)).written;
        return;
      }
      this.#byte(code);
    }
  }

  /** Writes a text behind another, as `frontCoded` of `separator.ts` does. */
  frontCoded(before: Text, term: Text): void {
    const shared = sharedUnits(before, term);
    this.#ensure(1);
    this.#digit(shared);
    this.#units(term, shared);
  }

  /** The units of a text from one on, in UTF-8. */
  #units({ texts, number }: Text, from: number): void {
    const end = texts.lengthOf(number);
    this.#ensure((end - from) * 3);
    for (let at = from; at < end; at += 1) {
      const unit = texts.unitAt(number, at);
      if (unit < 0x80) this.#byte(unit);
      else if (unit < 0x800) {
        this.#byte(0xc0 | (unit >> 6));
        this.#byte(0x80 | (unit & 0x3f));
      } else {
        this.text(texts.textOf(number).slice(at));
        return;
      }
    }
  }

  /** Begins a list with the form that a posting mostly has. */
  usualForm(form: number): void {
    this.#ensure(1);
    this.#form(form);
  }

  /**
   * @param distance to the item before it; for the first its number, plus one
   * @param usual the form that its list began with
   */
  posting(distance: number, posting: number, usual: number): void {
    this.#ensure(12);
    const bytes = this.#bytes;
    let end = this.length;
    let rest = distance;
    for (; rest >= lastValues; rest = Math.floor(rest / furtherValues)) {
      bytes[end] = distanceStart + lastValues + (rest % furtherValues);
      end += 1;
    }
    const [form, told] = [formIn(posting), posting & toldMask];
    const isOther = form !== usual;
    const code = (impactOf(posting) - 1) * impactUnit + (posting & (inTitleBit | toldMask));
    bytes[end] = distanceStart + rest;
    bytes[end + 1] = codeStart + code + (isOther ? otherFormBit : 0);
    end += 2;
    if (isOther) {
      bytes[end] = form === anyForm ? everywhereCode : (codes[form] ?? 0);
      end += 1;
    }
    if (told !== anyFollower) {
      for (let i = 0; i < told; i += 1)
        bytes[end + i] = codes[(posting >> (followersAt + i * codeBits)) & digitMask] ?? 0;
      end += told;
    }
    this.length = end;
  }

  /** Takes back what was written behind some bytes. */
  cut(length: number): void {
    this.length = length;
  }

  /** What was written, which stays until more is, and begins anew. */
  take(): Uint8Array {
    const bytes = this.#bytes.subarray(0, this.length);
    this.length = 0;
    return bytes;
  }

  #form(form: number): void {
    if (form === anyForm) this.#byte(everywhereCode);
    else this.#digit(form);
  }

  #digit(value: number): void {
    this.#byte(codes[value] ?? 0);
  }

  #byte(value: number): void {
    this.#bytes[this.length] = value;
    this.length += 1;
  }

  #ensure(more: number): void {
    if (this.length + more <= this.#bytes.length) return;
    const wider = new Uint8Array((this.length + more) * 2);
    wider.set(this.#bytes.subarray(0, this.length));
    this.#bytes = wider;
  }
}
