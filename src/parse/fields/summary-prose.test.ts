import { describe, expect, it } from 'vitest';
import { htmlToText } from '../html/html-text.ts';
import { parseFeed } from '../index.ts';
import { summaryProse } from './summary-prose.ts';

const prose = 'The face now changes by itself at dusk.';
const of = (html: string): string => summaryProse(html, htmlToText(html));

describe('the prose of a summary', () => {
  it.each([
    [
      'a caption',
      `<figure><img src="i.jpg" alt="x"><figcaption>Photo: X</figcaption></figure><p>${prose}</p>`,
    ],
    ['code', `<p>${prose}</p><pre><code>x = 1</code></pre>`],
    ['a list in a list', `<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul><p>${prose}</p>`],
    ['a table', `<TABLE class="x"><tr><td>1</td></tr></TABLE>${prose}`],
    ['a stray end', `</ul><p>${prose}</p><ol><li>a</li></ol>`],
  ])('has not %s', (_case, html) => {
    expect(of(html)).toBe(prose);
  });

  it.each([
    ['a list alone', '<ul><li>a</li><li>b</li></ul>', 'a b'],
    ['a word before a list', '<p>In this issue:</p><ul><li>a</li></ul>', 'In this issue: a'],
    ['a list without an end', `<ul><li>a<p>${prose}</p>`, `a ${prose}`],
    ['nothing beside it', `<p>${prose}</p>`, prose],
  ])('is all of its text where there is %s', (_case, html, expected) => {
    expect(of(html)).toBe(expected);
  });

  it('takes time in proportion', () => {
    expect(of('<figure '.repeat(50_000))).toBeDefined();
    expect(of('<figure>'.repeat(50_000))).toBeDefined();
  });

  it('is what a feed says beside its text', () => {
    const summary = `<figure><figcaption>Photo: X</figcaption></figure><p>${prose}</p>`.replaceAll(
      '<',
      '&lt;',
    );
    const text = `<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>1</id><title>A</title><summary type="html">${summary}</summary><content>Another text.</content></entry></feed>`;
    const read = parseFeed(new TextEncoder().encode(text), { url: 'https://x.example/' });
    expect('feed' in read && read.feed.items[0]?.summary).toBe(prose);
  });
});
