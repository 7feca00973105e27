import { describe, expect, it } from 'vitest';
import { growsLinearly } from '../../model/growth.test-kit.ts';
import type { ParsedItem } from '../../model/types.ts';
import { parseFeed } from '../index.ts';

const namespaces = [
  'dc="http://purl.org/dc/elements/1.1/"',
  'itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"',
  'googleplay="http://www.google.com/schemas/play-podcasts/1.0"',
  'feedburner="http://rssnamespace.org/feedburner/ext/1.0"',
  'content="http://purl.org/rss/1.0/modules/content/"',
  'media="http://search.yahoo.com/mrss/"',
].map((declaration) => `xmlns:${declaration}`);

/** The only item of an RSS feed without a language. */
function item(inside: string): ParsedItem | undefined {
  const xml = `<rss version="2.0" ${namespaces.join(' ')}><channel><item>${inside}</item></channel></rss>`;
  const result = parseFeed(Buffer.from(xml), { url: 'https://example.org/feeds/news.xml' });
  return 'feed' in result ? result.feed.items[0] : undefined;
}

describe('the authors of an RSS item', () => {
  it.each([
    ['ann@example.org (Ann (Annie) Lee)', 'Ann (Annie) Lee'],
    ['Ann Lee (Editor) &lt;ann@example.org&gt;', 'Ann Lee (Editor)'],
    ['ann@example.org [Ann Lee]', 'Ann Lee'],
    ['ann@example.org (Ann Lee) (Paris)', '(Ann Lee) (Paris)'],
    ['Ann Lee (mailto:ann@example.org)', 'Ann Lee'],
    ['"Lee, Ann" &lt;ann@example.org&gt;', 'Lee, Ann'],
    ['&lt;ann@example.org&gt;', 'ann'],
    ['ann@example.org ()', 'ann'],
    ['Ann ann@example.org Lee', 'Ann Lee'],
    ['Ann Lee (ann@example.org) (lee@example.org)', 'Ann Lee'],
    ['ann@example.org &lt;Ann Lee&gt;', 'Ann Lee'],
    ['Ann &lt;i&gt;Lee&lt;/i&gt;', 'Ann Lee'],
    ['Ann Lee (@ann)', 'Ann Lee (@ann)'],
    ['&lt;a.lee@example.org&gt;', 'a.lee'],
    ['"Lee, Ann" &lt;a@example.org&gt;', 'Lee, Ann'],
    ['Ann Lee | ann@example.org', 'Ann Lee'],
    ['ann@example.org / Ann Lee', 'Ann Lee'],
    ['(Ann Lee)', 'Ann Lee'],
    ['Ann Lee ()', 'Ann Lee'],
    ['Ann Lee &lt;&gt;', 'Ann Lee'],
    ['Ann (Annie) Lee', 'Ann (Annie) Lee'],
    ['https://example.org/ann', 'https://example.org/ann'],
    ['<a href="/ann">Ann Lee</a>', 'Ann Lee'],
    ['by <a href="/ann">Ann Lee</a>', 'Ann Lee'],
    ['By Ann Lee and Bob Roe', 'Ann Lee and Bob Roe'],
    ['Posted by: Ann Lee', 'Ann Lee'],
    ['By the way', 'By the way'],
    ['Byron Lee', 'Byron Lee'],
    ['{"name":"Ann Lee","url":"https://e.example/ann"}', 'Ann Lee'],
    ['{"name"=>"Ann Lee", "email"=>"ann@example.org"}', 'Ann Lee'],
    ['{:name=>"Ann Lee", :twitter=>"ann"}', 'Ann Lee'],
    ["{'username': 'ann', 'display_name': 'Ann Lee'}", 'Ann Lee'],
    ["['Ann O'Lee']", "Ann O'Lee"],
    ['[Ann Lee]', 'Ann Lee'],
    ['{Ann}', '{Ann}'],
    ['<span><b>x</b></span><strong>Ann Lee</strong>', 'Ann Lee'],
    ['<name>Ann Lee</name><title>Editor</title>', 'Ann Lee'],
  ])('%s', (author, name) => {
    expect(item(`<author>${author}</author>`)?.authors).toEqual([{ name }]);
  });
});

it.each([
  'ann@example.org (Ann Lee), bob@example.org (Bob Roe)',
  'Ann Lee &lt;ann@example.org&gt;; Bob Roe &lt;bob@example.org&gt;',
  'Ann Lee (ann@example.org) and Bob Roe (bob@example.org)',
])('names everybody of several mailboxes: %s', (author) => {
  expect(item(`<author>${author}</author>`)).toMatchObject({
    authors: [{ name: 'Ann Lee' }, { name: 'Bob Roe' }],
    _daybook: { author_emails: ['ann@example.org', 'bob@example.org'] },
  });
});

it.each(['["Ann Lee", "Bob Roe"]', "['Ann Lee', 'Bob Roe']", '[{"name":"Ann Lee"},{"name":"Bob Roe"}]'])(
  'names everybody of a list that a template printed: %s',
  (author) => {
    const authors = [{ name: 'Ann Lee' }, { name: 'Bob Roe' }];
    expect(item(`<author>${author}</author>`)?.authors).toEqual(authors);
    expect(item(`<itunes:author>${author}</itunes:author>`)?.authors).toEqual(authors);
  },
);

it.each([
  '<a href="/ann">Ann Lee</a>, <a href="/bob">Bob Roe</a>',
  '<a href="/ann">Ann Lee</a> and <a href="/bob">Bob Roe</a>',
  '<span>Ann Lee</span> &amp; <span>Bob Roe</span>',
  '<ul><li>Ann Lee</li> <li>Bob Roe</li></ul>',
])('names everybody who has an element of HTML: %s', (author) => {
  const authors = [{ name: 'Ann Lee' }, { name: 'Bob Roe' }];
  const escaped = author.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  expect(item(`<author>${escaped}</author>`)?.authors).toEqual(authors);
  expect(item(`<dc:creator>${escaped}</dc:creator>`)?.authors).toEqual(authors);
});

it('takes the parts of one name for one', () => {
  const author = '&lt;span>Ann&lt;/span> &lt;span>Lee&lt;/span>';
  expect(item(`<author>${author}</author>`)?.authors).toEqual([{ name: 'Ann Lee' }]);
});

it('publishes no mailbox of a list that a template printed', () => {
  expect(item('<author>["ann@example.org", "Bob Roe"]</author>')).toMatchObject({
    authors: [{ name: 'ann' }, { name: 'Bob Roe' }],
    _daybook: { author_emails: ['ann@example.org', undefined] },
  });
});

describe('what a program left where a text should stand', () => {
  const left = [
    '[object Object]',
    '[object Object],[object Object]',
    '{{ post.title }}',
    '#{title}',
    '{% title %}',
  ];
  it.each([...left, '&lt;%= title %&gt;'])('%s is no title, text, label or name', (text) => {
    const fields = ['title', 'description', 'category', 'author'].map((name) => `<${name}>${text}</${name}>`);
    expect(item(`<guid>1</guid>${fields.join('')}`)).toEqual({ id: '1' });
  });

  it.each(['{{ }}', '[object]', '$1 {x}', '#{1', '<object>', '#{ price } in Ruby'])(
    '%s is a title',
    (text) => {
      expect(item(`<title><![CDATA[${text}]]></title>`)?.title).toBe(text);
    },
  );

  it.each(['N/A', 'Array', '{"twitter"=>"daybook"}'])('%s is nobody', (author) => {
    expect(item(`<guid>1</guid><author>${author.replace('>', '&gt;')}</author>`)).toEqual({ id: '1' });
  });
});

it('takes the job title of an author for no title', () => {
  const author = '<author><name>Ann Lee</name><title>Editor</title></author>';
  expect(item(`${author}<title>News</title>`)).toMatchObject({
    title: 'News',
    authors: [{ name: 'Ann Lee' }],
  });
  expect(item(author)).not.toHaveProperty('title');
  const closedLate = '<author><name>Ann Lee</name><title>News</title><guid>1</guid></author>';
  expect(item(closedLate)).toMatchObject({ id: '1', title: 'News', authors: [{ name: 'Ann Lee' }] });
  const unclosed = '<author><name>Ann Lee</name><title>News</title>';
  expect(item(unclosed)).toMatchObject({ title: 'News', authors: [{ name: 'Ann Lee' }] });
});

it.each(['N/A', 'none', 'NaN', '-', '[object Object]', '{{ item.url }}'])(
  'takes %s for no id and no address',
  (text) => {
    const read = item(`<title>x</title><guid>${text}</guid><link>${text}</link>`);
    expect([read?.id, read?.url]).toEqual([undefined, undefined]);
  },
);

it.each([
  ['of arXiv at its commas', 'oai:arXiv.org:2603.1v1', ['Ann Lee', 'Bo Roe']],
  ['of others not', '1', ['Ann Lee, Bo Roe']],
])('parts people in one line %s', (_case, guid, names) => {
  const read = item(`<guid>${guid}</guid><dc:creator>Ann Lee, Bo Roe</dc:creator>`);
  expect(read?.authors?.map(({ name }) => name)).toEqual(names);
});

it('reads a sitemap of news without its namespaces', () => {
  const xml =
    '<urlset><url><loc>https://e.example/a</loc><news:news><news:title>One</news:title></news:news></url></urlset>';
  const result = parseFeed(Buffer.from(xml), { url: 'https://e.example/news.xml' });
  expect('feed' in result && result.feed.items).toEqual([{ title: 'One', url: 'https://e.example/a' }]);
});

describe('a note in the place of its title', () => {
  const long = 'word '.repeat(120).trim();
  const link = '&lt;a href="https://b.example/"&gt;one&lt;/a&gt;';

  it.each([
    [
      'is the text if it links to something',
      `See ${link}!`,
      undefined,
      'See <a href="https://b.example/">one</a>!',
    ],
    ['is the text if it is too long', long, undefined, long],
    ['is a title if it is a link as a whole', link, 'one', undefined],
    [
      'is a title if it says how to link',
      'What &amp;lt;a href&amp;gt; means',
      'What <a href> means',
      undefined,
    ],
  ])('%s', (_case, text, title, html) => {
    const read = item(`<guid>1</guid><title>${text}</title>`);
    expect([read?.title, read?.content_html]).toEqual([title, html]);
  });

  it('is a title beside a text', () => {
    const read = item(`<title>See ${link}</title><description>Text</description>`);
    expect([read?.title, read?.content_html]).toEqual(['See one', 'Text']);
  });
});

describe('an address of an item that a template got wrong', () => {
  const link = (text: string): string | undefined => {
    const xml = `<rss><channel><link>https://one.com/</link><item><link>${text}</link></item></channel></rss>`;
    const result = parseFeed(Buffer.from(xml), { url: 'https://one.com/feed.xml' });
    return 'feed' in result ? result.feed.items[0]?.url : undefined;
  };

  it.each([
    ['its slash is missing', 'https://one.comblog/a', 'https://one.com/blog/a'],
    ['its slash is missing before a year', 'https://one.com2026/a', 'https://one.com/2026/a'],
    ["its host is the author's own machine", 'http://localhost:4000/a', 'https://one.com/a'],
    ['its host stands for a folder', '/one.com/a', 'https://one.com/a'],
    ['its folder stands for a host', '//blog/a', 'https://one.com/blog/a'],
  ])('is mended: %s', (_case, text, expected) => {
    expect(link(text)).toBe(expected);
  });

  it.each([
    'https://one.community/a',
    'https://one.com.au/a',
    'https://one.com:81/a',
    'https://one.com-2.org/a',
  ])('stays if it can be another: %s', (text) => {
    expect(link(text)).toBe(text);
  });
});

it.each(['0', 'none-of-us', 'a.b'])('takes %s for an id', (text) => {
  expect(item(`<title>x</title><guid>${text}</guid>`)?.id).toBe(text);
});

describe('an address', () => {
  it.each([
    ['that was escaped twice', 'https://e.example/?a=1&amp;amp;b=2', 'https://e.example/?a=1&b=2'],
    ['in brackets', '&lt;https://e.example/1&gt;', 'https://e.example/1'],
    ['with a section’s marks', '&lt;![CDATA[https://e.example/1]]>', 'https://e.example/1'],
    ['that a link holds', '&lt;a href="https://e.example/1"&gt;News&lt;/a&gt;', 'https://e.example/1'],
    ['that is markup', '&lt;b&gt;https://e.example/1&lt;/b&gt;', undefined],
    ['in quotation marks', '"https://e.example/1"', 'https://e.example/1'],
    ['with characters without width', '\u200bhttps://e.example/1\u200b', 'https://e.example/1'],
    ['before another one', 'https://e.example/1, https://e.example/2', 'https://e.example/1'],
    ['over lines', 'https://e.example/\n  1', 'https://e.example/1'],
    ['with one inside', 'https://e.example/?u=https://f.example/', 'https://e.example/?u=https://f.example/'],
    ['that is an identifier', '38dc2ff1-4207-4c04-93f3-2dafb0e559d9', undefined],
  ])('%s', (_, written, url) => {
    expect(item(`<link>${written}</link>`)?.url).toBe(url);
  });

  it('in an attribute with a section’s marks', () => {
    const url = 'https://e.example/1.mp3?a=1&b=2';
    expect(item(`<enclosure url="<![CDATA[${url}]]>" type="audio/mpeg"/>`)?.attachments).toEqual([
      { url, mime_type: 'audio/mpeg' },
    ]);
  });
});

describe('an author’s page', () => {
  const ann = { name: 'Ann Lee', url: 'https://e.example/@ann.lee' };
  it.each([
    ['Ann Lee https://e.example/@ann.lee', ann],
    ['Ann Lee (https://e.example/@ann.lee)', ann],
    ['Ann Lee &lt;https://e.example/@ann.lee&gt;', ann],
    ['Ann [https://e.example/@ann.lee] Lee &lt;ann@example.org&gt;', ann],
    ['ann@example.org (https://e.example/@ann.lee)', { url: ann.url }],
  ])('beside the name %s', (author, expected) => {
    expect(item(`<author>${author}</author>`)?.authors).toEqual([expected]);
  });
});

describe('the address of the comments', () => {
  it.each([
    ['https://example.org/1#comments', 'https://example.org/1#comments'],
    ['\n  /1#comments\n', 'https://example.org/1#comments'],
    ['#comments', 'https://example.org/feeds/news.xml#comments'],
    ['comments.php?id=1', 'https://example.org/feeds/comments.php?id=1'],
    ['?comments=1', 'https://example.org/feeds/news.xml?comments=1'],
    ['https://example.org/a b', 'https://example.org/a%20b'],
    ['Comments', undefined],
    ['12', undefined],
    ['5 comments. Read them', undefined],
  ])('%j', (text, expected) => {
    expect(item(`<comments>${text}</comments>`)?._daybook?.comments_url).toBe(expected);
  });
});

describe('the language of an item', () => {
  it.each([
    ['of the item', '<description>x</description>', undefined],
    [
      'of its body',
      '<content:encoded xml:lang="fr">x</content:encoded><description xml:lang="de">y</description>',
      'fr',
    ],
    ['of the summary that is its body', '<description xml:lang="de">y</description>', 'de'],
    [
      'that is named beside its body',
      '<language>it</language><description xml:lang="de">y</description>',
      'it',
    ],
  ])('is the one %s', (_case, inside, expected) => {
    expect(item(`<title>x</title>${inside}`)?.language).toBe(expected);
  });
});

describe('attributes with the prefix of their element', () => {
  it.each([
    [
      'a file',
      '<media:content media:url="/1.mp3" media:type="audio/mpeg"/>',
      { attachments: [{ url: 'https://example.org/1.mp3', mime_type: 'audio/mpeg' }] },
    ],
    ['a picture', '<itunes:image itunes:href="/1.png"/>', { image: 'https://example.org/1.png' }],
    ['a link', '<atom:link atom:rel="alternate" atom:href="/1"/>', { url: 'https://example.org/1' }],
    [
      'the first that is there',
      '<itunes:image itunes:href="/1.png" href="/2.png"/>',
      { image: 'https://example.org/1.png' },
    ],
  ])('count for %s', (_case, inside, expected) => {
    expect(item(`<title>x</title>${inside}`)).toMatchObject(expected);
  });
});

it('believes a file’s type before its medium', () => {
  const film = '<media:content url="https://example.org/1.mp4" type="video/mp4" medium="image"/>';
  const read = item(film);
  expect(read?.attachments).toEqual([{ url: 'https://example.org/1.mp4', mime_type: 'video/mp4' }]);
  expect(read).not.toHaveProperty('image');
});

describe('an Atom title that is escaped twice', () => {
  it.each([
    ['&amp;lt;b&amp;gt;Bold&amp;lt;/b&amp;gt; words', 'Bold words'],
    ['&amp;lt;table&amp;gt; is back', '<table> is back'],
    ['&lt;table&gt; &lt;i&gt;is&lt;/i&gt; back', 'is back'],
  ])('%s', (title, expected) => {
    expect(item(`<atom:title type="html">${title}</atom:title>`)?.title).toBe(expected);
  });
});

it.each([
  ['## A heading', 'A heading'],
  ['**Strong words**', 'Strong words'],
  ['**Some** strong **words**', '**Some** strong **words**'],
  ['# 12: An episode', '# 12: An episode'],
  ['##', '##'],
])('a title in Markdown: %s', (title, expected) => {
  expect(item(`<title>${title}</title>`)?.title).toBe(expected);
});

describe('JSON Feed', () => {
  const json = (id: string, name = '"id"'): string[] => {
    const text = `{"version":"https://jsonfeed.org/version/1.1","title":"x","items":[{"title":"x",${name} : ${id} },{${name}:${id.replace(/\d$/, '9')},"title":"x"}]}`;
    const result = parseFeed(Buffer.from(text), { url: 'https://example.org/feed.json' });
    return 'feed' in result ? result.feed.items.map(({ id: own }) => String(own)) : [];
  };
  it.each(['12', '1234567890123456', '1234567890123456781', '123456789012345678901234567891'])(
    'keeps the id %s to its last digit',
    (id) => {
      expect(json(id)).toEqual([id, id.replace(/\d$/, '9')]);
    },
  );

  it.each(['"guid"', '"_id"', "'id'", 'id', '"post_id"', '"tweetId"'])(
    'does so where it is written %s',
    (name) => {
      expect(json('1234567890123456781', name)).toEqual(['1234567890123456781', '1234567890123456789']);
    },
  );

  it('reads ids in time, whatever stands before them', () => {
    expect(growsLinearly((size) => json(`${' '.repeat(size)}12345678901234567`), 200_000)).toBe(true);
  });
});

describe('podcasts', () => {
  it('have their text in Google’s vocabulary, too', () => {
    const longer =
      '<itunes:subtitle>Short</itunes:subtitle><googleplay:description>A longer text</googleplay:description>';
    expect(item(longer)).toMatchObject({ content_html: 'A longer text', summary: 'Short' });
  });

  const burned = '<enclosure url="https://burner.example/1.mp3" type="audio/mpeg" length="9"/>';
  const original = '<feedburner:origEnclosureLink>https://example.org/1.mp3</feedburner:origEnclosureLink>';
  const file = { mime_type: 'audio/mpeg', size_in_bytes: 9 };
  it.each([
    ['its own', burned + original, [{ ...file, url: 'https://example.org/1.mp3' }]],
    ['FeedBurner’s where no other is named', burned, [{ ...file, url: 'https://burner.example/1.mp3' }]],
    [
      'its own once',
      `${burned}${original}<media:content url="https://example.org/1.mp3" type="audio/mpeg"/>`,
      [{ ...file, url: 'https://example.org/1.mp3' }],
    ],
    ['its own where only that is named', original, undefined],
  ])('have a file at %s address', (_case, inside, expected) => {
    expect(item(`<title>x</title>${inside}`)?.attachments).toEqual(expected);
  });

  it('keep two enclosures apart', () => {
    const two = `${burned}${burned.replace('1.mp3', '2.mp3')}${original}`;
    expect(item(two)?.attachments?.map(({ url }) => url)).toEqual([
      'https://burner.example/1.mp3',
      'https://burner.example/2.mp3',
    ]);
  });
});

it.each([
  '<enclosure url="/1.mp3" length="1,024,000"/>',
  '<enclosure url="/1.mp3" size="1024000"/>',
  '<enclosure link="/1.mp3" length="1024000"/>',
])('reads the file %s', (enclosure) => {
  expect(item(enclosure)?.attachments).toEqual([
    { url: 'https://example.org/1.mp3', mime_type: 'audio/mpeg', size_in_bytes: 1_024_000 },
  ]);
});

it.each([
  '<a-img src="https://example.org/1.jpg"></a-img>',
  '<amp-img src="https://example.org/1.jpg"></amp-img>',
  '<lite-youtube videoid="abcdefgh"></lite-youtube>',
  '<oembed url="https://youtu.be/abcdefgh"></oembed>',
])('takes a body that is only %s for markup, and no empty one', (picture) => {
  const body = `<content:encoded><![CDATA[${picture}]]></content:encoded>`;
  expect(item(`<description>A line</description>${body}`)).toMatchObject({
    content_html: picture,
    summary: 'A line',
  });
});

it('takes names of elements in a text for words', () => {
  const text = 'How <my-app src="x"> works';
  expect(item(`<title>${text.replace('<', '&lt;')}</title>`)).toMatchObject({ title: text });
});

it('goes by what RDF says an item is about, without a prefix, too', () => {
  const result = parseFeed(
    Buffer.from(
      '<rdf:RDF xmlns="http://purl.org/rss/1.0/" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">' +
        '<item about="https://example.org/1"><title>x</title></item></rdf:RDF>',
    ),
    { url: 'https://example.org/feeds/news.xml' },
  );
  expect('feed' in result && result.feed.items).toMatchObject([
    { id: 'https://example.org/1', url: 'https://example.org/1' },
  ]);
});
