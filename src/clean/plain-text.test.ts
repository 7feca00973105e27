import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanHtml } from './clean-html.ts';
import { holdsLine, plainText } from './plain-text.ts';

describe('a line in cleaned HTML', () => {
  it.each([
    ['as it stands', '<p>The owl & the <b>tower</b></p>', 'owl & the', true],
    ['over the edge of an element', '<p>The owl & the <b>tower</b></p>', 'the tower', true],
    [
      'in an attribute alone',
      '<p>An <a href="https://a.example/owls" title="owls fly">owl</a></p>',
      'owls',
      false,
    ],
    [
      'in what stands in for a picture',
      '<img src="https://a.example/a.png" alt="Two owls">',
      'Two owls',
      true,
    ],
    ['in marks that show without ruby alone', '<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>', '(', false],
    ['that looks like a tag', '<p>a &lt;b&gt; c</p>', '<b>', true],
    ['nowhere', '<p>The owl</p>', 'tower', false],
  ])('is found %s', (_case, html, line, expected) => {
    expect(holdsLine(cleanHtml(html), line)).toBe(expected);
  });

  it('is found where the plain text has it, and nowhere else', () => {
    const piece = fc.constantFrom(
      'owl',
      ' ',
      '<b>',
      '</b>',
      '<p>',
      '&amp;',
      '<br>',
      'a',
      '<img alt="owl a" src=x>',
    );
    fc.assert(
      fc.property(
        fc.array(piece),
        fc.constantFrom('owl a', 'a', '& owl', 'owlowl', 'a a'),
        (pieces, line) => {
          const html = cleanHtml(pieces.join(''), { baseUrl: 'https://a.example/' });
          expect(holdsLine(html, line)).toBe(plainText(html).includes(line));
        },
      ),
    );
  });
});
