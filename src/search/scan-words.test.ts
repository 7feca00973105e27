import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { testRuns } from '../model/test-runs.test-kit.ts';
import { textHash } from '../model/text-hash.ts';
import { scanWords } from './scan-words.ts';
import { type TakeWords, takeToken, token } from './words.ts';

/** What is taken, in order. */
function noted(): { readonly take: TakeWords; readonly taken: string[] } {
  const taken: string[] = [];
  return {
    taken,
    take: {
      word: (text, start) => taken.push(`word ${text} ${start}`),
      pair: (text, start) => taken.push(`pair ${text} ${start}`),
      whole: (form, start, run) => taken.push(`whole ${form} ${start} ${run}`),
    },
  };
}

/** By the pattern alone. */
function slowly(text: string): string[] {
  const { take, taken } = noted();
  for (const { 0: run, index } of text.matchAll(token)) takeToken(run, index, take);
  return taken;
}

function fast(text: string): string[] {
  const { take, taken } = noted();
  scanWords(text, {
    ...take,
    plain: (start, end, hash) => {
      const word = text.slice(start, end);
      expect(hash).toBe(textHash(word));
      taken.push(`word ${word} ${start}`);
    },
  });
  return taken;
}

const texts = [
  'Plain words, and more of them.',
  'C++ and C# on .NET, node.js 6.12 e-mail CVE-2026-1234 a_b ++x #tag',
  'word.Next .word ..word x.y.z. -dash dash- a-b-c 3.14 3. .5',
  'C#.foo C++.bar a+ +a a++b a+-b',
  'カタカナと漢字 混ぜる abcかな ไทย 한국어 word漢.字',
  'cafe\u0301 na\u0308ive \u0301start .\u0301 a.\u0301b',
  '\u{1F600}word word\u{1F600} \u{1D400}\u{1D401} a.\u{1D400} \u{20BB7}野 .\u{1F600} \ud800 a\ud800b \udc00.a',
  '',
];

describe('scanWords', () => {
  it.each(texts)('takes what the pattern takes: %s', (text) => {
    expect(fast(text)).toEqual(slowly(text));
  });

  it('takes what the pattern takes of any text', () => {
    const piece = fc.constantFrom(
      ...['a', 'Bc', 'ß', '1', '.', '-', '_', '+', '#', ' ', '\u0301', '漢', 'か', '한', 'ไ', '、'],
      ...['\u{1F600}', '\u{1D400}', '\u{20BB7}', '\ud800', '\udc00', '\u0903', '\u3099', '…', '’'],
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 14 }), (pieces) => {
        const text = pieces.join('');
        expect(fast(text)).toEqual(slowly(text));
      }),
      { numRuns: testRuns({ quick: 2_000, full: 50_000 }) },
    );
  });
});
