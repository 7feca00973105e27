import { fewLanguages, languageOf, languagesFor } from '../search/languages.ts';
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

/** Addresses of scripts that have the rules of a language, as `stem_en`, by language: the smallest first. */
export type Stemmers = Readonly<Record<string, readonly string[]>>;

export function stemLoader(stemmers: Stemmers): Stems {
  const loaded = new Map<string, Stem>();
  const load = async (languages: readonly string[]): Promise<Stem[]> => {
    const missing = languages.filter((language) => !loaded.has(language));
    await Promise.all(
      missing.map(async (language) => {
        const address = stemmers[language]?.at(missing.length > fewLanguages ? -1 : 0);
        if (address === undefined) return;
        const { [`stem_${language}`]: stem }: Record<string, Stem> = await import(address);
        if (stem) loaded.set(language, stem);
      }),
    );
    return languages.flatMap((language) => loaded.get(language) ?? []);
  };
  const of = (tag: string | undefined): Stem => loaded.get(languageOf(tag)) ?? noStem;
  return { languagesFor: (text) => languagesFor(text, Object.keys(stemmers)), load, of };
}
