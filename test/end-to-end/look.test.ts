import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sampleSite } from './sample-site.test-kit.ts';
import { filesOf, sampleUrl } from './site.test-kit.ts';

/** `look:` changes how a site looks, and nothing that it says. */

const [newspaper, planet] = await Promise.all(
  [await sampleSite(), await sampleSite({ url: sampleUrl, look: 'planet' })].map((dir) =>
    filesOf(join(dir, '_site')),
  ),
);
const names = (files: ReadonlyMap<string, string> = new Map()): string[] =>
  [...files.keys()].map((path) => path.replace(/style\.[\w-]+\.css/, 'style.css')).sort();

/** A file without what is of a look: styles, their addresses and hashes, colours of a browser's bars, the link to faces. */
function withoutLook(text: string): string {
  return text
    .replace(/<style>[^<]*<\/style>/, '')
    .replace(/style\.[\w-]{10}\.css/g, 'style.css')
    .replace(/(style-src 'self') 'sha256-[^']+'/g, '$1')
    .replace(/(<meta name="theme-color"[^>]*content=")[^"]+/g, '$1')
    .replace(/<link rel="stylesheet" href="[^"]*\/portraits\.css">\n/, '');
}

describe('a site in another look', () => {
  it('has the same files, and its faces', () => {
    expect(names(planet)).toEqual([...names(newspaper), 'portraits.css'].sort());
  });

  it.each([
    ['pages', /\.html$/, 100],
    ['feeds and lists', /\.(?:xml|json|opml|txt|webmanifest|svg)$/, 60],
    ['scripts', /assets.*\.js$/, 5],
    ['the index of search', /^search-index/, 5],
  ])('says the same: %s', (_kind, path, least) => {
    const own = [...(planet ?? [])].filter(([name]) => path.test(name));
    expect(own.length).toBeGreaterThan(least);
    const changed = own.filter(
      ([name, text]) => withoutLook(text) !== withoutLook(newspaper?.get(name) ?? ''),
    );
    expect(changed.map(([name]) => name)).toEqual([]);
  });

  it.each([
    ['newspaper', newspaper, /Iowan Old Style/, /--gutter|@layer look\{/],
    ['planet', planet, /--gutter/, /Iowan Old Style|nth-child\(3n \+ 1\)/],
  ] as const)('carries the styles of its own look alone: %s', (_look, files, own, others) => {
    const day = files?.get('2026/05/18/index.html') ?? '';
    const sheet = [...(files ?? [])].find(([name]) => /style\.[\w-]+\.css/.test(name))?.[1] ?? '';
    for (const style of [day, sheet]) {
      expect(style).toMatch(own);
      expect(style).not.toMatch(others);
    }
  });
});
