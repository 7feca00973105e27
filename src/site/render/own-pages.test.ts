import { readFile, rm } from 'node:fs/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { testSite } from '../outputs/site.test-kit.ts';
import { Digest, newFolder, put, removeFolders } from './digest.test-kit.ts';
import { type OwnPage, readOwnPages } from './own-pages.ts';
import { pageIn, pagesIn } from './pages.test-kit.ts';

afterAll(removeFolders);

async function read(files: Readonly<Record<string, string>>) {
  const dir = await newFolder();
  for (const [name, text] of Object.entries(files)) await put(`${dir}/pages/${name}`, text);
  const { pages, problems } = await readOwnPages(dir);
  return { pages: [...pages.values()], faults: problems.map(({ code, where }) => `${code} ${where}`) };
}

describe('pages of the publisher’s own', () => {
  it.each<[string, string, string, Partial<OwnPage>]>([
    ['a heading', 'join.md', '# Join us\n\nWrite.', { path: '/join/', title: 'Join us', text: 'Write.' }],
    [
      'a head',
      'a/b.md',
      '---\ntitle: T\ndescription: D\n---\n# Else\n',
      { path: '/a/b/', title: 'T', description: 'D', text: '# Else' },
    ],
    ['both alike', 'a.md', '---\ntitle: T\n---\n# T\nx', { title: 'T', text: 'x' }],
    [
      'a mark and Windows’ ends of lines',
      'a.md',
      '\ufeff---\r\ntitle: T\r\n---\r\nx',
      { title: 'T', text: 'x' },
    ],
    ['the index of a folder', 'members/index.md', '# M', { path: '/members/' }],
    ['about the digest', 'about.md', '# We', { path: '/about/' }],
    ['digits that are no year', '20260.md', '# N', { path: '/20260/' }],
  ])('are read by %s', async (_case, name, text, expected) => {
    expect(await read({ [name]: text })).toMatchObject({ pages: [expected], faults: [] });
  });

  it.each([
    ['a year', '2026.md', '# T', 'PAGE_NOT_USED'],
    ['something below a year', '2026/05.md', '# T', 'PAGE_NOT_USED'],
    ['the first page', 'index.md', '# T', 'PAGE_NOT_USED'],
    ['a list of the digest', 'topic/linux.md', '# T', 'PAGE_NOT_USED'],
    ['the search', 'search.md', '# T', 'PAGE_NOT_USED'],
    ['capitals', 'Join.md', '# T', 'PAGE_NOT_USED'],
    ['blanks', 'join us.md', '# T', 'PAGE_NOT_USED'],
    ['no title', 'join.md', 'Write.', 'PAGE_UNREADABLE'],
    ['a head without an end', 'join.md', '---\ntitle: T\n', 'PAGE_UNREADABLE'],
    ['an unknown key', 'join.md', '---\ntitel: T\n---\nx', 'PAGE_UNREADABLE'],
    ['a head that is no YAML', 'join.md', '---\ntitle: "T\n---\nx', 'PAGE_UNREADABLE'],
  ])('are left out, and said, with %s', async (_case, name, text, code) => {
    expect(await read({ [name]: text })).toEqual({ pages: [], faults: [`${code} pages/${name}`] });
  });

  it('are none of these: a README, drafts, other files', async () => {
    const files = { 'README.md': '# R', '_draft.md': '# D', 'a/.x.md': '# H', 'picture.svg': '<svg/>' };
    expect(await read(files)).toEqual({ pages: [], faults: [] });
  });

  const join: OwnPage = {
    path: '/join/',
    title: 'Join <us>',
    description: 'How to.',
    text: 'Go to [all](/sources/), ![us](/us.png), [there](https://a.example/).\n\n    code\n\n```\nmore\n```\n\n<form action="/x"></form>',
  };

  it('have the layout, the navigation and the prefix of the site, and HTML of the publisher’s', async () => {
    const config = { nav: [{ label: 'Join', href: '/join/' }] };
    const site = { ...(await testSite({ config })), ownPages: new Map([['/join/', join]]) };
    const page = await pageIn(site, '/join/index.html');
    for (const part of [
      '<title>Join &lt;us&gt; — The Test Daybook</title>',
      '<meta name="description" content="How to.">',
      '<h1>Join &lt;us&gt;</h1>',
      '<a href="/kernel/join/" aria-current="page">Join</a>',
      '<a href="/kernel/sources/">all</a>',
      '<img src="/kernel/us.png" alt="us">',
      '<a href="https://a.example/">there</a>',
      '<pre tabindex="0"><code>code\n</code></pre>',
      '<pre tabindex="0"><code>more\n</code></pre>',
      '<form action="/x"></form>',
    ])
      expect(page).toContain(part);
  });

  it.each([
    ['words and signs', '## Fonts & colours: `nav:`, *now*', ['fonts--colours-nav-now']],
    ['other letters', '## L’été à Łódź\n\n## 今日', ['lété-à-łódź', '今日']],
    ['the same twice', '## A\n\n### A\n\n## A', ['a', 'a-1', 'a-2']],
    ['a link', '## See [the map](/map/)', ['see-the-map']],
    ['names that every page has', '## View\n\n## Content', ['view-1', 'content-1']],
    ['nothing but a picture', '## ![](/a.png)', []],
  ])('have headings that a link can lead to: %s', async (_case, text, ids) => {
    const own: OwnPage = { path: '/join/', title: 'Join', text };
    const site = { ...(await testSite({})), ownPages: new Map([['/join/', own]]) };
    const page = (await pagesIn(site)).get('/join/index.html') ?? '';
    expect([...page.matchAll(/<h[23] id="([^"]*)"/g)].map(([, id]) => id)).toEqual(ids);
    const all = [...page.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id);
    expect(new Set(all).size).toBe(all.length);
  });

  it('about the digest take the place of the built-in page', async () => {
    const about: OwnPage = { path: '/about/', title: 'Who we are', text: 'Us.' };
    const site = { ...(await testSite({})), ownPages: new Map([['/about/', about]]) };
    expect((await pagesIn(site)).get('/about/index.html')).toContain('<h1>Who we are</h1>');
  });

  it('are made when they come, change and go, and nothing else is but the list of pages', async () => {
    const dir = await newFolder();
    const digest = new Digest(dir);
    await digest.write();
    await digest.render();
    const shown = async (path: string): Promise<string | undefined> =>
      readFile(`${dir}/_site/${path}`, 'utf8').catch(() => undefined);
    const changed = async (): Promise<string[]> => [...(await digest.render()).reasons.keys()].sort();
    const builtIn = await shown('about/index.html');

    await put(`${dir}/pages/about.md`, '# One');
    await put(`${dir}/pages/join.md`, '# Join');
    expect(await changed()).toEqual(['/sitemap.xml', 'own-page:/about/', 'own-page:/join/']);
    expect([await shown('about/index.html'), await shown('sitemap.xml')]).toEqual([
      expect.stringContaining('<h1>One</h1>'),
      expect.stringContaining('/join/</loc>'),
    ]);
    await put(`${dir}/pages/about.md`, '# Two');
    expect(await changed()).toEqual(['own-page:/about/']);
    expect(await shown('about/index.html')).toContain('<h1>Two</h1>');
    await rm(`${dir}/pages`, { recursive: true });
    expect(await changed()).toEqual(['/about/index.html', '/sitemap.xml']);
    expect(await shown('about/index.html')).toBe(builtIn);
    expect(await shown('join/index.html')).toBeUndefined();
  });
});
