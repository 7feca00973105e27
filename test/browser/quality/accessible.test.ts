import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults, RunOptions } from 'axe-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBrowser } from '../browser.test-kit.ts';
import {
  examplesSite,
  type Host,
  hostSite,
  pageKinds,
  pagesWithEveryElement,
  withPage,
} from './quality.test-kit.ts';

/** axe finds nothing, on any kind of page, in any way to look at it. */

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const [examples, arabic] = await Promise.all([examplesSite(), examplesSite('ar')]);
const sites = { examples, arabic };
const kinds = await pageKinds(sites.examples);
const arabicKinds = await pageKinds(sites.arabic);
const some = await pagesWithEveryElement(sites.examples, kinds);

let browser: Browser;
let host: Host;
let arabicHost: Host;
beforeAll(async () => {
  browser = await startBrowser();
  [host, arabicHost] = await Promise.all([hostSite(sites.examples), hostSite(sites.arabic)]);
});
afterAll(async () => {
  await browser?.close();
  await Promise.all([host?.close(), arabicHost?.close()]);
});

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** All rules, with 7:1 for text and the size of targets. */
const all: RunOptions = {
  runOnly: { type: 'tag', values: tags },
  rules: { 'target-size': { enabled: true }, 'color-contrast-enhanced': { enabled: true } },
};
/** What another theme, density or width can break: the rest is the same document, which was looked at whole. */
const visual = ['color-contrast', 'color-contrast-enhanced', 'link-in-text-block', 'target-size'];
const colours: RunOptions = { runOnly: { type: 'rule', values: visual.slice(0, 3) } };
const coloursAndSizes: RunOptions = { runOnly: { type: 'rule', values: visual } };
/** What another language and direction can break: names of everything that has one, and sizes. */
const translated: RunOptions = {
  runOnly: {
    type: 'rule',
    values: [
      ...[
        'target-size',
        'html-has-lang',
        'html-lang-valid',
        'valid-lang',
        'document-title',
        'region',
        'heading-order',
      ],
      ...['aria-input-field-name', 'button-name', 'link-name', 'label', 'landmark-unique'],
    ],
  },
};

declare global {
  var axe: { run: (root: Document, options: RunOptions) => Promise<AxeResults> };
}

async function violations(page: Page, options: RunOptions): Promise<string[]> {
  await page.evaluate(source);
  const results = await page.evaluate(
    (chosen) => globalThis.axe.run(document, { ...chosen, resultTypes: ['violations'] }),
    options,
  );
  return results.violations.flatMap(({ id, nodes }) =>
    nodes
      .slice(0, 3)
      .map((node) => `${id}: ${node.html.slice(0, 120)} ${node.failureSummary?.slice(0, 200)}`),
  );
}

interface Look {
  readonly name: string;
  readonly options: BrowserContextOptions;
  readonly rules: RunOptions;
  readonly pages: ReadonlyMap<string, string>;
  readonly query?: string;
  readonly mirrored?: true;
}

const narrow = { viewport: { width: 390, height: 844 } };
const looks: readonly Look[] = [
  { name: 'light', options: {}, rules: all, pages: kinds },
  {
    name: 'dark, on a phone',
    options: { ...narrow, colorScheme: 'dark' },
    rules: coloursAndSizes,
    pages: some,
  },
  { name: 'as headlines', options: narrow, rules: coloursAndSizes, pages: kinds, query: '?view=headlines' },
  {
    name: 'as full texts, dark',
    options: { colorScheme: 'dark' },
    rules: coloursAndSizes,
    pages: kinds,
    query: '?view=full',
  },
  { name: 'mirrored', options: {}, rules: translated, pages: arabicKinds, mirrored: true },
  { name: 'in high contrast', options: { contrast: 'more' }, rules: colours, pages: some },
  { name: 'in forced colours', options: { forcedColors: 'active' }, rules: colours, pages: some },
];

// Two cores are busy only when two pages are: each look has a context of its own.
describe('every kind of page', { concurrent: true, timeout: 300_000 }, () => {
  it.each(looks)('$name', async ({ options, rules, pages, query = '', mirrored }) => {
    await withPage(browser, options, async (page) => {
      const found: Record<string, readonly string[]> = {};
      for (const [kind, path] of pages) {
        // A density is for pages with items.
        if (query !== '' && !/day|week|source|topic/.test(kind)) continue;
        await page.goto((mirrored ? arabicHost : host).url(path + query));
        const faults = await violations(page, rules);
        if (faults.length > 0) found[kind] = faults;
      }
      expect(found).toEqual({});
    });
  });
});

describe('what opens', () => {
  it.each([
    ['light', narrow],
    ['dark', { colorScheme: 'dark' }],
  ] as const)('the view menu, %s', async (_theme, options) => {
    await withPage(browser, options, async (page) => {
      await page.goto(host.url('2026/05/18/'));
      await page.click('[popovertarget=view]');
      expect(await page.locator('#view').isVisible()).toBe(true);
      expect(await violations(page, all)).toEqual([]);
    });
  });

  it('the help for the keyboard', async () => {
    await withPage(browser, {}, async (page) => {
      await page.goto(host.url('2026/05/18/'));
      await page.keyboard.press('?');
      await page.locator('dialog[open]').waitFor();
      expect(await violations(page, all)).toEqual([]);
    });
  });

  it('an item, a search, and a narrowed one', async () => {
    await withPage(browser, {}, async (page) => {
      await page.goto(host.url('2026/05/18/'));
      await page.locator('article summary').first().click();
      expect(await violations(page, all)).toEqual([]);
      await page.goto(host.url('search/?q=kernel'));
      await page.locator('#content li').first().waitFor();
      expect(await violations(page, all)).toEqual([]);
    });
  });
});
