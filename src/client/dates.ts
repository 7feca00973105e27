/** The language by which dates are written, as in the pages: a plain `en` is written the international way. */
export function dateLanguage(language: string): string {
  return language === 'en' ? 'en-GB' : language;
}
