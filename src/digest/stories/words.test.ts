import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { noText, textOf, tongueOf } from './text.ts';
import { dateWordsOf, gramsOf, stemOf } from './words.ts';

const stems = (text: string, language: string): string[] =>
  textOf(text, language).words.map(({ form }) => stemOf(form, language));

const names = (text: string): string[] =>
  textOf(text, 'en')
    .words.filter(({ isName }) => isName)
    .map((word) => word.text);

describe('the words of a text', () => {
  it.each([
    ['endings and capitals', 'en', 'Otters, an OTTER', ['otter', 'otter']],
    ['elided articles and accents', 'fr', 'L’Église d’Évreux', ['eglis', 'evreu']],
    ['the ending of a German dative', 'de', 'Laternen und Laterne', ['latern', 'latern']],
    ['what follows an apostrophe', 'tr', 'Ankara’da Ankara', ['ankara', 'ankara']],
    ['versions whole', 'en', 'Kernel 7.1-rc3', ['kernel', '7.1', 'rc3']],
    ['numbers in one way, however they are written', 'en', '1,204 of 3.5', ['1204', '3.5']],
    ['numbers as other languages write them', 'de', '1.204 von 3,5', ['1204', '3.5']],
    ['Russian words by their beginnings', 'ru', 'вулкана Вулкан', ['вулка', 'вулка']],
    ['the Arabic article, conjunction and vowel signs', 'ar', 'المَدينة والمدينة', ['مدين', 'مدين']],
    ['two signs at a time where no spaces are written', 'zh', '潮汐钟的声', ['潮汐', '汐钟', '钟的', '的声']],
    ['no particles of Japanese', 'ja', '時計台の修理を', ['時計', '計台', '修理']],
    ['a sign that stands alone', 'ja', '橋が崩れる', ['橋', '崩']],
    ['Korean words without their particles', 'ko', '은행은 은행', ['은행', '행은', '은행']],
    ['no names of days and months', 'en', 'Security updates for Monday, May', ['securit', 'updat']],
  ])('are read with %s', (_case, language, text, expected) => {
    expect(stems(text, language)).toEqual(expected);
  });

  it.each([
    ['capitalised inside a sentence', 'Owls of Corley ring. Staff of Lenn wait', ['Corley', 'Lenn']],
    ['not where most are capitalised', 'Barn Owl Raises Chicks In Signal Box', []],
    ['in quotation marks', 'She reads “salt roads” aloud', ['salt', 'roads']],
    ['with digits, but for days and years', 'The 41,000 of 2026 on the 14th and 12', ['41,000', '14th']],
  ])('are names when they stand %s', (_case, text, expected) => {
    expect(names(text)).toEqual(expected);
  });

  it('keep how they were written', () => {
    expect(textOf('Ostermoors Laternen', 'de').words.map(({ text }) => text)).toEqual([
      'Ostermoors',
      'Laternen',
    ]);
  });

  it('say what a number is of', () => {
    const of = (text: string) => textOf(text, 'en').words.flatMap((word) => (word.of ? [word.of] : []));
    expect(of('Kernel 7.1-rc3 and Episode 58')).toEqual(['kernel', '7.1', 'episode']);
    expect(of('Rovers 2–1 Town: 14,000 watch 3 goals')).toEqual(['rovers', '2']);
  });

  it('never fail, whatever the text and language', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (text, language) => {
        for (const { form } of textOf(text, language).words) {
          expect(stemOf(form, language)).not.toBe('');
          expect(gramsOf(form).length).toBeGreaterThan(0);
        }
        expect(dateWordsOf(language).size).toBeGreaterThan(0);
      }),
    );
  });
});

describe('the language of a text', () => {
  const tongue = (text: string, declared?: string): string =>
    tongueOf(declared, textOf(text, declared), noText);

  it.each([
    ['as its feed says', 'Mill wheel', 'en-GB', 'en'],
    ['as its words say, where the feed says nothing', 'Die Mühle ist nicht mehr da', undefined, 'de'],
    [
      'as its words say, where the feed is clearly wrong',
      'Die Mühle ist nicht mehr bei dem Bach',
      'en',
      'de',
    ],
    ['as its feed says among languages that share words', 'El molino de la plaza y su rueda', 'ca', 'ca'],
    ['by its script, where nothing else is known', 'Mill wheel', undefined, 'latn'],
    ['Japanese by its kana', '橋が崩れる', undefined, 'ja'],
    ['Chinese by its signs', '大桥封闭', 'en', 'zh'],
    ['in words, which name none', 'Mill wheel', 'English', 'latn'],
  ])('is told %s', (_case, text, declared, expected) => {
    expect(tongue(text, declared)).toBe(expected);
  });
});

it('parts of words are four letters in a row, or single signs', () => {
  expect(gramsOf('otter')).toEqual(['_ott', 'otte', 'tter', 'ter_']);
  expect(gramsOf('ab')).toEqual(['_ab_']);
  expect(gramsOf('潮汐')).toEqual(['潮', '汐']);
  expect(gramsOf('1204')).toEqual(['1204']);
});

it('dateWordsOf names every weekday and month of a language', () => {
  for (const name of ['friday', 'may', 'sunday']) expect(dateWordsOf('en').has(name)).toBe(true);
  for (const name of ['vendredi', 'août', 'dimanche']) expect(dateWordsOf('fr').has(name)).toBe(true);
});
