import { afterEach, describe, expect, it } from 'vitest';
import { growsLinearly } from '../../model/growth.test-kit.ts';
import {
  closeServers,
  collect,
  FEED,
  failed,
  feed,
  fetchOne,
  fresh,
  type Handler,
  hoursLater,
  serveHttp,
  settled,
  testContext,
  textOf,
  unchanged,
} from '../hostile-server.test-kit.ts';
import { redirectOfPage } from './page-redirect.ts';

afterEach(closeServers);

const here = new URL('https://example.org/old/feed/');
const html = { 'content-type': 'text/html' };
const leads = (text: string, headers: Record<string, string> = html): string | undefined =>
  redirectOfPage(here, Buffer.from(text), headers);
const page = (meta: string): string => `<!doctype html><html><head><title>Moved</title>${meta}</head></html>`;

describe('a page that leads on', () => {
  it.each([
    ['Astro', '<meta http-equiv="refresh" content="0;url=/rss.xml">', 'https://example.org/rss.xml'],
    [
      'Jekyll',
      '<meta http-equiv="refresh" content="0; url=https://example.org/feed.xml">',
      'https://example.org/feed.xml',
    ],
    ['by hand', "<META HTTP-EQUIV=Refresh CONTENT='5; URL=../new.xml'/>", 'https://example.org/old/new.xml'],
    [
      'the other way round',
      '<meta content="0; url=\'/a.xml\'" http-equiv="refresh">',
      'https://example.org/a.xml',
    ],
    [
      'an escaped address',
      '<meta http-equiv="refresh" content="0;url=/f?a=1&amp;b=2#top">',
      'https://example.org/f?a=1&b=2',
    ],
    ['without "url"', '<meta http-equiv="refresh" content="0; /a.xml">', 'https://example.org/a.xml'],
  ])('is one: %s', (_case, meta, to) => {
    expect(leads(page(meta))).toBe(to);
  });

  it.each([
    ['one that reloads', '<meta http-equiv="refresh" content="5">'],
    ['one that leads to itself', '<meta http-equiv="refresh" content="1; url=/old/feed/#x">'],
    ['one that waits', '<meta http-equiv="refresh" content="30; url=/a.xml">'],
    [
      'one that leads elsewhere than to the web',
      '<meta http-equiv="refresh" content="0; url=javascript:x()">',
    ],
    [
      'one for browsers without scripts',
      '<noscript><meta http-equiv="refresh" content="0; url=/plain"></noscript>',
    ],
    ['one in a comment', '<!-- <meta http-equiv="refresh" content="0; url=/a.xml"> -->'],
    ['one in a script', '<script>w(`<meta http-equiv="refresh" content="0; url=/a.xml">`)</script>'],
    ['another instruction', '<meta http-equiv="refresh-x" content="0; url=/a.xml">'],
    ['a long one', `<meta http-equiv="refresh" content="0; url=/a.xml">${'x'.repeat(20_000)}`],
  ])('is not %s', (_case, meta) => {
    expect(leads(page(meta))).toBeUndefined();
  });

  it('may say so in a header', () => {
    expect(leads(page(''), { ...html, refresh: '0; url=/a.xml' })).toBe('https://example.org/a.xml');
  });

  it('is no feed that talks of one', () => {
    const meta = '<meta http-equiv="refresh" content="0; url=/a.xml">';
    expect(leads(`<rss>${meta}</rss>`, {})).toBeUndefined();
    expect(leads(page(meta), { 'content-type': 'application/xml' })).toBeUndefined();
  });

  it.each(['<meta ', '<!--', '<meta "', '<script '])(
    'is looked for in a time that grows with the page: %s',
    (sign) => {
      expect(growsLinearly((size) => leads(`<html>${sign.repeat(size / sign.length)}`), 16_000)).toBe(true);
    },
  );
});

describe('a feed in whose place a page leads on', () => {
  const moved =
    (to: string): Handler =>
    (request, response) => {
      if (request.url === '/old')
        response.writeHead(200, html).end(page(`<meta http-equiv="refresh" content="0; url=${to}">`));
      else if (request.headers['if-none-match']) response.writeHead(304).end();
      else if (request.url === '/new') response.writeHead(200, { etag: '"1"' }).end(FEED);
      else response.writeHead(200, html).end(page('<meta http-equiv="refresh" content="0; url=/old">'));
    };

  it('is read at its end each time, conditionally, and is not taken for moved', async () => {
    const server = await serveHttp(moved('/new'));
    const first = fresh(await fetchOne(`${server.origin}/old`));
    expect(textOf(first)).toBe(FEED);
    let state = settled(first);
    for (const hours of [24, 48, 72]) {
      if (!state) throw new Error('Every question leaves a state.');
      state = unchanged(await fetchOne(`${server.origin}/old`, { now: hoursLater(hours) }, { state })).state;
    }
    expect(state).not.toHaveProperty('moving');
    expect(state).not.toHaveProperty('moved_to');
    expect(server.seen.map(({ path }) => path)).toEqual([
      '/old',
      '/new',
      '/old',
      '/new',
      '/old',
      '/new',
      '/old',
      '/new',
    ]);
  });

  it('is followed no further than other redirects', async () => {
    const server = await serveHttp(moved('/circle'));
    expect(failed(await fetchOne(`${server.origin}/old`)).problem.code).toBe('FETCH_REDIRECT_LOOP');
  });

  it('is left alone where the page itself is read', async () => {
    const server = await serveHttp(moved('/new'));
    const config = { ...feed(`${server.origin}/old`), scrape: { items: 'li' } };
    const [result] = await collect([{ feed: config }], testContext());
    if (result === undefined) throw new Error('There is a result for every feed.');
    expect(textOf(result)).toContain('<title>Moved</title>');
  });
});
