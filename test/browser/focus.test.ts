import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startBrowser } from './browser.test-kit.ts';
import { noon, startSite, type TestSite } from './client.test-kit.ts';

/** What somebody meets who goes by keys, comes by a link of somebody else, or has a browser that remembers nonsense. */

let site: TestSite;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let faults: string[];

const stateKey = 'daybook:v1:/kernel/';
const poll = <T>(read: () => Promise<T>): ReturnType<typeof expect.poll<T>> =>
  expect.poll(read, { timeout: 15_000 });
const day = (query = ''): string => `${site.url}2026/05/18/${query}`;
const focused = (): Promise<string> =>
  page.evaluate("document.activeElement?.textContent?.trim() || document.activeElement?.id || ''");
const focusedItem = (): Promise<string> =>
  page.evaluate("document.activeElement?.closest('article')?.id ?? ''");
const state = (): Promise<{ saved?: object; read?: object }> =>
  page.evaluate(`JSON.parse(localStorage.getItem('${stateKey}') ?? '{}')`);

async function press(...keys: string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

beforeAll(async () => {
  [site, browser] = await Promise.all([startSite(), startBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  site?.close();
});
beforeEach(async () => {
  context = await browser.newContext({ timezoneId: 'UTC', viewport: { width: 1000, height: 300 } });
  page = await context.newPage();
  faults = [];
  page.on('pageerror', (error) => faults.push(error.message));
  await page.clock.setFixedTime(noon * 1000);
});
afterEach(async () => {
  await context.close();
  expect(faults).toEqual([]);
});

describe('the focus', () => {
  it('stays in the line of filters while they are taken away, and goes to the items with the last', async () => {
    await page.goto(day('?only=unread&source=lwn&source=desk'));
    await page.locator('.active button', { hasText: 'Unread' }).focus();
    await press('Enter');
    await poll(focused).toBe('LWN ×');
    await press('Enter', 'Enter');
    await poll(() => page.locator('.active').isVisible()).toBe(false);
    expect(await page.evaluate('document.activeElement.id')).toBe('content');
  });

  it('goes back to the button of the menu that was closed, whatever was pressed in it', async () => {
    await page.goto(day());
    await page.locator('.top .btn').focus();
    await press('Enter');
    await page.locator('#marking button', { hasText: 'Mark all' }).focus();
    await press('Enter');
    await poll(focused).toBe('Undo');
    await press('Enter');
    await poll(focused).toBe('Mark all as read');
    await press('Escape');
    await poll(focused).toBe('View');
  });

  it('stays with a saved search that got another name', async () => {
    const searches = { '?q=swap': { name: 'Swap', time: 1 }, '?q=kernel': { name: 'Kernel', time: 2 } };
    await page.goto(day());
    await page.evaluate(([key, text]) => localStorage.setItem(key, text), [
      stateKey,
      JSON.stringify({ searches }),
    ] as const);
    await page.goto(`${site.url}search/`);
    await page.locator('#searches button', { hasText: 'Rename' }).nth(1).focus();
    await press('Enter');
    await page.locator('dialog input').fill('Core');
    await press('Enter');
    await poll(() => page.locator('#searches').innerText()).toContain('Core');
    await poll(() => page.evaluate("document.activeElement?.getAttribute('aria-label') ?? ''")).toBe(
      'Rename: Core',
    );
  });

  it('moves to the last item above by the first key back, also at the end of the page', async () => {
    await page.goto(day());
    await page.evaluate("document.body.style.paddingBlockEnd = '100vh'; scrollTo(0, 1e6)");
    await press('k');
    await poll(focusedItem).toBe('epsilon');
  });
});

it('what keys mark is in sight', async () => {
  await page.goto(day());
  await press('j', 'j');
  await poll(focusedItem).toBe('beta');
  await page.evaluate("document.querySelector('#beta').hidden = true");
  await press('s', 'm', 'j');
  await poll(focusedItem).not.toBe('');
  expect(Object.keys({ ...(await state()).saved, ...(await state()).read })).toEqual([]);
});

it('a key works once what it needs can be had', async () => {
  await page.goto(day());
  await page.route('**/more.js', (route) => route.abort());
  await press('j');
  await poll(() => Promise.resolve(faults.splice(0).length)).toBe(1);
  await page.unroute('**/more.js');
  await press('j');
  await poll(focusedItem).toBe('alpha');
});

it('a key for what there is none of says so to everybody', async () => {
  await page.goto(day());
  await press('n');
  await poll(() => page.locator('#live.toast').count()).toBe(1);
});

describe('an address with filters', () => {
  it('says what it leaves out where nothing on the page fits, and takes it back', async () => {
    await page.goto(day('?source=elsewhere'));
    await poll(() => page.locator('.active').innerText()).toMatch(/^0 items\s*elsewhere ×/);
    expect(await page.locator('article:visible').count()).toBe(0);
    await page.click('.active >> text=elsewhere');
    expect(await page.locator('article:visible').count()).toBe(5);
    expect(new URL(page.url()).search).toBe('');
  });

  it('asks for nothing by a name that no filter has', async () => {
    await page.goto(day('?only=nonsense'));
    await poll(() => page.locator('.active').count()).toBe(1);
    expect(await page.locator('.active').isVisible()).toBe(false);
    expect(await page.locator('article:visible').count()).toBe(5);
  });

  it('belongs to the search on its page, whose results stay', async () => {
    await page.goto(`${site.url}search/?q=firmware&source=lwn&only=new`);
    await poll(() => page.locator('#content article').count()).toBe(1);
    await page.click('.top .btn');
    await poll(() => page.locator('#marking').count()).toBe(1);
    expect(await page.locator('#only').count()).toBe(0);
    expect(await page.locator('#content article:visible').count()).toBe(1);
    expect(await page.locator('.active').isVisible()).toBe(false);
  });
});

it('a page without items offers nothing to do with them', async () => {
  await page.goto(`${site.url}elsewhere/`);
  await page.click('.top .btn');
  await poll(() => page.locator('#view [name=size]').count()).toBe(3);
  expect(await page.locator('#only, #marking').count()).toBe(0);
});

it('a time that no calendar has is forgotten, and pages work on', async () => {
  await page.goto(day());
  const text = JSON.stringify({ seen: 9e15, since: 9e15, read: { alpha: 1e300, beta: 5 } });
  await page.evaluate(([key, stored]) => localStorage.setItem(key, stored), [stateKey, text] as const);
  await page.goto(day());
  await press('j');
  await poll(focusedItem).toBe('alpha');
  expect((await state()).read).toEqual({ beta: 5 });
});
