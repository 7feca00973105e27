import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldWord } from '../search/fold.ts';
import { noStem } from '../search/words.ts';
import { excerptParts, type Match, type Part, titleParts } from './excerpt.ts';

function result(title: string, text: string, ...matching: string[]): Match {
  const terms = new Set(matching.map(foldWord));
  return {
    record: { title, text },
    stem: noStem,
    isMatch: (term) => terms.has(term),
  };
}

const shown = (parts: readonly Part[]): string =>
  parts.map(({ text, marked }) => (marked ? `[${text}]` : text)).join('');

describe('a title', () => {
  it.each([
    ['Swap tables, part 2', ['swap', 'tables'], '[Swap] [tables], part 2'],
    ['Use <b> & go', ['b'], 'Use <[b]> & go'],
    ['東京で開催された会議', ['開催', '会議'], '東京で[開催]された[会議]'],
    ['東京都庁', ['東京', '京都'], '[東京都]庁'],
    ['Nothing', ['swap'], 'Nothing'],
    ['', ['swap'], ''],
  ])('%j for %j', (title, words, expected) => {
    expect(shown(titleParts(result(title, '', ...words)))).toBe(expected);
  });
});

describe('an excerpt', () => {
  const long = Array.from({ length: 200 }, (_, i) => (i === 150 ? 'firmware' : `word${i}`)).join(' ');

  it('is a short text as it is', () => {
    expect(shown(excerptParts(result('', 'All about firmware.', 'firmware')))).toBe('All about [firmware].');
  });

  it('stands around its first match, and begins and ends at words', () => {
    const text = shown(excerptParts(result('', long, 'firmware')));
    expect(text).toMatch(/^… word14\d .*\[firmware\].* …$/);
    expect(text.length).toBeLessThan(240);
  });

  it('is the beginning where nothing matches', () => {
    expect(shown(excerptParts(result('', long, 'swap')))).toMatch(/^word0 word1 .* …$/);
  });

  it('changes no text, whatever it is', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 600 }),
        fc.string({ maxLength: 4 }),
        (text, word) => {
          const joined = excerptParts(result('', text, word))
            .map((part) => part.text)
            .join('');
          expect(text).toContain(joined.replace(/^… /, '').replace(/…$/, ''));
        },
      ),
    );
  });
});
