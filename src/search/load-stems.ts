import { createRequire } from 'node:module';
import { remembered } from '../model/remember.ts';
import { stemmedLanguage, stemmerNames } from './languages.ts';
import { noStem, type Stem } from './words.ts';

/** The rules of languages, outside of a browser: those of pages are scripts of their own. */
export interface LoadedStems {
  readonly all: readonly Stem[];
  /** Those of a tag's language; none for a language that was not loaded. */
  readonly of: (tag: string | undefined) => Stem;
}

/** @param languages as `stemmedLanguage` gives them; others are left out */
export async function loadStems(languages: readonly string[]): Promise<LoadedStems> {
  const stems = new Map<string, Stem>();
  for (const language of languages.filter((one) => Object.hasOwn(stemmerNames, one))) {
    const { stemmer }: { stemmer: Stem } = await import(
      /* @vite-ignore */ `@orama/stemmers/${stemmerNames[language]}`
    );
    stems.set(language, stemmer);
  }
  return { all: [...stems.values()], of: (tag) => stems.get(stemmedLanguage(tag) ?? '') ?? noStem };
}

/** Texts repeat their words: the stems of so many are remembered. */
const maxWords = 200_000;

/** The rules of whatever languages turn up, each loaded when a text first needs it. */
export function stemsOnUse(): LoadedStems['of'] {
  const load = createRequire(import.meta.url);
  const stemOf = remembered((language: string): Stem => {
    const { stemmer }: { stemmer: Stem } = load(`@orama/stemmers/${stemmerNames[language]}`);
    return remembered(stemmer, maxWords);
  });
  return (tag) => {
    const language = stemmedLanguage(tag);
    return language === undefined ? noStem : stemOf(language);
  };
}
