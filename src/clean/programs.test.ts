import { describe, expect, it } from 'vitest';
import { growsLinearly } from '../model/growth.test-kit.ts';
import { cleanHtml } from './clean-html.ts';

const options = { baseUrl: 'https://a.example/p/' };
const clean = (html: string): string => {
  const cleaned = cleanHtml(html, options);
  expect(cleanHtml(cleaned, options)).toBe(cleaned);
  return cleaned
    .replaceAll(' loading="lazy" decoding="async" referrerpolicy="no-referrer"', '')
    .replaceAll(' rel="noopener noreferrer"', '');
};
const data = (value: unknown): string =>
  `data-attrs="${JSON.stringify(value).replaceAll('&', '&amp;').replaceAll('"', '&quot;')}"`;

describe('what a script would make of data beside an empty element', () => {
  it('is the number that a counter reaches', () => {
    expect(clean('<p><span data-duration="2000" data-to-value="1,200">0</span> members</p>')).toBe(
      '<p>1,200 members</p>',
    );
    expect(clean('<p><span data-to-value="x">0</span></p>')).toBe('<p>0</p>');
  });

  it.each([
    [
      'a name in a sentence',
      `<p>As <span class="mention-wrap" ${data({ name: 'Ann Lee', id: 1, url: null })}></span> said</p>`,
      '<p>As Ann Lee said</p>',
    ],
    [
      'a name with a page',
      `<p>See <span class="mention-wrap" ${data({ name: 'Letters', url: 'https://b.example/l' })}></span>.</p>`,
      '<p>See <a href="https://b.example/l">Letters</a>.</p>',
    ],
    [
      'a formula',
      `<div class="latex-rendered" ${data({ persistentExpression: 'a < b^2', id: 'X' })}></div>`,
      '<p><code>a &lt; b^2</code></p>',
    ],
    [
      'pictures with a caption',
      `<div ${data({ gallery: { images: [{ src: 'https://b.example/1.png' }, { src: 'https://b.example/2.png' }], caption: 'Two' } })}></div>`,
      '<figure><img src="https://b.example/1.png" alt=""><img src="https://b.example/2.png" alt=""><figcaption>Two</figcaption></figure>',
    ],
    [
      'a post of a network',
      `<div ${data({ url: 'https://b.example/s/1', full_text: 'One &amp; two\nthree <a>d.example</a>', username: 'bo', name: 'Bo', like_count: 7, photos: [{ img_url: 'https://b.example/p.jpg' }] })}></div>`,
      '<blockquote><p>One &amp; two<br>three d.example</p><p><img src="https://b.example/p.jpg" alt=""></p><p>— <a href="https://b.example/s/1">Bo</a></p></blockquote>',
    ],
    [
      'a note',
      `<div ${data({ comment: { id: 5, body: 'Short.', name: 'Ann', handle: 'ann' } })}></div>`,
      '<blockquote><p>Short.</p><p>— <a href="https://substack.com/@ann/note/c-5">Ann</a></p></blockquote>',
    ],
    [
      'another page',
      `<div ${data({ title: 'Before', canonical_url: 'https://b.example/p/b', caption: 'How it began' })}></div>`,
      '<p><a href="https://b.example/p/b">Before</a></p><p>How it began</p>',
    ],
  ])('is shown: %s', (_case, html, expected) => {
    expect(clean(html)).toBe(expected);
  });

  it.each([
    ['that is no JSON', '<div data-attrs="{name"></div><p>a</p>'],
    ['that says nothing', `<div ${data({ id: 7 })}></div><p>a</p>`],
    ['that is a list', `<div ${data([{ title: 'a', url: 'https://b.example/' }])}></div><p>a</p>`],
    ['of an element with words', `<p ${data({ title: 'b', url: 'https://b.example/' })}>a</p>`],
    ['with a name that nothing says is a mention', `<div ${data({ name: 'b' })}></div><p>a</p>`],
  ])('is left out: %s', (_case, html) => {
    expect(clean(html)).toBe('<p>a</p>');
  });

  it('cannot bring in what the allow-list would not let through', () => {
    const html = `<div ${data({ full_text: '&lt;script&gt;alert(1)&lt;/script&gt;', name: '<b onclick=x>', url: 'javascript:alert(1)' })}></div>`;
    expect(clean(html)).toBe(
      '<blockquote><p>&lt;script&gt;alert(1)&lt;/script&gt;</p><p>— &lt;b onclick=x&gt;</p></blockquote>',
    );
  });

  it('takes time in proportion to the text', () => {
    const parts = (count: number): string =>
      `<div ${data({ full_text: '<&amp;'.repeat(50) })}></div>`.repeat(count);
    expect(growsLinearly((count) => cleanHtml(parts(count), options), 800)).toBe(true);
    const long = (count: number): string => `<div ${data({ full_text: '<a '.repeat(count) })}></div>`;
    expect(growsLinearly((count) => cleanHtml(long(count), options), 32_000)).toBe(true);
  });
});

describe('notes that only a style sets', () => {
  it('have a raised mark, and their number in their text', () => {
    const html = `<p>So.<a class="footnote-anchor" href="#footnote-1">1</a></p>
      <div class="footnote"><a class="footnote-number" href="#footnote-anchor-1">1</a><div class="footnote-content"><p>There.</p><p>Too.</p></div></div>`;
    expect(clean(html).replaceAll('\n', '')).toBe(
      '<p>So.<sup><a href="https://a.example/p/#footnote-1">1</a></sup></p>' +
        '<p><a href="https://a.example/p/#footnote-anchor-1">1</a> There.</p><p>Too.</p>',
    );
  });
});

describe('parts of a page that are no text', () => {
  it.each([
    ['a label for editors', '<label class="hide-text">Text keeps its spaces</label>'],
    ['the preview of a letter', '<span class="preheader">In this letter &#847; &zwnj;</span>'],
    ['a link to edit', '<span class="mw-editsection">[<a href="/e">edit</a>]</span>'],
    ['a counter of votes', '<div class="poll-info"><span>12</span><span>voters</span></div>'],
    ['a button of a quotation', '<a role="button" tabindex="0">Click to expand...</a>'],
    ['a button that copies a code', '<div class="code-copy"><span>Copy code</span></div>'],
    ['a button of a code', '<a href="#" onclick="selectCode(this); return false;">Select all</a>'],
    [
      'measures of a picture',
      '<div class="meta"><span class="filename">x</span><span class="informations">9 KB</span></div>',
    ],
    ['a button to subscribe', '<p><a href="https://b.example/subscribe?"><span>Subscribe now</span></a></p>'],
    ['a button to sign up', '<div><a href="https://b.example/#/portal/signup">Join</a></div>'],
    ['a button to share', '<p><a href="https://b.example/p/x?action=share">Share</a></p>'],
    ['a count of answers', '<p><a href="/p/#comments">12 Comments</a></p>'],
    ['a button to answer', '<p><a href="https://b.example/p/x/comments">Leave a comment</a></p>'],
  ])('are left out: %s', (_case, html) => {
    expect(clean(`<p>a</p>${html}<p>b</p>`)).toBe('<p>a</p><p>b</p>');
  });

  it.each([
    [
      'a link to subscribe in a sentence',
      '<p>Do <a href="https://b.example/subscribe">subscribe</a> today.</p>',
    ],
    [
      'a picture that leads there',
      '<p><a href="https://b.example/subscribe"><img src="https://b.example/x.png" alt=""></a></p>',
    ],
    ['a button to something else', '<p><a href="https://b.example/book">Buy the book</a></p>'],
  ])('are not: %s', (_case, html) => {
    expect(clean(html)).toBe(html);
  });

  it('are forms to sign up, and what offers to share', () => {
    const form = '<form><h2>Subscribe</h2><label>Address *</label><p><input type="email"></p></form>';
    expect(clean(`<p>a</p>${form}<p><strong>Share this:</strong></p><p>b</p>`)).toBe('<p>a</p><p>b</p>');
    const around = `<form><p>${'All of the text. '.repeat(30)}</p><input type="email"></form>`;
    expect(clean(around)).toContain('All of the text.');
    expect(clean('<form><p>A text.</p><input type="search"></form>')).toBe('<p>A text.</p>');
  });

  it('are not files that only a button leads to', () => {
    const button = '<a class="wp-block-file__button" href="https://b.example/r.pdf">Download</a>';
    expect(clean(`<div><a href="https://b.example/r.pdf">Report</a>${button}</div>`)).toBe(
      '<p><a href="https://b.example/r.pdf">Report</a></p>',
    );
    expect(clean(`<div>${button}</div>`)).toBe('<p><a href="https://b.example/r.pdf">Download</a></p>');
  });
});

describe('the end of a body', () => {
  it.each([
    [
      'where it was published first',
      '<hr><p><a href="/x">A</a> was originally published in <a href="/p">P</a> on Medium, where people are continuing the conversation by highlighting and responding to this story.</p>',
    ],
    [
      'who counts its listeners',
      '<p>Learn more about your ad choices. Visit <a href="https://h.example/adchoices">h.example/adchoices</a></p>',
    ],
    ['where to go on', '<p><a href="/x">Continue reading on Paper »</a></p>'],
    [
      'where it is talked about, and how much',
      '<p>Comments URL: <a href="https://n.example/1">https://n.example/1</a></p><p>Points: 10</p><p># Comments: 2</p>',
    ],
    ['whose program made a letter of it', '<hr><a href="https://b.example/">Powered by beehiiv</a>'],
    [
      'who made the feed',
      '<br><br><span>(Feed generated with <a href="https://f.example">FetchRSS</a>)</span>',
    ],
    [
      'who took it from its page',
      '<p><em>This entry passed through the <a href="https://f.example/">Full-Text RSS</a> service - ask there.</em></p>',
    ],
    [
      'what a topic has had',
      '<p><small>5 posts - 3 participants</small></p><p><a href="/t">Read full topic</a></p>',
    ],
    ['who posted it', '<p>Statistics: Posted by <a href="/u">bo</a> — Tue Mar 03, 2026 9:00 am</p><hr>'],
  ])('goes when it only says %s', (_case, html) => {
    expect(clean(`<p>a</p>${html}`)).toBe('<p>a</p>');
  });

  it.each([
    [
      'Danish',
      'Indlægget <a href="/p/one">One thing</a> blev først udgivet på <a href="https://a.example">A</a>.',
    ],
    [
      'Japanese',
      '投稿 <a href="/p/one">One thing</a> は <a href="https://a.example">A</a> に最初に表示されました。',
    ],
    [
      'Turkish',
      '<a href="/p/one">One thing</a> yazısı ilk önce <a href="https://a.example">A</a> üzerinde ortaya çıktı.',
    ],
  ])('goes when it names the item and its site: %s', (_case, html) => {
    const cleaned = (title: string): string => cleanHtml(`<p>a</p><p>${html}</p>`, { ...options, title });
    expect(cleaned('One thing')).toBe('<p>a</p>');
    expect(cleaned('Another')).toContain('One thing');
  });

  it('stays where a line ends it, or numbers are its words', () => {
    expect(clean('<p>a</p><hr>')).toBe('<p>a</p><hr>');
    expect(clean('<p>5 posts - 3 participants were removed</p>')).toContain('5 posts');
    expect(clean('<p>a</p><p>Points: 10 of 12</p>')).toContain('Points');
  });
});

describe('texts that wait for a script', () => {
  it.each([
    ['one that fades in', '<div style="visibility: hidden; opacity: 0;"><p>a</p></div>'],
    ['another page of a box', '<div role="tabpanel" hidden><p>a</p></div>'],
  ])('are shown: %s', (_case, html) => {
    expect(clean(html)).toBe('<p>a</p>');
  });

  it.each([
    ['for the list of letters', '<span style="display:none;visibility:hidden;opacity:0">x</span>'],
    ['for it, made small', '<div style="visibility:hidden;opacity:0;max-height:0px;font-size:1px">x</div>'],
    ['without fading', '<div style="visibility:hidden">x</div>'],
  ])('are not when they are hidden %s', (_case, html) => {
    expect(clean(`${html}<p>a</p>`)).toBe('<p>a</p>');
  });

  it('have a picture once where the one for pages without scripts stands first', () => {
    const html =
      '<figure><noscript><img src="/x.jpg"></noscript><img src="data:image/svg+xml,a" data-original="/y.jpg"></figure>';
    expect(clean(html)).toBe('<figure><img src="https://a.example/y.jpg" alt=""></figure>');
  });

  it('have the lines of code that stands inside code', () => {
    const html =
      '<pre><code><table><tr><td class="gutter"><pre>1\n2\n</pre></td><td><pre>a\nb\n</pre></td></tr></table></code></pre>';
    expect(clean(html)).toBe('<pre><code>a\nb\n</code></pre>');
  });
});

describe('code that a table sets', () => {
  it.each([
    [
      'SyntaxHighlighter',
      '<div class="syntaxhighlighter js"><table><tr><td class="gutter"><div class="line">1</div><div class="line">2</div></td><td class="code"><div class="container"><div class="line number1"><code>if</code> <code>(a) {</code></div><div class="line number2"><code>  b();</code></div></div></td></tr></table></div>',
    ],
    [
      'Crayon',
      '<div class="crayon-syntax"><table class="crayon-table"><tr><td class="crayon-nums"><div class="crayon-num">1</div><div class="crayon-num">2</div></td><td class="crayon-code"><div class="crayon-pre"><div class="crayon-line"><span>if</span> (a) {</div><div class="crayon-line">  b();</div></div></td></tr></table></div>',
    ],
    [
      'GitHub',
      '<table class="js-file-line-container"><tr><td class="blob-num" data-line-number="1"></td><td class="js-file-line"><span>if</span> (a) {</td></tr><tr><td class="blob-num"></td><td class="js-file-line">  b();</td></tr></table>',
    ],
  ])('has its lines, their blanks and no numbers: %s', (_case, html) => {
    expect(clean(html).replaceAll(/<\/?code>/g, '')).toBe('<pre>if (a) {\n  b();</pre>');
  });

  it('is not made of tables and boxes with such names but without lines', () => {
    expect(
      clean(
        '<pre><code class="language-js"><span class="line">a {</span><span class="line">  b</span></code></pre>',
      ),
    ).toBe('<pre><code data-language="js">a {\n  b</code></pre>');
    expect(
      clean('<div class="language-js"><span class="lang">js</span>\n<pre><code>a</code></pre></div>'),
    ).toBe('<pre><code>a</code></pre>');
    expect(
      clean(
        '<table><tr><td class="linenos"><div><pre><span>1</span>\n<span>2</span></pre></div></td><td><pre><code>a\nb</code></pre></td></tr></table>',
      ),
    ).toBe('<pre><code>a\nb</code></pre>');
    expect(clean('<div class="syntaxhighlighter"><p>a</p></div>')).toBe('<p>a</p>');
  });
});

describe('lines of services above a text', () => {
  it.each([
    [
      'votes and answers',
      '<p>submitted by ann<br>-12 points | <a href="/p/1">3 comments</a><br>One</p>',
      '<p>submitted by ann<br>One</p>',
    ],
    [
      'the same at the end',
      '<p>submitted by ann<br>1 point | <a href="/p/1">1 comment</a></p>',
      '<p>submitted by ann</p>',
    ],
    [
      'how a paper was announced',
      '<p>arXiv:2603.1v2 Announce Type: replace-cross<br>Abstract: It is.</p>',
      '<p>Abstract: It is.</p>',
    ],
  ])('go: %s', (_case, html, kept) => {
    expect(clean(html)).toBe(kept);
  });

  it('stay where they are words of a sentence', () => {
    expect(clean('<p>One<br>12 points | 3 comments came</p>')).toContain('12 points');
  });

  const head =
    '<span>One mill</span>\n\n<span><span>ann</span></span>\n\n<span><time datetime="2026-03-01">Sun</time>\n</span>';
  it('go where they say title, author and date, as Drupal writes them without classes', () => {
    expect(cleanHtml(`${head}<div><p>a</p></div>`, { ...options, title: 'One mill' })).toBe('<p>a</p>');
    expect(cleanHtml(`${head}<div><p>a</p></div>`, { ...options, title: 'Two' })).toContain('One mill');
    const sentence = '<p>One mill opens <time datetime="2026-03-01">Sun</time></p>';
    expect(cleanHtml(sentence, { ...options, title: 'One mill' })).toContain('opens');
  });
});

describe('letters to subscribers', () => {
  const end = '<a href="https://n.example/u?id=7">Unsubscribe</a>';
  it.each([
    [
      'where the letter is on the web',
      '<p><a href="https://n.example/">View this email in your browser</a></p>',
    ],
    ['the same in French', '<p><a href="https://n.example/">Voir cet e-mail dans votre navigateur</a></p>'],
    ['who ends the subscription', `<p><small>You signed up. ${end} | <a href="/s">Settings</a></small></p>`],
    ['the same in German', '<p>Kein Interesse mehr? <a href="/u?id=7">Abmelden</a></p>'],
  ])('lose what says %s', (_case, html) => {
    expect(clean(`<p>a</p>${html}<p>b</p>`)).toBe('<p>a</p><p>b</p>');
  });

  it.each([
    ['of the feed that a program made of them', '<a href="/f">Kill the Newsletter! feed settings</a>'],
    ['that ends the subscription', end],
  ])('lose the line above the link %s, where it is the last', (_case, link) => {
    expect(clean(`<p>a</p><hr>\n<p><small>${link}</small></p>\n`)).toBe('<p>a</p>');
    expect(clean(`<p>a</p><hr><p>${link}</p><p>b</p>`)).toBe('<p>a</p><hr><p>b</p>');
  });

  it('keep the other lines of the same paragraph, and a long line without the link', () => {
    expect(clean(`<p>One Street<br>${end}<br>Town</p>`)).toBe('<p>One Street<br>Town</p>');
    const long = 'All that the letter says. '.repeat(20);
    expect(clean(`<p>${long}${end}</p>`)).toBe(`<p>${long.trim()}</p>`);
  });

  it.each([
    ['a sentence about it', '<p>How to <a href="https://n.example/how">unsubscribe from your gym</a>.</p>'],
    ['a page to view', '<p><a href="https://n.example/">View the photos online</a></p>'],
  ])('keep %s', (_case, html) => {
    expect(clean(html)).toBe(html);
  });
});

describe('looks that only a style gives', () => {
  it('are a line break behind who is quoted', () => {
    expect(clean('<blockquote><div><cite>ann wrote:</cite>So it is.</div></blockquote>')).toBe(
      '<blockquote><p><cite>ann wrote:</cite><br>So it is.</p></blockquote>',
    );
    expect(clean('<blockquote><cite>Emma</cite>, chapter 1</blockquote>')).not.toContain('<br>');
  });

  it('are no empty lines between blocks', () => {
    expect(clean('<div dir="auto"><p>a</p><p><br></p><p>b</p><div><br></div></div>')).toBe(
      '<div dir="auto"><p>a</p><p>b</p></div>',
    );
  });

  it('are the caption of an encyclopedia’s picture', () => {
    const html =
      '<div class="thumbinner"><a href="/f"><img src="/x.jpg"></a><div class="thumbcaption">The X</div></div>';
    expect(clean(html)).toBe(
      '<figure><a href="https://a.example/f"><img src="https://a.example/x.jpg" alt=""></a><figcaption>The X</figcaption></figure>',
    );
  });
});
