import { functionWords, languageBy, vote } from './function-words.ts';
import type { Numbered } from './lexicon.ts';
import {
  dateWordsOf,
  dense,
  foldedOf,
  hasDigit,
  isDense,
  isLatinLetters,
  piecesOf,
  primaryOf,
} from './words.ts';

/** One telling word of a text. */
export interface Word {
  /** As it was written. */
  readonly text: string;
  /** Folded: in lower case, without accents. Of a script without spaces: a few signs in a row. */
  readonly form: string;
  /** The same for all words that are written alike, so that its number is looked for once. */
  readonly numbered: Numbered;
  /** Whether it names something: capitalised inside a sentence, in quotation marks, or with a digit. */
  readonly isName: boolean;
  /** Whether it is written with a capital: where that opens a sentence, it may be a name. */
  readonly isCapital: boolean;
  /** Of a number: the word or number that it stands right behind. `kernel` in “Kernel 7.1”, `2` in “2–1”. */
  readonly of: string | undefined;
}

export interface Text {
  readonly words: readonly Word[];
  /** How many function words of each list it holds. */
  readonly votes: readonly number[];
  /** The days and months that it names. */
  readonly dates: readonly string[];
  /** The first of the {@link scripts} that it holds, by its place there. */
  readonly script: number;
}

/** In the order in which they count, from scripts of one language to those of many. */
const scripts = [
  ['ja', /[\p{Script=Hiragana}\p{Script=Katakana}]/u],
  ['ko', /\p{Script=Hangul}/u],
  ['zh', /\p{Script=Han}/u],
  ['th', /\p{Script=Thai}/u],
  ['arab', /\p{Script=Arabic}/u],
  ['cyrl', /\p{Script=Cyrillic}/u],
  ['grek', /\p{Script=Greek}/u],
  ['latn', /\p{Script=Latin}/u],
  ['none', /^/],
] as const;
/** Scripts of one language each, whatever its feed says. */
const ownScripts: ReadonlySet<string> = new Set(['ja', 'ko', 'zh', 'th']);

const latinScript = scripts.findIndex(([name]) => name === 'latn');

export const noText: Text = { words: [], votes: [], dates: [], script: scripts.length - 1 };

/** Beyond this a lead has said what it is about. In UTF-16 units, so that a long text costs no more than a short one. */
export const maxLead = 400;
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
interface Written extends Numbered {
  readonly text: string;
  readonly lower: string;
  /** The lists of function words that it is in. */
  readonly mask: number | undefined;
  readonly script: number;
  readonly isDense: boolean;
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
  const isPlain = isLatinLetters(lower);
  const form = isPlain ? lower : foldedOf(text);
  const made = {
    text,
    lower,
    form,
    lexicon: 0,
    number: 0,
    mask: functionWords.get(lower),
    script: isPlain ? latinScript : scripts.findIndex(([, pattern]) => pattern.test(text)),
    isDense: !isPlain && isDense.test(form),
    isUpper: upper.test(text),
    hasDigit: !isPlain && hasDigit(text),
    isPlainNumber: !isPlain && /^(?:\d|[12]\d|3[01]|(?:19|20)\d\d)$/.test(text),
  };
  if (known.size >= maxKnown) known.clear();
  known.set(text, made);
  return made;
}

/** The form of the capitalised word, or the number, that a number follows, with what stands between. */
function numbered(before: Written | undefined, between: string): string | undefined {
  if (!before || !(before.isUpper || before.hasDigit)) return undefined;
  const joins = before.hasDigit ? /^ ?[-–:]? ?$/u : /^ ?[-#]?$/u;
  return joins.test(between) ? before.form : undefined;
}

/** Whether a capital tells names from other words: not where all words that tell something have one. */
function capitalsSay(found: readonly Written[]): boolean {
  return found.some(
    ({ text, lower, mask, hasDigit: isNumber }) =>
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

/** The telling words of a text without spaces. */
function denseWords(text: string, isName: boolean): Word[] {
  return [...piecesOf(text)]
    .filter((piece) => !functionWords.has(piece))
    .map((piece) => {
      const numbered = { form: piece, lexicon: 0, number: 0 };
      return { text: piece, form: piece, numbered, isName, isCapital: false, of: undefined };
    });
}

/**
 * The telling words of a plain text in their order, repeated ones too: no function words, no names of days and months.
 * Numbers stay whole.
 */
export function textOf(plain: string, language: string | undefined): Text {
  const text = preparedOf(plain);
  const found = (text.match(word) ?? []).map(writtenOf);
  const capitals = capitalisesNouns.test(language ?? '') || capitalsSay(found);
  const quotes = /[“„«‹"]/.test(text) ? quotesIn(text) : [];
  const dateWords = dateWordsOf(language);
  const [votes, dates, words]: [number[], string[], Word[]] = [[], [], []];
  let { script } = noText;
  let [before, end]: [Written | undefined, number] = [undefined, 0];
  for (const one of found) {
    const { text: own, lower, form, mask, isUpper, hasDigit: isNumber } = one;
    const at = text.indexOf(own, end);
    const of = isNumber ? numbered(before, text.slice(end, at)) : undefined;
    [before, end] = [one, at + own.length];
    script = Math.min(script, one.script);
    if (mask !== undefined) vote(votes, mask);
    const isDate = dateWords.has(lower);
    if (isDate) dates.push(lower);
    if (mask !== undefined || isDate) continue;
    const isQuoted = quotes.length > 0 && quotes.some(([from, to]) => from < at && at < to);
    if (one.isDense) words.push(...denseWords(own, isQuoted));
    else if (form.length > 1 || isNumber) {
      const isCapital = capitals && isUpper;
      const isName = isQuoted || (isNumber && !one.isPlainNumber) || (isCapital && !opensSentence(text, at));
      words.push({ text: own, form, numbered: one, isName, isCapital, of });
    }
  }
  return { words, votes, dates, script };
}

/**
 * The language in which an item is compared: as its words say, else as its feed says, else a name for its script. The
 * first of the scripts counts that the title holds: in an Arabic title, Latin letters are a name.
 */
export function tongueOf(declared: string | undefined, title: Text, lead: Text): string {
  const [script] = scripts[title.script] ?? ['none'];
  if (ownScripts.has(script)) return script;
  const votes = [...title.votes];
  for (let at = 0; at < lead.votes.length; at += 1) votes[at] = (votes[at] ?? 0) + (lead.votes[at] ?? 0);
  return languageBy(primaryOf(declared), votes) ?? script;
}
