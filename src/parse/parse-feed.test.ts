import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { growsLinearly } from '../model/growth.test-kit.ts';
import { testRuns } from '../model/test-runs.test-kit.ts';
import { decodeDocument, discoverFeeds, parseFeed } from './index.ts';
import { maxItems } from './limits.ts';

const source = { url: 'https://example.org/feed.xml' };
const encoder = new TextEncoder();

function parse(text: string) {
  const result = parseFeed(encoder.encode(text), source);
  if ('problem' in result) throw new Error(result.problem.why);
  return result;
}

function rss(items: string): string {
  return `<rss version="2.0"><channel><title>News</title>${items}</channel></rss>`;
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

describe('properties', () => {
  it('no bytes make it throw', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(() => parseFeed(bytes, source)).not.toThrow();
      }),
    );
  });

  it('no heap of feed tags makes it throw or take long', () => {
    const piece = fc.constantFrom(
      '<rss>',
      '<channel>',
      '<item>',
      '</item>',
      '<title>',
      '</title>',
      '<description>',
      '<![CDATA[',
      ']]>',
      '<!--',
      '-->',
      '<?xml',
      '?>',
      '<a href="',
      '"',
      "'",
      '>',
      '<',
      '&',
      '&lt;',
      '&#0;',
      '<feed xmlns="http://www.w3.org/2005/Atom">',
      '<entry>',
      '<content type="xhtml">',
      '<div>',
      '</div>',
      '<x:y>',
      '{',
      '"items":[',
      ']',
      '}',
      ',',
      '<!DOCTYPE a [',
      ']>',
      'text',
      '\0',
      '/',
      '=',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        expect(() => parseFeed(encoder.encode(pieces.join('')), source)).not.toThrow();
      }),
      { numRuns: testRuns({ quick: 500, full: 2000 }) },
    );
  });

  it('the same bytes give the same answer', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const bytes = encoder.encode(rss(`<item><title>${text}</title></item>`));
        expect(parseFeed(bytes, source)).toEqual(parseFeed(bytes, source));
      }),
    );
  });

  it('an address is read alike however often the parser ran', () => {
    // Node's own quick check of addresses changes its mind on such a host once its caller was optimised.
    const bytes = Buffer.from(rss('<item><link>https:\u00ac/example.org/1</link></item>'));
    const first = JSON.stringify(parseFeed(bytes, source));
    const others = Array.from({ length: 8000 }, () => JSON.stringify(parseFeed(bytes, source)));
    expect(new Set([first, ...others]).size).toBe(1);
  });

  it('Atom text survives being written and read', () => {
    const line = fc
      .string({ minLength: 1, unit: 'grapheme', maxLength: 60 })
      .map((text) => text.normalize('NFC').replace(/\p{C}|\p{Z}/gu, '_'));
    fc.assert(
      fc.property(line, (title) => {
        const xml = `<feed xmlns="http://www.w3.org/2005/Atom"><entry><title type="text">${escapeXml(title)}</title></entry></feed>`;
        expect(parse(xml).feed.items[0]?.title).toBe(title);
      }),
    );
  });

  it('every item stays, in its order, whatever its fields hold', () => {
    const field = fc.constantFrom(
      '<title>A & B</title>',
      '<description><p>x</description>',
      '<link>',
      '<guid>1',
      '<pubDate>x</pubDate>',
      '</b>',
      '<b>',
      '1 < 2',
    );
    fc.assert(
      fc.property(fc.array(fc.array(field, { maxLength: 6 }), { minLength: 1, maxLength: 8 }), (items) => {
        const xml = rss(
          items
            .map((fields, index) => `<item><category>n${index}</category>${fields.join('')}</item>`)
            .join(''),
        );
        expect(parse(xml).feed.items.map(({ tags }) => tags?.[0])).toEqual(
          items.map((_item, index) => `n${index}`),
        );
      }),
    );
  });

  it('a feed that is cut anywhere keeps every item that was whole', () => {
    const xml = rss(
      Array.from({ length: 5 }, (_, n) => `<item><guid>${n}</guid><title>T ${n}</title></item>`).join('\n'),
    );
    for (let end = xml.indexOf('<item'); end < xml.length; end += 1) {
      const whole = xml.slice(0, end).split('</item>').length - 1;
      expect(parse(xml.slice(0, end)).feed.items.length).toBeGreaterThanOrEqual(whole);
    }
  });
});

describe('limits', () => {
  it('keeps the newest 10,000 items in their order', () => {
    const at = (index: number): string => new Date(Date.UTC(2000, 0, 1) + index * 3_600_000).toUTCString();
    const items = Array.from(
      { length: 25_000 },
      (_, n) => `<item><guid>${n}</guid><pubDate>${at(n)}</pubDate></item>`,
    );
    const { feed, repairs } = parse(rss(items.join('')));
    expect(feed.items).toHaveLength(maxItems);
    expect(feed.items[0]?.id).toBe('15000');
    expect(feed.items.at(-1)?.id).toBe('24999');
    expect(repairs).toEqual([
      { code: 'LIMIT_ITEMS', what: 'The feed has 25000 items; the newest 10000 were kept.' },
    ]);
  });

  it('reads 50 MB and says what it left out', () => {
    const head = encoder.encode(rss('<item><title>One</title></item>').replace('</channel></rss>', ''));
    const bytes = new Uint8Array(51 * 1024 * 1024).fill(0x20);
    bytes.set(head);
    const result = parseFeed(bytes, source);
    if ('problem' in result) throw new Error(result.problem.why);
    expect(result.feed.items).toHaveLength(1);
    expect(result.repairs.map(({ code }) => code)).toContain('LIMIT_BYTES');
  });

  /** Ten times the input may take at most thirty times as long: a quadratic step would take a hundred times. */
  it.each([
    ['stray less-than signs', '<3 '],
    ['broken tags', '<b <b '],
    ['open quotation marks', '<a b="x> '],
    ['both quotation marks', `<a b="x' `],
    ['runaway attributes', '<a b="x c="y" '],
    ['open CDATA', '<d><![CDATA[x</d>'],
    ['open comments', '<!-- x '],
    ['open instructions', '<?x '],
    ['ampersands', '&'],
    ['references', '&#x41;&lt;'],
    ['nesting', '<x>'],
    ['markup nesting', '<description><b>'],
    ['end tags', '</x>'],
    ['end tags without bracket', '</x '],
    ['bare end tags', '</'],
    ['declarations', '<!x '],
    ['bare declarations', '<!'],
    ['unquoted values', '<x a='],
    ['open tags', '<x a '],
    ['half sections', '<![CDA'],
    ['attributes', '<x a="1" b="2">'],
    ['namespaces', '<x xmlns:a="b">'],
    ['DOCTYPEs', '<!DOCTYPE a [ '],
    ['white space', '        \n'],
    ['brackets', ']]>'],
    ['items', '<item>'],
    ['empty items', '<item/>'],
    ['escaped tags', '&lt;a href=b '],
  ])('is linear in %s', (_name, piece) => {
    const read = (size: number): void => {
      const pieces = piece.repeat(Math.floor(size / piece.length));
      parseFeed(encoder.encode(rss(`<item><title>T</title>${pieces}`)), source);
    };
    expect(growsLinearly(read, 240_000)).toBe(true);
  });

  it('is linear in nested JSON', () => {
    const bytes = encoder.encode(`{"items":[${'['.repeat(200_000)}`);
    expect('problem' in parseFeed(bytes, source)).toBe(false);
  });
});

describe('discoverFeeds', () => {
  it('lists what a page announces, each once, by the base of the page', () => {
    const html = `<head><base href="/blog/"><link rel="alternate" type="application/atom+xml" href="a.xml" title=" All
      posts "><LINK REL='alternate feed' TYPE='application/rss+xml' HREF='/r'><link rel=alternate type=application/atom+xml
      href=a.xml><link rel="alternate" hreflang="fr" href="/fr"><link rel="stylesheet" href="s.css"></head>`;
    const expected = [
      { url: 'https://example.org/blog/a.xml', title: 'All posts', type: 'application/atom+xml' },
      { url: 'https://example.org/r', type: 'application/rss+xml' },
    ];
    expect(discoverFeeds(html, 'https://example.org/x')).toEqual(expected);
    expect(discoverFeeds(encoder.encode(html), 'https://example.org/x')).toEqual(expected);
  });
});

describe('decodeDocument', () => {
  it('decodes a page by its own declaration', () => {
    const bytes = Buffer.from('<meta charset="windows-1251"><p>\xcf\xf0\xe8\xe2\xe5\xf2', 'latin1');
    expect(decodeDocument(bytes)).toEqual({
      text: '<meta charset="windows-1251"><p>Привет',
      charset: 'windows-1251',
    });
  });

  it.each([100, 700_000])('reads every kind of character in a text of any size (%i times)', (count) => {
    const text = 'aé€😀'.repeat(count);
    expect(decodeDocument(encoder.encode(text)).text === text).toBe(true);
  });
});

describe('looks that spare a second reading', () => {
  const body = (html: string) =>
    parse(rss(`<item><description>${escapeXml(html)}</description></item>`)).feed.items[0]?.content_html;

  it.each([
    ['a set that begins with an absolute one', '<img srcset="https://a.example/1 1x, /2 2x">'],
    ['a set in capitals', '<IMG SRCSET="https://a.example/1 1x, /2 2x">'],
    ['a set with blanks', '<img srcset = "https://a.example/1 1x, /2 2x">'],
    ['one behind a fragment and a scheme', '<a href="#a" name=b:c>x</a><img src=/2>'],
    ['one between blanks', '<p title="=#"><img src = " /2 ">'],
  ])('find a relative address: %s', (_case, html) => {
    expect(body(html)).toContain('https://example.org/2');
  });

  it.each([
    ['#a', '<a href = "#a">x</a>'],
    ['mailto', '<a href=mailto:a@b.example>x</a>'],
  ])('leave %s as it is', (_case, html) => {
    expect(body(html)).toBe(html);
  });

  it.each([
    ['line breaks', '<p>é</p>\\n<p>a\\nb\\/c</p>', '<p>é</p>\n<p>a\nb/c</p>'],
    ['attributes', '<p class=\\"a\\">\\u00e9</p>', '<p class="a">é</p>'],
    ['none in code', '<i>"</i><i>\\n</i><i>"</i>', '<i>"</i><i>\\n</i><i>"</i>'],
    ['none in code that quotes', '<p>printf("x=\\"%s\\"\\n")</p>', '<p>printf("x=\\"%s\\"\\n")</p>'],
    ['none beside attributes', '<p class="a">C:\\new</p>\\n<p>', '<p class="a">C:\\new</p>\\n<p>'],
  ])("find a text with JSON's escapes: %s", (_case, html, expected) => {
    expect(body(html)).toBe(expected);
  });

  it.each(['undefined', ' null ', '{{ page.url }}', '[object Object]'])(
    'take %s for no address of a link',
    (href) => {
      expect(body(`<a href="${href}">x</a>`)).toBe('<a href="">x</a>');
    },
  );

  it.each([
    ['the same', '<p>One&#32;', 'two</p>', undefined],
    ['more', '<p>One', '&#32;two</p> <p>three</p>', 'One two'],
  ])('see behind long white space whether a body says %s', (_case, start, end, summary) => {
    const html = start + '<b>&#32;</b>\n'.repeat(40) + end;
    const { feed } = parse(
      `<rss xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><item><description>One two</description>` +
        `<content:encoded>${escapeXml(html)}</content:encoded></item></channel></rss>`,
    );
    expect(feed.items[0]?.summary).toBe(summary);
  });
});
