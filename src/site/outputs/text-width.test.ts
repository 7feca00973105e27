import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { displayWidth, wrapText } from './text-width.ts';

describe('displayWidth', () => {
  it.each([
    ['Latin letters', 'Daybook', 7],
    ['a letter with a combining accent', 'e\u0301', 1],
    ['Chinese', '日本', 4],
    ['Hangul', '한국', 4],
    ['fullwidth letters', 'ＡＢ', 4],
    ['halfwidth kana and Hangul', 'ｱﾡ', 2],
    ['a company’s sign and squared words', '㈱㍍', 4],
    ['an emoji made of several', '👩‍👩‍👧', 2],
    ['a flag', '🇫🇷', 2],
    ['Arabic', 'سلام', 4],
    ['a zero-width space', 'a\u200bb', 2],
    ['nothing', '', 0],
  ])('counts %s', (_case, text, width) => {
    expect(displayWidth(text)).toBe(width);
  });
});

describe('wrapText', () => {
  it.each([
    ['between words', 'one two three', 7, ['one two', 'three']],
    ['a text that fits exactly', 'one two', 7, ['one two']],
    ['after folding white space', ' one \n\t two ', 9, ['one two']],
    ['between wide characters', '日本語の記事', 6, ['日本語', 'の記事']],
    ['never before a full stop', '日本語。記事', 6, ['日本', '語。記', '事']],
    ['never before a small kana', 'データベース', 8, ['データ', 'ベース']],
    ['never before a comma after Latin letters', '新版Rust，发布', 6, ['新版', 'Rust，', '发布']],
    ['never after an opening quotation mark', '記事「見出し」', 6, ['記事', '「見出', 'し」']],
    ['never inside Chinese quotation marks alone', '这是“文章”', 5, ['这是', '“文', '章”']],
    ['between words of Thai', 'แมวนอนบนโซฟา', 8, ['แมวนอนบน', 'โซฟา']],
    ['never before the Thai sign of repetition', 'เด็กเด็กๆ', 6, ['เด็ก', 'เด็กๆ']],
    [
      'never inside a long word',
      'see https://example.org/long now',
      10,
      ['see', 'https://example.org/long', 'now'],
    ],
    ['nothing', '', 10, []],
  ])('breaks %s', (_case, text, columns, lines) => {
    expect(wrapText(text, columns)).toEqual(lines);
  });

  it('loses nothing but white space, and passes the width only for a single word', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 200 }),
        fc.integer({ min: 4, max: 80 }),
        (text, columns) => {
          const lines = wrapText(text, columns);
          expect(lines.join('').replace(/\s+/gu, '')).toBe(text.replace(/\s+/gu, ''));
          for (const line of lines) if (displayWidth(line) > columns) expect(line).not.toContain(' ');
        },
      ),
    );
  });
});
