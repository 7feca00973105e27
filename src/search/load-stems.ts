import { library } from '../model/library.ts';
import { remembered } from '../model/remember.ts';
import { type ownStemmers, stemmedLanguage, stemmerModules } from './stemmers.ts';
import * as bulgarian from './stems/bulgarian.ts';
import { noStem, type Stem } from './words.ts';

const own: Readonly<Record<string, Stem>> = {
  bg: bulgarian.stemmer,
} satisfies Record<keyof typeof ownStemmers, Stem>;

/** Texts repeat their words: the stems of so many are remembered where item by item is looked at. */
const maxWords = 200_000;

const rememberedStemOf = remembered(
  (stem: Stem): Stem => (stem === noStem ? stem : remembered(stem, maxWords)),
);

/**
 * The rules of a tag's language, outside of a browser, loaded when a text first needs them: those of pages are scripts of
 * their own. None for a language that nobody knows the rules of.
 */
export function loadedStem(tag: string | undefined): Stem {
  const language = stemmedLanguage(tag) ?? '';
  const name = stemmerModules[language];
  if (name === undefined) return own[language] ?? noStem;
  const { stemmer }: { readonly stemmer: Stem } = library(name);
  return stemmer;
}

/** The same rules, which remember words: for texts one by one. A segment looks into each word once. */
export function rememberedStem(tag: string | undefined): Stem {
  return rememberedStemOf(loadedStem(tag));
}
