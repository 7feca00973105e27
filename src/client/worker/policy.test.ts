import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isFinal, kindOf, surplus, withNotice } from './policy.ts';

const hourMs = 3_600_000;

describe('kindOf', () => {
  it.each([
    ['/kernel/', 'page'],
    ['/kernel/2026/05/18/', 'page'],
    ['/kernel/saved/', 'page'],
    ['/kernel/assets/reader.x.js', 'asset'],
    ['/kernel/editions/recent.json', 'list'],
    ['/kernel/feed.xml', 'other'],
    ['/kernel/search-index/segments.json', 'other'],
    ['/kernel/sw.js', 'other'],
    ['/elsewhere/', 'other'],
    ['/kernels/', 'other'],
  ])('%s is %s', (path, kind) => {
    expect(kindOf(new URL(path, 'https://example.org'), '/kernel/')).toBe(kind);
  });
});

describe('isFinal', () => {
  const final = (path: string, savedAt: string): boolean =>
    isFinal(path, { savedAt: Date.parse(savedAt), closeAfterMs: 6 * hourMs });

  it.each([
    ['2026/05/18/', '2026-05-19T12:00:00Z', false],
    ['2026/05/18/', '2026-05-19T18:00:01Z', true],
    ['2026/05/31/', '2026-06-01T18:00:01Z', true],
    ['2026/w21/', '2026-05-25T17:59:00Z', false],
    ['2026/w21/', '2026-05-25T18:00:01Z', true],
    ['2020/w53/', '2021-01-04T18:00:01Z', true],
    ['2026/12/', '2027-01-01T18:00:01Z', true],
    ['2026/12/', '2026-12-31T18:00:01Z', false],
    ['', '2030-01-01T00:00:00Z', false],
    ['2026/', '2030-01-01T00:00:00Z', false],
    ['source/lwn/2026/05/', '2030-01-01T00:00:00Z', false],
    ['topics/', '2030-01-01T00:00:00Z', false],
  ])('of %s saved at %s: %s', (path, savedAt, expected) => {
    expect(final(path, savedAt)).toBe(expected);
  });
});

describe('surplus', () => {
  const url = (name: string): string => `https://example.org/${name}`;

  it('gives up the least recently used until the rest fits', () => {
    const kept = ['a', 'b', 'c'].map((name) => ({ url: url(name), bytes: 10 }));
    expect(surplus(kept, new Set(), 20)).toEqual([url('a')]);
    expect(surplus(kept, new Set(), 30)).toEqual([]);
    expect(surplus(kept, new Set(['/a']), 15)).toEqual([url('b'), url('c')]);
  });

  it('loses nothing by a copy whose size is not known', () => {
    const kept = [10, Number.NaN, 10].map((bytes, at) => ({ url: url(`${at}`), bytes }));
    expect(surplus(kept, new Set(), 20)).toEqual([]);
    expect(surplus(kept, new Set(), 10)).toEqual([url('0')]);
  });

  it('always leaves what fits, or nothing but the shell', () => {
    const sizes = fc.array(fc.nat(1000), { maxLength: 30 });
    fc.assert(
      fc.property(sizes, fc.nat(5000), (all, bound) => {
        const kept = all.map((bytes, i) => ({ url: url(`${i}`), bytes }));
        const gone = new Set(surplus(kept, new Set(['/0']), bound));
        const left = kept.filter((one) => !gone.has(one.url));
        const total = left.reduce((sum, { bytes }) => sum + bytes, 0);
        expect(total <= bound || left.every((one) => one.url === url('0'))).toBe(true);
      }),
    );
  });
});

describe('withNotice', () => {
  it('leaves the link to the items the first of the page', () => {
    const skip = '<a class="skip" href="#content">Skip &amp; read</a>';
    const page = `<title>T</title><body data-site="/">\n${skip}\n<div></div>`;
    const link = { href: '/offline/', label: 'More' };
    expect(withNotice(page, '{title}', link)).toBe(
      `<title>T</title><body data-site="/">\n${skip}<p class="copy ui" role="status">T <a href="/offline/">More</a></p>\n<div></div>`,
    );
  });

  it('says what is shown, first in the page, and takes nothing for markup', () => {
    const page = '<!doctype html><title>R&amp;D &lt;b> — Site</title><body data-site="/">\n<main></main>';
    expect(withNotice(page, 'Copy of {title}, <i>$&', { href: '/offline/', label: 'More & more' })).toBe(
      '<!doctype html><title>R&amp;D &lt;b> — Site</title><body data-site="/">' +
        '<p class="copy ui" role="status">Copy of R&amp;D &lt;b> — Site, &lt;i>$&amp; <a href="/offline/">More &amp; more</a></p>' +
        '\n<main></main>',
    );
  });
});
