import { describe, expect, it } from 'vitest';
import { growsLinearly } from '../model/growth.test-kit.ts';
import { cleanHtml } from './clean-html.ts';
import { closeSelfClosed, closeUnseen } from './self-closed.ts';

const clean = (html: string): string => {
  const cleaned = cleanHtml(html, { baseUrl: 'https://a.example/p/' });
  expect(cleanHtml(cleaned, { baseUrl: 'https://a.example/p/' })).toBe(cleaned);
  return cleaned.replaceAll(' loading="lazy" decoding="async" referrerpolicy="no-referrer"', '');
};
const link = (href: string, text = href): string => `<a href="${href}" rel="noopener noreferrer">${text}</a>`;
const picture = '<p><img src="https://a.example/x.jpg" alt=""></p>';
const tex = '<annotation encoding="application/x-tex">x</annotation>';

describe('pictures that wait for a script', () => {
  it.each([
    ['a name for loading', '<img src="/i/lazyload.gif#center" data-src="/x.jpg">'],
    ['a loader', '<img src="/i/loader.svg" data-lazy="/x.jpg">'],
    ['a blank JPEG', '<img src="/i/blank.jpg?v=2" data-echo="/x.jpg">'],
    ['a placeholder by its size', '<img src="/i/placeholder-800x600.png" data-original="/x.jpg">'],
    ['another name of the attribute', '<img data-hi-res-src="/x.jpg">'],
    ['an address of a shop', '<img data-image="/x.jpg">'],
    ['settings beside it', '<img data-lazy="{&quot;a&quot;:1}" data-full-src="/x.jpg">'],
    ['a set that is a placeholder', '<img srcset="data:image/gif;base64,R0" data-srcset="/x.jpg">'],
    ['a small one of which the page says so', '<img class="lazyload" src="/x-60.jpg" data-src="/x.jpg">'],
    ['a name of a forum', '<img src="/i/none.gif" file="/x.jpg">'],
    ['a name without its beginning', '<img lazy-src="/x.jpg">'],
    ['a name with its end', '<img data-flickity-lazyload="/x.jpg">'],
    ['an empty element', '<div class="ratio" data-src="/x.jpg"> </div>'],
    ['a background that is late', '<span data-bg="/x.jpg"></span>'],
    ['a background', '<div style="padding: 0; background-image: url(\'/x.jpg\')"></div>'],
  ])('show what they wait for: %s', (_case, html) => {
    expect(clean(html)).toContain('<img src="https://a.example/x.jpg"');
  });

  it.each([
    ['with another size beside it', '<img src="/x.jpg" data-src="/y.jpg">'],
    ['called after what they show', '<img src="/x.jpg" data-thumb-src="/y.jpg" data-image="12">'],
  ])('stay as they are when they are pictures already: %s', (_case, html) => {
    expect(clean(html)).toBe(picture);
  });

  it.each([
    ['an element with words', '<div data-src="/y.jpg">a</div>', '<p>a</p>'],
    ['an element with an address of something else', '<div data-url="/y"></div><p>a</p>', '<p>a</p>'],
    ['a drawing behind an element', '<div style="background: url(/y.png)"></div><p>a</p>', '<p>a</p>'],
  ])('are not made of %s', (_case, html, expected) => {
    expect(clean(html)).toBe(expected);
  });

  it.each([
    ['with its address in an attribute', '<img data-src="/x.jpg"><noscript><img src="/y.jpg"></noscript>'],
    ['of which the page says so', '<img class="lazy" src="/y.jpg"><noscript><img src="/x.jpg"></noscript>'],
    ['without an address', '<div><img></div> <noscript><a><img src="/x.jpg"></a></noscript>'],
    [
      'of a site’s own element',
      '<a-img src="/x.jpg"><img src="/x.jpg"><i></i></a-img> <noscript>&lt;img src="/y.jpg"&gt;</noscript>',
    ],
    ['of an empty element', '<div data-src="/x.jpg"></div><noscript><img src="/y.jpg"></noscript>'],
  ])('stand once where another is for pages without scripts: %s', (_case, html) => {
    expect(clean(html)).toBe(picture);
  });

  it.each([
    ['escaped for pages without scripts', '<noscript>&lt;img src="/x.jpg"&gt;</noscript>'],
    ['an element of a site', '<a-img src="/x.jpg"></a-img>'],
    ['an element of a site around a picture', '<a-img src="/y.jpg"><img src="/x.jpg"></a-img>'],
    ['a plug-in', '<object data="/x.jpg" type="image/jpeg"></object>'],
    ['another plug-in', '<embed src="/x.jpg">'],
    ['a frame', '<iframe src="/x.jpg"></iframe>'],
    ['the poster of a film without an address', '<video poster="/x.jpg"></video>'],
  ])('are read as pictures: %s', (_case, html) => {
    expect(clean(html)).toBe(picture);
  });

  it('leave words for pages without scripts as they are', () => {
    expect(clean('<noscript>&lt; 5 minutes</noscript>')).toBe('<p>&lt; 5 minutes</p>');
  });

  it('stand once by what describes them', () => {
    const html =
      '<figure><div><img src="/y.jpg?q=20" alt="A"></div> <img alt="A"> <noscript><img src="/x.jpg" alt="A"></noscript></figure>';
    expect(clean(html)).toContain('src="https://a.example/x.jpg"');
    expect(clean(html)).not.toContain('y.jpg');
  });

  it.each([
    ['a counter', '<img src="/x.jpg"><noscript><img src="/c?id=1" width="1" height="1"></noscript>'],
    ['words', '<img src="/x.jpg"><noscript>Scripts are off</noscript>'],
  ])('stay where what is for pages without scripts is %s', (_case, html) => {
    expect(clean(html)).toContain('src="https://a.example/x.jpg"');
  });

  it('stay both where nothing says that they are one', () => {
    const html = clean('<img src="/x.jpg"><noscript><img src="/y.jpg"></noscript>');
    expect(html).toContain('x.jpg');
    expect(html).toContain('y.jpg');
  });

  it.each([
    ['lazy-bones.jpg', 'loading-dock.jpg', 'gray-whale.jpg'],
    ['empty-house.png', 'pixelart.png', 'transparency.jpg'],
  ])('are not taken for placeholders by a word of their name: %s, %s, %s', (...names) => {
    for (const name of names)
      expect(clean(`<img src="/${name}">`)).toBe(`<p><img src="https://a.example/${name}" alt=""></p>`);
  });

  it('take the last source of a picture without an address', () => {
    const html =
      '<picture><source srcset="a.webp" type="image/webp"><source srcset="b.jpg 1x, c.jpg 2x"><img alt="P"></picture>';
    expect(clean(html)).toContain('<img src="https://a.example/p/b.jpg"');
  });

  it.each([
    ['a video', '<video data-src="v.mp4"></video>', 'src="https://a.example/p/v.mp4"'],
    [
      'a frame behind a question',
      '<iframe data-consent-src="https://f.example/1"></iframe>',
      'https://f.example/1',
    ],
  ])('are not the only ones: %s', (_case, html, expected) => {
    expect(clean(html)).toContain(expected);
  });
});

describe('elements of AMP and of light players', () => {
  it.each([
    ['a picture', '<amp-img src="/x.jpg" layout="fill"/>', picture],
    [
      'a picture with a fallback',
      '<amp-img src="/x.jpg"><noscript><img src="/x.jpg"></noscript></amp-img>',
      picture,
    ],
    [
      'a video',
      '<amp-video src="/v.mp4"></amp-video>',
      '<video controls="" preload="none" src="https://a.example/v.mp4"></video>',
    ],
    [
      'a player',
      '<amp-youtube data-videoid="abcdefgh"></amp-youtube>',
      `<p data-daybook="video">${link('https://www.youtube.com/watch?v=abcdefgh', 'YouTube')}</p>`,
    ],
    [
      'a light player',
      '<lite-youtube videoid="abcdefgh" playlabel="A talk"></lite-youtube>',
      `<p data-daybook="video">${link('https://www.youtube.com/watch?v=abcdefgh', 'A talk')}</p>`,
    ],
    [
      'a light player of Vimeo',
      '<lite-vimeo videoid="12345"></lite-vimeo>',
      `<p data-daybook="video">${link('https://vimeo.com/12345', 'Vimeo')}</p>`,
    ],
    [
      'a film by its address',
      '<oembed url="https://www.youtube.com/watch?v=abcdefgh"/><p>b</p>',
      `<p data-daybook="video">${link('https://www.youtube.com/watch?v=abcdefgh', 'YouTube')}</p><p>b</p>`,
    ],
    [
      'the address of a film on an empty element',
      '<div data-oembed-url="https://vimeo.com/12345"></div>',
      `<p data-daybook="video">${link('https://vimeo.com/12345', 'Vimeo')}</p>`,
    ],
    [
      'the id of a film on an empty element',
      '<div class="youtube-player" data-id="abcdefghijk"></div>',
      `<p data-daybook="video">${link('https://www.youtube.com/watch?v=abcdefghijk', 'YouTube')}</p>`,
    ],
    [
      'an element of a library',
      '<youtube-video controls src="https://youtu.be/abcdefgh"></youtube-video>',
      `<p data-daybook="video">${link('https://www.youtube.com/watch?v=abcdefgh', 'YouTube')}</p>`,
    ],
    ['a player that names nothing', '<amp-youtube>text</amp-youtube>', '<p>text</p>'],
  ])('are read: %s', (_case, html, expected) => {
    expect(clean(html)).toBe(expected);
  });
});

describe('frames of players', () => {
  const you = 'https://www.youtube.com/watch?v=abcdefghijk';
  it.each([
    [
      'https://player.bilibili.com/player.html?aid=1&bvid=BV1xx411c7mD&page=1',
      'https://www.bilibili.com/video/BV1xx411c7mD',
      'Bilibili',
    ],
    [
      '//www.bilibili.com/blackboard/html5mobileplayer.html?aid=170001',
      'https://www.bilibili.com/video/av170001',
      'Bilibili',
    ],
    ['https://embed.nicovideo.jp/watch/sm9', 'https://www.nicovideo.jp/watch/sm9', 'Niconico'],
    ['https://rutube.ru/play/embed/0a1b2c3d/', 'https://rutube.ru/video/0a1b2c3d/', 'Rutube'],
    ['https://streamable.com/e/abc123', 'https://streamable.com/abc123', 'Streamable'],
    ['https://www.loom.com/embed/0123456789abcdef', 'https://www.loom.com/share/0123456789abcdef', 'Loom'],
    ['https://odysee.com/$/embed/a-talk/0a1b2c?r=x', 'https://odysee.com/a-talk:0a1b2c', 'Odysee'],
    ['https://player.twitch.tv/?channel=anna&parent=a.example', 'https://www.twitch.tv/anna', 'Twitch'],
    [
      'https://www.arte.tv/embeds/fr/098765-000-A?autoplay=true',
      'https://www.arte.tv/fr/videos/098765-000-A/',
      'arte',
    ],
    ['https://vk.com/video_ext.php?oid=-12&id=345&hd=2', 'https://vk.com/video-12_345', 'VK'],
    [
      'https://player.youku.com/embed/XMTIzNDU2Nzg5',
      'https://v.youku.com/v_show/id_XMTIzNDU2Nzg5.html',
      'Youku',
    ],
    [
      'https://v.qq.com/txp/iframe/player.html?vid=a0123456789',
      'https://v.qq.com/x/page/a0123456789.html',
      'Tencent',
    ],
    ['https://asciinema.org/a/12345/iframe?t=5', 'https://asciinema.org/a/12345', 'asciinema'],
    ['https://www.youtube.com/watch?v=abcdefghijk', you, 'YouTube'],
    [`https://cdn.embedly.com/widgets/media.html?src=x&url=${encodeURIComponent(you)}&key=1`, you, 'YouTube'],
  ])('lead to the page of a film: %s', (frame, page, name) => {
    const html = `<iframe src="${frame.replaceAll('&', '&amp;')}"></iframe>`;
    expect(clean(html)).toBe(`<p data-daybook="video">${link(page, name)}</p>`);
  });

  it.each([
    [
      'https://open.spotify.com/embed/episode/0123456789abcdefghijkl?theme=0',
      'https://open.spotify.com/episode/0123456789abcdefghijkl',
      'Spotify',
    ],
    [
      'https://embed.podcasts.apple.com/us/podcast/a/id1?i=100',
      'https://podcasts.apple.com/us/podcast/a/id1?i=100',
      'Apple',
    ],
    [
      'https://www.instagram.com/p/Abc_123-x/embed/captioned/',
      'https://www.instagram.com/p/Abc_123-x/',
      'Instagram',
    ],
    [
      'https://platform.twitter.com/embed/Tweet.html?dnt=true&id=20123456',
      'https://x.com/i/status/20123456',
      'X',
    ],
    [
      'https://codepen.io/ann/embed/preview/abcXYZ?height=300',
      'https://codepen.io/ann/pen/abcXYZ',
      'CodePen',
    ],
    ['https://giphy.com/embed/abcdef12', 'https://giphy.com/gifs/abcdef12', 'Giphy'],
    [
      'https://www.mixcloud.com/widget/iframe/?hide_cover=1&feed=%2Fann%2Fa-mix%2F',
      'https://www.mixcloud.com/ann/a-mix/',
      'Mixcloud',
    ],
    ['https://imgur.com/a/AbCdE12/embed?pub=true', 'https://imgur.com/a/AbCdE12', 'Imgur'],
    ['https://gist.github.com/ann/0a1b2c3d.pibb', 'https://gist.github.com/ann/0a1b2c3d', 'GitHub'],
    [
      'https://www.facebook.com/plugins/post.php?href=https%3A%2F%2Fwww.facebook.com%2Fann%2Fposts%2F1&width=500',
      'https://www.facebook.com/ann/posts/1',
      'facebook.com',
    ],
    [
      'https://w.soundcloud.com/player/?url=https%3A//soundcloud.com/ann/song&color=0',
      'https://soundcloud.com/ann/song',
      'soundcloud.com',
    ],
    [
      'https://cdn.embedly.com/widgets/media.html?url=javascript%3Aalert(1)',
      'https://cdn.embedly.com/widgets/media.html?url=javascript%3Aalert(1)',
      'cdn.embedly.com',
    ],
  ])('lead to the page of what they hold: %s', (frame, page, name) => {
    const html = `<iframe src="${frame.replaceAll('&', '&amp;')}"></iframe>`;
    expect(clean(html)).toBe(`<p data-daybook="embed">${link(page, name)}</p>`);
  });
});

describe('tags that close themselves, as in XHTML', () => {
  it.each([
    [
      'a frame',
      'a<iframe src="https://f.example/"/>b',
      `<p>a</p><p data-daybook="embed">${link('https://f.example/', 'f.example')}</p><p>b</p>`,
    ],
    ['a script', 'a<script src="x" async />b', '<p>ab</p>'],
    ['an icon', '<p><i class="icon"/>b</p>', '<p>b</p>'],
    ['an icon without attributes', '<p><i/>b</p>', '<p>b</p>'],
    ['a heading', '<h2 id="x"/><p>b</p>', '<p>b</p>'],
    ['attributes over lines', '<p><b\n class="x"\n/>b</p>', '<p>b</p>'],
  ])('take nothing of what follows: %s', (_case, html, expected) => {
    expect(clean(html)).toBe(expected);
  });

  it.each([
    [
      'a slash of an address',
      '<a href=https://f.example/>b</a>',
      `<p>${link('https://f.example/', 'b')}</p>`,
    ],
    ['an element without a slash', '<p><i class="x">b</i></p>', '<p><i>b</i></p>'],
  ])('are told from others: %s', (_case, html, expected) => {
    expect(clean(html)).toBe(expected);
  });

  it.each([
    ['a frame', 'a<iframe src="https://f.example/"> <b>b</b>'],
    ['one before another', 'a<IFRAME src="https://f.example/"><b>b</b><iframe></iframe>'],
    ['one with a sign in its address', `a<iframe data-x="1 > 2" src='https://f.example/'><b>b</b>`],
  ])('take nothing where they have no end: %s', (_case, html) => {
    const frame = `<p data-daybook="embed">${link('https://f.example/', 'f.example')}</p>`;
    expect(clean(html)).toBe(`<p>a</p>${frame}<p><b>b</b></p>`);
  });

  it.each([
    ['a recording', 'a<video src="https://f.example/v.mp4"><p>b</p>'],
    [
      'one with sources',
      'a<video><source src="https://f.example/v.mp4"></source> <track src="t.vtt"><p>b</p>',
    ],
    ['one before another', 'a<VIDEO src="https://f.example/v.mp4"><p>b</p><video></video>'],
  ])('of media take nothing where they have no end: %s', (_case, html) => {
    expect(clean(html)).toMatch(/^<p>a<\/p><video [^>]*v\.mp4"><\/video><p>b<\/p>$/);
  });

  it('of scripts take nothing where they have no end but an address', () => {
    expect(clean('<p>a</p><script async src="https://f.example/widgets.js"><p>b</p>')).toBe(
      '<p>a</p><p>b</p>',
    );
    expect(clean('<p>a</p><script>write("<p>b</p>")')).toBe('<p>a</p>');
  });

  it.each([
    '<iframe>',
    '<iframe "',
    '</iframe',
    '<iframe ',
    '<video>',
    '<video><source ',
    '<audio "',
    '<script src=',
    '<script src="" ',
  ])('of what is unseen grow no faster: %s', (part) => {
    expect(growsLinearly((size) => closeUnseen(part.repeat(size)), 60_000)).toBe(true);
  });

  it.each(['select', 'title', 'noframes', 'button', 'template', 'map', 'applet', 'datalist'])(
    'take nothing where a form or the like has no end: %s',
    (name) => {
      expect(clean(`<p>a</p><${name} id="x"><p>b <b>c</b></p>`)).toBe('<p>a</p><p>b <b>c</b></p>');
    },
  );

  it('have no end where the next of its kind has one', () => {
    expect(clean('<select><option>a</select><p>b</p><select><p>c</p>')).toBe('<p>b</p><p>c</p>');
  });

  it.each(['<iframe>', '<iframe "', '</iframe', '<iframe ', '<select>', '<option><map>', '<title "'])(
    'of frames and the like grow no faster: %s',
    (part) => {
      expect(growsLinearly((size) => closeUnseen(part.repeat(size)), 60_000)).toBe(true);
    },
  );

  it.each(['<a b ', '<a b="', '<i x=y/ ', '<a '])('grow no faster than the text: %s', (part) => {
    expect(growsLinearly((size) => closeSelfClosed(`${part.repeat(size)}/>`), 60_000)).toBe(true);
  });
});

describe('formulas', () => {
  it.each([
    [
      'drawn letters beside them',
      `<span class="katex"><span class="katex-mathml"><math><semantics><mrow><mi>x</mi></mrow>${tex}</semantics></math></span><span class="katex-html" aria-hidden="true">x</span></span>`,
      '<p><math><mrow><mrow><mi>x</mi></mrow></mrow></math></p>',
    ],
    [
      'drawn letters before them',
      '<span><span aria-hidden="true">x</span><span><math><mi>x</mi></math></span></span>',
      '<p><math><mi>x</mi></math></p>',
    ],
    ['their source', '<p>a <script type="math/tex">x^2</script> b</p>', '<p>a <code>x^2</code> b</p>'],
    [
      'their source as a block',
      '<script type="math/tex; mode=display">x < 2</script>',
      '<p><code>x &lt; 2</code></p>',
    ],
    [
      'their source behind an empty preview',
      '<span class="MathJax_Preview"></span><script type="math/tex">x</script>',
      '<p><code>x</code></p>',
    ],
    [
      'their source behind what was set of it',
      '<span class="MathJax">x</span><script type="math/tex">y</script>',
      '<p>x</p>',
    ],
  ])('are shown once: %s', (_case, html, expected) => {
    expect(clean(html)).toBe(expected);
  });

  it('take no other hidden text with them', () => {
    expect(clean('<p><span aria-hidden="true">a</span> b</p>')).toBe('<p>a b</p>');
    expect(clean('<p>a<script type="text/x">x</script></p>')).toBe('<p>a</p>');
  });
});

describe('code', () => {
  it.each([
    [
      'numbers of lines in a cell',
      '<table><tr><td><pre>1\n2</pre></td><td><pre><code>a\n b</code></pre></td></tr></table>',
      '<pre><code>a\n b</code></pre>',
    ],
    [
      'numbers that begin later',
      '<table><tr><td>9<br>10</td><td><pre>a\nb</pre></td></tr></table>',
      '<pre>a\nb</pre>',
    ],
    [
      'an element for each line',
      '<pre><code><div>a</div><div>  b</div></code></pre>',
      '<pre><code>a\n  b</code></pre>',
    ],
    ['an element for each line, and a break', '<pre><p>a</p>\n<p>b</p></pre>', '<pre>a\nb</pre>'],
    ['a list of lines', '<pre><ol><li><span>a</span></li><li>b</li></ol></pre>', '<pre>a\nb</pre>'],
  ])('is what remains: %s', (_case, html, expected) => {
    expect(clean(html)).toBe(expected);
  });

  it('keeps numbers that count no lines', () => {
    expect(clean('<table><tr><td>3<br>7</td><td><pre>a</pre></td></tr></table>')).toBe(
      '<p>3<br>7</p><pre>a</pre>',
    );
  });
});

describe('what a style says about the text', () => {
  it.each([
    ['struck text', '<p><span style="text-decoration:line-through">a</span> b</p>', '<p><s>a</s> b</p>'],
    [
      'struck text, by its longer name',
      '<p style="color:red;text-decoration-line: underline line-through">a</p>',
      '<p><s>a</s></p>',
    ],
    [
      'text struck already',
      '<p><del style="text-decoration:line-through">a</del></p>',
      '<p><del>a</del></p>',
    ],
    ['its direction', '<p style="direction: rtl; margin:0">a</p>', '<p dir="rtl">a</p>'],
    ['the attribute goes before it', '<p dir="ltr" style="direction:rtl">a</p>', '<p dir="ltr">a</p>'],
    ['its lines', '<div style="white-space: pre-line">a\nb</div>', '<p>a<br>b</p>'],
    ['its lines inside others', '<p style="white-space:pre-wrap"><b>a\nb</b></p>', '<p><b>a<br>b</b></p>'],
    ['nothing of it', '<p style="white-space:nowrap;text-decoration:none">a\nb</p>', '<p>a\nb</p>'],
  ])('is kept: %s', (_case, html, expected) => {
    expect(clean(html)).toBe(expected);
  });
});

describe('what word processors write', () => {
  it.each([
    [
      'a text that is not bold in an element that is',
      '<b style="font-weight:normal;" id="docs-internal-guid-1"><p><span style="font-weight:700">a</span><span style="font-style:italic"> b</span> c</p></b>',
      '<p><b>a</b><i> b</i> c</p>',
    ],
    ['an upright emphasis', '<p><em style="font-style: normal">a</em></p>', '<p>a</p>'],
    [
      'both at once',
      '<p><font style="font-weight:bold;font-style:oblique">a</font></p>',
      '<p><b><i>a</i></b></p>',
    ],
    ['a weight of no account', '<p><span style="font-weight:400">a</span></p>', '<p>a</p>'],
    ['a bold heading', '<h2 style="font-weight:bold">a</h2>', '<h4>a</h4>'],
    ['bold blocks', '<span style="font-weight:bold"><p>a</p></span>', '<p>a</p>'],
  ])('is read as meant: %s', (_case, html, expected) => {
    expect(clean(html)).toBe(expected);
  });
});

describe('texts in unusual places', () => {
  it.each([
    ['a field that shows code', '<textarea readonly>a &lt;b&gt;</textarea>', '<pre>a &lt;b&gt;</pre>'],
    ['measures', '<p><meter value="0.6">60 %</meter> <output>5</output></p>', '<p>60 % 5</p>'],
    [
      'a button that is a link',
      '<a href="https://e.example/"><button>Go</button></a>',
      `<p>${link('https://e.example/', 'Go')}</p>`,
    ],
    ['a map of a picture with words in it', '<map name="m"><area href="/a"><p>a</p></map>', '<p>a</p>'],
    ['what a plug-in of old says without it', '<applet code="x"><param name="a">a</applet>', '<p>a</p>'],
    ['a button of the page', '<p>a<button>Copy</button></p>', '<p>a</p>'],
    [
      'a formula drawn in the address',
      '<p><img class="latex" alt="\\sum" src="data:image/svg+xml;base64,PHN2Zy8+"></p>',
      '<p><code>\\sum</code></p>',
    ],
    [
      'a drawing in the address',
      '<p><img alt="A chart" src="data:image/svg+xml,%3csvg/%3e"></p>',
      '<p>A chart</p>',
    ],
    ['a part of a mail', '<p><img alt="A chart" src="cid:part1@e.example"></p>', '<p>A chart</p>'],
    [
      'a file of the writer’s machine',
      '<p>a <img alt="A chart" src="file:///C:/a.png"></p>',
      '<p>a A chart</p>',
    ],
    ['a drawing of nothing', '<p>a<img alt="" src="data:image/svg+xml,%3csvg/%3e"></p>', '<p>a</p>'],
    [
      'a script of code',
      '<script src="https://gist.github.com/ann/0ab1.js"></script>',
      `<p data-daybook="embed">${link('https://gist.github.com/ann/0ab1', 'gist.github.com')}</p>`,
    ],
    [
      'a script of one file',
      '<script src="//gist.github.com/0ab1.js?file=a.ts"></script>',
      `<p data-daybook="embed">${link('https://gist.github.com/0ab1', 'gist.github.com')}</p>`,
    ],
    [
      'a script of a recording',
      '<script src="https://asciinema.org/a/1.js" async></script>',
      `<p data-daybook="embed">${link('https://asciinema.org/a/1', 'asciinema.org')}</p>`,
    ],
    [
      'any other script',
      '<p>a<script src="https://e.example/gist.github.com/a/1.js"></script></p>',
      '<p>a</p>',
    ],
    [
      'numbers beside lines',
      '<pre><span class="lineno">1 </span>a\n<a class="ln">2</a>b</pre>',
      '<pre>a\nb</pre>',
    ],
    [
      'numbers in cells',
      '<table><tr><td class="blob-num" data-n="1"></td><td><pre>a</pre></td></tr></table>',
      '<pre>a</pre>',
    ],
    ['words of that class', '<p><span class="ln">Line 1</span></p>', '<p>Line 1</p>'],
  ])('are found: %s', (_case, html, expected) => {
    expect(clean(html)).toBe(expected);
  });
});

describe('small things of engines', () => {
  it.each([
    [
      'an emoji drawn large',
      '<p>a <img class="wp-smiley emoji" alt="😀" src="https://e.example/1f600.png"></p>',
      '<p>a 😀</p>',
    ],
    [
      'a flag, a family, a key',
      '<p><img class="emoji" alt="🇩🇪" src="/a.png"><img class="emoji" alt="👨‍👩‍👧" src="/b.png"><img class="emoji" alt="1️⃣" src="/c.png"></p>',
      '<p>🇩🇪👨‍👩‍👧1️⃣</p>',
    ],
    [
      'a picture that is no emoji',
      '<p><img class="emoji" alt="12" src="/x.jpg"></p>',
      '<p><img src="https://a.example/x.jpg" alt="12"></p>',
    ],
    [
      'a photo described by one',
      '<p><img alt="😀" src="/x.jpg"></p>',
      '<p><img src="https://a.example/x.jpg" alt="😀"></p>',
    ],
    [
      'things to do',
      '<ul><li><input type="checkbox" checked disabled> a</li><li><input type=checkbox> b</li></ul>',
      '<ul><li>☑ a</li><li>☐ b</li></ul>',
    ],
    ['a field', '<p>a<input type="text" value="x"></p>', '<p>a</p>'],
    ['a mark beside a heading', '<h2>a <a href="#a" class="x">#</a></h2>', '<h4>a </h4>'],
    [
      'a heading that is a link',
      '<h2><a href="https://e.example/#a">C#</a></h2>',
      `<h4>${link('https://e.example/#a', 'C#')}</h4>`,
    ],
    [
      'an address alone',
      '<p>\nhttps://e.example/a?b=1&amp;c=2\n</p>',
      `<p>${link('https://e.example/a?b=1&amp;c=2')}</p>`,
    ],
    ['an address among words', '<p>See https://e.example/a</p>', '<p>See https://e.example/a</p>'],
    ['an address as code', '<pre>https://e.example/</pre>', '<pre>https://e.example/</pre>'],
  ])('are read as meant: %s', (_case, html, expected) => {
    expect(clean(html)).toBe(expected);
  });
});

describe('captions from before there was an element for them', () => {
  const figure = `<figure>${picture.slice(3, -4)}<figcaption>By Ann</figcaption></figure>`;

  it.each([
    [
      'WordPress',
      '<div class="wp-caption" style="width: 9px"><img src="/x.jpg"><p class="wp-caption-text">By Ann</p></div>',
    ],
    [
      'WordPress, as a list',
      '<dl class="wp-caption"><dt><img src="/x.jpg"></dt><dd class="wp-caption-dd">By Ann</dd></dl>',
    ],
    [
      'Blogger',
      '<table class="tr-caption-container"><tbody><tr><td><img src="/x.jpg"></td></tr><tr><td class="tr-caption">By Ann</td></tr></tbody></table>',
    ],
  ])('stand with their picture: %s', (_case, html) => {
    expect(clean(html)).toBe(figure);
  });

  it('keep all else that is there', () => {
    const html =
      '<div class="wp-caption"><img src="/x.jpg"><p>Text</p><p class="wp-caption-text">By Ann</p></div>';
    expect(clean(html)).toContain('Text');
    expect(clean('<div class="wp-caption"><img src="/x.jpg"></div>')).toContain('<img');
  });
});

describe('documents shown by plug-ins', () => {
  const card = `<p data-daybook="embed">${link('https://a.example/x.pdf', 'a.example')}</p>`;

  it.each([
    ['without words', '<object data="/x.pdf"></object>', card],
    ['with words alone', '<object data="/x.pdf">The paper</object>', `<p>The paper</p>${card}`],
    [
      'with a link of its own',
      '<object data="/x.pdf"><a href="/x.pdf">The paper</a></object>',
      `<p>${link('https://a.example/x.pdf', 'The paper')}</p>`,
    ],
    ['that need Flash', '<object data="/x.swf">No Flash</object>', '<p>No Flash</p>'],
  ])('are led to: %s', (_case, html, expected) => {
    expect(clean(html)).toBe(expected);
  });
});
