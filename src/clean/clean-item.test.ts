import { describe, expect, it } from 'vitest';
import type { SafeHtml } from '../model/types.ts';
import {
  cleanerVersion,
  cleanFeed,
  cleanHtml,
  cleanItem,
  imageAddresses,
  plainText,
  rewriteImages,
  storedHtml,
} from './index.ts';

const options = { feedUrl: 'https://example.org/feed.xml' };

describe('cleanItem', () => {
  it.each([
    ['leads to the page of the item', 'https://example.org/1', '<a href="https://example.org/1#fn" '],
    ['is text where the item has no page', undefined, '<p>see 1 and '],
  ])('a link to a fragment %s, never to the feed', (_case, url, expected) => {
    const content_html = '<p>see <a href="#fn">1</a> and <a href=" #x">2</a></p>';
    const html = cleanItem({ ...(url !== undefined && { url }), content_html }, options).content_html;
    expect(html).toContain(expected);
    expect(html).not.toContain('feed.xml');
  });

  it.each(['https://example.org/feed.xml#fn', 'http://example.org/feed.xml#fn'])(
    'takes %s for a place in the text',
    (address) => {
      const item = { url: 'https://example.org/1', content_html: `<p>See <a href='${address}'>1</a>.</p>` };
      expect(cleanItem(item, options).content_html).toContain('<a href="https://example.org/1#fn" ');
    },
  );

  it('has no body where one only leads to the comments, which are named beside it', () => {
    const content_html = '<p><a href="https://e.org/item?id=1&amp;a=2">Comments</a></p>';
    const item = { url: 'https://example.org/1', content_html };
    const comments_url = 'https://e.org/item?id=1&a=2';
    expect(cleanItem({ ...item, _daybook: { comments_url } }, options).content_html).toBe('');
    expect(cleanItem(item, options).content_html).toContain('Comments');
  });

  it('has no body where one only names its page', () => {
    const content_html = '<p>Article URL: <a href="https://e.org/1">https://e.org/1</a></p>';
    expect(cleanItem({ url: 'https://e.org/1', content_html }, options).content_html).toBe('');
    expect(cleanItem({ url: 'https://e.org/2', content_html }, options).content_html).toContain('e.org/1');
  });

  it('cleans every field, drops e-mail addresses and keeps dates', () => {
    expect(
      cleanItem(
        {
          id: 'tag:example.org,2026:1',
          url: 'https://example.org/1?utm_source=rss',
          external_url: 'https://l.facebook.com/l.php?u=https%3A%2F%2Fe.org%2F',
          title: ' One\u202e <b> ',
          content_html: '<h1>One &lt;b&gt;</h1><p>a <a href="2">b</a></p>',
          summary: 'A\u0000 summary',
          image: '/i.png',
          date_published: '2026-03-01T09:30:00Z',
          authors: [{ name: 'A\u200b', url: 'javascript:alert(1)' }, { avatar: 'https://e.org/a.png' }],
          tags: ['x', ' x ', '\u200b'],
          language: 'fr-FR',
          attachments: [
            { url: 'https://op3.dev/e/media.example/a.mp3', mime_type: 'Audio/MPEG; x=y', size_in_bytes: 5 },
            { url: 'data:audio/mpeg,x', mime_type: 'audio/mpeg' },
          ],
          _daybook: {
            author_emails: ['a@example.org'],
            comments_url: '/1#comments',
            source: { title: '\u0000', url: 'ftp://e.org/' },
            categories: [{ term: 'x', scheme: 'https://e.org/s' }],
            location: { latitude: 1, longitude: 2 },
          },
        },
        options,
      ),
    ).toEqual({
      id: 'tag:example.org,2026:1',
      url: 'https://example.org/1',
      external_url: 'https://e.org/',
      title: 'One <b>',
      content_html: '<p>a <a href="https://example.org/2" rel="noopener noreferrer">b</a></p>',
      summary: 'A summary',
      image: 'https://example.org/i.png',
      date_published: '2026-03-01T09:30:00Z',
      authors: [{ name: 'A' }],
      tags: ['x'],
      language: 'fr-FR',
      attachments: [{ url: 'https://media.example/a.mp3', mime_type: 'audio/mpeg', size_in_bytes: 5 }],
      _daybook: {
        comments_url: 'https://example.org/1#comments',
        categories: [{ term: 'x', scheme: 'https://e.org/s' }],
        location: { latitude: 1, longitude: 2 },
        cleaner: cleanerVersion,
      },
    });
  });

  it('gives an item without anything an empty body', () => {
    expect(cleanItem({}, options)).toEqual({ content_html: '', _daybook: { cleaner: cleanerVersion } });
  });

  it.each([
    ['title', 500],
    ['summary', 5_000],
  ] as const)('cuts the %s at its limit', (field, limit) => {
    const text = cleanItem({ [field]: 'é'.repeat(limit + 1) }, options)[field];
    expect(text).toBe(`${'é'.repeat(limit - 1)}…`);
  });

  it('drops an address of 9 KB', () => {
    expect(cleanItem({ url: `https://e.org/${'a'.repeat(9_000)}` }, options).url).toBeUndefined();
  });
});

describe('cleanFeed', () => {
  it('cleans its own fields and keeps the items in order', () => {
    const feed = cleanFeed(
      {
        version: 'https://jsonfeed.org/version/1.1',
        title: 'A\u202e feed',
        home_page_url: 'javascript:alert(1)',
        feed_url: '/feed.xml?utm_medium=x',
        icon: 'data:image/svg+xml,x',
        hubs: [{ type: 'WebSub', url: 'https://hub.example/' }],
        items: [{ title: 'b' }, { title: 'a' }],
        _daybook: { format: 'rss 2.0', charset: 'utf-8', rights: '\u0000©' },
      },
      options,
    );
    expect(feed).toMatchObject({
      title: 'A feed',
      feed_url: 'https://example.org/feed.xml',
      hubs: [{ type: 'WebSub', url: 'https://hub.example/' }],
      _daybook: { format: 'rss 2.0', charset: 'utf-8', rights: '©' },
    });
    expect(Object.keys(feed)).not.toContain('home_page_url');
    expect(Object.keys(feed)).not.toContain('icon');
    expect(feed.items.map(({ title }) => title)).toEqual(['b', 'a']);
  });
});

describe('plainText', () => {
  it.each([
    ['entities', '<p>a &amp; b &lt;c&gt;</p>', 'a & b <c>'],
    ['paragraphs', '<p>a</p><p>b</p>', 'a\n\nb'],
    ['lists', '<ul><li>a</li><li>b</li></ul>', 'a\n\nb'],
    ['lines', '<p>a<br>b</p>', 'a\nb'],
    ['pictures', '<p>a <img src="https://e.org/a.png" alt="b"> c</p>', 'a b c'],
    ['cells', '<table><tr><th>a</th><th>b</th></tr><tr><td>c</td><td>d</td></tr></table>', 'a b\n\nc d'],
    ['code', '<pre>a\n  b</pre>', 'a\n  b'],
    ['white space', '<p>a\n   b</p>', 'a b'],
    ['fallbacks of ruby', '<p><ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby></p>', '漢kan'],
  ])('reads %s', (_case, html, expected) => {
    expect(plainText(cleanHtml(html))).toBe(expected);
  });
});

describe('storedHtml', () => {
  const clean = cleanHtml('<p>a <img src="https://e.org/a.png" alt="b"></p>');

  it('passes what this version wrote', () => {
    expect(storedHtml({ html: clean, cleaner: cleanerVersion })).toBe(clean);
    expect(storedHtml({ html: clean })).toBe(clean);
  });

  it.each([
    ['from an older version', { html: '<h1>a</h1>', cleaner: cleanerVersion - 1 }, '<h4>a</h4>'],
    ['of an unknown version, in another form', { html: '<P>a' }, '<p>a</p>'],
    ['of an unknown version that is not safe', { html: '<p onclick="alert(1)">a</p>' }, '<p>a</p>'],
    [
      'that says it is clean',
      { html: '<p>a</p><script>alert(1)</script>', cleaner: cleanerVersion },
      '<p>a</p>',
    ],
    ['that would close its container', { html: '</div><p>a</p>', cleaner: cleanerVersion }, '<p>a</p>'],
  ])('cleans text %s', (_case, stored, expected) => {
    expect(storedHtml(stored)).toBe(expected);
  });

  it('takes pictures out when none are wanted', () => {
    expect(storedHtml({ html: clean, cleaner: cleanerVersion }, { images: 'none' })).toBe('<p>a b</p>');
  });
});

describe('rewriteImages', () => {
  const html: SafeHtml = cleanHtml(
    '<p>a</p><picture><source srcset="https://e.org/a.webp"><img src="https://e.org/a.png" alt="A"></picture><p><a href="https://e.org/" rel="x">l</a> <img src="https://e.org/b.png" alt="B"></p><video src="https://e.org/v.mp4" poster="https://e.org/a.png"></video>',
    { rel: 'noopener noreferrer nofollow' },
  );

  const linkText = (host: string): string => `Image at ${host}`;
  const sizes = [
    { src: '/img/1-480.webp', width: 480 },
    { src: '/img/1.webp', width: 960 },
  ];
  const copy = { src: '/img/1.webp', width: 960, height: 640, sizes };
  const copyOf = (address: string) => (address === 'https://e.org/a.png' ? copy : undefined);

  it('puts copies in place of img, picture and poster, with their size', () => {
    expect(rewriteImages(html, { copyOf, linkText })).toBe(
      '<p>a</p><p><img src="/img/1.webp" srcset="/img/1-480.webp 480w, /img/1.webp 960w" sizes="auto, (max-width: 40rem) 100vw, 36rem" alt="A" width="960" height="640" loading="lazy" decoding="async"></p><p><a href="https://e.org/" rel="noopener noreferrer nofollow">l</a> <a href="https://e.org/b.png" rel="noopener noreferrer">B</a></p><video controls="" preload="none" poster="/img/1.webp" src="https://e.org/v.mp4"></video>',
    );
  });

  it.each([
    [
      'a link where there is none',
      '<img src="https://www.e.org/x.png">',
      '<a href="https://www.e.org/x.png" rel="noopener noreferrer">Image at e.org</a>',
    ],
    [
      'its text inside a link',
      '<a href="https://e.org/"><img src="https://e.org/x.png" alt="X &amp; Y"></a>',
      '<a href="https://e.org/" rel="noopener noreferrer">X &amp; Y</a>',
    ],
    [
      'words inside a link',
      '<a href="https://e.org/"><img src="https://e.org/x.png"></a>',
      '<a href="https://e.org/" rel="noopener noreferrer">Image at e.org</a>',
    ],
  ])('gives a picture without a copy %s', (_case, raw, expected) => {
    expect(rewriteImages(cleanHtml(`<p>a ${raw}</p>`), { copyOf, linkText })).toBe(`<p>a ${expected}</p>`);
  });

  it('leaves no picture of another host without copies, and none that is hidden', () => {
    const without = rewriteImages(html, { copyOf: () => undefined, linkText });
    expect(without).not.toMatch(/<img|poster|srcset/);
    const hidden = rewriteImages(html, { copyOf: () => 'hidden', linkText });
    expect(hidden).not.toMatch(/<img|poster|srcset|png/);
  });

  it('keeps the size that the author meant, in the shape of the pixels', () => {
    const small = cleanHtml('<p><img src="https://e.org/a.png" width="300" height="1"></p>');
    expect(rewriteImages(small, { copyOf, linkText })).toContain('width="300" height="200"');
    const large = cleanHtml('<p><img src="https://e.org/a.png" width="3000"></p>');
    expect(rewriteImages(large, { copyOf, linkText })).toContain('width="960" height="640"');
  });

  it('lets pictures inside the address pass', () => {
    const inside = cleanHtml(`<p><img src="data:image/png;base64,${'A'.repeat(80)}" alt="d"></p>`);
    expect(rewriteImages(inside, { copyOf: () => undefined, linkText })).toBe(inside);
  });
});

describe('languages', () => {
  it.each([
    ['he_IL', 'he-IL'],
    ['pt_BR.UTF-8', 'pt-BR'],
    ['sr_RS@latin', 'sr-RS'],
    [' zh-Hant-TW ', 'zh-Hant-TW'],
    ['jp', 'ja'],
    ['CN', 'zh-CN'],
    ['br', 'br'],
    ['en, fr', 'en'],
    ['en us', 'en-us'],
    ['de-', 'de'],
    ['se', 'se'],
    ['English', undefined],
    ['English language', undefined],
    ['x" onclick', undefined],
  ])('%s is %s', (written, expected) => {
    expect(cleanItem({ language: written }, { feedUrl: 'https://one.example/' }).language).toBe(expected);
  });
});

describe('imageAddresses', () => {
  it('names what rewriting asks for, each once, unescaped', () => {
    const html = cleanHtml(
      '<p><img src="https://e.org/a.png?x=1&amp;y=2" alt=\' src="https://no.example/"\'><img src="https://e.org/a.png?x=1&amp;y=2"></p><video src="https://e.org/v.mp4" poster="https://e.org/p.png"></video><video src="https://e.org/w.mp4"></video><audio src="https://e.org/a.mp3"></audio>',
    );
    const asked: string[] = [];
    rewriteImages(html, { copyOf: (address) => void asked.push(address), linkText: () => '' });
    expect(imageAddresses(html)).toEqual(['https://e.org/a.png?x=1&y=2', 'https://e.org/p.png']);
    expect([...new Set(asked)]).toEqual(imageAddresses(html));
  });
});
