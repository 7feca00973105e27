import { expect, it } from 'vitest';
import { meantAddress, publicAddress } from './meant-address.ts';

it.each([
  ['a second scheme', 'http://https://a.example/b', 'https://a.example/b'],
  ['a second scheme that lost its colon', 'https://https//a.example/b', 'https://a.example/b'],
  ['a site before a whole address', 'https://a.examplehttps://a.example/b', 'https://a.example/b'],
  ['its own address in its path', 'https://a.example/https://a.example/b', 'https://a.example/b'],
  ['one slash', 'https:/a.example/b', 'https://a.example/b'],
  ['a misspelt scheme', 'htps://a.example/b', 'https://a.example/b'],
  ['escaped quotation marks', '%22https://a.example/b%22', 'https://a.example/b'],
  ['typographic quotation marks', '‘https://a.example/b’', 'https://a.example/b'],
  ['brackets', '[https://a.example/b]', 'https://a.example/b'],
  ['references that were escaped again', 'https://a.example/?b=1&amp;amp;c=2', 'https://a.example/?b=1&c=2'],
  ['a host alone', 'one.com/b', 'http://one.com/b'],
  ['a mailbox alone', 'ann@a.example', 'mailto:ann@a.example'],
])('reads an address with %s', (_case, text, expected) => {
  expect(meantAddress(text)).toBe(expected);
  expect(meantAddress(expected)).toBe(expected);
});

it.each([
  'https://web.archive.example/web/2020/https://a.example/b',
  'https://a.example/?next=https://a.example/b',
  'https://ann:word@https.example/b',
  'comments/@ann@a.example',
  'a/one.com/b',
  'https:///a.example',
  '(https://a.example)',
])('leaves %s as it is', (text) => {
  expect(meantAddress(text)).toBe(text);
});

it.each([
  ['the machine', 'http://localhost:4000/a?b', 'https://one.example/feed.xml', 'https://one.example/a?b'],
  ['all its addresses', 'http://0.0.0.0:4000', 'https://one.example:8080/feed.xml', 'https://one.example'],
  ['a feed there', 'http://localhost:4000/a', 'http://localhost/feed.xml', 'http://localhost:4000/a'],
  ['a feed at home', 'http://localhost:1313/a', 'http://192.168.1.2/feed.xml', 'http://localhost:1313/a'],
  ['another server there', 'http://localhost:8080/a', 'https://one.example/', 'http://localhost:8080/a'],
  ['a name like it', 'http://localhost.example/a', 'https://one.example/', 'http://localhost.example/a'],
])("puts the feed's host in the place of the author's own: %s", (_case, address, base, expected) => {
  expect(publicAddress(address, base)).toBe(expected);
});
