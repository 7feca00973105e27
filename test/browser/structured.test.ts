import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PreviewServer } from '../../src/cli/preview-server.ts';
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

async function open(path: string, javaScriptEnabled = true): Promise<Page> {
  const page = await browser.newPage({
    viewport: { width: 1280, height: 900 },
    serviceWorkers: 'block',
    javaScriptEnabled,
  });
  await page.goto(new URL(path, server.url).href);
  return page;
}

describe('security updates', () => {
  it('stand as a table of distributions and packages, which say all of the sentence', async () => {
    const page = await open('./2026/05/18/');
    const item = page
      .locator('article:has(details table th[scope=row])')
      .filter({ hasText: 'Security updates' })
      .first();
    await item.locator('summary').first().click();
    const rows = item.locator('details table tbody tr');
    expect(await rows.count()).toBeGreaterThan(2);
    expect(await rows.first().locator('th[scope=row]').innerText()).not.toBe('');
    const text = await item.innerText();
    expect(text).not.toMatch(/have been issued by/);
    const name = await rows.first().locator('td').innerText();
    expect(text.split(name)).toHaveLength(2);
    await page.close();
  });

  it('are found again by package on the page of their month', async () => {
    const page = await open('./packages/');
    await page.locator('main a[href*="/packages/2026/05/"]').click();
    await page.waitForURL('**/packages/2026/05/');
    const rows = page.locator('.packages tbody tr');
    const all = await rows.count();
    await page.locator('#package').fill('chromium');
    await expect.poll(() => rows.filter({ visible: true }).count()).toBeLessThan(all);
    expect(await rows.filter({ visible: true }).first().innerText()).toMatch(/^chromium/);
    expect(await page.locator('#live').textContent()).toMatch(/package/);
    await rows.filter({ visible: true }).first().locator('a').first().click();
    await page.waitForURL(/\/2026\/05\/\d\d\/#/);
    await page.close();
  });

  it('can all be read without script', async () => {
    const page = await open('./packages/2026/05/', false);
    expect(await page.locator('.packages tbody tr:visible').count()).toBeGreaterThan(100);
    expect(await page.locator('#package').isVisible()).toBe(false);
    await page.close();
  });
});

describe('items for subscribers', () => {
  for (const scripted of [true, false])
    it(`can be hidden ${scripted ? 'and stay so on the next page' : 'without script'}`, async () => {
      const page = await open('./2026/05/18/', scripted);
      const closed = page.locator('.item[data-access=subscriber]:not(:has(.rel li:not([data-access])))');
      const before = await closed.filter({ visible: true }).count();
      expect(before).toBeGreaterThan(0);
      await page.locator('[popovertarget=view]').click();
      await page.locator('#access-open').check();
      await expect.poll(() => closed.filter({ visible: true }).count()).toBe(0);
      expect(await page.locator('.item').filter({ visible: true }).count()).toBeGreaterThan(5);
      if (scripted) {
        await page.reload();
        expect(await closed.filter({ visible: true }).count()).toBe(0);
      }
      await page.close();
    });
});
