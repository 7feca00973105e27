import fc from 'fast-check';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import { htmlFragment, htmlText, printable, type XmlNode, xmlDocument } from './xml.ts';

const head = '<?xml version="1.0" encoding="utf-8"?>\n';

describe('xmlDocument', () => {
  it.each<[string, XmlNode, string]>([
    ['a text', { a: 'b' }, '<a>b</a>\n'],
    ['a number, zero too', { a: 0 }, '<a>0</a>\n'],
    ['nothing of what is absent', { a: { b: undefined, '@c': undefined, d: 'e' } }, '<a>\n <d>e</d>\n</a>\n'],
    ['an empty text', { a: '' }, '<a/>\n'],
    ['an empty element with an attribute', { a: { '@b': '' } }, '<a b=""/>\n'],
    ['a text with attributes', { a: { '@b': 'c', '#text': 'd' } }, '<a b="c">d</a>\n'],
    ['a list, each on its line', { a: { b: ['c', { '@d': 1 }] } }, '<a>\n <b>c</b>\n <b d="1"/>\n</a>\n'],
    ['an empty list', { a: { b: [] } }, '<a/>\n'],
    ['signs of markup in a text', { a: `<&>"'` }, '<a>&lt;&amp;&gt;&quot;&apos;</a>\n'],
    ['signs of markup in an attribute', { a: { '@b': `"<&'>` } }, '<a b="&quot;&lt;&amp;&apos;&gt;"/>\n'],
    ['a reference, as the text that it is', { a: '&amp;' }, '<a>&amp;amp;</a>\n'],
    ['line ends of an attribute as blanks', { a: { '@b': 'c\r\n\td' } }, '<a b="c d"/>\n'],
    ['line ends of a text as they are', { a: 'b\nc' }, '<a>b\nc</a>\n'],
    [
      'no forbidden character',
      { a: { '@b': 'c\u0000\ud800', '#text': 'd\u001b\ufffe😀' } },
      '<a b="c">d😀</a>\n',
    ],
  ])('writes %s', (_case, root, expected) => {
    expect(xmlDocument(root)).toBe(head + expected);
  });

  it('names its style sheet before the root', () => {
    const text = xmlDocument({ a: '' }, '/feed.css?a&b');
    expect(text).toBe(`${head}<?xml-stylesheet type="text/css" href="/feed.css?a&amp;b"?>\n<a/>\n`);
  });

  it('is well-formed, and says what it was given, whatever the texts are', () => {
    const parser = new XMLParser({
      ignoreAttributes: false,
      attributeNamePrefix: '@',
      parseTagValue: false,
      trimValues: false,
    });
    const text = fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[<>&"';\]\-!?/a]*$/));
    fc.assert(
      fc.property(text, text, (title, rel) => {
        const document = xmlDocument({ feed: { title: { '@rel': rel, '#text': `.${title}` } } });
        expect(XMLValidator.validate(document)).toBe(true);
        const read = parser.parse(document).feed.title;
        expect(read['#text']).toBe(`.${printable(title)}`.replace(/\r\n?/g, '\n'));
        expect(read['@rel']).toBe(printable(rel).replace(/[\t\n\r]+/g, ' '));
      }),
    );
  });
});

describe('htmlFragment', () => {
  it('closes every element, and stands in one line', () => {
    const items = [{ a: { '@href': '/b', '#text': 'c' }, '#text': ' — d' }, { a: '' }];
    expect(htmlFragment({ ul: { li: items } })).toBe(
      '<ul><li><a href="/b">c</a> — d</li><li><a></a></li></ul>',
    );
  });

  it('writes a text alone', () => {
    expect(htmlText('a < b & "c"')).toBe('a &lt; b &amp; &quot;c&quot;');
  });
});
