import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { PreviewServer } from '../../src/cli/preview-server.ts';
import { copyOfSampleSite } from '../end-to-end/sample-site.test-kit.ts';
import { samplePrefix as prefix, removeSites } from '../end-to-end/site.test-kit.ts';
import { previewOf, startBrowser } from './browser.test-kit.ts';

/** Longer ways through a site, as readers go them: after a week away, with years of marks, in two tabs, by keys alone. */

let browser: Browser;
let server: PreviewServer;
let context: BrowserContext;
let page: Page;
let faults: string[];

const storageKey = `daybook:v1:${prefix}`;
const poll = <T>(read: () => Promise<T>): ReturnType<typeof expect.poll<T>> =>
  expect.poll(read, { timeout: 30_000, interval: 100 });
const address = (path: string): string => new URL(path, server.url).href;
const at = (moment: string): Promise<void> => page.clock.setFixedTime(Date.parse(moment));

interface Kept {
  readonly read: Record<string, number>;
  readonly saved: Record<string, unknown>;
}

const kept = (one = page): Promise<Kept> =>
  one.evaluate((key) => JSON.parse(localStorage.getItem(key) ?? '{}'), storageKey);
const readCount = (): Promise<number> => page.locator('#content .read:visible').count();
const focusedTitle = (): Promise<string> =>
  page.evaluate(() => document.activeElement?.closest('.h-entry')?.querySelector('h3')?.textContent ?? '');

async function openPage(): Promise<Page> {
  const made = await context.newPage();
  made.on('pageerror', (error) => faults.push(error.message));
  made.on('console', (message) => {
    if (/Content Security Policy/i.test(message.text())) faults.push(message.text());
  });
  return made;
}

beforeAll(async () => {
  const dir = await copyOfSampleSite();
  server = await previewOf(dir);
  browser = await startBrowser();
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
  await removeSites();
});
beforeEach(async () => {
  // Moving from page to page without a transition: a key that comes in the middle of one ends it with an error.
  context = await browser.newContext({
    viewport: { width: 1280, height: 900 },
    serviceWorkers: 'block',
    reducedMotion: 'reduce',
  });
  faults = [];
  page = await openPage();
});
afterEach(async () => {
  await context.close();
  expect(faults).toEqual([]);
});

describe('a week without visits', () => {
  it('ends with what came, by day, and what one looks at stays what one looked at', async () => {
    await at('2026-05-11T20:00:00Z');
    await page.goto(address('./since/'));
    await poll(() => page.innerText('#since')).toContain('first visit');
    expect(await page.locator('#meanwhile li').first().isVisible()).toBe(true);
    await page.goto(address('./2026/05/11/'));
    expect(await page.locator('[data-only-new]').isVisible()).toBe(false);
    await page.locator('article .mark, article summary').first().click();
    await poll(async () => Object.keys((await kept()).read)).toHaveLength(1);
    await at('2026-05-18T18:30:00Z');
    await page.goto(address('./2026/05/18/'));
    const fresh = await page.locator('#content article.new').count();
    expect(fresh).toBeGreaterThan(5);
    expect(await page.innerText('[data-new-count]')).toMatch(/new since .*11/);
    await page.goto(address('./since/'));
    await poll(() => page.innerText('#since')).toMatch(/since .*11/);
    const days = await page
      .locator('#content section h2 a')
      .evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''));
    expect(days).toEqual([...days].sort().reverse());
    expect(await page.locator('#meanwhile').isVisible()).toBe(false);
    expect(await page.locator('#content article').count()).toBeGreaterThanOrEqual(fresh);
    // The same visit goes on: what was new an hour ago still is.
    await at('2026-05-18T18:50:00Z');
    await page.goto(address('./2026/05/18/'));
    expect(await page.locator('#content article.new').count()).toBe(fresh);
    await page.goto(address('./2026/05/11/'));
    expect(await readCount()).toBe(1);
  });
});

describe('marking many', () => {
  it('marks a page, or what is older, and takes it back', async () => {
    await at('2026-05-18T18:30:00Z');
    await page.goto(address('./source/kernel-courier/'));
    const all = await page.locator('#content article').count();
    await page.click('main [popovertarget=view]');
    const names = (): Promise<string[]> => page.locator('#marking p:first-of-type button').allTextContents();
    await poll(names).toEqual(['Mark all as read', 'before today', 'before this week']);
    await page.click('#marking >> text=before this week');
    await poll(readCount).toBeGreaterThan(0);
    const old = await readCount();
    expect(old).toBeLessThan(all);
    expect(await page.innerText('#marking .meta')).toContain(`${old} items marked as read`);
    const times = await page
      .locator('#content .read .by time')
      .evaluateAll((list) => list.map((time) => time.getAttribute('datetime') ?? ''));
    expect(times.every((time) => Date.parse(time) < Date.parse('2026-05-18T00:00:00Z'))).toBe(true);
    await page.click('#marking >> text=Undo');
    expect(await readCount()).toBe(0);
    expect(Object.keys((await kept()).read)).toEqual([]);
    await page.click('#marking >> text=Mark all as read');
    expect(await readCount()).toBe(all);
    await poll(names).toEqual(['Mark all as read']);
    expect(await page.locator('#marking p:first-of-type button').isDisabled()).toBe(true);
    await page.reload();
    await poll(readCount).toBe(all);
    await page.keyboard.press('h');
    await poll(() => page.innerText('#live')).toBe('Nothing on this page is unread.');
  });
});

describe('a reader of many years', () => {
  it('keeps 5,000 marks, the newest ones, and all that is saved', async () => {
    const read = Object.fromEntries(Array.from({ length: 4990 }, (_, n) => [`old${n}`, n + 1]));
    const item = { time: 1, title: 'Kept', url: '/', date: '2020-01-01T00:00:00Z' };
    const saved = Object.fromEntries(Array.from({ length: 10 }, (_, n) => [`kept${n}`, item]));
    await page.goto(address('./about/'));
    await page.evaluate(
      ([key, state]) => localStorage.setItem(key ?? '', state ?? ''),
      [storageKey, JSON.stringify({ read, saved, prefs: {}, seen: 1, since: 1 })],
    );
    await page.goto(address('./2026/05/18/'));
    await page.click('.top [popovertarget=view]');
    await page.click('#marking >> text=Mark all as read');
    await poll(readCount).toBeGreaterThan(10);
    const state = await kept();
    const keys = Object.keys(state.read);
    expect(keys.length + Object.keys(state.saved).length).toBe(5000);
    expect(Object.keys(state.saved)).toHaveLength(10);
    expect([keys.includes('old0'), keys.includes('old4989')]).toEqual([false, true]);
  });

  it('is told where the browser keeps nothing more, and reads on', async () => {
    await page.goto(address('./2026/05/18/'));
    await page.evaluate(() => {
      let piece = 'x'.repeat(1_000_000);
      for (let n = 0; piece.length > 0; n += 1) {
        try {
          localStorage.setItem(`full${n}`, piece);
        } catch {
          piece = piece.slice(0, Math.floor(piece.length / 2));
        }
      }
    });
    await page.reload();
    const first = page.locator('#content article').first();
    await first.locator('.keep').click({ force: true });
    await poll(() => page.innerText('#live')).toMatch(/^For this page only/);
    expect(await page.locator('#live').getAttribute('class')).toBe('toast');
    expect(await first.locator('.keep').first().getAttribute('aria-pressed')).toBe('true');
    await page.keyboard.press('j');
    await poll(focusedTitle).not.toBe('');
    await page.keyboard.press('m');
    await poll(readCount).toBeGreaterThan(0);
  });
});

describe('a page that its script fills', () => {
  it.each([
    ['saved', 320],
    ['saved', 1280],
    ['since', 320],
    ['since', 1280],
  ])('moves nothing: %s at %i pixels', async (path, width) => {
    const url = address('./2026/05/18/#x');
    const item = { time: 5, title: 'An item that was saved', url, date: '2026-05-18T07:30:00Z' };
    const saved = Object.fromEntries(Array.from({ length: 20 }, (_, n) => [`key${n}`, item]));
    const searches = { '?q=swap': { name: 'Swap', time: 5 } };
    const since = Date.UTC(2026, 3, 1) / 1000;
    await page.addInitScript(
      ([key, text]) => {
        localStorage.setItem(key, text);
        const shifts: PerformanceEntry[] = [];
        Reflect.set(globalThis, 'shifts', shifts);
        new PerformanceObserver((list) => shifts.push(...list.getEntries())).observe({
          type: 'layout-shift',
          buffered: true,
        });
      },
      [storageKey, JSON.stringify({ read: {}, saved, searches, prefs: {}, seen: since, since })] as const,
    );
    await page.setViewportSize({ width, height: 700 });
    await page.goto(address(`./${path}/`));
    await poll(() => page.locator('#saved li, #content article').count()).toBeGreaterThan(10);
    await page.waitForTimeout(500);
    expect(await page.evaluate(() => JSON.stringify(Reflect.get(globalThis, 'shifts')))).toBe('[]');
    expect(await page.locator('#content').isVisible()).toBe(true);
  });
});

describe('two tabs', () => {
  it('know of each other’s marks, and lose none of them', async () => {
    await page.goto(address('./2026/05/18/'));
    const other = await openPage();
    await other.goto(address('./2026/05/18/'));
    const article = (one: Page, n: number) => one.locator('#content article').nth(n);
    for (const n of [0, 2, 4]) {
      await article(page, n).locator('.keep').first().click({ force: true });
      await poll(() => article(other, n).locator('.keep').first().getAttribute('aria-pressed')).toBe('true');
      await article(other, n + 1)
        .locator('.keep')
        .first()
        .click({ force: true });
      await poll(() =>
        article(page, n + 1)
          .locator('.keep')
          .first()
          .getAttribute('aria-pressed'),
      ).toBe('true');
    }
    expect(Object.keys((await kept(other)).saved)).toHaveLength(6);
    await other.click('.top [popovertarget=view]');
    await other.check('#theme-dark');
    await poll(() => page.evaluate(() => document.documentElement.dataset.theme)).toBe('dark');
  });
});

describe('by keys alone', () => {
  it('one reads an edition, finds an item, and comes back', async () => {
    const press = async (...keys: readonly string[]): Promise<void> => {
      for (const key of keys) await page.keyboard.press(key);
    };
    const density = (): Promise<string | undefined> =>
      page.evaluate(() => document.documentElement.dataset.density);
    await page.goto(address('./2026/05/18/'));
    await press('Tab');
    expect(await page.evaluate(() => document.activeElement?.className)).toBe('skip');
    await press('Enter', 'j');
    await poll(focusedTitle).not.toBe('');
    const first = await focusedTitle();
    await press('m');
    await poll(readCount).toBe(1);
    await press('j');
    await poll(focusedTitle).not.toBe(first);
    const second = await focusedTitle();
    await press('k', 'h');
    await poll(focusedTitle).toBe(second);
    await press('o');
    await poll(() => page.locator('#content details[open]').count()).toBeGreaterThan(0);
    await press('Shift+C');
    await poll(() => page.locator('#content details[open]').count()).toBe(0);
    await press('1');
    await poll(density).toBe('headlines');
    await press('3');
    await poll(density).toBe('full');
    await press('2');
    await poll(density).toBeUndefined();
    await press('s');
    await poll(async () => Object.keys((await kept()).saved)).toHaveLength(1);
    await press('?');
    const help = page.locator('dialog#keyboard');
    await poll(() => help.isVisible()).toBe(true);
    for (const text of ['next unread item', 'fold all', 'share'])
      expect(await help.innerText()).toContain(text);
    await press('Escape', '/');
    await page.keyboard.type('postern');
    await press('Enter');
    await page.waitForURL('**/search/?q=postern');
    await poll(() => page.locator('#content li').count()).toBeGreaterThan(0);
    await press('j');
    await poll(() => page.evaluate(() => document.activeElement?.closest('#content li') !== null)).toBe(true);
    await press('g', 's');
    await page.waitForURL('**/sources/');
    await press('g', 't');
    await page.waitForURL(address('./'));
    expect(await readCount()).toBeGreaterThanOrEqual(1);
  });

  it('one sees that an item was saved whose line has no mark for it', async () => {
    await page.goto(address('./2026/05/'));
    await page.locator('.every .h-entry a').first().focus();
    await page.keyboard.press('s');
    await poll(() => page.locator('#live.toast').count()).toBe(1);
    expect(Object.keys((await kept()).saved)).toHaveLength(1);
  });

  it('one shares the item that has the focus', async () => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.addInitScript(() => Reflect.deleteProperty(Navigator.prototype, 'share'));
    await page.goto(address('./2026/05/18/'));
    await page.keyboard.press('j');
    await poll(focusedTitle).not.toBe('');
    await page.keyboard.press('Shift+S');
    await poll(() => page.innerText('#live')).toContain('Link copied');
    const key = await page.evaluate(() => document.activeElement?.closest('article')?.id);
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(address(`./2026/05/18/#${key}`));
  });
});
