import { languageOf } from '../search/languages.ts';
import { noStem, type Stem } from '../search/words.ts';

/** Letters that tell which languages a text can be in; all others are written in Latin ones. */
const scripts: readonly (readonly [RegExp, readonly string[]])[] = [
  [/\p{Script=Cyrillic}/u, ['bg', 'ru', 'sr', 'uk']],
  [/\p{Script=Greek}/u, ['el']],
  [/\p{Script=Arabic}/u, ['ar']],
  [/\p{Script=Devanagari}/u, ['hi', 'ne']],
  [/\p{Script=Armenian}/u, ['hy']],
  [/\p{Script=Tamil}/u, ['ta']],
];
const otherScripts = new Set(scripts.flatMap(([, languages]) => languages));

/** The languages whose rules can say something of a text, of those that there are. */
function languagesFor(text: string, languages: readonly string[]): string[] {
  const possible = new Set(scripts.flatMap(([letters, named]) => (letters.test(text) ? named : [])));
  const isLatin = /\p{Script=Latin}/u.test(text);
  return languages.filter((one) => possible.has(one) || (isLatin && !otherScripts.has(one)));
}

/** The rules of languages. */
export interface Stems {
  /** The languages whose rules can say something of a text. */
  readonly languagesFor: (text: string) => string[];
  /** Those of some languages, loaded when they are first needed. */
  readonly load: (languages: readonly string[]) => Promise<Stem[]>;
  /** Those of a tag's language, where they were loaded. */
  readonly of: (tag: string | undefined) => Stem;
}

/** @param stemmers addresses of scripts, by language */
export function stemLoader(stemmers: Readonly<Record<string, string>>): Stems {
  const loaded = new Map<string, Stem>();
  const load = async (languages: readonly string[]): Promise<Stem[]> => {
    await Promise.all(
      languages.map(async (language) => {
        const address = stemmers[language];
        if (address === undefined || loaded.has(language)) return;
        const { stemmer }: { stemmer: Stem } = await import(address);
        if (!loaded.has(language)) loaded.set(language, stemmer);
      }),
    );
    return languages.flatMap((language) => loaded.get(language) ?? []);
  };
  const of = (tag: string | undefined): Stem => loaded.get(languageOf(tag)) ?? noStem;
  return { languagesFor: (text) => languagesFor(text, Object.keys(stemmers)), load, of };
}
