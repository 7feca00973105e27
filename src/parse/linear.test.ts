import { expect, it } from 'vitest';
import { growsLinearly } from '../model/growth.test-kit.ts';
import { parseFeed } from './parse-feed.ts';

const blanks = (size: number): string => ' '.repeat(size);
const attribute = (value: string): string => value.replaceAll('"', '&quot;');

function rss(inside: string): string {
  return `<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>T</title><item>${inside}</item></channel></rss>`;
}

/** What a pattern that starts again at every character, or a list looked through again for each item, makes quadratic. */
const hostile: readonly (readonly [string, (size: number) => string])[] = [
  [
    'an address of blanks in a body',
    (size) => rss(`<description>&lt;a href="x${blanks(size)}y"&gt;</description>`),
  ],
  [
    'blanks before an address in a body',
    (size) => rss(`<description>&lt;a href=${blanks(size)}https:&gt;</description>`),
  ],
  ['an address of blanks', (size) => rss(`<link>x${blanks(size)}y</link>`)],
  ['an author of one endless word', (size) => rss(`<author>${'a'.repeat(size)}</author>`)],
  ['an author of dashes', (size) => rss(`<dc:creator>a${'-'.repeat(size)}b</dc:creator>`)],
  [
    'a title of tags that are mentions',
    (size) => rss(`<title>${'&lt;b&gt; &lt;i&gt; '.repeat(size / 20)}</title>`),
  ],
  [
    'a media type of blanks',
    (size) => rss(`<enclosure url="https://example.org/a" type="a${blanks(size)}b"/>`),
  ],
  ['a namespace of slashes', (size) => rss(`<x xmlns="http://e/${'/'.repeat(size)}x">a</x>`)],
  ['a quotation mark that is not closed', (size) => rss(`<a b="x${blanks(size)}/><c d="y">e</c></a>`)],
  [
    'items that alternate with others',
    (size) => rss(`${'</item><y/><item>'.repeat(size / 20)}<title>a</title>`),
  ],
  [
    'many prefixes in force',
    (size) =>
      `<rss ${Array.from({ length: 190 }, (_, n) => `xmlns:a${n}="u${attribute(String(n))}"`).join(' ')}>${'<a xmlns:b="c"/>'.repeat(size / 20)}<channel><title>T</title><item><title>a</title></item></channel></rss>`,
  ],
  ['end tags that close nothing', (size) => rss('</b>'.repeat(size / 4))],
  ['tags that are never closed', (size) => rss('<b>'.repeat(size / 3))],
  ['less-than signs', (size) => rss(`<description>${'<'.repeat(size)}</description>`)],
  ['less-than signs before digits', (size) => rss(`<description>${'<1'.repeat(size / 2)}</description>`)],
  ['tags cut short by the next', (size) => rss('<a'.repeat(size / 2))],
  [
    'attributes of a body without end',
    (size) => rss(`<description>&lt;a ${'x=y '.repeat(size)}</description>`),
  ],
  ['tags of a body', (size) => rss(`<description>${'&lt;a href=b '.repeat(size / 12)}</description>`)],
  [
    'attributes that JSON cuts',
    (size) => rss(`<description><![CDATA[${'<a b="{"c":1> '.repeat(size / 14)}]]></description>`),
  ],
  [
    'attributes of one tag that JSON cuts',
    (size) => rss(`<description><![CDATA[<a ${`b="{"c":1 d='{"e'`.repeat(size / 16)}]]></description>`),
  ],
  [
    'attributes whose JSON ends',
    (size) => rss(`<description><![CDATA[<a ${'b="{"c":">"}" '.repeat(size / 14)}]]></description>`),
  ],
  ['CDATA starts', (size) => rss('<![CDATA['.repeat(size / 9))],
  ['bytes as references', (size) => rss(`<title>${'&#226;&#128;'.repeat(size / 12)}</title>`)],
  ['references without semicolons', (size) => rss(`<title>${'?&copy'.repeat(size / 6)}</title>`)],
  ['addresses in plain text', (size) => rss(`<description>a\n${'www.a)'.repeat(size / 6)}</description>`)],
  [
    'lines of plain text',
    (size) => rss(`<description>${`${'a '.repeat(30)}\n`.repeat(size / 60)}</description>`),
  ],
  [
    'uses of an entity of the DOCTYPE',
    (size) =>
      `<!DOCTYPE rss [<!ENTITY a "${'b'.repeat(900)}">]>${rss(`<title>${'&a;'.repeat(size / 3)}</title>`)}`,
  ],
  ['comment starts', (size) => rss('<!--'.repeat(size / 4))],
  [
    'comment starts of plain text',
    (size) => rss(`<description>a${'&lt;!--'.repeat(size / 7)}</description>`),
  ],
  ...[
    ' href="x a="b"',
    ' href="x>',
    " href='x>",
    ' href=""x""',
    ' href=\\"',
    '="a b ',
    ' href=“x',
    ' href=/x"',
  ].map((part): readonly [string, (size: number) => string] => [
    `quotation marks of a body that are ${part}`,
    (size) => rss(`<description><![CDATA[<b>b</b><a${part.repeat(size / part.length)}]]></description>`),
  ]),
];

it.each(hostile)('reads %s in a time in proportion', (_case, make) => {
  const read = (size: number): void => {
    const bytes = Buffer.from(make(size));
    expect(parseFeed(bytes, { url: 'https://example.org/feed' })).toHaveProperty('feed');
  };
  expect(growsLinearly(read, 160_000)).toBe(true);
});
