import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PreviewServer } from '../../src/cli/preview-server.ts';
import { parseQueryText } from '../../src/search/grammar.ts';
import { sampleSite } from '../end-to-end/sample-site.test-kit.ts';
import { previewOf, startBrowser } from './browser.test-kit.ts';

let browser: Browser;
let server: PreviewServer;

beforeAll(async () => {
  const dir = await sampleSite();
  server = await previewOf(dir);
  browser = await startBrowser();
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
});

interface Opened {
  readonly page: Page;
  /** Console errors, which is where a violated policy is told, and requests to other hosts. */
  readonly faults: string[];
}

async function open(path: string, options: Parameters<Browser['newPage']>[0] = {}): Promise<Opened> {
  const page = await browser.newPage({
    viewport: { width: 1280, height: 900 },
    serviceWorkers: 'block',
    ...options,
  });
  const faults: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text());
  });
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('request', (request) => {
    if (!request.url().startsWith('http://127.0.0.1')) faults.push(`asked ${request.url()}`);
  });
  await page.goto(new URL(path, server.url).href);
  return { page, faults };
}

describe('search', () => {
  it('finds an item, marks the words, and its link lands on the item', async () => {
    const { page, faults } = await open('./search/?q=reproducible');
    const first = page.locator('#content li').first();
    await first.waitFor();
    expect(await first.locator('mark').count()).toBeGreaterThan(0);
    const permalink = first.locator('a:has(time)');
    const href = (await permalink.getAttribute('href')) ?? '';
    expect(href).toMatch(/^\/merge\/2026\/\d\d\/\d\d\/#[a-z0-9]{12}$/);
    await permalink.click();
    await page.waitForURL(`**${href}`);
    const target = page.locator(`[id="${href.split('#')[1]}"]`);
    await target.waitFor();
    expect(await target.evaluate((element) => element.getBoundingClientRect().top >= -1)).toBe(true);
    expect(await target.isVisible()).toBe(true);
    expect(faults).toEqual([]);
    await page.close();
  });

  it.each([
    ['French', 'correctif', /correctif/i],
    ['German', 'Mailserver', /Mailserver/i],
    ['Arabic', 'توزيعة', /توزيعة/],
    ['Japanese', 'カーネル', /カーネル/],
  ])('finds %s items from a page in English', async (_language, query, expected) => {
    const { page } = await open(`./search/?q=${encodeURIComponent(query)}`);
    await page.locator('#content li').first().waitFor();
    expect(await page.locator('#content').innerText()).toMatch(expected);
    await page.close();
  });

  it('is reached from the masthead of any page', async () => {
    const { page } = await open('./2026/05/18/');
    await page.fill('#q', 'swap');
    await page.press('#q', 'Enter');
    await page.waitForURL('**/search/?q=swap');
    await page.locator('#content li').first().waitFor();
    await page.close();
  });

  it('says what it needs where there is no script, and where every title is', async () => {
    const { page } = await open('./search/', { javaScriptEnabled: false });
    expect(await page.innerText('main')).toContain('Searching needs JavaScript');
    expect(await page.locator('main noscript a, main a[href="/merge/2026/05/"]').count()).toBeGreaterThan(0);
    await page.close();
  });
});

describe('the search page', () => {
  /** All shifts of the layout, also those right after a key or a click. */
  const shifts = (page: Page): Promise<unknown> => page.evaluate('globalThis.shifts');
  const watchShifts = `globalThis.shifts = [];
    new PerformanceObserver((list) => {
      for (const { value, sources } of list.getEntries())
        shifts.push([value, ...sources.map(({ node }) => node?.id || node?.className || node?.nodeName)]);
    }).observe({ type: 'layout-shift', buffered: true });`;
  const kept = JSON.stringify({
    seen: Date.parse('2026-05-17T12:00:00Z') / 1000,
    searches: { '?q=kernel': { name: 'Kernel', time: 1 }, '?q=swap': { name: 'Swap', time: 2 } },
  });

  it.each([1280, 390])('moves nothing that is read, at %i pixels', async (width) => {
    const context = await browser.newContext({ viewport: { width, height: 844 }, serviceWorkers: 'block' });
    await context.addInitScript(watchShifts);
    const page = await context.newPage();
    await page.clock.setFixedTime(Date.parse('2026-05-18T18:00:00Z'));
    const url = (path: string): string => new URL(path, server.url).href;
    await page.goto(url('./about/'));
    await page.evaluate((state) => localStorage.setItem('daybook:v1:/merge/', state), kept);
    await page.goto(url('./search/'));
    await page.locator('#searches span', { hasText: 'new' }).first().waitFor();
    expect(await shifts(page)).toEqual([]);
    await page.locator('#query').pressSequentially('kernel -');
    await page.locator('#content li').first().waitFor();
    await page.locator('#query').pressSequentially('memory color: "');
    await page.locator('.notes').waitFor();
    await page.locator('.chip', { hasText: 'color' }).click();
    await page.locator('#content li').first().waitFor();
    expect(await shifts(page)).toEqual([]);
    await page.goto(url('./search/?q=kernel&source=kernel-courier'));
    await page.locator('#content li').first().waitFor();
    if (width > 1000) {
      await page.locator('input[name=month]').first().check();
      await page.locator('.chip', { hasText: 'Month' }).waitFor();
    }
    await page.locator('#found a').click();
    await page.waitForURL('**sort=date*');
    await page.locator('#found', { hasText: 'newest first' }).waitFor();
    expect(await shifts(page)).toEqual([]);
    await context.close();
  });

  it('offers what can be asked, each way with an example that means something', async () => {
    const { page } = await open('./search/', { javaScriptEnabled: false });
    const examples = await page.locator('#help a').allTextContents();
    expect(examples.length).toBeGreaterThan(15);
    expect(examples.map((example) => parseQueryText(example, '2026-05-18').problems)).toEqual(
      examples.map(() => []),
    );
    const hrefs = await page
      .locator('#help a')
      .evaluateAll((all) => all.map((link) => String(Reflect.get(link, 'href'))));
    expect(hrefs.map((href) => new URL(href).searchParams.get('q'))).toEqual(examples);
    await page.close();
  });
});

it('goes from page to page without a transition that is given up', async () => {
  const { page, faults } = await open('./');
  for (let round = 0; round < 3; round += 1)
    for (const key of ['a', 's', 't']) {
      await page.click(`.top [data-go="${key}"]`);
      // Transitions take a quarter of a second.
      await page.waitForTimeout(300);
    }
  expect(faults).toEqual([]);
  await page.close();
});

it('shows all of its menu and of the map of keys on a low window, from the beginning', async () => {
  const { page } = await open('./2026/05/18/', { viewport: { width: 640, height: 360 } });
  await page.click('.top .btn');
  const help = page.locator('#view [data-keyboard-help]');
  await help.focus();
  const { top, bottom } = await help.evaluate((button) => button.getBoundingClientRect());
  expect(top).toBeGreaterThan(0);
  expect(bottom).toBeLessThan(360);
  await help.press('Enter');
  await expect.poll(() => page.locator('dialog#keyboard').isVisible()).toBe(true);
  expect(await page.locator('dialog#keyboard').evaluate(({ scrollTop }) => scrollTop)).toBe(0);
  await page.close();
});

describe('a day without script', () => {
  it('reads whole: titles, sources, times, summaries, and bodies that unfold', async () => {
    const { page } = await open('./2026/05/18/', { javaScriptEnabled: false });
    const text = await page.innerText('main');
    for (const part of [
      'Monday',
      '18 May 2026',
      'Halyard makes reproducible packages',
      'The Kernel Courier',
      '14:20',
    ]) {
      expect(text).toContain(part);
    }
    const body = page.locator('article .body').first();
    expect(await body.isVisible()).toBe(false);
    await page.locator('article summary').first().click();
    expect(await body.isVisible()).toBe(true);
    await page.close();
  });

  it('changes its density and theme by the same menu', async () => {
    const { page } = await open('./2026/05/18/', { javaScriptEnabled: false, colorScheme: 'light' });
    await page.click('[popovertarget=view]');
    await page.check('#density-full');
    expect(await page.locator('article .body').first().isVisible()).toBe(true);
    await page.check('#theme-dark');
    expect(await page.evaluate(() => getComputedStyle(document.documentElement).colorScheme)).toBe('dark');
    await page.close();
  });
});

describe('every kind of page', () => {
  let opened: Opened;
  beforeAll(async () => {
    opened = await open('./', { viewport: { width: 320, height: 640 } });
  });

  it.each([
    './',
    './2026/05/18/',
    './week/',
    './2026/05/',
    './2026/',
    './archive/',
    './source/workbench/',
    './section/kernel/',
    './topics/',
    './topic/memory-management/',
    './sources/',
    './search/?q=kernel',
    './about/',
  ])('%s keeps its policy, asks no other host, and never scrolls sideways on a small phone', async (path) => {
    const { page, faults } = opened;
    await page.goto(new URL(path, server.url).href, { waitUntil: 'networkidle' });
    expect(faults).toEqual([]);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(320);
  });
});
