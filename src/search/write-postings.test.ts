import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { frontCoded } from './separator.ts';
import { TextList } from './text-list.ts';
import { LineBytes } from './write-postings.ts';

describe('lines', () => {
  it('hold texts as they are written one behind the other, in UTF-8', () => {
    const piece = fc.constantFrom('a', 'b', 'é', 'я', '漢', '\u{1d518}', '\u{1d519}', '\ud835', '\0');
    const text = fc.array(piece, { maxLength: 80 }).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(fc.array(text), (texts) => {
        const [list, lines] = [new TextList(1), new LineBytes()];
        let before = list.push('');
        for (const one of texts) {
          const number = list.push(one);
          lines.frontCoded({ texts: list, number: before }, { texts: list, number });
          before = number;
        }
        const written = texts.map((one, at) => frontCoded(texts[at - 1] ?? '', one));
        const encoder = new TextEncoder();
        expect(Buffer.from(lines.take())).toEqual(Buffer.concat(written.map((line) => encoder.encode(line))));
      }),
    );
  });
});
