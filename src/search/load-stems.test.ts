import fc from 'fast-check';
import { expect, it } from 'vitest';
import { foldWord } from './fold.ts';
import { loadedStem, rememberedStem } from './load-stems.ts';
import { ownStemmers, refinedStemmers, stemmerModules } from './stemmers.ts';
import { noStem } from './words.ts';

const words = ['swapping', 'chevaux', 'häusern', 'книгами', 'niños', 'dagarna', 'القلم'];

it('has the rules of each known language, the same ones whenever it is asked', async () => {
  const better: readonly string[] = Object.keys(refinedStemmers);
  for (const [language, name] of Object.entries(stemmerModules)) {
    const { stemmer }: { stemmer: (word: string) => string } = await import(name);
    if (!better.includes(language))
      expect(words.map(loadedStem(language)), language).toEqual(words.map(stemmer));
  }
  for (const language of [...Object.keys(stemmerModules), ...Object.keys(ownStemmers)]) {
    expect(loadedStem(language)).toBe(loadedStem(language));
    expect(words.map(rememberedStem(language)), language).toEqual(words.map(loadedStem(language)));
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
  ['ca', 'fàbrica', 'fàbriques', 'fabrica'],
  ['ca', 'inundació', 'inundacions'],
  ['cs', 'Praha', 'Praze', 'Prahy', 'Prahou'],
  ['cs', 'povodeň', 'povodně', 'povodni'],
  ['cs', 'dům', 'domu', 'domů'],
  ['el', 'εργοστάσιο', 'εργοστάσια', 'εργοστασίων'],
  ['fa', 'معلم', 'معلمان', 'معلمها'],
  ['fi', 'katu', 'kadun', 'kadulla', 'katuja'],
  ['fi', 'leipä', 'leivän', 'leipien', 'leivät'],
  ['he', 'מורה', 'מורים', 'מורות'],
  ['hr', 'liječnik', 'liječnici', 'liječnicima', 'lijecnika'],
  ['id', 'temukan', 'menemukan', 'penemuan', 'ditemukan'],
  ['id', 'naik', 'menaikkan', 'kenaikan'],
  ['pl', 'gatunek', 'gatunki', 'gatunku'],
  ['pl', 'Łódź', 'Łodzi', 'lodz'],
  ['pl', 'naukowiec', 'naukowcy', 'naukowców'],
  ['ro', 'dobândă', 'dobânzi', 'dobânzile'],
  ['ro', 'staţie', 'stație', 'stații'],
  ['sk', 'obec', 'obce', 'obciam'],
  ['sr', 'научник', 'naučnici', 'научницима'],
  ['sr', 'Ђоковић', 'Đokovića', 'Djoković'],
  ['uk', 'Київ', 'Києва', 'Києві'],
  ['uk', 'станція', 'станції', 'станцію'],
])('in %s takes %s and its forms for one word', (language, word, ...forms) => {
  const stem = (text: string): string => foldWord(loadedStem(language)(text.toLowerCase()));
  expect(forms.map(stem)).toEqual(forms.map(() => stem(word)));
});

it('goes by the language of a tag, and has no rules for others', () => {
  expect(loadedStem('en-GB')).toBe(loadedStem('en'));
  expect(loadedStem('nb')).toBe(loadedStem('no'));
  expect(loadedStem('ja')).toBe(noStem);
  expect(loadedStem(undefined)).toBe(noStem);
  expect(rememberedStem('ja')).toBe(noStem);
});
