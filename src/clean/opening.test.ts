import { describe, expect, it } from 'vitest';
import { cleanHtml } from './clean-html.ts';
import { openingOf } from './opening.ts';
import { plainText } from './plain-text.ts';

const cut = (html: string, text: string): readonly [string, string, boolean] | undefined => {
  const opened = openingOf(cleanHtml(html), text);
  return opened && [opened.opening, opened.rest, opened.isWithin];
};

describe('a text that begins with its summary', () => {
  it.each([
    [
      'at a paragraph’s end',
      '<p>One. Two.</p><p>Three.</p>',
      'One. Two.',
      ['One. Two.', '<p>Three.</p>', false],
    ],
    [
      'within a paragraph',
      '<p>One. Two.</p><p>Three.</p>',
      'One.',
      ['One.', '<p>Two.</p><p>Three.</p>', true],
    ],
    [
      'over paragraphs',
      '<p>One.</p><p>Two. Three.</p>',
      'One. Two.',
      ['One.<br> Two.', '<p>Three.</p>', true],
    ],
    [
      'in lines',
      '<p>One\n<br>two</p>\n\n<p>three</p>',
      'One two three',
      ['One<br> two<br> three', '', false],
    ],
    ['whole', '<p>One.</p>', 'One.', ['One.', '', false]],
    [
      'over white space and line breaks',
      '<p>One\n  and<br>two. Three.</p>',
      'One and two.',
      ['One and<br> two.', '<p>Three.</p>', true],
    ],
    [
      'after characters that are escaped',
      '<p>R&amp;D &lt; 1. Two.</p>',
      'R&D < 1.',
      ['R&amp;D &lt; 1.', '<p>Two.</p>', true],
    ],
    ['with emphasis before', '<p><em>One.</em> Two.</p>', 'One.', ['<em>One.</em>', '<p>Two.</p>', true]],
    ['within emphasis', '<p><em>One. Two.</em></p>', 'One.', ['<em>One.</em>', '<p><em>Two.</em></p>', true]],
    ['written without paragraphs', 'One. <b>Two.</b>', 'One.', ['One.', '<p><b>Two.</b></p>', true]],
    [
      'in paragraphs of a direction',
      '<p dir="rtl">One. Two.</p>',
      'One.',
      ['One.', '<p dir="rtl">Two.</p>', true],
    ],
  ])('is cut %s', (_case, html, text, expected) => {
    expect(cut(html, text)).toEqual(expected);
  });

  it('puts a picture aside with its link', () => {
    const [opening, rest] =
      cut(
        '<p><a href="https://a.example/large.jpg"><img src="https://a.example/s.jpg" alt=""></a> One. Two.</p>',
        'One.',
      ) ?? [];
    expect(opening).toBe('One.');
    expect(rest).toMatch(
      /^<p>Two\.<\/p><p><a href="https:\/\/a\.example\/large\.jpg"[^>]*><img [^>]*><\/a><\/p>$/,
    );
  });

  it('keeps the links of both parts', () => {
    const [opening, rest] =
      cut(
        '<p>See <a href="https://a.example/">One.</a> <a href="https://b.example/">Two.</a></p>',
        'See One.',
      ) ?? [];
    expect(opening).toMatch(/^See <a href="https:\/\/a\.example\/"[^>]*>One\.<\/a>$/);
    expect(rest).toMatch(/^<p><a href="https:\/\/b\.example\/"[^>]*>Two\.<\/a><\/p>$/);
  });

  it.each([
    [
      'a figure before it',
      '<figure><img src="https://a.example/x.png" alt="X"><figcaption>C</figcaption></figure><p>One. Two.</p><p>Three.</p>',
      'One.',
    ],
    [
      'a picture before it',
      '<p><img src="https://a.example/x.png" alt="X"></p><p>One. Two.</p><p>Three.</p>',
      'One.',
    ],
    [
      'a picture in it',
      '<p>One <img src="https://a.example/x.png" alt="X"> half. Two.</p><p>Three.</p>',
      'One half.',
    ],
  ])('keeps %s, after the paragraph that it cuts', (_case, html, text) => {
    const [opening, rest, isWithin] = cut(html, text) ?? [];
    expect(opening).toBe(text);
    expect(rest).toMatch(/^<p>Two\.<\/p><(?:figure|p)>.*<img [^>]*x\.png.*<p>Three\.<\/p>$/);
    expect(isWithin).toBe(true);
  });

  it.each([
    ['begins otherwise', '<p>Other. One.</p>', 'One.'],
    ['is shorter', '<p>One</p>', 'One. Two.'],
    ['begins with a heading', '<h2>One.</h2><p>Two.</p>', 'One. Two.'],
    ['begins with a list', '<ul><li>One.</li><li>Two.</li></ul>', 'One.'],
    ['begins with a quotation', '<blockquote><p>One. Two.</p></blockquote>', 'One.'],
    ['is empty', '', 'One.'],
    ['was cut within a sentence', '<p>One two three.</p>', 'One two…'],
  ])('is left whole where it %s', (_case, html, text) => {
    expect(cut(html, text)).toBeUndefined();
  });

  it('is left whole without a summary', () => {
    expect(cut('<p>One.</p>', '')).toBeUndefined();
  });

  it('is balanced on both sides, and says the same, wherever it is cut', () => {
    const html = cleanHtml(
      '<p>A <b>b <i>c d</i> e</b> &amp; <code>f</code></p><p>g <a href="https://a.example/">h i</a> j</p>',
    );
    const text = plainText(html).replace(/\s+/g, ' ');
    for (let end = 1; end <= text.length; end++) {
      const part = text.slice(0, end).trimEnd();
      const opened = openingOf(html, part);
      expect(opened).toBeDefined();
      const { opening, rest } = opened ?? { opening: html, rest: html };
      expect([cleanHtml(opening), cleanHtml(rest)]).toEqual([`<p>${opening}</p>`, rest]);
      const both = `${plainText(opening)} ${plainText(rest)}`;
      expect(both.replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
      expect(plainText(opening).replace(/\s+/g, ' ')).toBe(part);
    }
  });
});
