import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { freshForMs, longestWishMs, retryAfterMs } from './cache-headers.ts';
import { parseHttpDate } from './http-date.ts';

describe('the freshness of an answer', () => {
  const date = 'Mon, 02 Mar 2026 08:00:00 GMT';
  it.each([
    ['max-age', { 'cache-control': 'max-age=7200' }, 7200],
    ['max-age among others', { 'cache-control': 'public, max-age=7200, must-revalidate' }, 7200],
    ['max-age in capitals', { 'cache-control': 'Max-Age=60' }, 60],
    ['max-age in quotes', { 'cache-control': 'max-age="60"' }, 60],
    ['max-age with spaces', { 'cache-control': 'max-age = 60' }, 60],
    ['max-age less Age', { 'cache-control': 'max-age=7200', age: '200' }, 7000],
    ['an Age beyond max-age', { 'cache-control': 'max-age=100', age: '200' }, undefined],
    ['an Age of nonsense', { 'cache-control': 'max-age=100', age: 'old' }, 100],
    ['max-age=0', { 'cache-control': 'max-age=0' }, undefined],
    ['a negative max-age', { 'cache-control': 'max-age=-1' }, undefined],
    ['an absurd max-age', { 'cache-control': 'max-age=99999999999' }, 604_800],
    ['s-maxage, which is for shared caches', { 'cache-control': 's-maxage=7200' }, undefined],
    [
      'stale-while-revalidate, which is no age',
      { 'cache-control': 'stale-while-revalidate=7200' },
      undefined,
    ],
    ['no-cache', { 'cache-control': 'no-cache, max-age=7200' }, undefined],
    ['no-store', { 'cache-control': 'max-age=7200, no-store' }, undefined],
    ['Expires', { expires: 'Mon, 02 Mar 2026 10:00:00 GMT', date }, 7200],
    [
      'Expires on a clock that is wrong',
      { expires: 'Sun, 02 Mar 2036 10:00:00 GMT', date: 'Sun, 02 Mar 2036 09:00:00 GMT' },
      3600,
    ],
    ['Expires in the past', { expires: 'Mon, 02 Mar 2026 07:00:00 GMT', date }, undefined],
    ['Expires: 0', { expires: '0', date }, undefined],
    ['Expires: -1', { expires: '-1', date }, undefined],
    ['Expires without Date', { expires: 'Mon, 02 Mar 2026 10:00:00 GMT' }, undefined],
    [
      'max-age before Expires',
      { 'cache-control': 'max-age=60', expires: 'Mon, 02 Mar 2026 10:00:00 GMT', date },
      60,
    ],
    [
      'max-age=0 before Expires',
      { 'cache-control': 'max-age=0', expires: 'Mon, 02 Mar 2026 10:00:00 GMT', date },
      undefined,
    ],
    ['nothing', {}, undefined],
  ])('%s', (_case, headers: Record<string, string>, seconds) => {
    expect(freshForMs(headers)).toBe(seconds === undefined ? undefined : seconds * 1000);
  });

  it('is never more than seven days, nor a negative time, and reading it never throws', () => {
    const text = fc.oneof(
      fc.string(),
      fc.integer().map((age) => `max-age=${age}`),
    );
    fc.assert(
      fc.property(text, fc.string(), fc.string(), (control, expires, age) => {
        const found = freshForMs({ 'cache-control': control, expires, age, date: expires });
        expect(found === undefined || (found > 0 && found <= longestWishMs)).toBe(true);
        const wait = retryAfterMs({ 'retry-after': expires }, 0);
        expect(wait === undefined || (wait >= 0 && wait <= longestWishMs)).toBe(true);
      }),
    );
  });
});

describe('how long a server asks us to wait', () => {
  const date = 'Mon, 02 Mar 2026 08:00:00 GMT';
  const moment = Date.UTC(2026, 2, 2, 8, 2) / 1000;
  it.each([
    ['120', 120],
    ['120.5', 120],
    ['120s', 120],
    ['120 seconds', 120],
    ['"120"', 120],
    ['Mon, 02 Mar 2026 08:02:00 GMT', 120],
    [`${moment}`, 120],
    [`${moment - 500}`, 0],
    ['999999999', longestWishMs / 1000],
    ['-5', undefined],
    ['2 minutes', undefined],
    ['soon', undefined],
  ])('%s', (header, seconds) => {
    const wait = retryAfterMs({ 'retry-after': header, date }, 0);
    expect(wait).toBe(seconds === undefined ? undefined : seconds * 1000);
  });
});

describe('an HTTP date', () => {
  const moment = Date.UTC(1994, 10, 6, 8, 49, 37);
  it.each([
    ['of today', 'Sun, 06 Nov 1994 08:49:37 GMT', moment],
    ['of RFC 850', 'Sunday, 06-Nov-94 08:49:37 GMT', moment],
    ['of asctime', 'Sun Nov  6 08:49:37 1994', moment],
    ['with UTC', 'Sun, 06 Nov 1994 08:49:37 UTC', moment],
    ['with an offset of nothing', 'Sun, 06 Nov 1994 08:49:37 +0000', moment],
    ['with one digit', 'Sun, 6 Nov 1994 08:49:37 GMT', moment],
    ['with the wrong weekday', 'Mon, 06 Nov 1994 08:49:37 GMT', moment],
    ['in another zone', 'Sun, 06 Nov 1994 08:49:37 CET', undefined],
    ['in RFC 3339', '1994-11-06T08:49:37Z', undefined],
    ['with an impossible month', 'Sun, 06 Foo 1994 08:49:37 GMT', undefined],
    ['with an impossible hour', 'Sun, 06 Nov 1994 28:49:37 GMT', undefined],
    ['with an impossible day', 'Sun, 46 Nov 1994 08:49:37 GMT', undefined],
    ['of words', 'tomorrow', undefined],
    ['of nothing', '', undefined],
  ])('%s', (_case, text, expected) => {
    expect(parseHttpDate(text)).toBe(expected);
  });

  it('is what Date writes', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date(0), max: new Date('2999-12-31T00:00:00Z'), noInvalidDate: true }),
        (date) => {
          expect(parseHttpDate(date.toUTCString())).toBe(Math.floor(date.getTime() / 1000) * 1000);
        },
      ),
    );
  });
});
