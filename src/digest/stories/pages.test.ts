import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pageOf } from './pages.ts';

/** The same address, so that it is read as one: a tab in it counts for nothing. */
function readWhole(address: string): string | undefined {
  return pageOf(address.replace('//', '//\t'));
}

const host = fc.array(
  fc.constantFrom('a', 'mill', '7', '-', '1', '0x1', 'xn--', '.', '..', 'www.', '_', 'É'),
  {
    maxLength: 6,
  },
);
const rest = fc.array(
  fc.constantFrom(
    '/',
    'a',
    '.',
    '..',
    '%2e',
    '%41',
    '~',
    '?',
    '&',
    'a=1',
    'utm_x=1',
    'ref=rss',
    '#',
    ' ',
    '\\',
    '"',
    'é',
    ':',
    '@',
    '\n',
    'index.html',
    'about',
    'live',
  ),
  { maxLength: 10 },
);

describe('what tells a page apart', () => {
  it.each([
    ['https://www.mill.example/2026/wheel/', 'mill.example/2026/wheel'],
    ['http://mill.example/wheel?b=2&utm_source=rss&a=1#top', 'mill.example/wheel?a=1&b=2'],
    ['https://mill.example/a/../wheel', 'mill.example/wheel'],
    ['https://mill.example/a/%2e%2E/wheel', 'mill.example/wheel'],
    ['https://MILL.example:443/Wheel', 'mill.example/Wheel'],
    ['https://127.1/wheel', '127.0.0.1/wheel'],
    ['https://mill.example/?', undefined],
    ['mailto:owl@mill.example', undefined],
  ])('of %s is %s', (address, page) => {
    expect(pageOf(address)).toBe(page);
  });

  it('is the same, whether an address is read as one or seen to be plain', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('https://', 'http://', 'HTTP://', 'https:/'),
        host,
        rest,
        (scheme, name, path) => {
          const address = `${scheme}${name.join('')}.example/${path.join('')}`;
          expect(pageOf(address)).toBe(readWhole(address));
          const bare = `${scheme}${name.join('')}${path.join('')}`;
          expect(pageOf(bare)).toBe(readWhole(bare));
        },
      ),
      { numRuns: 2_000 },
    );
  });
});
