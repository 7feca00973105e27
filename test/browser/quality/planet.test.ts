import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sampleNow } from '../../end-to-end/site.test-kit.ts';
import { startBrowser } from '../browser.test-kit.ts';
import { coloursAndSizes, violations } from './axe.test-kit.ts';
import { examplesSite, type Host, hostSite, withPage } from './quality.test-kit.ts';

/** The look "planet": rows with faces, for everybody, on every screen. */

let browser: Browser;
let host: Host;
beforeAll(async () => {
  browser = await startBrowser();
  host = await hostSite(await examplesSite('en', 'planet'));
});
afterAll(async () => {
  await browser?.close();
  await host?.close();
});

const desktop = { width: 1280, height: 900 };
const phone = { width: 390, height: 844 };
const day = '2026/05/18/';

async function open(page: Page, path: string): Promise<void> {
  await page.clock.setFixedTime(Date.parse(sampleNow));
  await page.goto(host.url(path));
}

const sideways = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

describe('for axe, and on narrow screens, nothing is wrong', () => {
  // Of pages, those that hold every component of the look together; all, where all is tried.
  const pages: [kind: string, path: string][] = [
    ['a day', day],
    ['a day as headlines', `${day}?view=headlines`],
    ['a source', 'source/kernel-courier/'],
    ['search', 'search/?q=kernel'],
  ];
  if (process.env.DAYBOOK_TEST_RUNS === 'full')
    pages.push(
      ['a day as full texts', `${day}?view=full`],
      ['a month', '2026/05/'],
      ['the sources', 'sources/'],
    );
  it.each(pages)('with %s', async (_kind, path) => {
    await withPage(browser, { viewport: desktop }, async (page) => {
      await open(page, path);
      if (path.startsWith('search')) await page.locator('#content li').first().waitFor();
      // The rest of axe's rules are for the markup, which no look changes.
      expect(await violations(page, coloursAndSizes, 'some')).toEqual([]);
      await page.emulateMedia({ colorScheme: 'dark' });
      await page.setViewportSize(phone);
      expect(await violations(page, coloursAndSizes, 'some')).toEqual([]);
      await page.setViewportSize({ width: 320, height: 640 });
      expect(await sideways(page)).toBe(0);
    });
  });
});

/** Where faces stand, as shares of a pixel do not count: how far from the edge where their item begins, and beside what. */
const faces = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('article')].map((article) => {
      const { inlineSize, insetInlineStart, position, content } = getComputedStyle(
        article.querySelector('.by .s') ?? article,
        '::before',
      );
      const title = article.querySelector('h3')?.getBoundingClientRect();
      const box = article.getBoundingClientRect();
      const isMirrored = getComputedStyle(article).direction === 'rtl';
      const room = title ? (isMirrored ? box.right - title.right : title.left - box.left) : 0;
      return { position, at: insetInlineStart, fits: room >= Number.parseFloat(inlineSize) + 8, content };
    }),
  );

describe('a face', () => {
  it.each([
    ['ltr', desktop, day],
    ['ltr', phone, day],
    ['rtl', desktop, day],
    ['rtl', phone, `${day}?view=headlines`],
    ['ltr', desktop, `${day}?view=full`],
  ] as const)('stands beside its item: %s, %j, %s', async (direction, viewport, path) => {
    await withPage(browser, { viewport }, async (page) => {
      await open(page, path);
      await page.evaluate((dir) => document.documentElement.setAttribute('dir', dir), direction);
      const found = await faces(page);
      expect(found.length).toBeGreaterThan(15);
      for (const face of found) expect(face).toMatchObject({ position: 'absolute', at: '0px', fits: true });
      // Initials, which no copied text holds.
      expect(found[0]?.content).toMatch(/^"(?:KC|RR)" \/ ""$/);
      expect(await page.locator('article').first().innerText()).not.toMatch(/\bKC\b/);
    });
  });
});

describe('an open page', () => {
  it.each([1280, 390])(
    'moves nothing while its style, its faces and its scripts come, at %i pixels',
    async (width) => {
      await withPage(browser, { viewport: { width, height: 844 } }, async (page) => {
        await page.addInitScript(`globalThis.shifts = [];
        new PerformanceObserver((list) => {
          for (const { value, sources, startTime } of list.getEntries())
            shifts.push({
              startTime,
              isSeen: sources.length > 0,
              isInTop: sources.every(({ node }) => node?.closest?.('.top')),
              what: [value, ...sources.map(({ node }) => node?.id || node?.className || node?.nodeName)],
            });
        }).observe({ type: 'layout-shift', buffered: true });
        new PerformanceObserver((list) => {
          globalThis.readAt = list.getEntries()[0].domInteractive;
        }).observe({ type: 'navigation', buffered: true });`);
        await open(page, day);
        await page.locator('article').first().hover();
        await page.waitForFunction('globalThis.readAt > 0');
        // A slow machine may paint the masthead before it has read the end of it, which stands at the same side; or a list of
        // other reports, whose clipped titles lie elsewhere in a line that goes on: these shifts have no source.
        const shifts = await page.evaluate(
          'shifts.filter(({ isSeen, isInTop, startTime }) => isSeen && (!isInTop || startTime > readAt))',
        );
        expect(shifts).toEqual([]);
      });
    },
  );

  it('shows more headlines than a newspaper has to', async () => {
    await withPage(browser, { viewport: desktop }, async (page) => {
      await open(page, `${day}?view=headlines`);
      const seen = await page.evaluate(
        () =>
          [...document.querySelectorAll('article h3')].filter(
            (title) => title.getBoundingClientRect().bottom <= innerHeight,
          ).length,
      );
      expect(seen).toBeGreaterThanOrEqual(18);
    });
  });

  it('prints its items without faces and band, on as many pages of paper', async () => {
    await withPage(browser, { viewport: desktop }, async (page) => {
      await open(page, day);
      await page.emulateMedia({ media: 'print' });
      const printed = await page.evaluate(() => ({
        face: getComputedStyle(document.querySelector('.by .s') ?? document.body, '::before').display,
        room: getComputedStyle(document.querySelector('article') ?? document.body).paddingInlineStart,
        band: getComputedStyle(document.querySelector('.top') ?? document.body).boxShadow,
      }));
      expect(printed).toEqual({ face: 'none', room: '0px', band: 'none' });
      const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
      expect([...pdf.matchAll(/\/Type\s*\/Page\b/g)].length).toBeLessThanOrEqual(4);
    });
  });
});
