import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type DefaultTreeAdapterTypes, defaultTreeAdapter, type ParserError, parse } from 'parse5';
import { beforeAll, describe, expect, it } from 'vitest';
import { readScript } from '../../src/site/render/assets.ts';
import { sampleSite } from './sample-site.test-kit.ts';
import { filesOf } from './site.test-kit.ts';

type Element = DefaultTreeAdapterTypes.Element;

interface Page {
  readonly path: string;
  readonly html: string;
  readonly errors: readonly ParserError['code'][];
  readonly elements: readonly Element[];
}

const prefix = '/news/kernel/';
let site: string;
let pages: Page[];
let files: Map<string, string>;

function elementsOf(html: string): { elements: Element[]; errors: ParserError['code'][] } {
  const errors: ParserError['code'][] = [];
  const document = parse(html, { onParseError: (error) => errors.push(error.code) });
  const elements: Element[] = [];
  const walk = (node: DefaultTreeAdapterTypes.Node): void => {
    if (defaultTreeAdapter.isElementNode(node)) elements.push(node);
    if ('childNodes' in node) for (const child of node.childNodes) walk(child);
  };
  walk(document);
  return { elements, errors };
}

function attribute(element: Element, name: string): string | undefined {
  return element.attrs.find((one) => one.name === name)?.value;
}

beforeAll(async () => {
  const dir = await sampleSite({
    url: `https://example.org${prefix}`,
    locale: 'fr',
    timezone: 'Europe/Paris',
  });
  site = join(dir, '_site');
  files = await filesOf(site);
  pages = [...files]
    .filter(([path]) => path.endsWith('.html'))
    .map(([path, latin1]) => {
      const html = Buffer.from(latin1, 'latin1').toString('utf8');
      return { path, html, ...elementsOf(html) };
    });
});

describe('every page of a site under a path prefix, in French', () => {
  it('is one of the kinds that the site promises', () => {
    const has = (path: string): boolean => pages.some((page) => page.path === path);
    for (const path of [
      'index.html',
      '2026/05/18/index.html',
      '2026/w21/index.html',
      'week/index.html',
      '2026/05/index.html',
      '2026/index.html',
      'archive/index.html',
      'source/kernel-courier/index.html',
      'section/kernel/index.html',
      'topic/memory-management/index.html',
      'topics/index.html',
      'sources/index.html',
      'search/index.html',
      'about/index.html',
      '404.html',
    ]) {
      expect(has(path), path).toBe(true);
    }
    expect(pages.some((page) => page.path.startsWith('story/'))).toBe(true);
  });

  it('links only to pages that exist, below the prefix, at anchors that exist', () => {
    const ids = new Map(
      pages.map((page) => [
        page.path,
        new Set(page.elements.map((element) => attribute(element, 'id')).filter(Boolean)),
      ]),
    );
    const broken: string[] = [];
    for (const page of pages) {
      for (const element of page.elements) {
        const link = attribute(element, 'href') ?? attribute(element, 'src') ?? attribute(element, 'action');
        if (link === undefined || /^(?:https?:|mailto:)/.test(link)) continue;
        const url = new URL(link, `https://example.org${prefix}${page.path}`);
        const inside = decodeURIComponent(url.pathname.slice(prefix.length));
        const target = inside === '' || inside.endsWith('/') ? `${inside}index.html` : inside;
        if (!url.pathname.startsWith(prefix) || !existsSync(join(site, target)))
          broken.push(`${page.path} → ${link}`);
        else if (url.hash.length > 1 && !ids.get(target)?.has(decodeURIComponent(url.hash.slice(1)))) {
          broken.push(`${page.path} → ${link} (no such anchor)`);
        }
      }
    }
    expect(broken).toEqual([]);
  });

  it('is well-formed HTML, with one h1, and no id twice', () => {
    for (const { path, errors, elements } of pages) {
      expect(errors, path).toEqual([]);
      expect(
        elements.filter((element) => element.tagName === 'h1'),
        path,
      ).toHaveLength(1);
      const ids = elements.map((element) => attribute(element, 'id')).filter((id) => id !== undefined);
      expect(new Set(ids).size, path).toBe(ids.length);
    }
  });

  it('shows no trace of a missing value', () => {
    for (const { path, html } of pages) {
      expect(html, path).not.toMatch(/\bundefined\b|\[object Object\]|\bNaN\b|Invalid Date/);
    }
  });

  it('speaks French, and says so', () => {
    const home = pages.find((page) => page.path === 'index.html');
    expect(home?.html).toContain('<html lang="fr" dir="ltr">');
    expect(home?.html).toContain('Lundi');
    expect(home?.html).toMatch(/Par\u202f: (?:<a href="[^"]+">)?<bdi>hollis<\/bdi>/);
    expect(home?.html).toContain('16\u202fh\u202f20');
  });

  it('carries no script, style or handler of its own but the one stylesheet, and a strict policy', () => {
    const theme = readScript('theme.js').trim();
    for (const { path, elements } of pages) {
      for (const element of elements) {
        // Data is never run: only what a browser runs has to be a file of the site.
        if (element.tagName === 'script' && attribute(element, 'type') !== 'application/ld+json') {
          const [text] = element.childNodes;
          // The one inline script, byte for byte: its hash stands in the policy.
          if (text && 'value' in text) expect(text.value, path).toBe(theme);
          else expect(attribute(element, 'src'), path).toMatch(/^\/news\/kernel\/assets\//);
        }
        expect(
          element.attrs.filter(({ name }) => name === 'style' || /^on/.test(name)),
          path,
        ).toEqual([]);
      }
      const policy = elements.find(
        (element) => attribute(element, 'http-equiv') === 'Content-Security-Policy',
      );
      const value = policy === undefined ? '' : (attribute(policy, 'content') ?? '');
      expect(value, path).toContain("default-src 'none'");
      expect(value, path).not.toContain('unsafe-inline');
    }
  });

  it('takes the subscribers’ mark out of titles and shows a label in its place', () => {
    for (const { path, html } of pages) expect(html, path).not.toContain('[$]');
    const day = pages.find((page) => page.path === '2026/05/18/index.html');
    expect(day?.html).toContain('>Abonnés<');
  });

  it('shows every item of the archive on the page of its day', () => {
    const archived = [...files.keys()].filter((path) => /^2026\/\d\d\/\d\d\/index\.html$/.test(path));
    const shown = pages
      .filter((page) => archived.includes(page.path))
      .flatMap((page) =>
        page.elements.filter((element) => /^[a-z][a-z0-9]{11}$/.test(attribute(element, 'id') ?? '')),
      );
    expect(shown).toHaveLength(136);
  });
});
