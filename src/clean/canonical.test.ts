import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { testRuns } from '../model/test-runs.test-kit.ts';
import type { SafeHtml } from '../model/types.ts';
import { readCanonical } from './canonical.ts';
import { cleanHtml } from './clean-html.ts';
import { htmlLimits } from './limits.ts';
import { parseHtml } from './parse-html.ts';
import { plainText, textOfTree } from './plain-text.ts';
import { type Sanitising, sanitise } from './sanitise.ts';
import { serialise } from './serialise.ts';
import type { Node } from './tree.ts';
import { vectors } from './vectors.test-kit.ts';

/** The long way: a parser by the book, then the allow-list. */
function longWay(html: string): { readonly tree: readonly Node[]; readonly cut: boolean } {
  const { nodes, cut } = parseHtml(html);
  const context: Sanitising = { baseUrl: undefined, hasPage: true, rel: undefined };
  const tree = sanitise(nodes, context);
  return { tree, cut };
}

/** Whatever the reader takes must be what the long way makes of it, to the byte. Answers whether it was taken. */
function isTakenRightly(html: string): boolean {
  const read = readCanonical(html);
  if (read === undefined) return false;
  const { tree, cut } = longWay(html);
  expect(cut).toBe(false);
  expect(serialise(tree)).toBe(html);
  expect(read).toEqual(tree);
  expect(plainText(html as SafeHtml)).toBe(textOfTree(tree));
  return true;
}

const baseUrl = 'https://example.org/post/';

/** Bodies that between them hold all that may stand in cleaned HTML. */
const bodies = [
  '<p>Fish &amp; chips &lt;here&gt; "there" at <a href="/a?b=1&amp;c=2" title="A &quot;title&quot;" lang="fr">a link</a>.</p>',
  '<p>Write to <a href="mailto:a@example.org">us</a> or <a href="tel:+123">call</a>, <a href="http://e.org/#x">now</a>.</p>',
  '<p><img src="a.png" srcset="a.png 1x, b.png 2x" alt="A “picture”" title="More" width="640" height="480"></p>',
  '<figure><picture><source srcset="a.avif" type="image/avif" media="(min-width: 40em)"><source srcset="b.webp 640w" type="image/webp"><img src="a.png" alt=""></picture><figcaption>Caption</figcaption></figure>',
  '<video src="a.mp4" poster="p.jpg" width="640" height="480"></video><audio><source src="a.ogg" type="audio/ogg"><source src="a.mp3" type="audio/mpeg"></audio>',
  '<audio src="a.mp3"></audio><video><source src="a.mp4" type="video/mp4; codecs=&quot;avc1, mp4a&quot;"></video>',
  '<pre class="language-js">\n\nlet a = 1;\n</pre><p>As <code>x &lt; y</code> says</p><pre>b\n</pre>',
  '<ul><li>one</li><li value="4">two<ol start="3" type="a" reversed><li>x</li></ol></li></ul><dl><dt>t</dt><dd>d</dd></dl>',
  '<table><caption>c</caption><colgroup><col span="2"></colgroup><thead><tr><th scope="col">h</th><th>i</th></tr></thead><tbody><tr><td colspan="2">x</td></tr><tr><td>a</td><td>b</td></tr></tbody></table>',
  '<h1>One</h1><p>a<br>b<wbr>c<sub>1</sub> <time datetime="2026-05-18">May</time> <abbr title="x y">z</abbr> <ruby>字<rp>(</rp><rt>zi</rt></ruby></p><h2>Two</h2>',
  '<p dir="rtl" lang="ar">سلام <bdi>x</bdi> <q>y</q> <del datetime="2026-01-01">z</del></p><hr><details open><summary>s</summary><p>t</p></details>',
  '<p><math display="block"><mfrac><mi>a</mi><mrow><mo stretchy="false">+</mo><mn>1</mn></mrow></mfrac></math></p>',
  '<blockquote><p>b</p></blockquote><iframe src="https://www.youtube.com/embed/abcdefghijk"></iframe><iframe src="https://e.org/x"></iframe>',
  `<p><img alt="dot" src="data:image/png;base64,${'A'.repeat(60)}"></p>`,
];
const written = bodies.map((body) => cleanHtml(body, { baseUrl }));

/** Pieces that tests put into texts: what the form consists of, and what looks like it. */
const pieces = [
  ...new Set(written.flatMap((html) => html.match(/<[^>]*>|[^<>]+/g) ?? [])),
  ...vectors.filter(({ field, text }) => field === 'content' && text.length < 300).map(({ text }) => text),
  ...'<|>|"|\'|&|&amp;|&lt;|&#60;|/|=| |\n|\n\n|\t|\r|\0|\f|\u202e|\u200b|-->|<!--|<![CDATA[|<?|</|<p|<pre>|</p>'.split(
    '|',
  ),
  ...'<svg>|<style>|<script>|<table>|<tr>|<td>|<select>|<template>|<image>|<br/>|</br>|<P>|<p >|<math>|<mi>|<li>'.split(
    '|',
  ),
  ...' rel=""| lang="en"| alt="x"| hidden=""| class="x"| style=""| width="1"| type="a"| title=" x"| src="x"'.split(
    '|',
  ),
];

const mutation = fc.record({
  at: fc.nat(2_000),
  remove: fc.oneof(fc.constant(0), fc.nat(4), fc.nat(60)),
  insert: fc.oneof(fc.constant(''), fc.constantFrom(...pieces), fc.string({ unit: 'binary', maxLength: 3 })),
});

function mutated(html: string, changes: readonly { at: number; remove: number; insert: string }[]): string {
  return changes.reduce((text, { at, remove, insert }) => {
    const from = at % (text.length + 1);
    return text.slice(0, from) + insert + text.slice(from + remove);
  }, html);
}

describe('readCanonical', () => {
  it.each(written)('takes what the cleaner writes: %s', (html) => {
    expect(html).not.toBe('');
    expect(isTakenRightly(html)).toBe(true);
  });

  it('takes nothing that the long way would change, of texts that were meddled with', () => {
    let taken = 0;
    fc.assert(
      fc.property(
        fc.constantFrom(...written),
        fc.array(mutation, { minLength: 1, maxLength: 3 }),
        (html, changes) => {
          if (isTakenRightly(mutated(html, changes))) taken += 1;
        },
      ),
      { numRuns: testRuns({ quick: 4_000, full: 40_000 }) },
    );
    expect(taken).toBeGreaterThan(100);
  });

  it('takes nothing that the long way would change, of pieces in any order', () => {
    let taken = 0;
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 8 }), (parts) => {
        if (isTakenRightly(parts.join(''))) taken += 1;
      }),
      { numRuns: testRuns({ quick: 4_000, full: 40_000 }) },
    );
    expect(taken).toBeGreaterThan(100);
  });

  it('takes nothing that the long way would change, of elements in elements', () => {
    const names = [...new Set(pieces.flatMap((piece) => /^<([a-z][a-z0-9]*)[ >]/.exec(piece)?.[1] ?? []))];
    const open = pieces.filter((piece) => /^<[a-z][^<]*>$/.test(piece));
    const { node } = fc.letrec<{ node: string }>((tie) => ({
      node: fc.oneof(
        { maxDepth: 6 },
        fc.constantFrom('a', ' ', '\n', 'b &amp; c', '<br>'),
        fc
          .tuple(
            fc.constantFrom(...open, ...names.map((name) => `<${name}>`)),
            fc.array(tie('node'), { maxLength: 3 }),
          )
          .map(([tag, inner]) => `${tag}${inner.join('')}</${/^<([a-z0-9]+)/.exec(tag)?.[1] ?? ''}>`),
      ),
    }));
    let taken = 0;
    fc.assert(
      fc.property(node, (html) => {
        if (isTakenRightly(html)) taken += 1;
      }),
      { numRuns: testRuns({ quick: 4_000, full: 40_000 }) },
    );
    expect(taken).toBeGreaterThan(100);
  });

  it('takes no attack but as it is', () => {
    for (const { text } of vectors) isTakenRightly(text);
    for (const { text } of vectors) expect(isTakenRightly(cleanHtml(text, { baseUrl }))).toBe(true);
  });

  it.each([
    ['a line break that a parser eats', '<pre>\na</pre>'],
    ['a formula without content', '<p><math></math></p>'],
    [
      'a link whose address counts its readers',
      '<p><a href="https://e.org/?utm_source=x" rel="noopener">a</a></p>',
    ],
    ['an address that is not normal', '<p><a href="https://E.org" rel="noopener">a</a></p>'],
    ['attributes in another order', '<ol type="a" start="2"><li>a</li></ol>'],
    ['a quote escaped in text', '<p>&quot;</p>'],
    [
      'a pixel that counts',
      '<img src="https://e.org/a.png" alt="" width="1" height="1" loading="lazy" decoding="async" referrerpolicy="no-referrer">',
    ],
    ['more nodes than a parser is let make', '<br>'.repeat(htmlLimits.maxNodes)],
  ])('refuses %s', (_case, html) => {
    expect(readCanonical(html)).toBeUndefined();
  });
});
