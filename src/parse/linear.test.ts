import { expect, it } from 'vitest';
import { parseFeed } from './parse-feed.ts';

const long = 300_000;
const blanks = ' '.repeat(long);
const attribute = (value: string): string => value.replaceAll('"', '&quot;');

function rss(inside: string): string {
  return `<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>T</title><item>${inside}</item></channel></rss>`;
}

// What a pattern that starts again at every character, or a list looked through again for each item, makes quadratic.
it.each([
  ['an address of blanks in a body', rss(`<description>&lt;a href="x${blanks}y"&gt;</description>`)],
  ['blanks before an address in a body', rss(`<description>&lt;a href=${blanks}https:&gt;</description>`)],
  ['an address of blanks', rss(`<link>x${blanks}y</link>`)],
  ['an author of one endless word', rss(`<author>${'a'.repeat(long)}</author>`)],
  ['an author of dashes', rss(`<dc:creator>a${'-'.repeat(long)}b</dc:creator>`)],
  ['a title of tags that are mentions', rss(`<title>${'&lt;b&gt; &lt;i&gt; '.repeat(long / 20)}</title>`)],
  ['a media type of blanks', rss(`<enclosure url="https://example.org/a" type="a${blanks}b"/>`)],
  ['a namespace of slashes', rss(`<x xmlns="http://e/${'/'.repeat(long)}x">a</x>`)],
  ['a quotation mark that is not closed', rss(`<a b="x${blanks}/><c d="y">e</c></a>`)],
  ['items that alternate with others', rss(`${'</item><y/><item>'.repeat(long / 20)}<title>a</title>`)],
  [
    'many prefixes in force',
    `<rss ${Array.from({ length: 190 }, (_, n) => `xmlns:a${n}="u${attribute(String(n))}"`).join(' ')}>${'<a xmlns:b="c"/>'.repeat(long / 20)}<channel><title>T</title><item><title>a</title></item></channel></rss>`,
  ],
  ['end tags that close nothing', rss('</b>'.repeat(long / 4))],
  ['tags that are never closed', rss('<b>'.repeat(long / 3))],
  ['less-than signs', rss(`<description>${'<'.repeat(long)}</description>`)],
  ['less-than signs before digits', rss(`<description>${'<1'.repeat(long / 2)}</description>`)],
  ['tags cut short by the next', rss('<a'.repeat(long / 2))],
  ['attributes of a body without end', rss(`<description>&lt;a ${'x=y '.repeat(long * 10)}</description>`)],
  ['tags of a body', rss(`<description>${'&lt;a href=b '.repeat(long / 12)}</description>`)],
  ['CDATA starts', rss('<![CDATA['.repeat(long / 9))],
  ['comment starts', rss('<!--'.repeat(long / 4))],
])('reads %s in a time in proportion', (_case, text) => {
  const start = process.cpuUsage();
  expect(parseFeed(Buffer.from(text), { url: 'https://example.org/feed' })).toHaveProperty('feed');
  const { user } = process.cpuUsage(start);
  expect(user / 1e6).toBeLessThan(3);
});
