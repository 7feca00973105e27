import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dateWordsOf, wordsOf } from './story-words.ts';

const stems = (text: string, language: string): string[] => wordsOf(text, language).map(({ stem }) => stem);

describe('wordsOf', () => {
  it.each([
    ['endings and capitals', 'en', 'Otters, an OTTER', ['otter', 'otter']],
    ['elided articles and accents', 'fr', 'L’Église d’Évreux', ['eglis', 'evreu']],
    ['the ending of a German dative', 'de', 'Laternen und Laterne', ['latern', 'latern']],
    ['versions whole', 'en', 'Kernel 7.1-rc3', ['kernel', '7.1', 'rc3']],
    ['numbers with points and commas whole', 'en', '1,204 of 3.5', ['1,204', '3.5']],
    ['the Arabic article, conjunction and vowel signs', 'ar', 'المَدينة والمدينة', ['مدين', 'مدين']],
    ['words of a script without spaces', 'zh', '潮汐钟的声音', ['潮汐', '钟', '声音']],
    ['no particles of Japanese', 'ja', '時計台の修理を', ['時計', '台', '修理']],
  ])('reads %s', (_case, language, text, expected) => {
    expect(stems(text, language)).toEqual(expected);
  });

  it('keeps each word as it was written', () => {
    expect(wordsOf('Ostermoors Laternen', 'de').map(({ text }) => text)).toEqual(['Ostermoors', 'Laternen']);
  });

  it('never throws, whatever the text and language', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (text, language) => {
        for (const { stem } of wordsOf(text, language)) expect(stem).not.toBe('');
        expect(dateWordsOf(language).size).toBeGreaterThan(0);
      }),
    );
  });

  it.each([
    'Don’t ask: the U.S. team’s 3,5-inch drive (snake_case, x86_64) costs 1.240.000 € – or $5…',
    'Jusqu’en 2030, l’été 1 204 fois ; « voilà » !',
    'Straßenlaternen: 1.100 „leuchten“ am 14. Mai',
  ])('parts Latin text where Intl.Segmenter does: %s', (text) => {
    const segmenter = new Intl.Segmenter('en', { granularity: 'word' });
    const elided = text.replace(/(?<=\b\p{L}{1,2})['’]/gu, ' ');
    const known = new Set(
      [...segmenter.segment(elided)].filter((part) => part.isWordLike).map((part) => part.segment),
    );
    for (const word of wordsOf(text, 'en')) expect([...known]).toContain(word.text);
  });
});

it('dateWordsOf names every weekday and month of a language', () => {
  for (const name of ['friday', 'may', 'sunday']) expect(dateWordsOf('en').has(name)).toBe(true);
  for (const name of ['vendredi', 'août', 'dimanche']) expect(dateWordsOf('fr').has(name)).toBe(true);
});
