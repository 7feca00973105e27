import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { testRuns } from '../model/test-runs.test-kit.ts';
import { sortTexts } from './sort-texts.ts';
import { TextList } from './text-list.ts';

function sorted(texts: readonly string[]): string[] {
  const list = new TextList(1);
  for (const text of texts) list.push(text);
  const numbers = list.select(() => true);
  sortTexts(list, numbers);
  return [...numbers].map((number) => list.textOf(number));
}

describe('sortTexts', () => {
  it('sorts what `sort` sorts, whatever is in it', () => {
    const piece = fc.constantFrom(
      'a',
      'b',
      'ab',
      'é',
      '\0',
      'я',
      '漢',
      '\u{1d518}',
      '\uff5e',
      '\ud835',
      '\udd18',
    );
    const text = fc.array(piece, { maxLength: 24 }).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(fc.uniqueArray(fc.oneof(text, fc.string()), { maxLength: 120 }), (texts) => {
        expect(sorted(texts)).toEqual([...texts].sort());
      }),
      { numRuns: testRuns({ quick: 300, full: 5000 }) },
    );
  });

  it('sorts thousands with long beginnings that are the same', () => {
    const texts = Array.from({ length: 6000 }, (_, at) => `${'same'.repeat(at % 9)}${(at * 7919) % 6007}`);
    expect(sorted(texts)).toEqual([...texts].sort());
    expect(sorted(texts.map((text) => text.repeat(3)))).toEqual(texts.map((text) => text.repeat(3)).sort());
  });

  it('sorts none and one', () => {
    expect([sorted([]), sorted(['']), sorted(['b', ''])]).toEqual([[], [''], ['', 'b']]);
  });
});
