import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { testRuns } from '../model/test-runs.test-kit.ts';
import { parseFeed } from '../parse/index.ts';
import { htmlLimits } from './limits.ts';
import { parseHtml } from './parse-html.ts';
import { readPlain } from './plain-reader.ts';
import type { SourceNode } from './source-node.ts';
import { vectors } from './vectors.test-kit.ts';

/** What the cleaner looks at in a tree. */
function shapeOf(nodes: readonly SourceNode[]): unknown[] {
  return nodes.map((node) => {
    if ('value' in node) return node.value;
    if (!('tagName' in node)) return { other: node.nodeName };
    const { nodeName, tagName, namespaceURI, attrs, childNodes } = node;
    return {
      nodeName,
      tagName,
      namespaceURI,
      attrs: attrs.map(({ name, value }) => [name, value]),
      children: shapeOf(childNodes),
    };
  });
}

/** Whatever the reader takes it must read as the parser does. Answers whether it was taken. */
function isTakenRightly(html: string): boolean {
  const read = readPlain(html);
  if (read === undefined) return false;
  const parsed = parseHtml(html);
  expect(parsed.cut).toBe(false);
  expect(shapeOf(read)).toEqual(shapeOf(parsed.nodes));
  return true;
}

const bodies = [
  '<p class="a b" id="x">Fish &amp; chips&nbsp;&#8217;s <a href="/a?b=1&amp;c=2" onclick="x()">a <b>link</b></a>.<br />More<br/>and<br>more</p>\n<p>x</p>',
  '<div><ul>\n<li>one</li>\n<li>two<ol><li>x</li></ol></li>\n</ul><dl><dt>t</dt><dd>d</dd></dl></div><h2>H</h2><hr />',
  '<table><caption>c</caption><colgroup><col span="2"></colgroup><thead><tr><th>h</th></tr></thead><tbody><tr><td><p>x</p></td><td>b</td></tr></tbody></table>',
  '<figure><picture><source srcset="a.avif" type="image/avif"><img src="a.png" alt="&quot;x&quot;" /></picture><figcaption>C</figcaption></figure><pre><code class="language-js">a &lt; b\n</code></pre>',
  '<video controls=""><source src="a.mp4"></video><details open=""><summary>s</summary>t</details><ruby>x<rp>(</rp><rt>y</rt></ruby><i><b><u>z</u></b></i>',
  '<blockquote><p><em>a</em> <strong>b</strong> <span style="color:red">c</span></p></blockquote><pre>a\n\nb</pre>',
];
const pieces = [
  ...new Set(bodies.flatMap((html) => html.match(/<[^>]*>|[^<>]+/g) ?? [])),
  ...vectors.filter(({ field, text }) => field === 'content' && text.length < 300).map(({ text }) => text),
  ...'<|>|"|&|&#|;|&#128;|&#55296;|&#64976;|&#xa0;|&nbsp|&ampx|/|=| |\n|\n\n|\r|\0|\f|<!--|-->|<pre>|</p>|<p>|<a>|</a>|<table>|<tr>'.split(
    '|',
  ),
  ...'<svg>|<math>|<mi>|<style>|<select>|<template>|<image>|<nobr>|<form>|<button>|<h1>|<h2>|</h1>|<li>|<dd>|<p/>|<br/ >|<A>'.split(
    '|',
  ),
];

describe('readPlain', () => {
  it.each(bodies)('takes what programs write: %s', (html) => {
    expect(isTakenRightly(html)).toBe(true);
  });

  it('reads texts that were meddled with as the parser does, or leaves them to it', () => {
    const change = fc.record({
      at: fc.nat(600),
      remove: fc.oneof(fc.constant(0), fc.nat(4), fc.nat(60)),
      insert: fc.oneof(
        fc.constant(''),
        fc.constantFrom(...pieces),
        fc.string({ unit: 'binary', maxLength: 3 }),
      ),
    });
    let taken = 0;
    fc.assert(
      fc.property(
        fc.constantFrom(...bodies),
        fc.array(change, { minLength: 1, maxLength: 3 }),
        (html, changes) => {
          const text = changes.reduce((before, { at, remove, insert }) => {
            const from = at % (before.length + 1);
            return before.slice(0, from) + insert + before.slice(from + remove);
          }, html);
          if (isTakenRightly(text)) taken += 1;
        },
      ),
      { numRuns: testRuns({ quick: 4_000, full: 60_000 }) },
    );
    expect(taken).toBeGreaterThan(400);
  });

  it('reads pieces in any order, and elements in elements, as the parser does, or leaves them to it', () => {
    const open = pieces.filter((piece) => /^<[a-z][^<]*>$/.test(piece));
    const { node } = fc.letrec<{ node: string }>((tie) => ({
      node: fc.oneof(
        { maxDepth: 6 },
        fc.constantFrom('a', ' ', '\n', 'b &amp; c', '<br />'),
        fc
          .tuple(fc.constantFrom(...open), fc.array(tie('node'), { maxLength: 3 }))
          .map(([tag, inner]) => `${tag}${inner.join('')}</${/^<([a-z0-9]+)/.exec(tag)?.[1] ?? ''}>`),
      ),
    }));
    const soup = fc.array(fc.constantFrom(...pieces), { maxLength: 8 }).map((parts) => parts.join(''));
    let taken = 0;
    fc.assert(
      fc.property(fc.oneof(node, soup), (html) => {
        if (isTakenRightly(html)) taken += 1;
      }),
      { numRuns: testRuns({ quick: 6_000, full: 80_000 }) },
    );
    expect(taken).toBeGreaterThan(400);
  });

  it('reads attacks as the parser does, or leaves them to it', () => {
    for (const { text } of vectors) isTakenRightly(text);
  });

  it('leaves what goes past a limit to the parser, which stops there', () => {
    expect(readPlain('<br>'.repeat(htmlLimits.maxNodes))).toBeUndefined();
    expect(readPlain(`${'<b>'.repeat(256)}a${'</b>'.repeat(256)}`)).toBeUndefined();
  });

  it('takes a good part of the bodies of real feeds', () => {
    const folders = ['../../examples/feeds/', '../parse/fixtures/'].map(
      (path) => new URL(path, import.meta.url),
    );
    const all = folders.flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter((name) => /\.(?:xml|rss|rdf|atom|jsonfeed)$/.test(name))
        .flatMap((name) => {
          const result = parseFeed(readFileSync(new URL(name, folder)), { url: 'https://example.org/' });
          return 'problem' in result ? [] : result.feed.items.map((item) => item.content_html ?? '');
        }),
    );
    const withTags = all.filter((body) => /<[a-z]/i.test(body));
    expect(withTags.filter(isTakenRightly).length / withTags.length).toBeGreaterThan(0.5);
  });
});
