import { describe, expect, it } from 'vitest';
import { growsLinearly } from '../../model/growth.test-kit.ts';
import type { ParsedItem } from '../../model/types.ts';
import { parseFeed } from '../index.ts';
import { withMarkdown } from './markdown.ts';

const of = (text: string, isDeclared = false): string => {
  const value = withMarkdown({ kind: 'text', text }, isDeclared);
  return value.kind === 'html' ? value.html.trim() : value.text;
};
const ofHtml = (html: string): string => {
  const value = withMarkdown({ kind: 'html', html }, false);
  return value.kind === 'html' ? value.html.trim() : value.text;
};

describe('a text that is Markdown', () => {
  it.each([
    ['a link', 'See [here](https://example.org/).', '<p>See <a href="https://example.org/">here</a>.</p>'],
    ['strong words', 'これは**重要**です', '<p>これは<strong>重要</strong>です</p>'],
    ['a heading of two signs', '## Fixed\n- One', '<h2>Fixed</h2>\n<ul>\n<li>One</li>\n</ul>'],
    [
      'code between fences',
      'Run:\n```sh\nls\n```',
      '<p>Run:</p>\n<pre><code class="language-sh">ls\n</code></pre>',
    ],
    [
      'two signs that other texts have, too',
      '# One\n- `a`\n- b',
      '<h1>One</h1>\n<ul>\n<li><code>a</code></li>\n<li>b</li>\n</ul>',
    ],
    [
      'lines that each mean one',
      '**One:** a\n**Two:** b',
      '<p><strong>One:</strong> a<br>\n<strong>Two:</strong> b</p>',
    ],
    ['blanks before every line', '\n    ## One\n\n    Two', '<h2>One</h2>\n<p>Two</p>'],
    [
      'things to do',
      '**a**\n\n- [ ] b\n- [x] c',
      '<p><strong>a</strong></p>\n<ul>\n<li>☐ b</li>\n<li>☑ c</li>\n</ul>',
    ],
    ['tags that it only shows', '**a** <b>', '<p><strong>a</strong> &lt;b&gt;</p>'],
    ['hyphens below a paragraph', '**a**\n---\nb', '<p><strong>a</strong></p>\n<hr>\n<p>b</p>'],
  ])('is HTML: %s', (_case, text, expected) => {
    expect(of(text)).toBe(expected);
  });

  it('loses breaks that an editor made at a width', () => {
    const lines = [
      '**Words** that fill the lines of an editor up to where it breaks',
      'them, because the next of them would not have had any room there,',
      'go on.',
    ];
    expect(of(lines.join('\n'))).not.toContain('<br>');
    const own = [
      '**Words** that fill a line of their own, as somebody wanted it.',
      'And then others.',
      'In lines of any length that somebody chose, and not an editor.',
      'So.',
    ];
    expect(of(own.join('\n')).match(/<br>/g)).toHaveLength(3);
  });

  it.each([
    'Changes:\n- one\n- two',
    '2 ** 3 ** 4, f**k and s**t',
    '#one #two\n# three',
    'a `word` alone',
    'a[0](1)',
    '/** A comment. **/',
  ])('is not this: %s', (text) => {
    expect(of(text)).toBe(text);
  });

  it.each([
    [
      'a break at each end of a line',
      '## A<br>Text:<br>- One',
      '<h2>A</h2>\n<p>Text:</p>\n<ul>\n<li>One</li>\n</ul>',
    ],
    ['references', '**a** &amp; b', '<p><strong>a</strong> &amp; b</p>'],
    [
      'references in code',
      '**a** &amp; `&lt;b&gt;`',
      '<p><strong>a</strong> &amp; <code>&lt;b&gt;</code></p>',
    ],
    ['pictures', '<img src="a.png">\n\n**a**', '<img src="a.png">\n<p><strong>a</strong></p>'],
    [
      'elements of a program, and where they come from',
      'import A from "a"\n\n**a** <Note/>',
      '<p><strong>a</strong> <Note/></p>',
    ],
    [
      'tags inside code',
      '**a**\n```\n<div>\n```',
      '<p><strong>a</strong></p>\n<pre><code>&lt;div&gt;\n</code></pre>',
    ],
  ])('is HTML beside %s', (_case, html, expected) => {
    expect(ofHtml(html)).toBe(expected);
  });

  it.each([
    '<p>Write **a** for it.</p>',
    'Write <code>[a](https://example.org/)</code> for it.',
    'Some <em>words</em> and **others**.',
  ])('is not HTML that shows its signs: %s', (html) => {
    expect(ofHtml(html)).toBe(html);
  });

  it('has HTML of its own, headings with lines below and no front matter if it says what it is', () => {
    const text = '---\ntitle: One\ntags:\n  - a\n---\nHead {: .a}\n----\n\n<b>x</b>';
    expect(of(text, true)).toBe('<h2>Head</h2>\n<p><b>x</b></p>');
  });
});

describe('a feed', () => {
  const itemOf = (text: string): ParsedItem | undefined => {
    const result = parseFeed(Buffer.from(text), { url: 'https://example.org/feed' });
    return 'feed' in result ? result.feed.items[0] : undefined;
  };
  const names = 'xmlns="http://www.w3.org/2005/Atom" xmlns:source="http://source.scripting.com/"';
  const body = (inner: string): string => {
    const item = itemOf(`<feed ${names}><entry><id>1</id><title>A **T**</title>${inner}</entry></feed>`);
    return [item?.title, item?.content_html?.trim(), item?.summary].join(' | ');
  };

  it.each([
    ['<content type="text">A [b](/c)</content>', '<p>A <a href="https://example.org/c">b</a></p>'],
    ['<content type="text/markdown">A *b*</content>', '<p>A <em>b</em></p>'],
    ['<content type="text/x-markdown">A *b*</content>', '<p>A <em>b</em></p>'],
    ['<source:markdown>A *b*</source:markdown>', '<p>A <em>b</em></p>'],
  ])('may say that a text is Markdown: %s', (inner, expected) => {
    expect(body(inner)).toBe(`A **T** | ${expected} | `);
  });

  it('has no summary that is its text as Markdown', () => {
    const html = '<p>A <strong>b</strong></p>';
    const content = html.replaceAll('<', '&lt;');
    expect(body(`<content type="html">${content}</content><summary>A **b**</summary>`)).toBe(
      `A **T** | ${html} | `,
    );
  });

  it('may be JSON', () => {
    const json = {
      version: 'https://jsonfeed.org/version/1.1',
      title: 'T',
      items: [{ id: '1', content_text: '**a**', summary: 'See **[a](https://e.org/)**' }],
    };
    expect(itemOf(JSON.stringify(json))?.summary).toBe('See a');
    expect(itemOf(JSON.stringify(json))?.content_html?.trim()).toBe('<p><strong>a</strong></p>');
  });

  it.each(['[', '![', '**a', '> ', '*a_ ', 'a|b\n-|-\n', '```\n'])(
    'takes a time that grows with the text: %s',
    (sign) => {
      const read = (size: number) => of(`## a\n${sign.repeat(size / sign.length)}`);
      expect(growsLinearly(read, 160_000)).toBe(true);
    },
  );
});
