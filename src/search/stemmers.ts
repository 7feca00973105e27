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
  id: 'indonesian',
  it: 'italian',
  lt: 'lithuanian',
  ne: 'nepali',
  nl: 'dutch',
  no: 'norwegian',
  pt: 'portuguese',
  ro: 'romanian',
  ru: 'russian',
  sr: 'serbian',
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
export const ownStemmers = { bg: 'bulgarian' } as const;

/** The language of a tag that there are rules for. */
export function stemmedLanguage(tag: string | undefined): string | undefined {
  const language = languageOf(tag);
  return [stemmerModules, ownStemmers].some((known) => Object.hasOwn(known, language)) ? language : undefined;
}
