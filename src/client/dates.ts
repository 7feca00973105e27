/** How a moment is written as the pages write it; moments are milliseconds since 1970. */
export type MomentText = (moment: number | Date) => string;

/** French has « 1er mai » and « 14 h 20 », which CLDR has not. */
export function asPrinted(text: string, language: string): string {
  if (!language.startsWith('fr')) return text;
  return text.replace(/(?<!\d)1(?=\s\p{L}|\s?–)/gu, '1er').replace(/(\d)\s?[:h]\s?(?=\d)/, '$1\u202fh\u202f');
}

/** A plain `en` is written the international way. */
export function dateFormat(language: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, options);
}

export function momentFormat(language: string, options: Intl.DateTimeFormatOptions): MomentText {
  const format = dateFormat(language, options);
  return (moment) => asPrinted(format.format(moment), language);
}
