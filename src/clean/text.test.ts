import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanNodeText, cleanText, cutText, stripTerminal } from './text.ts';

describe('cleanText', () => {
  it.each([
    ['white space of any kind', ' a\t\n\r\n b\u00a0c\u2028d ', 'a b c d'],
    ['control characters', 'a\u0000b\u0008c\u007fd\u0085e', 'abcd e'],
    ['zero-width characters', 'a\u200bb\u2060c\ufeffd\u00ade', 'abcde'],
    ['joiners between Latin letters', 'a\u200db\u200cc', 'abc'],
    ['direction overrides and embeddings', '\u202eabc\u202c \u2067d\u2069', 'abc d'],
    ['tags that hide text', 'a\u{e0041}\u{e0042}\u{e007f}b', 'ab'],
    ['half a surrogate pair', 'a\ud800b', 'ab'],
    ['towers of marks', `a${'\u0301'.repeat(100)}`, `a${'\u0301'.repeat(8)}`],
    ['Hangul fillers', 'a\u3164\u115fb', 'ab'],
    ['interlinear annotation', 'a\ufff9b\ufffac\ufffb', 'abc'],
  ])('takes out %s', (_case, text, expected) => {
    expect(cleanText(text, 100)).toBe(expected);
  });

  it.each([
    ['Persian with non-joiners', 'می\u200cخواهم'],
    ['Devanagari with joiners', 'क्\u200dष'],
    ['a family', '\u{1f468}\u200d\u{1f469}\u200d\u{1f467}'],
    ['a skin tone', '\u{1f469}\u{1f3fd}\u200d\u{1f680}'],
    ['a flag of a region', '\u{1f3f4}\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}'],
    ['a heart in colour', '❤\ufe0f\u200d\u{1f525}'],
    ['Hebrew with a mark', 'שלום\u200f!'],
    ['Vietnamese, decomposed', 'Tie\u0302\u0301ng Vie\u0323\u0302t'],
    ['Japanese', '日本語のタイトル、「引用」'],
  ])('keeps %s', (_case, text) => {
    expect(cleanText(text, 100)).toBe(text);
  });

  it('is absent when nothing is left', () => {
    expect(cleanText(' \u200b\u202e\u0000 ', 10)).toBeUndefined();
  });

  it('cuts at a user-perceived character', () => {
    expect(cleanText('abcdef', 4)).toBe('abc…');
    expect(cleanText('abcd', 4)).toBe('abcd');
    expect(cutText('\u{1f468}\u200d\u{1f469}\u200d\u{1f467}'.repeat(3), 2)).toBe(
      '\u{1f468}\u200d\u{1f469}\u200d\u{1f467}…',
    );
  });

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 60 }),
        fc.integer({ min: 1, max: 30 }),
        (text, max) => {
          const once = cleanText(text, max);
          if (once !== undefined) expect(cleanText(once, max)).toBe(once);
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('cleanNodeText', () => {
  it.each([
    ['an open embedding', '\u202babc', '\u202babc\u202c'],
    ['an open isolate', '\u2067abc', '\u2067abc\u2069'],
    ['a closer without an opener', 'a\u202cb\u2069c', 'abc'],
    ['an override', '\u202eabc\u202cd', 'abcd'],
    ['an isolate round an embedding', '\u2067a\u202bb', '\u2067a\u202bb\u202c\u2069'],
  ])('closes %s', (_case, text, expected) => {
    expect(cleanNodeText(text)).toBe(expected);
  });

  it('keeps white space and soft hyphens', () => {
    expect(cleanNodeText(' a\n\tb\u00a0\u00adc ')).toBe(' a\n\tb\u00a0\u00adc ');
  });

  it('changes nothing the second time', () => {
    const unit = fc.constantFrom(
      ...'ab \u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200d\u200b\u0301\u{1f468}\u0627',
    );
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 40 }), (text) => {
        const once = cleanNodeText(text);
        expect(cleanNodeText(once)).toBe(once);
      }),
      { numRuns: 500 },
    );
  });
});

describe('stripTerminal', () => {
  it.each([
    ['colours', '\u001b[1;31mred\u001b[0m', 'red'],
    ['a window title', '\u001b]0;owned\u0007x', 'x'],
    ['a window title ended by ST', '\u001b]0;owned\u001b\\x', 'x'],
    ['a link', '\u001b]8;;https://leak.example/\u0007x\u001b]8;;\u0007', 'x'],
    ['8-bit sequences', '\u009b2Jx\u009d0;y\u009cz', 'xz'],
    ['a device string', '\u001bPq#0\u001b\\x', 'x'],
    ['a sequence cut short', 'x\u001b[', 'x'],
    ['a reset', 'x\u001bcy', 'xy'],
    ['a line that writes over another', 'real\rfake\u0008', 'realfake'],
    ['an override', 'a\u202eb', 'ab'],
  ])('takes out %s', (_case, text, expected) => {
    expect(stripTerminal(text)).toBe(expected);
  });

  it('keeps lines and tabs', () => {
    expect(stripTerminal('a\n\tb')).toBe('a\n\tb');
  });

  it('never lets a control character through', () => {
    const unit = fc.constantFrom(...'\u001b[]PX^_;0m\\\u0007\u009b\u009c\u009d\u0090ab\n');
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 40 }), (text) => {
        expect(stripTerminal(text)).not.toMatch(/(?![\t\n])\p{Cc}/u);
      }),
      { numRuns: 500 },
    );
  });
});
