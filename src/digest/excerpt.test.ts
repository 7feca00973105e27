import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { directionOfLanguage, directionOfText } from '../model/direction.ts';
import { excerpt, roomFor } from './excerpt.ts';
import { readingMinutes } from './reading-time.ts';

/** White space folded, as an excerpt has it. */
function folded(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
}

function loneSurrogates(text: string): boolean {
  return /\p{Surrogate}/u.test(text);
}

/** Where words end, as Unicode has it. */
function wordEnds(text: string): Set<number> {
  const segments = new Intl.Segmenter('und', { granularity: 'word' }).segment(text);
  return new Set([...segments].map(({ index, segment }) => index + segment.length));
}

describe('excerpt', () => {
  it.each([
    [
      'English',
      'en',
      'One sentence here. Another that is longer than what is left of the room.',
      'One sentence here.',
    ],
    [
      'Japanese',
      'ja',
      '今日は晴れです。明日は雨が降るでしょう。明後日のことは、この新聞の誰にもまだわからないままである。',
      '今日は晴れです。明日は雨が降るでしょう。',
    ],
    [
      'Arabic',
      'ar',
      'هل هذا سؤال قصير؟ هذه جملة أخرى طويلة لا تتسع لها المساحة الباقية.',
      'هل هذا سؤال قصير؟',
    ],
    ['Hindi', 'hi', 'यह पहला वाक्य है। यह दूसरा वाक्य है जो बहुत अधिक लंबा है।', 'यह पहला वाक्य है।'],
  ])('takes whole sentences of %s', (_case, language, text, expected) => {
    expect(excerpt(text, language, 40)).toBe(expected);
  });

  it.each([
    ['at a word', 'en', 'A very long sentence that does not fit into the room', 20, 'A very long…'],
    ['without the comma', 'en', 'A very long, sentence that does not fit', 14, 'A very long…'],
    ['at a word of Chinese', 'zh', '人工智能正在改变世界各地的新闻编辑室', 9, '人工智能正在改变…'],
    ['before a version', 'en', 'The kernel 7.1-rc4 is there', 15, 'The kernel…'],
    ['before an address', 'en', 'Read more at https://example.org/a', 25, 'Read more at…'],
    ['before an entity that was written twice', 'en', 'Salt&amp;pepper and so on', 8, 'Salt…'],
    ['before the second half of a character', 'en', '😀😀😀😀😀', 6, '😀😀…'],
    ['in a word that has no end', 'en', 'a'.repeat(50), 10, `${'a'.repeat(9)}…`],
  ])('cuts %s', (_case, language, text, length, expected) => {
    expect(excerpt(text, language, length)).toBe(expected);
  });

  it('folds white space and gives short texts whole', () => {
    expect(excerpt('  a\n\t b\u00a0c ')).toBe('a b c');
    expect(excerpt('')).toBe('');
  });

  it('takes any language tag, known or not', () => {
    expect(excerpt('x '.repeat(300), 'not a tag!').length).toBeLessThanOrEqual(200);
  });

  it('never is longer than it may be, never splits a character, always is a beginning of the text', () => {
    const texts = fc.array(fc.oneof(fc.string({ unit: 'grapheme' }), fc.lorem()), { maxLength: 40 });
    fc.assert(
      fc.property(texts, fc.integer({ min: 20, max: 120 }), (parts, maxLength) => {
        const text = folded(parts.join(' '));
        const short = excerpt(text, undefined, maxLength);
        expect(short.length).toBeLessThanOrEqual(maxLength);
        expect(loneSurrogates(short)).toBe(false);
        if (short !== text) expect(text.startsWith(short.replace(/…$/u, ''))).toBe(true);
      }),
    );
  });

  it('never ends inside a word', () => {
    fc.assert(
      fc.property(fc.lorem({ maxCount: 60 }), fc.integer({ min: 20, max: 120 }), (text, maxLength) => {
        const short = excerpt(text, 'en', maxLength).replace(/…$/u, '');
        expect(wordEnds(text).has(short.length)).toBe(true);
      }),
    );
  });

  it('looks for words and sentences in the head of a long body only', () => {
    const segment = vi.spyOn(Intl.Segmenter.prototype, 'segment');
    excerpt('word '.repeat(200_000), 'en');
    const lengths = segment.mock.calls.map(([text]) => text.length);
    segment.mockRestore();
    expect(lengths.length).toBeGreaterThan(0);
    expect(Math.max(...lengths)).toBeLessThan(1000);
  });
});

describe('roomFor', () => {
  it.each([
    ['Latin letters', 'word '.repeat(100), 200],
    ['Japanese', '今日は晴れです。'.repeat(50), 120],
    ['Chinese with a few names', `Linux发布${'内存管理有所改进，'.repeat(50)}`, 120],
    ['Korean', '오늘은 맑습니다. '.repeat(50), 120],
    ['English with a few Chinese words', `${'A report on 北京 and its streets. '.repeat(20)}`, 200],
    ['Arabic', 'هذا سؤال قصير. '.repeat(30), 200],
    ['nothing', '', 200],
  ])('measures %s', (_case, text, room) => {
    expect(roomFor(text)).toBe(room);
    expect(roomFor(text, 90)).toBe(room === 200 ? 90 : 54);
  });
});

describe('readingMinutes', () => {
  it.each([
    ['an empty text', '', 'en', 1],
    ['440 English words', 'word '.repeat(440), 'en', 2],
    ['440 words of British English', 'word '.repeat(440), 'en-GB', 2],
    ['630 French words', 'mot '.repeat(630), 'fr', 3],
    ['700 Chinese characters', '字'.repeat(700), 'zh', 2],
    ['1200 Japanese characters', '字'.repeat(1200), 'ja-JP', 3],
    ['440 words of an unknown language', 'word '.repeat(440), undefined, 2],
    ['700 Chinese characters without a language', '字'.repeat(700), undefined, 2],
    ['1200 Japanese signs without a language', '字かナ'.repeat(400), undefined, 3],
    ['1000 Korean syllables without a language', '한국어 '.repeat(334), undefined, 2],
    ['1800 Thai signs, said to be English', 'ไทย'.repeat(600), 'en', 2],
    ['350 Chinese characters among 220 English words', `${'word '.repeat(220)}${'字'.repeat(350)}`, 'en', 2],
    ['characters beyond the first plane', '𠀀'.repeat(700), undefined, 2],
    ['Georgian and Greek, which write spaces', 'სიტყვა λέξη '.repeat(220), undefined, 2],
    ['a language named like a property', 'word '.repeat(440), 'constructor', 2],
  ])('of %s', (_case, text, language, expected) => {
    expect(readingMinutes(text, language)).toBe(expected);
  });
});

describe('direction', () => {
  it.each([
    ['ar', 'rtl'],
    ['he-IL', 'rtl'],
    ['fa', 'rtl'],
    ['ku-Arab', 'rtl'],
    ['az-Latn', 'ltr'],
    ['dv', 'rtl'],
    ['en', 'ltr'],
    ['ja', 'ltr'],
    ['not a tag!', 'ltr'],
    ['', 'ltr'],
  ])('of the language %j is %s', (language, expected) => {
    expect(directionOfLanguage(language)).toBe(expected);
  });

  it.each([
    ['Hello', 'ltr'],
    ['مرحبا', 'rtl'],
    ['«שלום»', 'rtl'],
    ['2026: مرحبا', 'rtl'],
    ['GNOME: مرحبا', 'ltr'],
    ['مرحبا: GNOME', 'rtl'],
    ['Pictier يصل إلى الهواتف', 'rtl'],
    ['The word سلام means peace', 'ltr'],
    ['𞤀𞤁', 'rtl'],
    ['123 …', undefined],
    ['', undefined],
  ])('of the text %j is %s', (text, expected) => {
    expect(directionOfText(text)).toBe(expected);
  });

  it.each([
    ['Pictier 2: نعم', 'ar', 'rtl'],
    ['Pictier', 'ar', 'ltr'],
    ['مرحبا بالعالم, he said', 'en', 'ltr'],
    ['مرحبا بالعالم', 'en', 'rtl'],
    ['تعمل نواة Linux على كل حاسوب في هذه القاعة منذ سنوات', 'en', 'rtl'],
    ['Pictier Desktop Environment: نعم', 'ar', 'rtl'],
    ['123', 'ar', undefined],
    ['GNOME: مرحبا', 'not a tag!', 'ltr'],
  ])('of the text %j in the language %j is %s', (text, language, expected) => {
    expect(directionOfText(text, language)).toBe(expected);
  });
});
