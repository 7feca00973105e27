import { describe, expect, it } from 'vitest';
import { cleanHtml } from '../clean-html.ts';

const baseUrl = 'https://example.org/post';
const link = (href: string, text: string): string =>
  `<a href="${href}" rel="noopener noreferrer">${text}</a>`;

describe('layout tables', () => {
  it.each([
    ['one cell', '<table><tr><td>a</td></tr></table>', '<p>a</p>'],
    ['one column', '<table><tr><td>a</td></tr><tr><td>b</td></tr></table>', '<p>a</p><p>b</p>'],
    ['one row', '<table><tr><td>a</td><td>b</td></tr></table>', '<p>a</p><p>b</p>'],
    [
      'a table around a table',
      '<table><tr><td><table><tr><th>a</th></tr><tr><td>b</td></tr></table></td><td>c</td></tr><tr><td>d</td></tr></table>',
      '<table><tbody><tr><th>a</th></tr><tr><td>b</td></tr></tbody></table><p>c</p><p>d</p>',
    ],
  ])('unwraps %s', (_case, html, expected) => {
    expect(cleanHtml(html)).toBe(expected);
  });

  it.each([
    [
      'rows and columns',
      '<table><tbody><tr><td>a</td><td>b</td></tr><tr><td>c</td><td></td></tr></tbody></table>',
    ],
    [
      'a header',
      '<table><thead><tr><th scope="col">a</th></tr></thead><tbody><tr><td>b</td></tr></tbody></table>',
    ],
    ['a caption', '<table><caption>a</caption><tbody><tr><td colspan="2">b</td></tr></tbody></table>'],
  ])('keeps %s', (_case, html) => {
    expect(cleanHtml(html)).toBe(html);
  });
});

describe('paragraphs', () => {
  it.each([
    ['loose text', 'a <b>b</b>', '<p>a <b>b</b></p>'],
    ['chains of line breaks', 'a<br><br>b<br> <br />\n<br>c', '<p>a</p><p>b</p><p>c</p>'],
    ['chains inside a paragraph', '<p>a<br>&nbsp;<br>b</p>', '<p>a</p><p>b</p>'],
    ['chains in a list item', '<ul><li>a<br><br>b</li></ul>', '<ul><li><p>a</p><p>b</p></li></ul>'],
    ['lines', 'a<br>b', '<p>a<br>b</p>'],
    ['line breaks at the edges', '<p><br>a<br></p>', '<p>a</p>'],
    ['boxes of text', '<div>a</div><div>b</div>', '<p>a</p><p>b</p>'],
    ['boxes around blocks', '<div><div><h2>a</h2><p>b</p></div></div>', '<h4>a</h4><p>b</p>'],
    ['text beside blocks', 'a<ul><li>b</li></ul>c', '<p>a</p><ul><li>b</li></ul><p>c</p>'],
    [
      'text in a quotation',
      '<blockquote>a<br><br>b</blockquote>',
      '<blockquote><p>a</p><p>b</p></blockquote>',
    ],
    [
      'formatting around them',
      '<b><p>a</p><div>b</div>c</b>',
      '<p><b>a</b></p><p><b>b</b></p><p><b>c</b></p>',
    ],
    [
      'formatting around blocks of blocks',
      '<i><ul><li>a<p>b</p></li></ul><h2>c</h2></i>',
      '<ul><li><i>a</i><p><i>b</i></p></li></ul><h4>c</h4>',
    ],
    ['right-to-left boxes', '<div dir="rtl"><p>א</p></div>', '<div dir="rtl"><p>א</p></div>'],
  ])('come from %s', (_case, html, expected) => {
    expect(cleanHtml(html)).toBe(expected);
  });

  it('take only so much formatting of formatting with them', () => {
    expect(cleanHtml(`${'<b><i>'.repeat(40)}<p>a</p>`).length).toBeLessThan(60);
  });

  it('leaves the lines of code alone', () => {
    expect(cleanHtml('<pre>a\n\n\n  b<br><br>c</pre>')).toBe('<pre>a\n\n\n  b<br><br>c</pre>');
  });
});

describe('empties', () => {
  it.each([
    ['paragraphs', 'a<p></p><p> &nbsp; </p><p><br></p><p><b></b></p>', '<p>a</p>'],
    ['links', 'a <a href="https://e.org/"></a>b', '<p>a b</p>'],
    ['lists and headings', '<h2></h2><ul><li></li></ul>a', '<p>a</p>'],
    ['tables', '<table><tr><td></td><td> </td></tr><tr><td></td><td></td></tr></table>a', '<p>a</p>'],
    ['spans that say nothing', '<span class="x">a<span>b</span></span>', '<p>ab</p>'],
  ])('go: %s', (_case, html, expected) => {
    expect(cleanHtml(html)).toBe(expected);
  });

  it('leave the blank between two words', () => {
    expect(cleanHtml('a<b> </b>c')).toBe('<p>a c</p>');
  });

  it('keeps spans with a language', () => {
    expect(cleanHtml('<p><span lang="fr">a</span></p>')).toBe('<p><span lang="fr">a</span></p>');
  });
});

describe('pictures', () => {
  const img = (src: string, rest = ''): string =>
    `<img src="${src}" alt=""${rest} loading="lazy" decoding="async" referrerpolicy="no-referrer">`;

  it.each([
    ['by size', '<img src="https://e.org/a.gif" width="1" height="1">'],
    ['by style', '<img src="https://e.org/a.gif" style="height:1px; width: 1px !important">'],
    ['of a feed service', '<img src="http://feeds.feedburner.com/~r/X/~4/abc">'],
    ['of a blog engine', '<img src="https://pixel.wp.com/b.gif?x=1">'],
  ])('that count readers go: %s', (_case, html) => {
    expect(cleanHtml(`<p>a${html}</p>`)).toBe('<p>a</p>');
  });

  it('loads what a script would have loaded', () => {
    const lazy =
      '<img src="data:image/gif;base64,R0lGOD" data-src="https://e.org/a.png"><noscript><img src="https://e.org/a.png"></noscript>';
    expect(cleanHtml(lazy)).toBe(`<p>${img('https://e.org/a.png')}</p>`);
  });

  it('keeps sizes, sources and captions', () => {
    const html =
      '<figure><picture><source srcset="b.webp 2x" type="image/webp" media="(min-width: 10em)"><img src="a.png" width="10" height="20" style="x"></picture><figcaption>c</figcaption></figure>';
    expect(cleanHtml(html, { baseUrl })).toBe(
      `<figure><picture><source srcset="https://example.org/b.webp 2x" media="(min-width: 10em)" type="image/webp">${img('https://example.org/a.png', ' width="10" height="20"')}</picture><figcaption>c</figcaption></figure>`,
    );
  });

  it('give way to their text when no images are wanted', () => {
    const html =
      '<p>a <picture><source srcset="https://e.org/b.webp"><img src="https://e.org/a.png" alt="b"></picture></p><img src="https://e.org/c.png">';
    expect(cleanHtml(html, { images: 'none' })).toBe('<p>a b</p>');
  });

  it('reads a source set with commas in its addresses', () => {
    const html = cleanHtml(
      '<img src="https://e.org/a" srcset="https://e.org/w_10,h_20/a 480w, https://e.org/w_20,h_40/a 800w">',
    );
    expect(html).toContain('srcset="https://e.org/w_10,h_20/a 480w, https://e.org/w_20,h_40/a 800w"');
  });
});

describe('headings', () => {
  it.each([
    ['the first level', '<h1>a</h1><h2>b</h2>', '<h4>a</h4><h5>b</h5>'],
    ['a gap', '<h2>a</h2><h5>b</h5>', '<h4>a</h4><h5>b</h5>'],
    [
      'more than there are',
      '<h1>a</h1><h2>b</h2><h3>c</h3><h4>d</h4>',
      '<h4>a</h4><h5>b</h5><h6>c</h6><h6>d</h6>',
    ],
  ])('move under the item, from %s', (_case, html, expected) => {
    expect(cleanHtml(html)).toBe(expected);
  });

  it('start where they are told to', () => {
    expect(cleanHtml('<h1>a</h1>', { headingLevel: 2 })).toBe('<h2>a</h2>');
  });

  it.each([
    ['as it is', '<h1>The Title</h1><p>a</p>'],
    [
      'with other case and punctuation',
      '<div><h2><a href="https://e.org/">The title!</a></h2></div><p>a</p>',
    ],
    ['twice', '<h1>The Title</h1><h2>The title</h2><p>a</p>'],
    ['as a line', '<span>The Title</span>\n<div><p>a</p></div>'],
  ])('that repeat the title go: %s', (_case, html) => {
    expect(cleanHtml(html, { title: 'The Title' })).toBe('<p>a</p>');
  });

  it.each([
    ['are all of the text', '<p>The title</p>'],
    ['are no plain line', '<p>The <b>title</b></p><p>a</p>'],
    ['are more than a line', '<p>The title.<br>a</p>'],
    ['say whose words follow', '<p>The title:</p><blockquote><p>a</p></blockquote>'],
  ])('stay when they %s', (_case, html) => {
    expect(cleanHtml(html, { title: 'The Title' })).toBe(html);
  });

  it('stay when they say something else', () => {
    expect(cleanHtml('<h1>Part one</h1><p>a</p>', { title: 'The Title' })).toBe('<h4>Part one</h4><p>a</p>');
  });
});

describe('footers', () => {
  it.each([
    ['a closing link', '<p>a <a href="https://e.org/">Read more…</a></p>'],
    ['a closing paragraph', '<p>a</p><p><a href="https://e.org/">Continue reading →</a></p>'],
    ['a French one', '<p>a</p><a href="https://e.org/">Lire la suite »</a>'],
    ['a Japanese one', '<p>a</p><p><a href="https://e.org/">続きを読む</a></p><p></p>'],
    [
      'an engine’s own',
      '<p>a</p><p>The post <a href="https://e.org/a">A</a> appeared first on <a href="https://e.org/">E</a>.</p>',
    ],
    [
      'an engine’s own in German',
      '<p>a</p><p>Der Beitrag <a href="https://e.org/a">A</a> erschien zuerst auf <a href="https://e.org/">E</a>.</p>',
    ],
    [
      'flares',
      '<p>a</p><div class="feedflare"><a href="https://feeds.feedburner.com/~ff/X?a=1"><img src="https://feeds.feedburner.com/~ff/X?d=1"></a></div>',
    ],
    [
      'a share bar by class',
      '<p>a</p><div class="sharedaddy sd-sharing-enabled"><h3>Share this:</h3><ul><li><a href="https://e.org/?share=x">X</a></li></ul></div>',
    ],
    [
      'a share bar in one line, and the footers before it',
      '<p>a</p><p><a href="https://e.org/1">Read more</a></p><p>The post <a href="https://e.org/1">T</a> appeared first on <a href="https://e.org/">E</a>.</p><p>Share: <a href="https://twitter.com/intent/tweet?url=x">Twitter</a> | <a href="https://www.facebook.com/sharer/sharer.php?u=x">Facebook</a></p>',
    ],
    [
      'a share bar by its links',
      '<p>a</p><ul><li><a href="https://twitter.com/intent/tweet?url=x">Tweet</a></li><li><a href="https://www.facebook.com/sharer/sharer.php?u=x"><img src="https://e.org/f.png"></a></li></ul>',
    ],
    ['hidden text', '<p>a</p><div style="display: none">b</div><p hidden>c</p>'],
  ])('lose %s', (_case, html) => {
    expect(cleanHtml(html)).toBe('<p>a</p>');
  });

  it.each([
    [
      'a link of the text',
      `<p>${link('https://e.org/', 'Read more about cats in our archive of cat stories')}</p>`,
    ],
    ['"read more" in the middle', `<p>${link('https://e.org/', 'Read more')}</p><p>a</p>`],
    ['a profile', `<p>${link('https://twitter.com/somebody', 'Somebody')} wrote</p>`],
    [
      'a sentence that links to a share page',
      `<p>${link('https://twitter.com/intent/tweet?text=x', 'Write to them what you think about the new law before Friday')}</p>`,
    ],
  ])('keep %s', (_case, html) => {
    expect(cleanHtml(html)).toBe(html);
  });
});

describe('orphans', () => {
  it.each([
    ['list items', '<li>a</li> <li>b</li>', '<ul><li>a</li><li>b</li></ul>'],
    ['terms', '<dt>a</dt><dd>b</dd>', '<dl><dt>a</dt><dd>b</dd></dl>'],
    ['a caption', '<figcaption>a</figcaption>', '<p>a</p>'],
    ['grouped terms', '<dl><div><dt>a</dt><dd>b</dd></div></dl>', '<dl><dt>a</dt><dd>b</dd></dl>'],
  ])('get a home: %s', (_case, html, expected) => {
    expect(cleanHtml(html)).toBe(expected);
  });
});

describe('embedded players', () => {
  const card = (kind: string, href: string, text: string): string =>
    `<p data-daybook="${kind}">${link(href, text)}</p>`;

  it.each([
    [
      'YouTube',
      '<iframe src="//www.youtube.com/embed/dQw4w9WgXcQ?rel=0" title="A film"></iframe>',
      card('video', 'https://www.youtube.com/watch?v=dQw4w9WgXcQ', 'A film'),
    ],
    [
      'YouTube without cookies',
      '<iframe src="https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ"></iframe>',
      card('video', 'https://www.youtube.com/watch?v=dQw4w9WgXcQ', 'YouTube'),
    ],
    [
      'Vimeo',
      '<iframe src="https://player.vimeo.com/video/12345678?h=1"></iframe>',
      card('video', 'https://vimeo.com/12345678', 'Vimeo'),
    ],
    [
      'Dailymotion',
      '<iframe src="https://www.dailymotion.com/embed/video/x12ab"></iframe>',
      card('video', 'https://www.dailymotion.com/video/x12ab', 'Dailymotion'),
    ],
    [
      'PeerTube',
      '<iframe src="https://tube.example/videos/embed/0a1b2c3d-4e5f"></iframe>',
      card('video', 'https://tube.example/w/0a1b2c3d-4e5f', 'tube.example'),
    ],
    [
      'a plug-in of old',
      '<object><param name="movie" value="http://www.youtube.com/v/dQw4w9WgXcQ"><embed src="http://www.youtube.com/v/dQw4w9WgXcQ"></object>',
      card('video', 'https://www.youtube.com/watch?v=dQw4w9WgXcQ', 'YouTube'),
    ],
    [
      'a lazily loaded one',
      '<iframe src="about:blank" data-src="https://player.vimeo.com/video/12345678?h=0123456789"></iframe>',
      card('video', 'https://vimeo.com/12345678/0123456789', 'Vimeo'),
    ],
    [
      'one that waits for its page',
      '<iframe src="about:blank" data-src="https://player.vimeo.com/video/12345678"></iframe>',
      card('video', 'https://vimeo.com/12345678', 'Vimeo'),
    ],
    [
      'another host',
      '<iframe src="https://maps.example/embed?x=1" title="Map"></iframe>',
      card('embed', 'https://maps.example/embed?x=1', 'Map'),
    ],
    [
      'a paragraph with a player',
      '<p>a<iframe src="https://player.vimeo.com/video/12345678"></iframe>b</p>',
      `<p>a</p>${card('video', 'https://vimeo.com/12345678', 'Vimeo')}<p>b</p>`,
    ],
  ])('become cards: %s', (_case, html, expected) => {
    expect(cleanHtml(html)).toBe(expected);
  });

  it.each([
    ['advertising', '<iframe src="https://googleads.g.doubleclick.net/x"></iframe>'],
    ['like buttons', '<iframe src="https://www.facebook.com/plugins/like.php?href=x"></iframe>'],
    ['invisible ones', '<iframe src="https://e.org/" width="0" height="0"></iframe>'],
  ])('go: %s', (_case, html) => {
    expect(cleanHtml(`<p>a</p>${html}`)).toBe('<p>a</p>');
  });

  it('keeps media that plays when it is told to', () => {
    expect(
      cleanHtml('<video src="a.mp4" poster="p.jpg" width="10" autoplay loop></video>', { baseUrl }),
    ).toBe(
      '<video controls="" preload="none" poster="https://example.org/p.jpg" width="10" src="https://example.org/a.mp4"></video>',
    );
    expect(
      cleanHtml('<audio><source src="a.ogg" type="audio/ogg"><source src="a.mp3">old</audio>', { baseUrl }),
    ).toBe(
      '<audio controls="" preload="none"><source src="https://example.org/a.ogg" type="audio/ogg"><source src="https://example.org/a.mp3"></audio>',
    );
  });
});

describe('what a reader would miss', () => {
  it.each([
    ['code with its language', '<pre data-language="c++"><code data-language="c++">a &lt; b</code></pre>'],
    ['ruby', '<p><ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby></p>'],
    ['terms', '<dl><dt>a</dt><dd>b</dd></dl>'],
    ['details', '<details open=""><summary>a</summary><p>b</p></details>'],
    [
      'abbreviations, times and isolates',
      '<p><abbr title="a b">ab</abbr> <time datetime="2026-03-01">x</time> <bdi>y</bdi></p>',
    ],
    ['ordered lists', '<ol start="3" type="a"><li value="5">a</li></ol>'],
    [
      'formulas',
      '<p><math display="block"><mfrac><mi>a</mi><mrow><mi>b</mi><mo>+</mo><mn>1</mn></mrow></mfrac></math></p>',
    ],
    [
      'edits',
      '<p><del datetime="2026-01-01">a</del><ins>b</ins> H<sub>2</sub>O x<sup>2</sup> <mark>m</mark> <kbd>k</kbd></p>',
    ],
  ])('stays: %s', (_case, html) => {
    expect(cleanHtml(html)).toBe(html);
  });

  it.each([
    [
      'in a class',
      '<pre><code class="hljs language-rust">a</code></pre>',
      '<pre><code data-language="rust">a</code></pre>',
    ],
    ['by a forge', '<div class="highlight highlight-source-js"><pre>a</pre></div>', '<pre>a</pre>'],
    ['by an old highlighter', '<pre class="brush: python; x">a</pre>', '<pre data-language="python">a</pre>'],
    ['where a language of people belongs', '<pre lang="bash">a</pre>', '<pre data-language="bash">a</pre>'],
    [
      'there, in short',
      '<pre><code lang="JS">a</code></pre>',
      '<pre><code data-language="js">a</code></pre>',
    ],
    ['but not of a poem', '<pre lang="fr">a</pre>', '<pre lang="fr">a</pre>'],
  ])('code’s language is read %s', (_case, html, expected) => {
    expect(cleanHtml(html)).toBe(expected);
  });

  it('leaves out languages that nobody speaks', () => {
    expect(cleanHtml('<p lang="python">a</p><p lang="fr-CA">b</p>')).toBe('<p>a</p><p lang="fr-CA">b</p>');
  });

  it('gives formulas that cannot be kept as text', () => {
    expect(cleanHtml('<math alttext="x^2"><mi><b>x</b></mi></math>')).toBe('<p><code>x^2</code></p>');
  });
});
