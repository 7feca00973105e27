import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { webAddress } from './item-address.ts';

describe('addresses for other programs', () => {
  it.each([
    ['a plain one', 'https://a.example/b?c=d&e=%20f#g', 'https://a.example/b?c=d&e=%20f#g'],
    ['a second fragment', 'https://a.example/#038;x&#038;y', 'https://a.example/#038;x&%23038;y'],
    [
      'signs that only browsers take',
      'https://a.example/a|b[c]?d=^e',
      'https://a.example/a%7Cb%5Bc%5D?d=%5Ee',
    ],
    ['a percent that stands for nothing', 'https://a.example/100%?x=%zz', 'https://a.example/100%25?x=%25zz'],
    ['letters beyond ASCII', 'https://a.example/é', 'https://a.example/%C3%A9'],
    ['another scheme', 'javascript:alert(1)', undefined],
    ['no address', 'https://', undefined],
    ['none', undefined, undefined],
  ])('%s', (_case, url, expected) => {
    expect(webAddress(url)).toBe(expected);
  });

  it('stay the same when they are written again', () => {
    fc.assert(
      fc.property(fc.webUrl({ withFragments: true, withQueryParameters: true }), fc.string(), (url, more) => {
        const once = webAddress(url + more);
        expect(webAddress(once)).toBe(once);
      }),
    );
  });
});
