import { functionWords, languageBy, vote } from './function-words.ts';
import { dateWordsOf, dense, foldedOf, hasDigit, isDense, piecesOf, primaryOf } from './words.ts';

/** One telling word of a text. */
export interface Word {
  /** As it was written. */
  readonly text: string;
  /** Folded: in lower case, without accents. Of a script without spaces: a few signs in a row. */
  readonly form: string;
  /** Whether it names something: capitalised inside a sentence, in quotation marks, or with a digit. */
  readonly isName: boolean;
  /** Whether it is written with a capital: where that opens a sentence, it may be a name. */
  readonly isCapital?: true;
  /** Of a number: the word or number that it stands right behind. `kernel` in “Kernel 7.1”, `2` in “2–1”. */
  readonly of?: string;
}

export interface Text {
  readonly words: readonly Word[];
  /** How many function words of each list it holds. */
  readonly votes: readonly number[];
  /** The days and months that it names. */
  readonly dates: readonly string[];
}

/** Beyond this a lead has said what it is about. In UTF-16 units, so that a long text costs no more than a short one. */
const maxLead = 400;
/** In these every noun has a capital. */
const capitalisesNouns = /^(?:de|lb)(?:$|[-_])/i;

const upper = /^\p{Lu}/u;
/** UAX 29, rules WB5 to WB13: a point or apostrophe inside a word, a comma inside a number. */
const word =
  /[\p{L}\p{M}\p{N}_]+(?:(?:(?<=[\p{L}\p{M}])['.‘’·](?=\p{L})|(?<=\p{N})['.,;‘’](?=\p{N}))[\p{L}\p{M}\p{N}_]+)*/gu;
const quoted = /[“„«‹"][^“”„«»‹›"]{2,60}[”“»›"]/gu;

/** The places that stand in quotation marks. */
function quotesIn(text: string): (readonly [number, number])[] {
  return [...text.matchAll(quoted)].map(({ index, 0: { length } }) => [index, index + length] as const);
}

/** Whether a word at a place opens a sentence, a quotation or a part after a colon: a capital says nothing there. */
function opensSentence(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - 3), at).trimEnd();
  return before === '' ? at <= 3 : /[.!?:;…–—|“”„«»‹›"'‘([]$/u.test(before);
}

/** What is known of a word as it is written. */
interface Written {
  readonly lower: string;
  readonly form: string;
  /** The lists of function words that it is in. */
  readonly mask: number | undefined;
  readonly isUpper: boolean;
  readonly hasDigit: boolean;
  /** Years and days say when: they are numbers of many items. */
  readonly isPlainNumber: boolean;
}

/** Texts repeat their words: what was found out of them is kept, until it is too much. */
const known = new Map<string, Written>();
const maxKnown = 100_000;

function writtenOf(text: string): Written {
  const found = known.get(text);
  if (found) return found;
  const lower = text.toLowerCase();
  const isPlain = /^[a-z]+$/.test(lower);
  const made = {
    lower,
    form: isPlain ? lower : foldedOf(text),
    mask: functionWords.get(lower),
    isUpper: upper.test(text),
    hasDigit: !isPlain && hasDigit(text),
    isPlainNumber: !isPlain && /^(?:\d|[12]\d|3[01]|(?:19|20)\d\d)$/.test(text),
  };
  if (known.size >= maxKnown) known.clear();
  known.set(text, made);
  return made;
}

interface Found {
  readonly text: string;
  readonly at: number;
  readonly written: Written;
}

function foundIn(text: string): Found[] {
  const found: Found[] = [];
  for (const match of text.matchAll(word))
    found.push({ text: match[0], at: match.index, written: writtenOf(match[0]) });
  return found;
}

/** The form of the capitalised word, or the number, that a number follows. */
function numbered(text: string, { at }: Found, before: Found | undefined): Pick<Word, 'of'> {
  if (!before || !(before.written.isUpper || before.written.hasDigit)) return {};
  const between = text.slice(before.at + before.text.length, at);
  const joins = before.written.hasDigit ? /^ ?[-–:]? ?$/u : /^ ?[-#]?$/u;
  return joins.test(between) ? { of: before.written.form } : {};
}

/** Whether a capital tells names from other words: not where all words that tell something have one. */
function capitalsSay(found: readonly Found[]): boolean {
  return found.some(
    ({ text, written: { lower, mask, hasDigit: isNumber } }) =>
      text === lower && text.length > 3 && mask === undefined && !isNumber,
  );
}

/** Without signs of a dense script: most texts need not be looked through sign by sign. */
const plainText = /^[\0-\u0dff\u2000-\u206f]*$/;

/** A text in the form in which words are found in it. */
function preparedOf(plain: string): string {
  const text = plain.slice(0, maxLead).normalize('NFKC');
  // French and Arabic elide or prefix with an apostrophe: “l’orgue” is two words.
  const parted = /['’]/.test(text) ? text.replace(/(?<=(?<!\p{L})\p{L}{1,2})['’](?=\p{L}{2})/gu, ' ') : text;
  return plainText.test(parted) ? parted : parted.replace(dense, ' $& ');
}

/**
 * The telling words of a plain text in their order, repeated ones too: no function words, no names of days and months.
 * Numbers stay whole.
 */
export function textOf(plain: string, language: string | undefined): Text {
  const text = preparedOf(plain);
  const found = foundIn(text);
  const capitals = capitalisesNouns.test(language ?? '') || capitalsSay(found);
  const quotes = /[“„«‹"]/.test(text) ? quotesIn(text) : [];
  const dateWords = dateWordsOf(language);
  const [votes, dates, words]: [number[], string[], Word[]] = [[], [], []];
  for (const [place, one] of found.entries()) {
    const { mask, lower, form, isUpper, isPlainNumber, hasDigit: isNumber } = one.written;
    if (mask !== undefined) vote(votes, mask);
    const isDate = dateWords.has(lower);
    if (isDate) dates.push(lower);
    if (mask !== undefined || isDate) continue;
    const isQuoted = quotes.some(([from, to]) => from < one.at && one.at < to);
    if (isDense.test(form)) {
      for (const piece of piecesOf(one.text))
        if (!functionWords.has(piece)) words.push({ text: piece, form: piece, isName: isQuoted });
    } else if (form.length > 1 || isNumber) {
      const isCapital = capitals && isUpper && !opensSentence(text, one.at);
      const isName = isQuoted || isCapital || (isNumber && !isPlainNumber);
      const of = isNumber ? numbered(text, one, found[place - 1]) : {};
      words.push({ text: one.text, form, isName, ...(capitals && isUpper && { isCapital: true }), ...of });
    }
  }
  return { words, votes, dates };
}

const scripts = [
  ['ja', /[\p{Script=Hiragana}\p{Script=Katakana}]/u],
  ['ko', /\p{Script=Hangul}/u],
  ['zh', /\p{Script=Han}/u],
  ['th', /\p{Script=Thai}/u],
  ['arab', /\p{Script=Arabic}/u],
  ['cyrl', /\p{Script=Cyrillic}/u],
  ['grek', /\p{Script=Greek}/u],
  ['latn', /\p{Script=Latin}/u],
] as const;
/** Scripts of one language each, whatever its feed says. */
const ownScripts: ReadonlySet<string> = new Set(['ja', 'ko', 'zh', 'th']);

/**
 * The language in which an item is compared: as its words say, else as its feed says, else a name for its script. The
 * first of the scripts counts that the title holds: in an Arabic title, Latin letters are a name.
 */
export function tongueOf(title: string, declared: string | undefined, votes: readonly number[]): string {
  const script = scripts.find(([, pattern]) => pattern.test(title))?.[0] ?? 'none';
  return ownScripts.has(script) ? script : (languageBy(primaryOf(declared), votes) ?? script);
}
