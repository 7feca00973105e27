/** The rules of so many languages are loaded each by itself; of more, those in Latin letters are one script. */
export const fewLanguages = 3;

/** The language of a tag, whose rules may be known: `en` for `en-GB`, `no` for `nb`. */
export function languageOf(tag: string | undefined): string {
  const primary = tag?.split('-')[0]?.toLowerCase() ?? '';
  return primary === 'nb' || primary === 'nn' ? 'no' : primary;
}

/** Letters that tell which languages a text can be in; all others are written in Latin ones. */
const scripts: readonly (readonly [RegExp, readonly string[]])[] = [
  [/\p{Script=Cyrillic}/u, ['bg', 'ru', 'sr', 'uk']],
  [/\p{Script=Greek}/u, ['el']],
  [/\p{Script=Arabic}/u, ['ar', 'fa']],
  [/\p{Script=Hebrew}/u, ['he']],
  [/\p{Script=Devanagari}/u, ['hi', 'ne']],
  [/\p{Script=Armenian}/u, ['hy']],
  [/\p{Script=Tamil}/u, ['ta']],
];
/** Serbian is written in both. */
const otherScripts = new Set(scripts.flatMap(([, languages]) => languages.filter((one) => one !== 'sr')));

/** Whether a language is written in Latin letters. */
export function isLatin(language: string): boolean {
  return !otherScripts.has(language);
}

/** The languages whose rules can say something of a text, of those that there are. */
export function languagesFor(text: string, languages: readonly string[]): string[] {
  const possible = new Set(scripts.flatMap(([letters, named]) => (letters.test(text) ? named : [])));
  const hasLatin = /\p{Script=Latin}/u.test(text);
  return languages.filter((one) => possible.has(one) || (hasLatin && isLatin(one)));
}
