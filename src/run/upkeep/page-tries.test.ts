import { describe, expect, it } from 'vitest';
import { afterFailure, isTryDue, type PageTry } from './page-tries.ts';

const start = '2026-05-18T09:00:00Z';

/** The moments at which a page that always fails so is asked for. */
function momentsOf(code: string): string[] {
  const moments: string[] = [];
  let known: PageTry | undefined;
  for (let hour = 0; hour < 24 * 30; hour += 1) {
    const now = new Date(Date.parse(start) + hour * 3_600_000).toISOString();
    if (!isTryDue(known, '1', now)) continue;
    moments.push(now.slice(5, 13));
    known = afterFailure(known, { code, version: '1', now });
  }
  return moments;
}

describe('a page that gives no text', () => {
  it.each([
    ['is not found', 'FETCH_NOT_FOUND', 5],
    ['is barred', 'FETCH_ROBOTS', 5],
    ['holds no text', 'PAGE_NO_TEXT', 5],
    ['says less than the feed', 'PAGE_SAYS_LESS', 1],
    ['is no page', 'PAGE_NOT_HTML', 1],
    ['is gone', 'FETCH_GONE', 1],
    ['takes too long to be read', 'PAGE_TOO_COSTLY', 1],
  ])('because it %s is asked for a few times, at growing distances', (_case, code, times) => {
    expect(momentsOf(code)).toEqual(
      ['05-18T09', '05-18T10', '05-18T16', '05-19T16', '05-22T16'].slice(0, times),
    );
  });

  it('is asked for again where a clock was ten years ahead', () => {
    const known = afterFailure(undefined, {
      code: 'FETCH_NOT_FOUND',
      version: '1',
      now: '2036-05-18T09:00:00Z',
    });
    expect(isTryDue(known, '1', start)).toBe(true);
  });

  it('is asked for anew when its item was revised', () => {
    const known = afterFailure(undefined, { code: 'PAGE_SAYS_LESS', version: '1', now: start });
    expect([isTryDue(known, '1', '2027-01-01T00:00:00Z'), isTryDue(known, '2', start)]).toEqual([
      false,
      true,
    ]);
    expect(afterFailure(known, { code: 'FETCH_NOT_FOUND', version: '2', now: start })).toMatchObject({
      count: 1,
    });
  });
});
