/** What is left of a word after its ending is cut must still name something. */
const minStem = 4;
/** Words are compared by their beginnings: long enough to tell words apart, short enough to forget endings. */
const stemLength = 7;
/** The same where words change more than their endings are known here. */
const shortStemLength = 6;
const cyrillicStemLength = 5;
const arabic = /\p{Script=Arabic}/u;
const latin = /\p{Script=Latin}/u;
const cyrillic = /\p{Script=Cyrillic}/u;
const digit = /\p{Nd}/u;
/** Scripts that write no spaces, and Hangul, whose words end in particles. */
export const dense =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}ー]+/gu;
export const isDense = new RegExp(dense.source, 'u');
const hiragana = /\p{Script=Hiragana}+/u;
/** Scripts without spaces whose signs are letters: it takes more of them to say something. */
const isAlphabet = /[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const lettersInARow = 5;

/** Languages whose endings {@link stemOf} knows. */
const knownEndings = new Set(['en', 'fr', 'de', 'es', 'pt', 'it', 'nl', 'da', 'no', 'nb', 'nn', 'sv']);

/** Whether a form holds a digit: numbers, versions, years. */
export function hasDigit(form: string): boolean {
  return digit.test(form);
}

/** Whether a form in lower case is of unaccented Latin letters: most are, and then much need not be asked. */
export function isLatinLetters(form: string): boolean {
  return /^[a-z]+$/.test(form);
}

/** `fr` of `fr-CA`, or nothing: a feed may name its language in words. */
export function primaryOf(language: string | undefined): string | undefined {
  return /^[a-z]{2,3}(?=$|[-_])/i.exec(language ?? '')?.[0].toLowerCase();
}

const maxKnownLanguages = 500;
const knownDateWords = new Map<string, ReadonlySet<string>>();

/** The names of weekdays and months in a language, in lower case. */
export function dateWordsOf(language: string | undefined): ReadonlySet<string> {
  const known = knownDateWords.get(language ?? '');
  if (known) return known;
  const key = primaryOf(language) ?? 'en';
  const names = new Set<string>();
  for (const form of ['long', 'short'] as const) {
    const weekday = new Intl.DateTimeFormat(key, { weekday: form, timeZone: 'UTC' });
    const month = new Intl.DateTimeFormat(key, { month: form, timeZone: 'UTC' });
    for (let at = 0; at < 12; at += 1) {
      for (const name of [weekday.format(Date.UTC(2026, 0, 1 + at)), month.format(Date.UTC(2026, at, 1))])
        names.add(name.toLowerCase().replace(/\.$/, ''));
    }
  }
  if (knownDateWords.size < maxKnownLanguages) knownDateWords.set(language ?? '', names);
  return names;
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

/** What of a form is compared: its beginning, without its ending. */
export function stemOf(form: string, tongue: string): string {
  const isPlain = isLatinLetters(form);
  if (!isPlain) {
    if (digit.test(form) || isDense.test(form)) return form;
    if (arabic.test(form)) return arabicStem(form);
    if (cyrillic.test(form)) return form.slice(0, cyrillicStemLength);
  }
  const cut = isPlain || latin.test(form) ? form.replace(/(?:en|er|es|e|n|s|x)$/u, '') : form;
  return (cut.length >= minStem ? cut : form).slice(
    0,
    knownEndings.has(tongue) ? stemLength : shortStemLength,
  );
}

/** The parts of a form by which likeness of words is told: four letters in a row; single signs of Chinese and its like. */
export function gramsOf(form: string): readonly string[] {
  if (digit.test(form)) return [form];
  if (isDense.test(form)) return isAlphabet.test(form) ? [form] : [...form];
  const framed = `_${form}_`;
  if (framed.length <= 4) return [framed];
  return Array.from({ length: framed.length - 3 }, (_, at) => framed.slice(at, at + 4));
}

/** So many signs at a time, of what stands between particles; a part that is shorter is a word. */
export function* piecesOf(run: string): Generator<string> {
  const size = isAlphabet.test(run) ? lettersInARow : 2;
  for (const part of run.split(hiragana)) {
    const signs = [...part];
    if (signs.length > 0 && signs.length < size) yield part;
    for (let at = 0; at + size <= signs.length; at += 1) yield signs.slice(at, at + size).join('');
  }
}

/** A word as it is compared with others: in lower case, without accents and what an apostrophe adds. */
export function foldedOf(text: string): string {
  const lower = text.toLowerCase();
  // One number, however it is written: “1,204” and “1.204”, “3,5” and “3.5”.
  if (/^\p{Nd}[\p{Nd}.,]*$/u.test(lower))
    return /^\p{Nd}{1,3}(?:[.,]\p{Nd}{3})+$/u.test(lower)
      ? lower.replace(/[.,]/g, '')
      : lower.replace(/,/g, '.');
  // What stands after an apostrophe is an ending: “team’s”, “Ankara’da”.
  const bare = lower.replace(/(?<=..)['’]\p{L}+$/u, '');
  return latin.test(bare) ? bare.normalize('NFD').replace(/\p{Mn}/gu, '') : bare;
}
