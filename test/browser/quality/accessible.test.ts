import type { RunOptions } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBrowser } from '../browser.test-kit.ts';
import { allViolations, colours, coloursAndSizes, translated, violations } from './axe.test-kit.ts';
import { examplesSite, type Host, hostSite, pageKinds, withPage } from './quality.test-kit.ts';

/** axe finds nothing, on any kind of page, in any way to look at it. */

const [examples, arabic] = await Promise.all([examplesSite(), examplesSite('ar')]);
const sites = { examples, arabic };
const kinds = await pageKinds(sites.examples);
const arabicKinds = await pageKinds(sites.arabic);

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

const narrow = { viewport: { width: 390, height: 844 } };
const wide = { width: 1280, height: 800 };

/**
 * Looks that are tried one after another on a page that is open. They change the tokens of all styles alike: each
 * component is tried in them once, unless all is tried.
 */
const looks: readonly {
  readonly name: string;
  readonly media: Parameters<Page['emulateMedia']>[0];
  readonly viewport: typeof wide;
  readonly rules: RunOptions;
}[] = [
  {
    name: 'dark, on a phone',
    media: { colorScheme: 'dark' },
    viewport: narrow.viewport,
    rules: coloursAndSizes,
  },
  {
    name: 'in high contrast',
    media: { colorScheme: 'light', contrast: 'more' },
    viewport: wide,
    rules: colours,
  },
  {
    name: 'in forced colours',
    media: { contrast: null, forcedColors: 'active' },
    viewport: wide,
    rules: colours,
  },
];

const allIsTried = process.env.DAYBOOK_TEST_RUNS === 'full';
/** Kinds whose pages hold, together, every component. */
const components = new Set(['home', 'day', 'month', 'source/…', 'sources', 'search']);

/** Faults by what was looked at; empty where there are none. */
type Found = Record<string, readonly string[]>;

async function note(found: Found, name: string, faults: Promise<readonly string[]>): Promise<void> {
  const list = await faults;
  if (list.length > 0) found[name] = list;
}

it('a text that is faint in the dark alone is found', async () => {
  await withPage(browser, { viewport: wide }, async (page) => {
    await page.goto(host.url('2026/05/18/'));
    await page.evaluate(() =>
      document.documentElement.style.setProperty('--soft', 'light-dark(#57524a, #4a463f)'),
    );
    expect(await violations(page, coloursAndSizes, 'some')).toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark' });
    expect((await violations(page, coloursAndSizes, 'some')).join()).toContain('color-contrast');
  });
});

describe('a page of the kind', { concurrent: true, timeout: 300_000 }, () => {
  it.each([...kinds])('%s, in every look', async (kind, path) => {
    // With fingers, what waits for the pointer to come near is always in sight.
    await withPage(browser, { viewport: wide, hasTouch: true }, async (page) => {
      const found: Found = {};
      await page.goto(host.url(path));
      await note(found, 'light', allViolations(page));
      for (const { name, media, viewport, rules } of allIsTried || components.has(kind) ? looks : []) {
        await page.emulateMedia(media);
        await page.setViewportSize(viewport);
        await note(found, name, violations(page, rules, 'some'));
      }
      expect(found).toEqual({});
    });
  });

  // A density is for pages with items: those of days and sources have every component of the others.
  const densities = allIsTried ? /^(?:day|week|source\/…|topic\/…)$/ : /^(?:day|source\/…)$/;
  it.each([...kinds].filter(([kind]) => densities.test(kind)))(
    '%s, as headlines and as full texts',
    async (_kind, path) => {
      await withPage(browser, narrow, async (page) => {
        const found: Found = {};
        await page.goto(host.url(`${path}?view=headlines`));
        await note(found, 'headlines', violations(page, coloursAndSizes, 'some'));
        await page.emulateMedia({ colorScheme: 'dark' });
        await page.setViewportSize(wide);
        await page.goto(host.url(`${path}?view=full`));
        await note(found, 'full texts, dark', violations(page, coloursAndSizes, 'some'));
        expect(found).toEqual({});
      });
    },
  );

  // Markup is the same in every language; what may be missing are names, and those of all pages stand around these.
  const mirrored = [...arabicKinds].filter(([kind]) => allIsTried || components.has(kind));
  it.each(mirrored)('%s, mirrored', async (_kind, path) => {
    await withPage(browser, { viewport: wide }, async (page) => {
      await page.goto(arabicHost.url(path));
      expect(await violations(page, translated)).toEqual([]);
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
      expect(await allViolations(page)).toEqual([]);
    });
  });

  it('the help for the keyboard', async () => {
    await withPage(browser, {}, async (page) => {
      await page.goto(host.url('2026/05/18/'));
      await page.keyboard.press('?');
      await page.locator('dialog[open]').waitFor();
      expect(await allViolations(page)).toEqual([]);
    });
  });

  it('an item, a search, and a narrowed one', async () => {
    await withPage(browser, {}, async (page) => {
      await page.goto(host.url('2026/05/18/'));
      await page.locator('article summary').first().click();
      expect(await allViolations(page)).toEqual([]);
      await page.goto(host.url('search/?q=kernel'));
      await page.locator('#content li').first().waitFor();
      expect(await allViolations(page)).toEqual([]);
      await page.goto(host.url('search/?q=kernal+color%3Ared+OR&from=2026-04-01&source=kernel-courier'));
      await page.locator('.notes').waitFor();
      expect(await allViolations(page)).toEqual([]);
      await page.locator('.keeping button').click();
      expect(await allViolations(page)).toEqual([]);
      await page.keyboard.press('Enter');
      await page.goto(host.url('search/'));
      await page.locator('#searches').waitFor();
      expect(await allViolations(page)).toEqual([]);
    });
  });

  it('a search in forced colours, whose words stand on a ground of their own', async () => {
    await withPage(browser, {}, async (page) => {
      await page.emulateMedia({ forcedColors: 'active', colorScheme: 'dark' });
      await page.goto(host.url('search/?q=kernel'));
      await page.locator('#content mark').first().waitFor();
      const ground = await page.$eval('#content mark', (mark) => getComputedStyle(mark).backgroundColor);
      expect(ground).toMatch(/^rgb\(/);
    });
  });
});
