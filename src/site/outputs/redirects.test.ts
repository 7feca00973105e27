import { describe, expect, it } from 'vitest';
import { redirectFiles } from './redirects.ts';
import { testConfig, testSite } from './site.test-kit.ts';

const made = new Set([
  '/index.html',
  '/about/index.html',
  '/feed.xml',
  '/rss.xml',
  '/_headers',
  '/source/alpha/index.html',
  '/own.html',
]);

async function filesOf(pairs: Readonly<Record<string, string>>, taken = made) {
  const redirects = Object.entries(pairs).map(([from, to]) => ({ from, to, where: `daybook.yaml, ${from}` }));
  const site = await testSite({ config: testConfig({ redirects }) });
  return redirectFiles(site, taken);
}

describe('redirects', () => {
  it('are lines for hosts that read them, below the prefix of the site', async () => {
    const { files, problems } = await filesOf({
      '/atom.xml': '/feed.xml',
      '/old': '/about/',
      '/a/*': '/source/:splat',
      '/b/*': 'https://new.example/',
      '/café/x%20y': 'https://new.example/caf%C3%A9',
    });
    expect(problems).toEqual([]);
    expect(files.get('/_redirects')).toBe(
      [
        '/kernel/atom.xml /kernel/feed.xml 301',
        '/kernel/old /kernel/about/ 301',
        '/kernel/a/* /kernel/source/:splat 301',
        '/kernel/b/* https://new.example/ 301',
        '/kernel/caf%C3%A9/x%20y https://new.example/caf%C3%A9 301',
        '',
      ].join('\n'),
    );
    expect(files.get('/_redirects.nginx')).toBe(
      [
        'location = "/kernel/atom.xml" { return 301 "/kernel/feed.xml"; }',
        'location = "/kernel/old" { return 301 "/kernel/about/"; }',
        'location ^~ "/kernel/a/" { rewrite "^/kernel/a/(.*)$" "/kernel/source/$1" permanent; }',
        'location ^~ "/kernel/b/" { rewrite "^/kernel/b/(.*)$" "https://new.example/" permanent; }',
        'location = "/kernel/café/x y" { return 301 "https://new.example/caf%C3%A9"; }',
        '',
      ].join('\n'),
    );
  });

  it.each([
    ['a path with a slash', '/old/', '/old/index.html'],
    ['a path without', '/old', '/old/index.html'],
    ['a file', '/old/page.html', '/old/page.html'],
    ['letters in codes', '/caf%C3%A9/', '/café/index.html'],
  ])('are a page for all other hosts, at %s', async (_case, from, path) => {
    const { files, copies } = await filesOf({ [from]: '/about/' });
    expect([...files.keys()].sort()).toEqual(['/_redirects', '/_redirects.nginx', path].sort());
    expect(copies.size).toBe(0);
    const html = files.get(path) ?? '';
    const target = 'https://daybook.example/kernel/about/';
    expect(html).toContain(`<meta http-equiv="refresh" content="0; url=${target}">`);
    expect(html).toContain(`<link rel="canonical" href="${target}">`);
    expect(html).toContain(`<a href="${target}">${target}</a>`);
  });

  it('escape what they lead to', async () => {
    const { files } = await filesOf({ '/old/': 'https://new.example/?a=1&b=2' });
    expect(files.get('/old/index.html')).toContain('url=https://new.example/?a=1&amp;b=2"');
  });

  it('of feeds are the feed itself, for programs that follow no page', async () => {
    const { files, copies } = await filesOf({
      '/atom.xml': '/feed.xml',
      '/rss20.xml': 'https://new.example/rss',
    });
    expect([...copies]).toEqual([['/atom.xml', '/feed.xml']]);
    expect([...files.keys()].sort()).toEqual(['/_redirects', '/_redirects.nginx']);
  });

  it.each([
    ['a page', '/about/', '/about/index.html'],
    ['a page, written otherwise', '/about', '/about/index.html'],
    ['a file', '/feed.xml', '/feed.xml'],
    ['a page of the publisher’s own', '/own', '/own.html'],
    ['a folder', '/source/*', '/source/alpha/index.html'],
    ['a file that hosts read', '/_headers', '/_headers'],
  ])('never take the place of %s', async (_case, from, page) => {
    const { files, copies, problems } = await filesOf({ [from]: 'https://new.example/' });
    expect([files.size, copies.size]).toEqual([0, 0]);
    expect(problems).toMatchObject([{ code: 'REDIRECT_OVER_PAGE', where: `daybook.yaml, ${from}` }]);
    expect(problems[0]?.why).toContain(page);
  });

  it('to what is not there are told, and written as they are', async () => {
    const { files, copies, problems } = await filesOf({ '/old/': '/nothing/', '/old.json': '/feed.json' });
    expect(problems.map(({ code, what }) => [code, what])).toEqual([
      ['REDIRECT_NOWHERE', '"/old/" leads to "/nothing/", which the site does not have.'],
      ['REDIRECT_NOWHERE', '"/old.json" leads to "/feed.json", which the site does not have.'],
    ]);
    expect(files.get('/_redirects')?.split('\n')).toHaveLength(3);
    expect(copies.size).toBe(0);
  });

  it.each(['/', '/about/', '/about', '/about/#team', '/feed.xml?from=old', '/source/alpha/'])(
    'may lead to %s',
    async (to) => {
      expect((await filesOf({ '/old/': to })).problems).toEqual([]);
    },
  );
});
