import { describe, expect, it } from 'vitest';
import { cleanHtml, proseText } from './index.ts';

const of = (html: string): string => proseText(cleanHtml(html, { baseUrl: 'https://a.example/1' }));
const prose = 'The face now changes by itself at dusk, as it should.';

describe('the prose of a text', () => {
  it.each([
    [
      'a figure before it',
      `<figure><img src="i.jpg" alt="A watch"><figcaption>Photo: A. Nyberg</figcaption></figure><p>${prose}</p>`,
    ],
    [
      'a caption of WordPress',
      `<div class="wp-caption alignleft"><a href="/i"><img src="i.jpg" alt="A watch"></a><p class="wp-caption-text">Photo: A. Nyberg</p></div><p>${prose}</p>`,
    ],
    [
      'a caption of Blogger',
      `<table class="tr-caption-container"><tbody><tr><td><img src="i.jpg"></td></tr><tr><td class="tr-caption">Photo: A. Nyberg</td></tr></tbody></table><p>${prose}</p>`,
    ],
    ['a credit below a picture', `<p><img src="i.jpg"><br><em>Photo: A. Nyberg</em></p><p>${prose}</p>`],
    ['a picture in it', `<p><img src="i.jpg" alt="A watch">${prose}</p>`],
    ['code behind it', `<p>${prose}</p><pre><code>def tide(): return 3</code></pre>`],
    [
      'marks of notes',
      `<p>The face now changes<sup><a href="#f1">1</a></sup> by itself at dusk,<sup><a href="#f2">[2]</a></sup> as it should.</p>`,
    ],
    ['notes and their way back', `<p>${prose}</p><ol><li>By nine years. <a href="#r1">↩</a></li></ol>`],
    ['an arrow in a paragraph', `<p>${prose} <a href="#r1">↩︎</a></p>`],
    ['a list', `<ul><li>One</li><li>Two</li></ul><p>${prose}</p>`],
    ['a heading', `<h2>Watches</h2><p>${prose}</p>`],
    [
      'who handed on the link',
      `<p>${prose}</p><p>submitted by <a href="/u">/u/ann</a> to <a href="/r">r/x</a> <br> <a href="/l">[link]</a> <a href="/c">[comments]</a></p>`,
    ],
    [
      'a table',
      `<table><thead><tr><th>A</th><th>B</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody></table><p>${prose}</p>`,
    ],
    [
      'a film before it',
      `<iframe title="Video player" src="https://www.youtube.com/embed/abc"></iframe><p>${prose}</p>`,
    ],
    ['a frame without a title', `<p>${prose}</p><iframe src="https://maps.example/m"></iframe>`],
    ['a quotation around it', `<blockquote><p>${prose}</p></blockquote>`],
  ])('is read without %s', (_case, html) => {
    expect(of(html)).toBe(prose);
  });

  it.each([
    [
      'of a table',
      '<table><tr><th>Route</th><th>Price</th></tr><tr><td>A to B</td><td>49 €</td></tr><tr><td> </td><td></td></tr></table>',
      'Route, Price · A to B, 49 €',
    ],
    [
      'of terms',
      '<dl><dt>Time:</dt><dd>10:00 UTC</dd><dd>11:00 there</dd><dt>Depth</dt><dd>10 km</dd></dl>',
      'Time: 10:00 UTC, 11:00 there · Depth: 10 km',
    ],
  ])('has signs between the parts %s, where there is nothing else', (_case, html, expected) => {
    expect(of(html)).toBe(expected);
  });

  it.each([
    [
      'inline code',
      '<p>Write <code>x</code> where a name belongs in the text.</p>',
      'Write x where a name belongs in the text.',
    ],
    [
      'powers and ordinals',
      '<p>The 1<sup>st</sup> of 10<sup>3</sup> m<sup>2</sup> is on the left.</p>',
      'The 1st of 103 m2 is on the left.',
    ],
    [
      'links',
      '<p>A <a href="https://b.example/#fn">good read</a> for the evening, of ten pages.</p>',
      'A good read for the evening, of ten pages.',
    ],
  ])('keeps %s', (_case, html, expected) => {
    expect(of(html)).toBe(expected);
  });

  it.each([
    ['a list alone', '<ul><li>Apples</li><li>Pears and <b>plums</b></li></ul>', 'Apples · Pears and plums'],
    [
      'a list behind a word',
      '<p>In this issue:</p><ul><li>Apples</li><li>Pears</li></ul>',
      'In this issue:\n\nApples · Pears',
    ],
    ['a heading alone', '<h2>Watches</h2>', 'Watches'],
    ['a short sentence', '<p>Short.</p>', 'Short.'],
    ['a short sentence with a picture', '<p>Short.</p><img src="i.jpg" alt="A watch">', 'Short.'],
    ['a comic', '<img src="i.jpg" alt="Two people talk about the moon.">', 'Two people talk about the moon.'],
    [
      'a caption alone',
      '<figure><img src="i.jpg" alt=""><figcaption>The harbour</figcaption></figure>',
      'The harbour',
    ],
    ['code alone', '<pre><code>return 3</code></pre>', 'return 3'],
    ['nothing', '', ''],
  ])('where there is little of it is what there is: %s', (_case, html, expected) => {
    expect(of(html)).toBe(expected);
  });
});
