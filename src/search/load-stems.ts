import { library } from '../model/library.ts';
import { remembered } from '../model/remember.ts';
import { type ownStemmers, type refinedStemmers, stemmedLanguage, stemmerModules } from './stemmers.ts';
import { stemmer as bulgarian } from './stems/bulgarian.ts';
import { stemmer as catalan } from './stems/catalan.ts';
import { stemmer as czech } from './stems/czech.ts';
import type { Refine } from './stems/endings.ts';
import { refine as finnish } from './stems/finnish.ts';
import { refine as greek } from './stems/greek.ts';
import { stemmer as hebrew } from './stems/hebrew.ts';
import { stemmer as indonesian } from './stems/indonesian.ts';
import { stemmer as persian } from './stems/persian.ts';
import { stemmer as polish } from './stems/polish.ts';
import { refine as romanian } from './stems/romanian.ts';
import { stemmer as serboCroatian } from './stems/serbo-croatian.ts';
import { refine as ukrainian } from './stems/ukrainian.ts';
import { noStem, type Stem } from './words.ts';

const own: Readonly<Record<string, Stem>> = {
  bg: bulgarian,
  bs: serboCroatian,
  ca: catalan,
  cs: czech,
  fa: persian,
  he: hebrew,
  hr: serboCroatian,
  id: indonesian,
  ms: indonesian,
  pl: polish,
  sk: czech,
  sr: serboCroatian,
} satisfies Record<keyof typeof ownStemmers, Stem>;

const refined: Readonly<Record<string, Refine>> = {
  el: greek,
  fi: finnish,
  ro: romanian,
  uk: ukrainian,
} satisfies Record<keyof typeof refinedStemmers, Refine>;

/** Texts repeat their words: the stems of so many are remembered where item by item is looked at. */
const maxWords = 200_000;

const rememberedStemOf = remembered(
  (stem: Stem): Stem => (stem === noStem ? stem : remembered(stem, maxWords)),
);

/**
 * The rules of a tag's language, outside of a browser, loaded when a text first needs them: those of pages are scripts of
 * their own. None for a language that nobody knows the rules of.
 */
export const loadedStem = (tag: string | undefined): Stem => stemOf(stemmedLanguage(tag));

const stemOf = remembered((language: string | undefined = ''): Stem => {
  const name = stemmerModules[language];
  if (name === undefined) return own[language] ?? noStem;
  const { stemmer }: { readonly stemmer: Stem } = library(name);
  return refined[language]?.(stemmer) ?? stemmer;
});

/** The same rules, which remember words: for texts one by one. A segment looks into each word once. */
export function rememberedStem(tag: string | undefined): Stem {
  return rememberedStemOf(loadedStem(tag));
}
