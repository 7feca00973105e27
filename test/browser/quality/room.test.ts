import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sharedSite } from '../../end-to-end/sample-site.test-kit.ts';
import { sampleNow } from '../../end-to-end/site.test-kit.ts';
import { startBrowser } from '../browser.test-kit.ts';
import { examplesSite, type Host, hostSite, pageKinds, withPage } from './quality.test-kit.ts';
import { day } from './sites.ts';

/** What finds room where: headlines on a first screen, stories on a phone and on paper, everything on a narrow one. */

const [examples, arabic, busy] = await Promise.all([examplesSite(), examplesSite('ar'), sharedSite('busy')]);
const sites = { examples, arabic, busy };
const path = `${day.replaceAll('-', '/')}/`;
const kinds = await pageKinds(sites.examples);
const arabicKinds = await pageKinds(sites.arabic);

let browser: Browser;
const hosts: Record<string, Host> = {};
beforeAll(async () => {
  browser = await startBrowser();
  for (const name of ['examples', 'busy', 'arabic'] as const) hosts[name] = await hostSite(sites[name]);
});
afterAll(async () => {
  await browser?.close();
  await Promise.all(Object.values(hosts).map((host) => host.close()));
});
const url = (site: string, at: string): string => hosts[site]?.url(at) ?? '';

const desktop = { width: 1280, height: 900 };
const phone = { width: 390, height: 844 };

/** Titles that stand whole on the first screen. */
const headlines = (page: Page): Promise<number> =>
  page.evaluate(
    () =>
      [...document.querySelectorAll('article h3, article .rel .t')].filter((title) => {
        const { top, bottom, width } = title.getBoundingClientRect();
        return width > 20 && top >= 0 && bottom <= innerHeight;
      }).length,
  );
const screens = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollHeight / innerHeight);

describe('the first screen holds', () => {
  it.each([
    ['a desktop', '4 headlines', 4, desktop, path],
    ['a phone', '2 headlines', 2, phone, path],
    ['a desktop', '4 headlines of the newest edition', 4, desktop, ''],
    ['a phone', '2 headlines of the newest edition', 2, phone, ''],
    ['a desktop', '18 in the density of headlines', 18, desktop, `${path}?view=headlines`],
    ['a phone', '8 in the density of headlines', 8, phone, `${path}?view=headlines`],
  ])('of %s: %s', async (_screen, _what, least, viewport, at) => {
    await withPage(browser, { viewport }, async (page) => {
      // As it is read on its day: a digest that found nothing for long says so above its headlines.
      await page.clock.setFixedTime(Date.parse(sampleNow));
      await page.goto(url('examples', at));
      expect(await headlines(page)).toBeGreaterThanOrEqual(least);
      await page.context().close();
    });
  });
});

describe('58 items take', () => {
  it.each([
    [22, ''],
    [6, '?view=headlines'],
  ])('at most %i screens of a phone (%s)', async (most, query) => {
    await withPage(browser, { viewport: phone }, async (page) => {
      await page.goto(url('busy', path + query));
      expect(await screens(page)).toBeLessThanOrEqual(most);
    });
  });

  it.each(['light', 'dark'] as const)('at most 4 pages of paper, from a %s screen', async (colorScheme) => {
    await withPage(browser, { colorScheme }, async (page) => {
      await page.goto(url('busy', path));
      const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
      const pages = [...pdf.matchAll(/\/Type\s*\/Page\b/g)].length;
      expect(pages).toBeGreaterThan(1);
      expect(pages).toBeLessThanOrEqual(4);
    });
  });
});

/** The widest things that stick out, to say what is wrong. */
const sticksOut = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    return [...document.querySelectorAll('body *')]
      .filter((element) => {
        const { left, right } = element.getBoundingClientRect();
        return right > clientWidth + 1 || left < -1;
      })
      .slice(0, 3)
      .map((element) => `${element.outerHTML.slice(0, 90)} of ${scrollWidth}`);
  });

/** Sizes of windows and of text that every page fits into; one visit of a page sees them all. */
const narrow = [
  { name: 'a phone of 320 px', height: 640, standard: 16 },
  { name: 'a window of 1280 px at 400 %', height: 256, standard: 16 },
  { name: 'text of twice the size at 320 px', height: 640, standard: 32 },
] as const;

describe('nothing scrolls sideways', () => {
  it.each([
    ['any kind of page', 'examples', narrow],
    ['any kind of mirrored page', 'arabic', narrow.filter(({ height }) => height === 640)],
  ] as const)('on %s', async (_case, site, sizes) => {
    await withPage(browser, {}, async (page) => {
      const session = await page.context().newCDPSession(page);
      const found: Record<string, readonly string[]> = {};
      for (const [kind, at] of site === 'arabic' ? arabicKinds : kinds) {
        await page.goto(url(site, at));
        for (const { name, height, standard } of sizes) {
          await session.send('Page.setFontSizes', { fontSizes: { standard, fixed: standard - 3 } });
          await page.setViewportSize({ width: 320, height });
          const size = await page.evaluate(() => getComputedStyle(document.documentElement).fontSize);
          expect(size).toBe(`${standard}px`);
          const wide = await sticksOut(page);
          if (wide.length > 0) found[`${kind} on ${name}`] = wide;
        }
      }
      await page.context().close();
      expect(found).toEqual({});
    });
  });

  it('is noticed where it does', async () => {
    await withPage(browser, { viewport: { width: 320, height: 640 } }, async (page) => {
      await page.goto(url('examples', 'about/'));
      await page.evaluate(() => document.querySelector('main')?.style.setProperty('min-width', '400px'));
      expect(await sticksOut(page)).not.toEqual([]);
    });
  });
});
