import { functionWords } from './story-function-words.ts';

/** One telling word: `stem` is what is compared, `text` is how the item wrote it. */
export interface Word {
  readonly stem: string;
  readonly text: string;
}

/** Words are compared by their beginnings: long enough to tell words apart, short enough to forget endings. */
const stemLength = 7;
/** What is left of a word after its ending is cut must still name something. */
const minStem = 4;
/** Beyond this a lead has said what it is about. In UTF-16 units, so that a long text costs no more than a short one. */
const maxLead = 400;

const latin = /\p{Script=Latin}/u;
const arabic = /\p{Script=Arabic}/u;
const hiraganaOnly = /^\p{Script=Hiragana}+$/u;
const digits = /\p{Nd}/u;

const segmenters = new Map<string, Intl.Segmenter>();

/** `fr` of `fr-CA`, or nothing: a feed may name its language in words, and the root rules read every script. */
function primaryOf(language: string | undefined): string | undefined {
  return /^[a-z]{2,3}(?=$|[-_])/i.exec(language ?? '')?.[0].toLowerCase();
}

/** Whether a stem holds a digit: numbers, versions, years. */
export function hasDigit(stem: string): boolean {
  return digits.test(stem);
}

const dateWords = new Map<string, ReadonlySet<string>>();

/** The names of weekdays and months in a language, in lower case. */
export function dateWordsOf(language: string | undefined): ReadonlySet<string> {
  const key = primaryOf(language) ?? 'en';
  const known = dateWords.get(key);
  if (known) return known;
  const names = new Set<string>();
  for (const form of ['long', 'short'] as const) {
    const weekday = new Intl.DateTimeFormat(key, { weekday: form, timeZone: 'UTC' });
    const month = new Intl.DateTimeFormat(key, { month: form, timeZone: 'UTC' });
    for (let at = 0; at < 12; at += 1) {
      for (const name of [weekday.format(Date.UTC(2026, 0, 1 + at)), month.format(Date.UTC(2026, at, 1))])
        names.add(name.toLowerCase().replace(/\.$/, ''));
    }
  }
  dateWords.set(key, names);
  return names;
}

function segmenterFor(language: string | undefined): Intl.Segmenter {
  const key = primaryOf(language) ?? 'und';
  const known = segmenters.get(key);
  if (known) return known;
  const made = new Intl.Segmenter(key, { granularity: 'word' });
  segmenters.set(key, made);
  return made;
}

/** Arabic writes article and conjunctions onto the word, and one letter in several shapes. */
function arabicStem(word: string): string {
  const plain = word
    .replace(/[\u0640\u064B-\u065F\u0670]/gu, '')
    .replace(/[أإآٱ]/gu, 'ا')
    .replace(/ى/gu, 'ي')
    .replace(/ة$/u, 'ه');
  const bare = plain.replace(/^(?:[وفبكل]?ال|لل|و(?=.{4}))/u, '');
  const root = bare.length >= 3 ? bare : plain;
  const cut = root.replace(/(?:ات|ون|ين|ان|ها|ية|يه|ه|ي)$/u, '');
  return cut.length >= 3 ? cut : root;
}

function latinStem(word: string): string {
  const plain = word.normalize('NFD').replace(/\p{Mn}/gu, '');
  const cut = plain.replace(/(?:['’]s|en|er|es|e|n|s|x)$/u, '');
  return (cut.length >= minStem ? cut : plain).slice(0, stemLength);
}

function stemOf(lower: string): string {
  if (digits.test(lower)) return lower;
  if (arabic.test(lower)) return arabicStem(lower);
  if (latin.test(lower)) return latinStem(lower);
  return lower.slice(0, stemLength);
}

/** One letter tells something only in scripts whose signs are words. */
function isTelling(lower: string): boolean {
  if (functionWords.has(lower) || hiraganaOnly.test(lower)) return false;
  if (digits.test(lower)) return true;
  return lower.length > 1 || /\p{Script=Han}/u.test(lower);
}

/** Stems of words met before, none for those that tell nothing: texts repeat their words. Emptied when full. */
const stems = new Map<string, string | undefined>();
const maxStems = 100_000;

function tellingStem(lower: string): string | undefined {
  if (stems.has(lower)) return stems.get(lower);
  const stem = isTelling(lower) ? stemOf(lower) : undefined;
  if (stems.size >= maxStems) stems.clear();
  stems.set(lower, stem);
  return stem;
}

/** Letters, digits and punctuation of the Latin script, where a word's ends can be told without a dictionary. */
const latinText = /^[\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}]*$/u;
/** UAX 29, rules WB5 to WB13, for such texts: a point or apostrophe inside a word, a comma inside a number. */
const latinWord =
  /[\p{L}\p{M}\p{N}_]+(?:(?:(?<=[\p{L}\p{M}])['.‘’·](?=\p{L})|(?<=\p{N})['.,;‘’](?=\p{N}))[\p{L}\p{M}\p{N}_]+)*/gu;

/** The words of a text: plain Latin text needs no dictionary, all else is parted by `Intl.Segmenter`. */
function partsOf(text: string, language: string | undefined): string[] {
  if (latinText.test(text)) return text.match(latinWord) ?? [];
  const parts: string[] = [];
  for (const { segment, isWordLike } of segmenterFor(language).segment(text))
    if (isWordLike) parts.push(segment);
  return parts;
}

/**
 * The telling words of a plain text in their order, repeated ones too: no function words, endings cut. Words are found
 * by the language's own rules (UAX 29; dictionaries for scripts that write no spaces), numbers stay whole.
 */
export function wordsOf(text: string, language: string | undefined): Word[] {
  const words: Word[] = [];
  // French and Arabic elide or prefix with an apostrophe: “l’orgue” is two words.
  const parted = text
    .slice(0, maxLead)
    .normalize('NFKC')
    .replace(/(?<=\b\p{L}{1,2})['’]/gu, ' ');
  for (const part of partsOf(parted, language)) {
    const stem = tellingStem(part.toLowerCase());
    if (stem !== undefined) words.push({ stem, text: part });
  }
  return words;
}
