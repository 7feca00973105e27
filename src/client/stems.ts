import { languageOf, languagesFor } from '../search/languages.ts';
import { noStem, type Stem } from '../search/words.ts';

/** The rules of languages. */
export interface Stems {
  /** The languages whose rules can say something of a text. */
  readonly languagesFor: (text: string) => string[];
  /** Those of some languages, loaded when they are first needed. */
  readonly load: (languages: readonly string[]) => Promise<Stem[]>;
  /** Those of a tag's language, where they were loaded. */
  readonly of: (tag: string | undefined) => Stem;
}

/** @param stemmers addresses of scripts, by language; each has its rules by that name */
export function stemLoader(stemmers: Readonly<Record<string, string>>): Stems {
  const loaded = new Map<string, Stem>();
  const load = async (languages: readonly string[]): Promise<Stem[]> => {
    await Promise.all(
      languages.map(async (language) => {
        const address = stemmers[language];
        if (address === undefined || loaded.has(language)) return;
        const { [language]: stem }: Record<string, Stem> = await import(address);
        if (stem) loaded.set(language, stem);
      }),
    );
    return languages.flatMap((language) => loaded.get(language) ?? []);
  };
  const of = (tag: string | undefined): Stem => loaded.get(languageOf(tag)) ?? noStem;
  return { languagesFor: (text) => languagesFor(text, Object.keys(stemmers)), load, of };
}
