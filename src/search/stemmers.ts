import { languageOf } from './languages.ts';

const names: Readonly<Record<string, string>> = {
  ar: 'arabic',
  da: 'danish',
  de: 'german',
  el: 'greek',
  es: 'spanish',
  fi: 'finnish',
  fr: 'french',
  ga: 'irish',
  hi: 'indian',
  hu: 'hungarian',
  hy: 'armenian',
  it: 'italian',
  lt: 'lithuanian',
  ne: 'nepali',
  nl: 'dutch',
  no: 'norwegian',
  pt: 'portuguese',
  ro: 'romanian',
  ru: 'russian',
  sv: 'swedish',
  ta: 'tamil',
  tr: 'turkish',
  uk: 'ukrainian',
};

/**
 * Languages with rules of libraries, and the module of each that exports its `stemmer`. The English one of
 * `@orama/stemmers` makes "elec" of "elections" and "elect" of "elected".
 */
export const stemmerModules: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    Object.entries(names).map(([language, name]) => [language, `@orama/stemmers/${name}`]),
  ),
  en: 'stemmer',
};

/** Languages with rules of our own, and the file of each in `stems/`. */
export const ownStemmers = {
  bg: 'bulgarian',
  bs: 'serbo-croatian',
  ca: 'catalan',
  cs: 'czech',
  fa: 'persian',
  he: 'hebrew',
  hr: 'serbo-croatian',
  id: 'indonesian',
  ms: 'indonesian',
  pl: 'polish',
  sk: 'czech',
  sr: 'serbo-croatian',
} as const;

/** Languages whose rules of libraries are made better, and the file of each in `stems/`. */
export const refinedStemmers = { el: 'greek', fi: 'finnish', ro: 'romanian', uk: 'ukrainian' } as const;

/** The language of a tag that there are rules for. */
export function stemmedLanguage(tag: string | undefined): string | undefined {
  const language = languageOf(tag);
  return [stemmerModules, ownStemmers].some((known) => Object.hasOwn(known, language)) ? language : undefined;
}
