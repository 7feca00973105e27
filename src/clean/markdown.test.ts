import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanHtml } from './clean-html.ts';
import { markdownHtml } from './markdown.ts';

describe('markdownHtml', () => {
  it.each([
    [
      'emphasis and links',
      'A *b* [c](https://d.example/).',
      /<em>b<\/em> <a [^>]*href="https:\/\/d\.example\/"/,
    ],
    ['an address that stands alone', 'See https://d.example/x.', /<a [^>]*href="https:\/\/d\.example\/x"/],
    ['headings below those of the page', '# One', /<h4>One<\/h4>/],
    ['tables', '| a |\n| - |\n| b |', /<table>/],
    ['HTML as text', '<b>x</b> <script>alert(1)</script>', /&lt;b&gt;x&lt;\/b&gt; &lt;script&gt;/],
  ])('makes %s', (_case, text, expected) => {
    expect(markdownHtml(text)).toMatch(expected);
  });

  it.each([
    '[a](javascript:alert(1))',
    '[a](data:text/html,x)',
    '![a](javascript:alert(1))',
    '<javascript:alert(1)>',
    '[a]: vbscript:x\n\n[a]',
  ])('makes no link of %s', (text) => {
    expect(markdownHtml(text)).not.toMatch(/<[^>]*(?:javascript|vbscript|data):/i);
  });

  it('reads addresses against the page', () => {
    expect(markdownHtml('[a](#key) [b](/x)', { baseUrl: 'https://d.example/p/2026/05/18/' })).toMatch(
      /href="https:\/\/d\.example\/p\/2026\/05\/18\/#key".*href="https:\/\/d\.example\/x"/,
    );
  });

  it('makes nothing that cleaning would change', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '# ',
        '* ',
        '> ',
        '`',
        '```\n',
        '[',
        '](',
        ')',
        '<a href="',
        '\n\n',
        '|',
        '![',
        '&lt;',
        '\\',
      ),
      fc.string({ maxLength: 6 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
        const html = markdownHtml(pieces.join(''));
        expect(cleanHtml(html)).toBe(html);
      }),
    );
  });
});
