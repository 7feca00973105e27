import { stemmer as english } from 'stemmer';
import { library } from '../model/library.ts';
import { remembered } from '../model/remember.ts';
import { stemmedLanguage, stemmerModules } from './languages.ts';
import { noStem, type Stem } from './words.ts';

/** Texts repeat their words: the stems of so many are remembered where item by item is looked at. */
const maxWords = 200_000;

const stemOf = remembered((language: string): Stem => {
  // A module of the newer kind, which not every Node.js that is supported can require.
  if (language === 'en') return english;
  const { stemmer }: { stemmer: Stem } = library(stemmerModules[language] ?? '');
  return stemmer;
});

const rememberedStemOf = remembered(
  (stem: Stem): Stem => (stem === noStem ? stem : remembered(stem, maxWords)),
);

/**
 * The rules of a tag's language, outside of a browser, loaded when a text first needs them: those of pages are scripts of
 * their own. None for a language that nobody knows the rules of.
 */
export function loadedStem(tag: string | undefined): Stem {
  const language = stemmedLanguage(tag);
  return language === undefined ? noStem : stemOf(language);
}

/** The same rules, which remember words: for texts one by one. A segment looks into each word once. */
export function rememberedStem(tag: string | undefined): Stem {
  return rememberedStemOf(loadedStem(tag));
}
