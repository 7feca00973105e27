import fc from 'fast-check';
import { expect, it } from 'vitest';
import { loadedStem, rememberedStem } from './load-stems.ts';
import { ownStemmers, stemmerModules } from './stemmers.ts';
import { noStem } from './words.ts';

const words = ['swapping', 'chevaux', 'häusern', 'книгами', 'niños', 'dagarna', 'القلم'];

it('has the rules of each known language, the same ones whenever it is asked', async () => {
  for (const [language, name] of Object.entries(stemmerModules)) {
    const { stemmer }: { stemmer: (word: string) => string } = await import(name);
    expect(words.map(loadedStem(language)), language).toEqual(words.map(stemmer));
    expect(loadedStem(language)).toBe(loadedStem(language));
    expect(words.map(rememberedStem(language)), language).toEqual(words.map(stemmer));
    expect(rememberedStem(language)).toBe(rememberedStem(language));
  }
  expect(words.map(loadedStem('en'))).not.toEqual(words);
});

it.each([
  ['elections', 'elected'],
  ['adoption', 'adopts'],
  ['protection', 'protecting'],
  ['decisions', 'decision'],
])('takes %s and %s for forms of one word', (one, other) => {
  expect(loadedStem('en')(one)).toBe(loadedStem('en')(other));
});

const scripts = [
  'abcdefghijklmnopqrstuvwxyzàčéğışœß',
  'абвгдежзийклмнопрстуфхцчшщъьюяєіїј',
  'αβγδεζηικλμνξοπρστυφχωςάή',
];

it('makes something of any word, in any language', () => {
  const letter = fc.constantFrom(...scripts.flatMap((one) => [...one]), 'ا', 'ل', 'ة', 'क', 'ा', 'ր', 'ி');
  const word = fc.array(letter, { minLength: 1, maxLength: 12 }).map((letters) => letters.join(''));
  const languages = fc.constantFrom(...Object.keys(stemmerModules), ...Object.keys(ownStemmers));
  fc.assert(
    fc.property(languages, word, (language, text) => {
      expect(loadedStem(language)(text)).toBeTypeOf('string');
    }),
    { numRuns: 3000 },
  );
});

it.each([
  ['bg', 'учител', 'учителя', 'учителите', 'учители'],
  ['bg', 'древен', 'древна', 'древния', 'древните'],
  ['bg', 'научник', 'научници', 'научниците'],
  ['bg', 'банка', 'банки', 'банката', 'банките'],
  ['bg', 'заплата', 'заплати', 'заплатата', 'заплатите'],
])('in %s takes %s and its forms for one word', (language, word, ...forms) => {
  const stem = loadedStem(language);
  expect(forms.map(stem)).toEqual(forms.map(() => stem(word)));
});

it('goes by the language of a tag, and has no rules for others', () => {
  expect(loadedStem('en-GB')).toBe(loadedStem('en'));
  expect(loadedStem('nb')).toBe(loadedStem('no'));
  expect(loadedStem('ja')).toBe(noStem);
  expect(loadedStem(undefined)).toBe(noStem);
  expect(rememberedStem('ja')).toBe(noStem);
});
