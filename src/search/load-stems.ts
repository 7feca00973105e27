import { library } from '../model/library.ts';
import { remembered } from '../model/remember.ts';
import { stemmedLanguage, stemmerNames } from './languages.ts';
import { noStem, type Stem } from './words.ts';

/** Texts repeat their words: the stems of so many are remembered. */
const maxWords = 200_000;

const stemOf = remembered((language: string): Stem => {
  const { stemmer }: { stemmer: Stem } = library(`@orama/stemmers/${stemmerNames[language]}`);
  return remembered(stemmer, maxWords);
});

/**
 * The rules of a tag's language, outside of a browser, loaded when a text first needs them: those of pages are scripts of
 * their own. None for a language that nobody knows the rules of.
 */
export function loadedStem(tag: string | undefined): Stem {
  const language = stemmedLanguage(tag);
  return language === undefined ? noStem : stemOf(language);
}
