import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { shortHash } from '../hash.ts';
import type { Site } from '../site.ts';
import type { Assets } from './assets.ts';
import { makeRenderer, type RenderTemplate } from './nunjucks.ts';
import { packageDir } from './package-dir.ts';
import { pagesOf, viewOf } from './pages.ts';
import type { CompiledTemplates } from './template-loader.ts';
import { withParts } from './template-parts.ts';

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

const templatesDir = join(packageDir, 'templates');
const textOf = (name: string): string => readFileSync(join(templatesDir, name), 'utf8');

/** The built-in templates as the package has them, but that they are compiled when they are used. */
const wholeTemplates: CompiledTemplates = Object.fromEntries(
  readdirSync(templatesDir, { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => name.endsWith('.njk'))
    .map((name) => {
      const { text, parts } = withParts(name, textOf);
      const hashes = Object.fromEntries([name, ...parts].map((part) => [part, shortHash(textOf(part))]));
      return [name, { hashes, make: () => ({ type: 'string', obj: text }) }];
    }),
);

/** Renders from the templates' texts, and throws where templates with their parts in them make another page. */
function rendererOf(site: Site, siteDir: string): RenderTemplate {
  const render = makeRenderer(site, testAssets, siteDir);
  const renderWhole = makeRenderer(site, testAssets, siteDir, wholeTemplates);
  return async (view) => {
    const html = await render(view);
    if ((await renderWhole(view)) !== html)
      throw new Error(`${view.template} with its parts is another page.`);
    return html;
  };
}

/** Every page of a site by its address, as its templates make it. */
export async function pagesIn(site: Site, siteDir = '/nowhere'): Promise<Map<string, string>> {
  const render = rendererOf(site, siteDir);
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
  const render = rendererOf(site, siteDir);
  const scripts = {
    searchScript: '/search.js',
    searchLater: '/search-later.js',
    searchStemmers: {},
    searchFirst: [],
  };
  return render(await viewOf(ref, site, scripts));
}
