import { describe, expect, it } from 'vitest';
import { cleanHtml } from './clean-html.ts';

describe('cleanHtml', () => {
  it.each([
    ['a script', '<p>a<script>alert(1)</script>b</p>', '<p>ab</p>'],
    ['a handler', '<b onclick="alert(1)">a</b>', '<b>a</b>'],
    ['a javascript address', '<a href="jav\tascript:alert(1)">a</a>', 'a'],
    ['a style', '<p style="position:fixed" class="x" id="y">a</p>', '<p>a</p>'],
    ['a comment', 'a<!-- b -->c', 'ac'],
    ['SVG', '<svg><style><img src=x onerror=1></style></svg>a', 'a'],
  ])('takes out %s', (_case, html, expected) => {
    expect(cleanHtml(html).replace(/^<p>(.*)<\/p>$/, '$1')).toBe(expected.replace(/^<p>(.*)<\/p>$/, '$1'));
  });
});
