import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanFeed } from '../../clean/index.ts';
import { parseFeed } from '../../parse/index.ts';
import type { Delivery, Observation } from './observation.ts';
import { reviewFeed, scoreOf } from './review.ts';

const url = 'https://a.example/feed.xml';
const body = 'A paragraph that says something. '.repeat(20);

function item(n: number, inner = ''): string {
  return `<item><title>T${n}</title><link>https://a.example/${n}</link><guid>id-${n}</guid><pubDate>Mon, 18 May 2026 08:00:00 GMT</pubDate><description>${body}</description>${inner}</item>`;
}

function rss(items: string, head = ''): string {
  return `<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>A</title><link>https://a.example/</link><language>en</language><atom:link rel="self" href="${url}"/><atom:link rel="hub" href="https://hub.example/"/>${head}${items}</channel></rss>`;
}

const delivery: Delivery = {
  steps: [{ url, status: 200 }],
  tookMs: 100,
  headers: {
    etag: '"1"',
    'cache-control': 'max-age=1800',
    'content-type': 'application/rss+xml',
    'content-encoding': 'gzip',
  },
  again: { kind: 'not-modified' },
};

function observation(text: string, over: Partial<Observation> = {}): Observation {
  const parsed = parseFeed(new TextEncoder().encode(text), {
    url,
    contentType: 'application/rss+xml; charset=utf-8',
  });
  if ('problem' in parsed) throw new Error(parsed.problem.why);
  const feed = cleanFeed(parsed.feed, { feedUrl: url });
  const lengths = feed.items.map((one) => one.content_html.length);
  return {
    url,
    now: '2026-05-18T18:00:00Z',
    bytes: text.length,
    delivery,
    feed,
    lengths,
    repairs: parsed.repairs,
    ...over,
  };
}

function codes(seen: Observation): string[] {
  return reviewFeed(seen).findings.map((one) => one.code);
}

const three = item(1) + item(2) + item(3);

describe('a review', () => {
  it('finds nothing in a feed as it should be', () => {
    const { score, findings, good } = reviewFeed(observation(rss(three)));
    expect([score, findings]).toEqual([100, []]);
    expect(good).toContain('answers 304 when nothing is new');
  });

  it.each<[string, Partial<Delivery>]>([
    ['CHECK_NO_TLS', { steps: [{ url: 'http://a.example/', status: 200 }] }],
    [
      'CHECK_TEMPORARY_REDIRECT',
      {
        steps: [
          { url, status: 302 },
          { url, status: 200 },
        ],
      },
    ],
    [
      'CHECK_PAGE_REDIRECT',
      {
        steps: [
          { url: 'https://a.example/rss', status: 200 },
          { url, status: 200 },
        ],
      },
    ],
    [
      'CHECK_MANY_REDIRECTS',
      {
        steps: [
          { url, status: 301 },
          { url, status: 308 },
          { url, status: 200 },
        ],
      },
    ],
    ['CHECK_NO_VALIDATORS', { headers: { ...delivery.headers, etag: undefined } as never }],
    ['CHECK_VALIDATORS_IGNORED', { again: { kind: 'same-bytes' } }],
    ['CHECK_UNSTEADY', { again: { kind: 'failed' } }],
    ['CHECK_NO_STORE', { headers: { ...delivery.headers, 'cache-control': 'no-store' } }],
    ['CHECK_NO_MAX_AGE', { headers: { ...delivery.headers, 'cache-control': '' } }],
    ['CHECK_CONTENT_TYPE', { headers: { ...delivery.headers, 'content-type': 'text/html; charset=utf-8' } }],
    ['CHECK_SLOW', { tookMs: 4000 }],
    ['CHECK_CHANGING_IDS', { again: { kind: 'changed', ids: ['x', 'y', 'z'] } }],
  ])('finds %s, and nothing else, in how it is served', (code, over) => {
    expect(codes(observation(rss(three), { delivery: { ...delivery, ...over } }))).toEqual([code]);
  });

  it.each([
    ['CHECK_NO_ITEMS', rss('')],
    ['CHECK_DUPLICATE_IDS', rss(three + item(3))],
    ['CHECK_NO_IDS', rss(three.replaceAll(/<guid>.*?<\/guid>/g, ''))],
    ['CHECK_UNDATED', rss(three.replace(/<pubDate>.*?<\/pubDate>/, ''))],
    ['CHECK_FUTURE_DATES', rss(three.replace('18 May 2026', '18 May 2027'))],
    ['CHECK_NO_LINKS', rss(three.replace(/<link>[^<]*<\/link>/, ''))],
    ['CHECK_EXCERPTS', rss(three.replaceAll(body, 'Short.'))],
    ['CHECK_NO_LANGUAGE', rss(three).replace('<language>en</language>', '')],
    ['CHECK_NO_TITLE', rss(three).replace('<title>A</title>', '')],
    ['CHECK_NO_SELF', rss(three).replace('rel="self"', 'rel="x"')],
    ['CHECK_OTHER_SELF', rss(three).replace(url, 'https://b.example/feed.xml')],
    ['CHECK_NO_HUB', rss(three).replace('rel="hub"', 'rel="x"')],
    ['CHECK_NO_HOME', rss(three).replace('<link>https://a.example/</link>', '')],
    ['CHECK_LONG', rss(Array.from({ length: 201 }, (_, n) => item(n)).join(''))],
    ['XML_STRAY_AMPERSAND', rss(three.replace('<title>T1', '<title>T & 1'))],
  ])('finds %s, and nothing else, in the document', (code, text) => {
    expect(codes(observation(text))).toEqual([code]);
  });

  it('counts one character as one', () => {
    const [finding] = reviewFeed(observation(rss(three), { lengths: [1, 1, 1] })).findings;
    expect(finding?.what).toBe('The items are short: about 1 character.');
  });

  it.each([
    ['the only item', 1, 'The only item has no date that can be read.'],
    ['one of several items', 3, '1 of 3 items has no date that can be read.'],
  ])('says of %s what is wrong as one says it', (_case, items, expected) => {
    const dated = [item(2), item(3)].slice(0, items - 1).join('');
    const undated = item(1).replace(/<pubDate>.*<\/pubDate>/, '');
    const { findings } = reviewFeed(observation(rss(undated + dated)));
    expect(findings.find(({ code }) => code === 'CHECK_UNDATED')?.what).toBe(expected);
  });

  it('of a stored copy says nothing of servers', () => {
    const { delivery: _served, ...stored } = observation(rss(three).replace('rel="hub"', 'rel="x"'));
    expect(reviewFeed(stored).findings).toEqual([]);
  });

  it('takes one or two new items between two requests for what they are', () => {
    const again = { kind: 'changed' as const, ids: ['id-1', 'id-2', 'new-1', 'new-2'] };
    expect(codes(observation(rss(three), { delivery: { ...delivery, again } }))).toEqual([]);
  });

  it('names errors first', () => {
    const strict = { line: 2, column: 6, message: 'x' };
    const { findings } = reviewFeed(
      observation(rss(three + item(3)).replace('<language>en</language>', ''), { strict }),
    );
    expect(findings.map((one) => one.level)).toEqual(['error', 'error', 'advice']);
  });
});

describe('the score', () => {
  const level = fc.constantFrom('error' as const, 'warning' as const, 'advice' as const);
  const finding = level.map((one) => ({ code: 'X', level: one, what: '', why: '', fix: '' }));

  it('is 100 less 25, 8 and 2 for each, and advice alone never costs more than 20', () => {
    const of = (...levels: ('error' | 'warning' | 'advice')[]): number =>
      scoreOf(levels.map((one) => ({ code: 'X', level: one, what: '', why: '', fix: '' })));
    expect([
      of(),
      of('error'),
      of('warning', 'advice'),
      of('error', 'error', 'error', 'error', 'error'),
    ]).toEqual([100, 75, 90, 0]);
    expect(scoreOf(Array(40).fill({ code: 'X', level: 'advice', what: '', why: '', fix: '' }))).toBe(80);
  });

  it('never rises with a finding', () => {
    fc.assert(
      fc.property(fc.array(finding), finding, (list, one) => {
        expect(scoreOf([...list, one])).toBeLessThanOrEqual(scoreOf(list));
        expect(scoreOf(list)).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});
