import type { Site } from '../site.ts';
import type { Assets } from './assets.ts';
import { makeRenderer } from './nunjucks.ts';
import { pagesOf, viewOf } from './pages.ts';

/** Assets with addresses that say what they are, and nothing in them. */
export const testAssets: Assets = {
  byName: new Map(
    [
      'reader.js',
      'theme.js',
      'search.js',
      'more.js',
      'saved.js',
      'since.js',
      'offline.js',
      'icon-192.png',
      'packages.js',
      'age.js',
      'icon.svg',
      'style.css',
    ].map((name) => [name, { name, path: `/assets/${name}`, content: '' }]),
  ),
  firstStyle: { text: 'p{color:red}', hash: "'sha256-e'" },
  theme: { text: 'let a = "<"', hash: "'sha256-t'" },
  themeColors: { light: '#fbfaf6', dark: '#161512' },
};

/** Every page of a site by its address, as its templates make it. */
export async function pagesIn(site: Site, siteDir = '/nowhere'): Promise<Map<string, string>> {
  const render = makeRenderer(site, testAssets, siteDir);
  const pages = new Map<string, string>();
  for (const ref of pagesOf(site)) {
    if (pages.has(ref.path)) throw new Error(`${ref.path} is made twice.`);
    pages.set(
      ref.path,
      await render(
        await viewOf(ref, site, {
          searchScript: '/search.js',
          searchLater: '/search-later.js',
          searchStemmers: {},
          searchFirst: [],
        }),
      ),
    );
  }
  return pages;
}

/** One page of a site, as its template makes it. */
export async function pageIn(site: Site, path: string, siteDir = '/nowhere'): Promise<string> {
  const ref = pagesOf(site).find((one) => one.path === path);
  if (!ref) throw new Error(`There is no ${path}.`);
  const render = makeRenderer(site, testAssets, siteDir);
  const scripts = {
    searchScript: '/search.js',
    searchLater: '/search-later.js',
    searchStemmers: {},
    searchFirst: [],
  };
  return render(await viewOf(ref, site, scripts));
}
