import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../config/index.ts';
import { portraitStyle } from '../content/portraits.ts';
import { testSite } from '../outputs/site.test-kit.ts';
import { colourOf } from '../views/portrait-view.ts';
import { readAssets } from './assets.ts';
import { newFolder, put, removeFolders } from './digest.test-kit.ts';
import { logoProblems, lookOf, themeColorsOf } from './look.ts';
import { packageDir } from './package-dir.ts';
import { pageIn, pagesIn } from './pages.test-kit.ts';
import { slotNames } from './slots.ts';

afterAll(removeFolders);

const day = '/2026/05/18/index.html';

describe('slots', () => {
  it('stand where they say, once on a page or once around each item, and know the page and the item', async () => {
    const dir = await newFolder();
    for (const name of slotNames) {
      const about = name.endsWith('item') ? 'item.key' : 'page.kind';
      await put(`${dir}/templates/slots/${name}.njk`, `<b class="${name}">{{ ${about} }}</b>`);
    }
    const items = [
      { key: 'one' },
      { key: 'two', feed: 'beta', title: 'Quite another', html: '<p>Apart.</p>' },
    ];
    const page = await pageIn(await testSite({ items }), day, dir);
    const places = [...page.matchAll(/<b class="([\w-]+)">(\w+)<\/b>/g)].map(
      ([, name, text]) => `${name} ${text}`,
    );
    expect(places).toEqual([
      'before-head-end day',
      'after-masthead day',
      ...[...page.matchAll(/<article [^>]*id="(\w+)"/g)].flatMap(([, key]) => [
        `before-item ${key}`,
        `after-item ${key}`,
      ]),
      'footer day',
    ]);
    expect(places.length).toBeGreaterThan(6);
    expect(page).toMatch(/before-head-end">day<\/b><\/head>/);
    expect(page).toMatch(/footer">day<\/b><\/footer>/);
    expect(page).toMatch(/<\/header>\s*<b class="after-masthead/);
  });

  it('leave no trace where there are none', async () => {
    const site = await testSite({});
    expect(await pageIn(site, day, await newFolder())).toBe(await pageIn(site, day));
  });

  it('escape what feeds say, as all templates do', async () => {
    const dir = await newFolder();
    await put(`${dir}/templates/slots/before-item.njk`, '<i>{{ item.title }}</i>');
    const site = await testSite({ items: [{ key: 'one', title: '<script>x</script>' }] });
    expect(await pageIn(site, day, dir)).toContain('<i>&lt;script&gt;x&lt;/script&gt;</i>');
  });

  it('are refused under a name that no page has', async () => {
    const dir = await newFolder();
    await put(`${dir}/templates/slots/sidebar.njk`, 'x');
    await expect(pageIn(await testSite({}), day, dir)).rejects.toThrow('slots/sidebar.njk');
  });
});

describe('the colour of the paper', () => {
  it.each([
    ['both', ':root{--paper:light-dark(#fff, #000)}', { light: '#fff', dark: '#000' }],
    [
      'functions',
      ':root{--paper:light-dark(rgb(1,2,3),oklch(0.2 0 0))}',
      { light: 'rgb(1,2,3)', dark: 'oklch(0.2 0 0)' },
    ],
    ['one', ':root { --paper: beige; }', { light: 'beige', dark: 'beige' }],
    [
      'the last',
      ':root{--paper:red}@layer tokens{:root{--ink:red;--paper:blue}}',
      { light: 'blue', dark: 'blue' },
    ],
    [
      'what always holds',
      ':root{--paper:red}@media print{:root{--paper:white}}',
      { light: 'red', dark: 'red' },
    ],
    ['the root alone', ':root{--paper:red}.card{--paper:white}', { light: 'red', dark: 'red' }],
    ['none that needs the stylesheet', ':root{--paper:var(--beige)}', undefined],
    ['none', 'p{color:red}', undefined],
  ])('is read from the tokens: %s', (_case, css, expected) => {
    expect(themeColorsOf(css)).toEqual(expected);
  });

  it('is the one of the publisher’s own tokens', async () => {
    const dir = await newFolder();
    const read = () =>
      readAssets({
        siteDir: dir,
        style: { language: 'en', look: 'newspaper' },
        lines: { script: '', reader: () => '' },
        icons: [],
        stemmers: {},
      });
    expect(read().themeColors).toEqual({ light: '#fbfaf6', dark: '#161512' });
    await put(`${dir}/templates/assets/css/90-mine.css`, ':root { --paper: light-dark(#eef, #112); }');
    expect(read().themeColors).toEqual({ light: '#eef', dark: '#112' });
  });
});

describe('the built-in looks', () => {
  it.each(['newspaper', 'planet'] as const)(
    'have the same pages, and %s the faces it asks for',
    async (look) => {
      const items = [{ key: 'one' }, { key: 'two', feed: 'beta' }];
      const pages = await pagesIn(await testSite({ items, config: { look } }));
      const usual = await pagesIn(await testSite({ items }));
      expect(pages.size).toBeGreaterThan(15);
      expect([...pages]).toEqual([...usual]);
      const read = await readConfig(`title: T\nfeeds: [a.xml]\nlook: ${look}\n`, async () => undefined);
      const sources = 'config' in read ? read.config.sources : undefined;
      const site = await testSite({ items, config: { look, ...(sources && { sources }) } });
      expect((await pageIn(site, day)).includes('href="/kernel/portraits.css"')).toBe(look === 'planet');
    },
  );

  it.each([
    ['newspaper', false],
    ['planet', true],
  ] as const)('%s colours initials by their source: %s', async (look, isColoured) => {
    const items = [{ key: 'one' }, { key: 'two', feed: 'beta' }];
    const site = await testSite({ items, config: { look, sources: { icons: 'items' } } });
    const css = portraitStyle(site);
    const coloured = [...css.matchAll(/\[href="([^"]+)"\][^}]*\){--hue:(\d+)}/g)].map(([, href]) => href);
    expect(coloured).toEqual(isColoured ? expect.arrayContaining(['/kernel/source/beta/']) : []);
    const shared = readFileSync(join(packageDir, 'templates/assets/css/45-components.later.css'), 'utf8');
    for (const { id } of isColoured ? site.sources.values() : []) {
      const [rule = ''] = new RegExp(`\\[href="[^"]*/source/${id}/"\\][^}]*}`).exec(css) ?? [];
      // The colour of its face on the page of sources.
      const hue = new RegExp(`\\[data-c="${colourOf(id)}"\\] { --hue: (\\d+)`).exec(shared)?.[1];
      expect(rule).toContain(`--hue:${hue}}`);
    }
  });

  it.each([
    ['newspaper', false],
    ['planet', true],
  ] as const)('%s puts paper under faces, where initials have colours: %s', async (look, hasTile) => {
    const site = await testSite({ items: [{ key: 'one' }], config: { look, sources: { icons: 'items' } } });
    const alpha = site.sources.get('alpha');
    if (!alpha) throw new Error('There is no source.');
    const faces = new Map(site.sources).set('alpha', { ...alpha, portrait: '/portraits/face.webp' });
    const css = portraitStyle({ ...site, sources: faces });
    const [rule = ''] = /\.by \.s\[href="[^"]*\/source\/alpha\/"\]::before{[^}]*}/.exec(css) ?? [];
    expect(rule).toContain('url("/kernel/portraits/face.webp")');
    expect(rule.includes('--tile:')).toBe(hasTile);
    // Who has a face needs no colour.
    expect(css.match(/source\/alpha\//g)).toHaveLength(1);
  });
});

describe('fonts and a logo', () => {
  it('are seen where their files are', async () => {
    const dir = await newFolder();
    expect(lookOf(dir, 'images/logo.svg')).toEqual({ hasFonts: false });
    expect(logoProblems(lookOf(dir, 'images/logo.svg'), 'images/logo.svg')).toMatchObject([
      { code: 'LOGO_NOT_FOUND', where: 'static/images/logo.svg' },
    ]);
    await put(`${dir}/static/fonts/LICENSE.txt`, 'x');
    await put(`${dir}/static/images/logo.svg`, '<svg/>');
    const look = lookOf(dir, 'images/logo.svg');
    expect([look, logoProblems(look, 'images/logo.svg')]).toEqual([
      { hasFonts: false, logo: '/images/logo.svg' },
      [],
    ]);
    expect(logoProblems(lookOf(dir, undefined), undefined)).toEqual([]);
    await put(`${dir}/static/fonts/serif/text.woff2`, 'x');
    expect(lookOf(dir, undefined)).toEqual({ hasFonts: true });
  });

  it('are on pages: the picture below the prefix, the policy of fonts in every page', async () => {
    const site = { ...(await testSite({})), look: { hasFonts: true, logo: '/logo.svg' } };
    for (const path of [day, '/search/index.html']) {
      const page = await pageIn(site, path);
      expect(page).toContain('<img class="logo" src="/kernel/logo.svg" alt="" height="30">');
      expect(page).toContain("font-src 'self'");
    }
    expect(await pageIn(await testSite({}), day)).not.toMatch(/class="logo"|font-src/);
  });
});

describe('entries of the navigation', () => {
  it('follow the built-in ones, below the prefix where they are paths, and know their own page', async () => {
    const nav = [
      { label: 'Chat & more', href: 'https://chat.example/' },
      { label: 'All sources', href: '/sources/' },
    ];
    const page = await pageIn(await testSite({ config: { nav } }), '/sources/index.html');
    expect(page).toContain(
      '<li><a href="https://chat.example/">Chat &amp; more</a></li><li><a href="/kernel/sources/" aria-current="page">All sources</a></li></ul></nav>',
    );
    expect(await pageIn(await testSite({ config: { nav } }), '/404.html')).not.toContain('aria-current');
  });

  it.each([
    ['a page', '/join/', true],
    ['the first page', '/', true],
    ['an address', 'https://a.example/x', true],
    ['a mail address', 'mailto:a@a.example', true],
    ['another host in disguise', '//evil.example', false],
    ['the same with the other slash', '/\\evil.example', false],
    ['a script', 'javascript:alert(1)', false],
    ['a path that begins nowhere', 'join/', false],
  ])('lead to %s or not at all', async (_case, href, isAllowed) => {
    const text = `title: T\nfeeds: [a.xml]\nnav: [{ label: L, href: '${href}' }]\n`;
    const read = await readConfig(text, async () => undefined);
    expect('problems' in read).toBe(!isAllowed);
  });

  it.each([
    ['logo.svg', true],
    ['images/logo-2x.png', true],
    ['../secret.png', false],
    ['/logo.svg', false],
    ['logo.txt', false],
    ['a/.hidden.svg', false],
  ])('stand beside a logo: %s is one, %s', async (logo, isAllowed) => {
    const read = await readConfig(`title: T\nfeeds: [a.xml]\nlogo: ${logo}\n`, async () => undefined);
    expect('problems' in read).toBe(!isAllowed);
  });
});
