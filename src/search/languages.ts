/** Languages whose forms of words are known, and the names of their rules in `@orama/stemmers`. */
export const stemmerNames: Readonly<Record<string, string>> = {
  ar: 'arabic',
  bg: 'bulgarian',
  da: 'danish',
  de: 'german',
  el: 'greek',
  en: 'english',
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

/** The language of a tag, whose rules may be known: `en` for `en-GB`, `no` for `nb`. */
export function languageOf(tag: string | undefined): string {
  const primary = tag?.split('-')[0]?.toLowerCase() ?? '';
  return primary === 'nb' || primary === 'nn' ? 'no' : primary;
}

/** The language of a tag that there are rules for. */
export function stemmedLanguage(tag: string | undefined): string | undefined {
  const language = languageOf(tag);
  return Object.hasOwn(stemmerNames, language) ? language : undefined;
}
