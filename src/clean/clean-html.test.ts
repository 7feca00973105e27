import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { parseFragment, serialize } from 'parse5';
import { describe, expect, it } from 'vitest';
import { growsLinearly } from '../model/growth.test-kit.ts';
import { testRuns } from '../model/test-runs.test-kit.ts';
import { parseFeed } from '../parse/index.ts';
import { isCanonical } from './canonical.ts';
import { cleanHtml } from './clean-html.ts';
import { htmlLimits } from './limits.ts';
import { plainText } from './plain-text.ts';
import { continuedHtml } from './rules/marks.ts';
import { withRel } from './stored.ts';
import { vectors } from './vectors.test-kit.ts';

const baseUrl = 'https://example.org/post/';

const tagNames =
  `a abbr article b blockquote br button caption center code col dd details div dl dt em embed figcaption
figure font form h1 h2 h6 i iframe img input li main math mi mtext annotation-xml mglyph marquee menu nobr noscript object
ol option p picture plaintext pre q ruby rt script section select source span strike style summary svg foreignObject desc
title table tbody td template textarea th thead tr u ul video xmp x-y`.split(/\s+/);

const attributes = fc.constantFrom(
  '',
  ' href="https://e.org/?utm_source=x"',
  ' href=javascript:alert(1)',
  ' src="/a.png"',
  ' class="language-js feedflare"',
  ' style="display:none"',
  ' dir=rtl',
  ' onclick=alert(1)',
  ' title="</p><b>"',
  ' data-daybook="continued"',
  ' data-daybook="video"',
  ' encoding="text/html"',
);

const texts = fc.constantFrom(
  'a',
  ' ',
  '\n',
  'Read more',
  '&lt;b&gt;',
  '<',
  '…',
  '\u202b',
  '&nbsp;',
  '<!--',
  '-->',
  ']]>',
  '&#13;',
);

/** Tags opened and closed in any order, with text between: what a careless or a hostile editor makes. */
const tagSoup = fc
  .array(
    fc.oneof(
      fc.tuple(fc.constantFrom(...tagNames), attributes).map(([name, attribute]) => `<${name}${attribute}>`),
      fc.constantFrom(...tagNames).map((name) => `</${name}>`),
      texts,
    ),
    { maxLength: 25 },
  )
  .map((parts) => parts.join(''));

describe('cleanHtml', () => {
  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(tagSoup, fc.constantFrom(undefined, 'a', 'Read more'), (html, title) => {
        const options = title === undefined ? { baseUrl } : { baseUrl, title };
        const once = cleanHtml(html, options);
        expect(cleanHtml(once, options)).toBe(once);
      }),
      { numRuns: testRuns({ quick: 300, full: 800 }) },
    );
  });

  it('writes one form, which parses to what was written', () => {
    fc.assert(
      fc.property(tagSoup, (html) => {
        const once = cleanHtml(html, { baseUrl });
        expect(isCanonical(once)).toBe(true);
        // A serialiser by the book drops the line break that a parser eats after `<pre>`.
        if (/<pre[^>]*>\n/.test(once)) return;
        const again = cleanHtml(serialize(parseFragment(once)), { baseUrl });
        expect(again).toBe(once);
      }),
      { numRuns: testRuns({ quick: 200, full: 400 }) },
    );
  });

  it('never throws, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (html) => {
        const once = cleanHtml(html);
        expect(cleanHtml(once)).toBe(once);
      }),
      { numRuns: testRuns({ quick: 100, full: 300 }) },
    );
  });

  it('loses no word of honest text', () => {
    const word = fc.constantFrom('alpha', 'beta', 'gamma', 'delta');
    const inline = fc.constantFrom('b', 'i', 'code', 'em', 'font', 'span', 'x-y');
    const block = fc.constantFrom('p', 'div', 'li', 'h2', 'blockquote', 'pre', 'section', 'center');
    const body = fc.array(fc.tuple(block, inline, fc.array(word, { minLength: 1, maxLength: 4 })), {
      maxLength: 8,
    });
    fc.assert(
      fc.property(body, (parts) => {
        const html = parts
          .map(([outer, inner, words]) => `<${outer}><${inner}>${words.join(' ')}</${inner}></${outer}>`)
          .join('');
        const kept = plainText(cleanHtml(html))
          .split(/\s+/)
          .filter((part) => part !== '');
        expect(kept).toEqual(parts.flatMap(([, , words]) => words));
      }),
    );
  });

  it.each([
    [
      '`rel` with nofollow',
      '<a href="https://e.org/">a</a>',
      { rel: 'noopener noreferrer nofollow' },
      '<p><a href="https://e.org/" rel="noopener noreferrer nofollow">a</a></p>',
    ],
    ['relative addresses without a base', '<a href="/a">a</a><img src="/b.png" alt="b">', {}, '<p>a</p>'],
    [
      'footnotes at the source',
      '<a href="#fn1">1</a>',
      { baseUrl },
      '<p><a href="https://example.org/post/#fn1" rel="noopener noreferrer">1</a></p>',
    ],
    ['nothing', '', {}, ''],
    ['text', 'a & b < c', {}, '<p>a &amp; b &lt; c</p>'],
  ])('reads %s', (_case, html, options, expected) => {
    expect(cleanHtml(html, options)).toBe(expected);
  });
});

describe('images', () => {
  it.each([
    [
      'of a lazy set alone',
      '<img data-srcset="a.jpg 1x, b.jpg 2x" alt="A">',
      'src="https://example.org/post/a.jpg"',
    ],
    ['of a set alone', '<img srcset="a.jpg, b.jpg 2x">', 'src="https://example.org/post/a.jpg"'],
    [
      'behind a placeholder',
      '<img src="/blank.gif" data-lazy-srcset="/c.jpg 640w">',
      'src="https://example.org/c.jpg"',
    ],
    [
      'behind a placeholder inside the address',
      `<img src="data:image/png;base64,${'A'.repeat(40)}" data-srcset="c.jpg 2x">`,
      'src="https://example.org/post/c.jpg"',
    ],
    [
      'of a set behind a placeholder inside the address',
      `<img src="data:image/gif;base64,${'A'.repeat(72)}" srcset="c.jpg 320w, d.jpg 640w">`,
      'src="https://example.org/post/c.jpg"',
    ],
    [
      'of a set behind a placeholder',
      '<img src="/spacer.gif" srcset="c.jpg 2x">',
      'src="https://example.org/post/c.jpg"',
    ],
    [
      'that is a picture itself',
      `<img src="data:image/png;base64,${'A'.repeat(300)}" srcset="c.jpg 2x">`,
      `src="data:image/png;base64,${'A'.repeat(300)}"`,
    ],
    [
      'of one whose style gives the size',
      '<img src="a.jpg" width="0" height="0" style="width:100%;height:auto">',
      'src="https://example.org/post/a.jpg"',
    ],
    [
      "of the author's own machine",
      '<img src="http://localhost:4000/a.jpg">',
      'src="https://example.org/a.jpg"',
    ],
    ['beside a set', '<img src="a.jpg" data-srcset="b.jpg 2x">', 'src="https://example.org/post/a.jpg"'],
  ])('have the address %s', (_case, html, expected) => {
    expect(cleanHtml(html, { baseUrl })).toContain(expected);
  });

  it.each([
    ['/b.jpg 1x, /c.jpg 2.0x', 'https://e.org/b.jpg 1x, https://e.org/c.jpg 2.0x'],
    ['/b.jpg 100w,/c.jpg  200w ,', 'https://e.org/b.jpg 100w, https://e.org/c.jpg 200w'],
    ['/b,1.jpg 1x, /c.jpg', 'https://e.org/b,1.jpg 1x, https://e.org/c.jpg'],
    ['/b.jpg -23w, /c.jpg 2x', 'https://e.org/c.jpg 2x'],
    ['/b.jpg 10w 1x, /c.jpg wide, /d.jpg 3x', 'https://e.org/d.jpg 3x'],
  ])('have the set %j, without what has no size that can be read', (set, expected) => {
    const html = cleanHtml(`<img src="/a.jpg" srcset="${set}">`, { baseUrl: 'https://e.org/' });
    expect(html).toContain(` srcset="${expected}" `);
  });

  it.each(['<img data-srcset="javascript:alert(1) 1x">', '<img data-srcset="">', '<img data-srcset=",">'])(
    'without a usable address go: %s',
    (html) => {
      expect(cleanHtml(html, { baseUrl })).toBe('');
    },
  );
});

describe('a sign that begins no tag', () => {
  it.each([
    ['<p>Where \\(x<y\\) and more.</p><p>End.</p>', '<p>Where \\(x&lt;y\\) and more.</p><p>End.</p>'],
    ['<p>if (a<b&&c) go</p>', '<p>if (a&lt;b&amp;&amp;c) go</p>'],
    ['<p>Ann <ann@example.org> wrote</p>', '<p>Ann &lt;ann@example.org&gt; wrote</p>'],
    ['<p title="x<y)">A <b>b</b><br>c</p>', '<p>A <b>b</b><br>c</p>'],
    ["<p><!' <b>b</b></p>", "<p>&lt;!' <b>b</b></p>"],
    ['<p>5 <! 6 <b>b</b></p>', '<p>5 &lt;! 6 <b>b</b></p>'],
    ['<p>a<! -- gone -->b<!DOCTYPE html>c<![if IE]>d</p>', '<p>abcd</p>'],
  ])('stays, with what follows: %s', (html, expected) => {
    expect(cleanHtml(html)).toBe(expected);
  });
});

describe('the limits', () => {
  it.each([
    ['length', 'a'.repeat(htmlLimits.maxLength + 1)],
    ['length once escaped', '&'.repeat(htmlLimits.maxLength / 2)],
    ['length in many paragraphs', '<p>word word</p>'.repeat(70_000)],
    ['nodes', '<b>a</b> '.repeat(40_000)],
  ])('cut at a node and say so: %s', (_case, html) => {
    const once = cleanHtml(html);
    expect(once.endsWith(continuedHtml)).toBe(true);
    expect(once.length).toBeLessThanOrEqual(htmlLimits.maxLength);
    expect(once.length).toBeGreaterThan(1_000);
    expect(cleanHtml(once)).toBe(once);
  });

  it('leave what fits alone', () => {
    const html = `<p>${'a '.repeat(100_000)}b</p>`;
    expect(cleanHtml(html)).not.toContain(continuedHtml);
  });
});

describe('elements that nest too deep', () => {
  const deep = (open: string, close: string): string =>
    `<p>before</p>${open.repeat(600)}<b>inside</b>${close.repeat(600)}<p>after <a href="https://a.example/">link</a></p>`;

  it.each([
    ['spans', deep('<span>', '</span>')],
    ['spans that nobody closes', deep('<span>', '')],
    [
      'fonts, each another',
      deep('', '').replace('<b>', Array.from({ length: 600 }, (_, n) => `<font size=${n}>`).join('')),
    ],
    ['bold text that nobody closes', deep('<b>', '')],
    ['boxes', deep('<div>', '</div>')],
    ['lists', deep('<ul><li>', '</li></ul>')],
    ['tables', deep('<table><tr><td>', '</td></tr></table>')],
    ['quotations', deep('<blockquote>', '')],
    ['elements of its own', deep('<x-box>', '')],
    ['a drawing', deep('<div>', '</div>').replace('<b>', '<svg><a><a><title>x</title></a></a></svg><b>')],
    ['links', deep('<a href="https://b.example/">', '')],
  ])('give way, and their text stays: %s', (_case, html) => {
    const once = cleanHtml(html);
    expect(plainText(once).split(/\s+/)).toEqual(['before', 'inside', 'after', 'link']);
    expect(once).toContain('<a href="https://a.example/"');
    expect(once).not.toContain(continuedHtml);
    expect(cleanHtml(once)).toBe(once);
  });

  it('keep all that stands between them', () => {
    const once = cleanHtml(Array.from({ length: 400 }, (_, n) => `<blockquote>w${n}`).join(''));
    expect(plainText(once).match(/w\d+/g)).toHaveLength(400);
    expect(cleanHtml(once)).toBe(once);
  });

  it('let no script show', () => {
    const once = cleanHtml(`${'<span>'.repeat(600)}a<script>alert(1)</script><style>p{}</style>b`);
    expect(plainText(once)).toBe('ab');
  });

  it('keep the pictures and links inside', () => {
    const inner = '<a href="https://a.example/">one</a><img src="https://a.example/b.png" alt="two">';
    const once = cleanHtml(`${'<div>'.repeat(600)}${inner}`);
    expect(once).toContain('href="https://a.example/"');
    expect(once).toContain('src="https://a.example/b.png"');
  });
});

/** Inputs on which cleaners were seen to take time that grows with the square of the input or worse. */
const pathological: readonly (readonly [string, (size: number) => string])[] = [
  ['nested boxes', (size) => '<div>'.repeat(size / 5)],
  ['nested formatting', (size) => '<b>'.repeat(size / 3)],
  [
    'formatting to reopen in each paragraph',
    (size) => Array.from({ length: size / 24 }, (_, i) => `<p><font a${i}>x</p>`).join(''),
  ],
  ['links in links', (size) => '<a href=x>'.repeat(size / 10)],
  ['tables in tables', (size) => '<table><tr><td>'.repeat(size / 15)],
  ['text thrown out of a table', (size) => `<table>${'<b>x</b>x'.repeat(size / 9)}`],
  ['attributes', (size) => `<p ${Array.from({ length: size / 8 }, (_, i) => `a${i}=1`).join(' ')}>`],
  ['line breaks', (size) => 'a<br>'.repeat(size / 5)],
  ['chains of line breaks', (size) => '<br> '.repeat(size / 5)],
  ['left angle brackets', (size) => '<'.repeat(size)],
  ['ampersands', (size) => '&'.repeat(size)],
  ['comments', (size) => '<!--'.repeat(size / 4)],
  ['foreign content', (size) => '<svg><p>'.repeat(size / 8)],
  ['formulas', (size) => '<math><mi>x</mi></math>'.repeat(size / 23)],
  [
    'an attribute of white space',
    (size) => `<img src="x" srcset="${' '.repeat(size)}" style="${' '.repeat(size)}">`,
  ],
  ['a source set of sizes', (size) => `<img src="https://e.org/" srcset="${'a 1x b '.repeat(size / 7)}">`],
  ['a source set of commas', (size) => `<img src="https://e.org/" srcset="${'a,'.repeat(size / 2)}">`],
  ['classes', (size) => `<p class="${'share-'.repeat(size / 6)}">x</p>`],
  ['white space', (size) => `<p>${' \n'.repeat(size / 2)}x`],
  ['direction marks', (size) => '\u202b'.repeat(size)],
  ['combining marks', (size) => 'a'.concat('\u0301'.repeat(size))],
  ['joiners', (size) => '\u200d'.repeat(size)],
  ['escapes of a title', (size) => `<h1>${'!'.repeat(size)}</h1>`],
  [
    'a footer that never ends',
    (size) => `<p><a href="https://e.org/">x</a>The post ${'on appeared first '.repeat(size / 18)}</p>`,
  ],
];

describe('time', () => {
  it.each(pathological)('grows no faster than the input: %s', (_case, make) => {
    expect(growsLinearly((size) => cleanHtml(make(size), { baseUrl, title: 'x' }), 400_000)).toBe(true);
  });
});

describe('isCanonical', () => {
  it.each([
    ['a script', '<p><script>alert(1)</script></p>'],
    ['a handler', '<p onclick="alert(1)">a</p>'],
    ['a script address', '<p><a href="javascript:alert(1)" rel="noopener noreferrer">a</a></p>'],
    [
      'a script address in disguise',
      '<p><a href="java&#115;cript:alert(1)" rel="noopener noreferrer">a</a></p>',
    ],
    ['a link without its rel', '<p><a href="https://e.org/">a</a></p>'],
    ['a picture that is loaded at once', '<p><img src="https://e.org/a.png" alt=""></p>'],
    ['an unclosed element', '<p>a'],
    ['a closed container', '</div></div><p>a</p>'],
    ['crossed elements', '<p><b>a</p></b>'],
    ['a block in a paragraph', '<p><b><ul><li>a</li></ul></b></p>'],
    ['a list item alone', '<li>a</li>'],
    [
      'a link in a link',
      '<p><a href="https://e.org/" rel="noopener noreferrer"><b><a href="https://e.org/" rel="noopener noreferrer">a</a></b></a></p>',
    ],
    ['a comment', '<p>a</p><!-- b -->'],
    ['an unknown mark', '<p data-daybook="x">a</p>'],
    ['a search engine’s attribute', '<p data-pagefind-ignore="all">a</p>'],
    ['a quote left open', '<p title="a>b</p>'],
    ['single quotes', "<p lang='fr'>a</p>"],
    ['an upper-case name', '<P>a</P>'],
    ['a character reference to look twice at', '<p>&#60;script&#62;</p>'],
    ['an override', '<p>\u202ea</p>'],
    ['an attribute twice', '<p lang="fr" lang="en">a</p>'],
    ['HTML in a formula', '<p><math><mi><b>a</b></mi></math></p>'],
    ['text in a table', '<table>a<tbody><tr><td>b</td></tr></tbody></table>'],
    ['a row without its group', '<table><tr><td>b</td></tr></table>'],
    ['a cell too wide', '<table><tbody><tr><td colspan="9999">b</td></tr></tbody></table>'],
    ['depth', `${'<b>'.repeat(300)}a${'</b>'.repeat(300)}`],
  ])('refuses %s', (_case, html) => {
    expect(isCanonical(html)).toBe(false);
  });

  it('refuses every attack that would do something', () => {
    for (const { text, field } of vectors) {
      if (field !== 'content' || !isCanonical(text)) continue;
      expect(text).not.toMatch(/<[^>]*(?:alert|leak|script|style)/i);
    }
  });

  it('takes only what a parser reads as it stands', () => {
    const part = fc.constantFrom(
      '<p>',
      '</p>',
      '<b>',
      '</b>',
      '<ul>',
      '<li>',
      '</li>',
      '</ul>',
      '<div>',
      '</div>',
      'a',
      '<br>',
      '<table>',
      '<tbody>',
      '<tr>',
      '<td>',
      '</td>',
      '</tr>',
      '</tbody>',
      '</table>',
      '<h4>',
      '</h4>',
    );
    let taken = 0;
    fc.assert(
      fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
        const html = parts.join('');
        if (!isCanonical(html)) return;
        taken += 1;
        expect(serialize(parseFragment(html))).toBe(html);
      }),
      { numRuns: 6_000 },
    );
    expect(taken).toBeGreaterThan(30);
  });
});

describe('whole feeds', () => {
  const folders = ['../../examples/feeds/', '../parse/fixtures/'].map(
    (path) => new URL(path, import.meta.url),
  );

  /** Every body of our example feeds and of the parser's fixtures, as the parser hands it on. */
  function bodies(): string[] {
    const files = folders.flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter((name) => /\.(?:xml|rss|rdf|atom|jsonfeed)$/.test(name))
        .map((name) => readFileSync(new URL(name, folder))),
    );
    return files.flatMap((bytes) => {
      const result = parseFeed(bytes, { url: baseUrl });
      return 'problem' in result ? [] : result.feed.items.map((item) => item.content_html ?? '');
    });
  }

  it('come to rest, in the one form', () => {
    const all = bodies();
    expect(all.filter((body) => /<[a-z]/i.test(body)).length).toBeGreaterThan(100);

    for (const body of all) {
      const once = cleanHtml(body, { baseUrl });
      expect(cleanHtml(once, { baseUrl })).toBe(once);
      expect(isCanonical(once)).toBe(true);
    }
  });
});

describe('withRel', () => {
  it('marks every link, and no text that looks like one', () => {
    const html = cleanHtml(
      '<p>&lt;a rel="noopener noreferrer"&gt; <a href="https://a.example/" title=\' rel="noopener noreferrer"\'>a</a> <a href="https://b.example/">b</a>',
    );
    const marked = withRel(html, 'noopener noreferrer nofollow');
    expect(marked.match(/ rel="noopener noreferrer nofollow"/g)).toHaveLength(2);
    expect(marked.replaceAll(' rel="noopener noreferrer nofollow"', ' rel="noopener noreferrer"')).toBe(html);
    expect(plainText(marked)).toBe(plainText(html));
  });

  it.each(['', 'noopener"><script>', 'a  b', 'A'])(
    'leaves a text alone for what is no list of words: %j',
    (rel) => {
      const html = cleanHtml('<a href="https://a.example/">a</a>');
      expect(withRel(html, rel)).toBe(html);
    },
  );
});
