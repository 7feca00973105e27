import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestItem, testSite } from '../outputs/site.test-kit.ts';
import type { Site } from '../site.ts';
import { newFolder, put, removeFolders } from './digest.test-kit.ts';
import { packageDir } from './package-dir.ts';
import { pageIn } from './pages.test-kit.ts';
import { pagesOf, viewOf } from './pages.ts';
import { slotNames } from './slots.ts';

const text = readFileSync(join(packageDir, 'docs', 'theming.md'), 'utf8');

/** Names in first cells of tables that begin with a word: `page.kind` gives `kind`. */
function documented(word: string): string[] {
  const rows = text.matchAll(/^\| `([^`]+)` \|/gm);
  return [...rows]
    .flatMap(([, name = '']) => (name.startsWith(word) ? [name.slice(word.length)] : []))
    .sort();
}

/** The names in the second cell of a template's row. */
function documentedOf(template: string): string[] {
  const row = text.split('\n').find((line) => line.startsWith(`| \`${template}\` |`)) ?? '';
  const cell = row.split('|')[2] ?? '';
  return [...cell.matchAll(/`(\w+)`/g)].map(([, name = '']) => name).sort();
}

const updates = '<p>Security updates have been issued by Debian (chromium and curl).</p>';

/** Sites that together have every kind of page. */
async function sites(): Promise<Site[]> {
  const many = Array.from({ length: 130 }, (_, n): TestItem => {
    const day = `2026-0${1 + (n % 5)}-1${n % 9}`;
    return { key: `k${n}`, day, tags: ['linux'], authors: [{ name: 'Ada' }] };
  });
  const items = [...many, { key: 'u', title: 'Security updates', html: updates }];
  const views = [{ id: 'v', title: 'V', query: 'linux' }];
  const own = new Map([['/join/', { path: '/join/', title: 'J', text: 'x' }]]);
  return [
    { ...(await testSite({ items, config: { views } })), ownPages: own },
    await testSite({}),
    await testSite({ items: [] }),
  ];
}

const byTemplate = new Map<string, Set<string>>();
const seen = { page: new Set<string>(), item: new Set<string>(), place: new Set<string>() };

function note(value: object, names: Set<string>): void {
  for (const name of Object.keys(value)) names.add(name);
}

/** Notes the names of items and their places, wherever in a page's variables they are. */
function look(value: unknown, depth = 0): void {
  if (typeof value !== 'object' || value === null || depth > 7) return;
  if ('untitled' in value && 'comments' in value) note(value, seen.item);
  if ('item' in value && 'also' in value && 'notes' in value) note(value, seen.place);
  for (const inner of Object.values(value)) look(inner, depth + 1);
}

beforeAll(async () => {
  const scripts = { searchScript: '', searchLater: '', searchStemmers: {}, searchFirst: [] };
  for (const site of await sites()) {
    for (const ref of pagesOf(site)) {
      const { template, variables } = await viewOf(ref, site, scripts);
      const names = byTemplate.get(template) ?? new Set();
      byTemplate.set(template, names);
      note(variables, names);
      if ('page' in variables && typeof variables.page === 'object' && variables.page !== null)
        note(variables.page, seen.page);
      look(variables);
    }
  }
});
afterAll(removeFolders);

describe('docs/theming.md', () => {
  /** Others are built upon these, and get their variables from them. */
  const bases = ['long-edition.njk', 'plain.njk', 'thread.njk'];

  it('names the variables that every template of a page is given, and no others', () => {
    const templates = readdirSync(join(packageDir, 'templates', 'pages')).filter(
      (name) => !bases.includes(name),
    );
    expect([...byTemplate.keys()].sort()).toEqual(templates.map((name) => `pages/${name}`).sort());
    for (const [template, names] of byTemplate) {
      const given = [...names].filter((name) => name !== 'page').sort();
      expect([template, ...documentedOf(template)]).toEqual([template, ...given]);
    }
    expect(documented('pages/')).toEqual(templates.sort());
  });

  it.each(['page', 'item', 'place'] as const)('names all that "%s" has, and no more', (word) => {
    expect(seen[word].size).toBeGreaterThan(4);
    expect(documented(`${word}.`)).toEqual([...seen[word]].sort());
  });

  it('names all that "site" has, and no more', async () => {
    const dir = await newFolder();
    await put(`${dir}/templates/slots/footer.njk`, '<b>{% for name, _ in site %}{{ name }} {% endfor %}</b>');
    const [, names = ''] = /<b>([\w ]+)<\/b>/.exec(await pageIn(await testSite({}), '/404.html', dir)) ?? [];
    expect(documented('site.')).toEqual(names.trim().split(' ').sort());
  });

  it('names every slot', () => {
    for (const name of slotNames) expect(text).toContain(`\`${name}\``);
  });
});
