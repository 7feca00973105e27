import { gzipSync } from 'node:zlib';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startBrowser } from './browser.test-kit.ts';
import { noon, startSite, type TestSite } from './client.test-kit.ts';

const hour = 3600;
const stateKey = 'daybook:v1:/kernel/';

/** Waits longer than Vitest does by itself: three engines start on a busy machine. */
const poll = <T>(read: () => Promise<T>): ReturnType<typeof expect.poll<T>> =>
  expect.poll(read, { timeout: 15_000 });

describe('the browser modules', () => {
  let site: TestSite;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let faults: string[];

  beforeAll(async () => {
    [site, browser] = await Promise.all([startSite(), startBrowser()]);
  });
  afterAll(async () => {
    await browser?.close();
    site?.close();
  });
  beforeEach(async () => {
    context = await browser.newContext({ timezoneId: 'UTC', locale: 'en-GB' });
    page = await open(noon);
  });
  afterEach(async () => {
    await context.close();
    expect(faults).toEqual([]);
  });

  async function open(now: number): Promise<Page> {
    const tab = await context.newPage();
    faults = [];
    tab.on('pageerror', (error) => faults.push(error.message));
    tab.on('console', (message) => {
      if (/Content Security Policy/i.test(message.text())) faults.push(message.text());
    });
    await tab.clock.setFixedTime(now * 1000);
    return tab;
  }
  const day = (query = ''): string => `${site.url}2026/05/18/${query}`;
  const focused = (): Promise<string> =>
    page.evaluate("document.activeElement?.closest('article')?.id ?? ''");
  const classOf = (key: string, tab = page): Promise<string> =>
    tab.locator(`#${key}`).evaluate((element) => element.className);
  const shown = (): Promise<string[]> =>
    page.locator('article:visible').evaluateAll((all) => all.map(({ id }) => id));
  const dataset = (): Promise<object> => page.evaluate('({ ...document.documentElement.dataset })');
  const setState = (text: string): Promise<unknown> =>
    page.evaluate(`localStorage.setItem('${stateKey}', ${JSON.stringify(text)})`);
  const live = (): Promise<string | null> => page.locator('#live').textContent();

  /** A visit at noon, and another six hours later. */
  async function returnLater(query = ''): Promise<void> {
    await page.goto(day());
    await page.clock.setFixedTime((noon + 6 * hour) * 1000);
    await page.goto('about:blank');
    await page.goto(day(query));
  }

  it('keeps to its budget', () => {
    const gzipped = (...names: string[]): number =>
      names.reduce((sum, name) => sum + gzipSync(site.script(name), { level: 9 }).length, 0);
    expect(gzipped('theme.js', 'reader.js')).toBeLessThanOrEqual(4096);
    expect(gzipped('search.js')).toBeLessThanOrEqual(22_528);
    expect(gzipped('search-later.js')).toBeLessThanOrEqual(6144);
    expect(gzipped('theme.js')).toBeGreaterThan(100);
  });

  describe('the keys', () => {
    beforeEach(() => page.goto(day()));

    it('move the focus through stories and sections', async () => {
      const path: string[] = [];
      // The first key brings the script that the others find there.
      await page.keyboard.press('j');
      await poll(focused).toBe('alpha');
      path.push(await focused());
      for (const key of ['j', 'j', 'k', 'J', 'J', 'K', 'K', 'K']) {
        await page.keyboard.press(key);
        path.push(await focused());
      }
      expect(path).toEqual(['alpha', 'beta', 'gamma', 'beta', 'gamma', 'epsilon', 'gamma', 'alpha', 'alpha']);
    });

    it('unfold, and unfolding reads', async () => {
      await page.keyboard.press('j');
      await page.keyboard.press('j');
      await page.keyboard.press('o');
      await poll(() => classOf('beta')).toContain('read');
      expect(await page.locator('#beta details[open]').count()).toBe(1);
      const fold = page.locator('#beta summary').first();
      expect(await fold.getAttribute('aria-label')).toBe('Read on: Title of beta');
      expect(await fold.textContent()).toBe('Read on');
      await page.keyboard.press('o');
      expect(await page.locator('#beta details[open]').count()).toBe(0);
    });

    it('mark read and unread, and say so', async () => {
      await page.keyboard.press('j');
      await page.keyboard.press('m');
      await poll(live).toBe('Read: Title of alpha');
      expect(await classOf('alpha')).toContain('read');
      await page.keyboard.press('m');
      await poll(live).toBe('Unread: Title of alpha');
      expect(await classOf('alpha')).not.toContain('read');
    });

    it.each([
      ['v', '/kernel/elsewhere/#alpha'],
      ['Enter', '/kernel/elsewhere/#alpha'],
      ['c', '/kernel/elsewhere/#comments-alpha'],
    ])('open by %s', async (key, path) => {
      await page.keyboard.press('j');
      await poll(focused).toBe('alpha');
      await page.keyboard.press(key);
      await page.waitForURL(`**${path}`);
    });

    it.each([
      ['[', '/kernel/2026/05/17/'],
      ['g w', '/kernel/week/'],
      ['g t', '/kernel/'],
    ])('go by %s', async (keys, path) => {
      for (const key of keys.split(' ')) await page.keyboard.press(key);
      await page.waitForURL(`**${path}`);
    });

    it('go to the search field, and leave it its letters', async () => {
      await page.keyboard.press('/');
      await page.keyboard.type('jm?');
      expect(await page.locator('#q').inputValue()).toBe('jm?');
      expect(await focused()).toBe('');
    });

    it('do nothing with a modifier', async () => {
      await page.keyboard.press('Control+j');
      await page.keyboard.press('Alt+j');
      expect(await focused()).toBe('');
    });

    it('show their help, and stay off once they are switched off', async () => {
      await page.keyboard.press('?');
      const dialog = page.locator('dialog#keyboard');
      await poll(() => dialog.isVisible()).toBe(true);
      await page.locator('[data-keyboard-switch]').uncheck();
      await page.locator('dialog button').click();
      await page.keyboard.press('j');
      expect(await focused()).toBe('');
      await page.reload();
      await page.keyboard.press('j');
      expect(await focused()).toBe('');
      await page.locator('[popovertarget=view]').click();
      await page.locator('[data-keyboard-help]').click();
      await poll(() => dialog.isVisible()).toBe(true);
      expect(await page.locator('[data-keyboard-switch]').isChecked()).toBe(false);
    });
  });

  describe('what is remembered', () => {
    it('is what was opened, also in another tab', async () => {
      await page.goto(day());
      await page.locator('#gamma a.u-url').click({ button: 'middle' });
      await page.locator('#other a').click();
      await page.waitForURL('**/elsewhere/#other');
      await page.goto(day());
      expect(await classOf('gamma')).toContain('read');
      expect(await classOf('other')).toContain('read');
      expect(await classOf('alpha')).not.toContain('read');
    });

    it('is what was saved, with title, address and date', async () => {
      await page.goto(day());
      const keep = page.locator('#beta .keep');
      expect(await keep.getAttribute('aria-pressed')).toBe('false');
      expect(await keep.getAttribute('aria-label')).toBe('Save: Title of beta');
      await keep.click({ force: true });
      await poll(live).toBe('Saved: Title of beta');
      await page.reload();
      expect(await keep.getAttribute('aria-pressed')).toBe('true');
      expect(JSON.parse(await page.evaluate(`localStorage.getItem('${stateKey}')`))).toMatchObject({
        saved: {
          beta: {
            time: noon,
            title: 'Title of beta',
            url: day('#beta'),
            date: '2026-05-18T07:30:00Z',
          },
        },
      });
      await page.keyboard.press('j');
      await page.keyboard.press('j');
      await page.keyboard.press('s');
      await poll(() => keep.getAttribute('aria-pressed')).toBe('false');
      await poll(live).toBe('No longer saved: Title of beta');
    });

    it('is shared between two tabs', async () => {
      await page.goto(day());
      const other = await context.newPage();
      await other.goto(day());
      await other.locator('#alpha .keep').click({ force: true });
      await poll(() => page.locator('#alpha .keep').getAttribute('aria-pressed')).toBe('true');
      await page.locator('#beta .keep').click({ force: true });
      await page.reload();
      expect(await page.locator('.keep[aria-pressed=true]').count()).toBe(2);
    });

    it('is how the page looks', async () => {
      await page.goto(day());
      await page.locator('[popovertarget=view]').click();
      await page.locator('input[name=theme][value=dark]').check();
      await page.locator('input[name=density][value=headlines]').check();
      await page.reload();
      expect(await dataset()).toEqual({ theme: 'dark', density: 'headlines' });
      expect(await page.locator('input[value=headlines]').isChecked()).toBe(true);
      await page.goto(day('?view=full'));
      expect(await dataset()).toEqual({ theme: 'dark', density: 'full' });
      await page.locator('[popovertarget=view]').click();
      await page.locator('input[name=density][value=summaries]').check();
      expect(await dataset()).toEqual({ theme: 'dark' });
      expect(page.url()).toBe(day());
    });

    it('is set before the first paint', async () => {
      await page.goto(day());
      await page.evaluate(() =>
        localStorage.setItem(
          'daybook:v1:/kernel/',
          '{"prefs":{"theme":"dark","size":"large","density":"<b>"}}',
        ),
      );
      await page.route('**/reader.js', (route) => route.abort());
      await page.reload();
      expect(await dataset()).toEqual({
        theme: 'dark',
        size: 'large',
      });
    });
  });

  describe('what is new', () => {
    const count = (): Promise<string | null> => page.locator('[data-new-count]').textContent();
    const toggle = (): ReturnType<Page['locator']> => page.locator('[data-only-new]');

    it('is nothing on a first visit, however many pages it has', async () => {
      await page.goto(day());
      await page.clock.setFixedTime((noon + 1000) * 1000);
      await page.reload();
      expect(await page.locator('.new').count()).toBe(0);
      expect(await toggle().isVisible()).toBe(false);
      expect('returning' in (await dataset())).toBe(false);
    });

    it('is what came since the last visit ended', async () => {
      await returnLater();
      expect(await page.locator('.new').evaluateAll((all) => all.map(({ id }) => id))).toEqual([
        'beta',
        'delta',
      ]);
      expect(await page.locator('#beta h3').textContent()).toBe('Title of beta (new)');
      expect(await count()).toBe('2 new since 12:00');
      expect('returning' in (await dataset())).toBe(true);
    });

    it('stays new while the visit lasts', async () => {
      await returnLater();
      await page.clock.setFixedTime((noon + 6 * hour + 1700) * 1000);
      await page.reload();
      expect(await count()).toBe('2 new since 12:00');
    });

    it('can be all that is shown, by button, key and address', async () => {
      await returnLater();
      await toggle().click();
      expect(await shown()).toEqual(['beta', 'delta']);
      expect(await page.locator('#desk').isVisible()).toBe(false);
      expect(page.url()).toBe(day('?only=new'));
      await page.reload();
      expect(await shown()).toEqual(['beta', 'delta']);
      expect(await toggle().getAttribute('aria-pressed')).toBe('true');
      await page.keyboard.press('n');
      expect(await shown()).toHaveLength(5);
      expect(await live()).toBe('Show everything');
      expect(page.url()).toBe(day());
    });

    it('is said to be nothing where nothing is', async () => {
      await returnLater();
      await page.clock.setFixedTime((noon + 30 * hour) * 1000);
      await page.reload();
      expect(await count()).toBe('Nothing new since yesterday 18:00');
      await page.keyboard.press('n');
      expect(await shown()).toHaveLength(5);
    });
  });

  describe('an address with a place', () => {
    it('unfolds what it points into', async () => {
      await page.goto(day('#note'));
      await poll(() => page.locator('#note').isVisible()).toBe(true);
    });

    it('shows an item that the filter would hide', async () => {
      await returnLater('?only=new#gamma');
      expect(await page.locator('#gamma').isVisible()).toBe(true);
    });

    it('shows an item for which the density has no place', async () => {
      await page.goto(day('?view=headlines#other'));
      await page.evaluate(`
        const sheet = new CSSStyleSheet();
        sheet.replaceSync('[data-density=headlines] .rel { display: none }');
        document.adoptedStyleSheets = [sheet];
        location.hash = '#beta';
        location.hash = '#other';`);
      await poll(() => page.locator('#other').isVisible()).toBe(true);
    });
  });

  it('work for the page alone where storage is blocked', async () => {
    await page.addInitScript(() => {
      Object.defineProperty(globalThis, 'localStorage', {
        get: () => {
          throw new DOMException('Access is denied.', 'SecurityError');
        },
      });
    });
    await page.goto(day('?view=headlines'));
    expect(await dataset()).toEqual({ density: 'headlines' });
    await page.locator('#alpha .keep').click({ force: true });
    await page.locator('#beta .keep').click({ force: true });
    expect(await page.locator('.keep[aria-pressed=true]').count()).toBe(2);
    await page.reload();
    expect(await page.locator('.keep[aria-pressed=true]').count()).toBe(0);
  });

  it('start anew from a broken state', async () => {
    const broken = ['{', 'null', '[]', '{"read":7,"saved":{"beta":true},"prefs":[],"seen":"x","keys":1}'];
    await page.goto(day());
    for (const text of broken) {
      await setState(text);
      await page.reload();
      await page.locator('#alpha .keep').click({ force: true });
      await page.reload();
      expect(await page.locator('.keep[aria-pressed=true]').count()).toBe(1);
    }
  });

  describe('search', () => {
    const find = (query = ''): string => `${site.url}search/${query}`;
    const found = (): Promise<string | null> => page.locator('#found').textContent();
    const titles = (): Promise<(string | null)[]> =>
      page.locator('#content h2').evaluateAll((all) => all.map(({ textContent }) => textContent));

    it('loads its engine when the field gets the focus, never earlier', async () => {
      const requests: string[] = [];
      page.on('request', (request) => requests.push(request.url()));
      await page.goto(find());
      await page.waitForLoadState('networkidle');
      expect(requests.filter((url) => url.includes('search-index'))).toEqual([]);
      await page.locator('#query').focus();
      await poll(async () => requests.some((url) => url.endsWith('/search-index/segments.json'))).toBe(true);
    });

    it('finds while one types, pages, and goes back', async () => {
      await page.goto(find());
      await page.locator('#query').fill('swap');
      await poll(found).toBe('24 items, best match first. Newest first');
      expect(page.url()).toBe(find('?q=swap'));
      expect(await page.locator('#content > li').count()).toBe(10);
      await page.locator('#pages a', { hasText: 'Next page' }).click();
      await poll(() => page.locator('#pages').textContent()).toContain('Page 2 of 3');
      expect(page.url()).toBe(find('?q=swap&page=2'));
      const second = await titles();
      await page.locator('#pages a', { hasText: 'Next page' }).click();
      await poll(() => page.locator('#content > li').count()).toBe(4);
      await page.goBack();
      await poll(titles).toEqual(second);
      await page.goBack();
      await page.goBack();
      await poll(found).toBe('Search every edition.');
      expect(await page.locator('#query').inputValue()).toBe('');
    });

    it('orders by date over all languages', async () => {
      await page.goto(find('?q=swap&sort=date'));
      await poll(found).toBe('24 items, newest first. Best match first');
      expect((await titles()).slice(0, 3)).toEqual([
        'Les chevaux du noyau',
        'Swap tables, part 23',
        'Swap tables, part 22',
      ]);
    });

    it('finds by the rules of each language, on a page in English', async () => {
      const rows = [
        ['cheval', 'Les chevaux du noyau'],
        ['nouvelle', 'Les chevaux du noyau'],
        ['session table 7', 'Swap tables, part 7'],
        ['日本語の検索', '東京で開催された会議'],
        ['letters', 'A <b>bold</b> prepatch'],
      ] as const;
      await page.goto(find());
      for (const [words, title] of rows) {
        await page.locator('#query').fill(words);
        await poll(titles).toEqual([title]);
      }
    });

    it('narrows, counts, and offers to drop what leaves nothing', async () => {
      await page.goto(find('?q=swap'));
      await poll(found).toContain('24 items');
      await page.locator('#facets summary').click();
      const french = page.locator('input[name=source][value=bulletin]');
      expect(await page.locator('#facets label', { has: french }).textContent()).toBe(' Le Bulletin 1');
      await french.check();
      await poll(found).toContain('1 item');
      expect(page.url()).toBe(find('?q=swap&source=bulletin'));
      const lwn = page.locator('#facets label', { has: page.locator('input[value=lwn]') });
      expect(await lwn.textContent()).toBe(' LWN 23');
      expect(await page.locator('input[value=bulletin]:focus').count()).toBe(1);
      await page.goto(find('?q=tables&source=bulletin'));
      await poll(found).toBe('Nothing found for “tables”. Search without “Le Bulletin”');
      await page.locator('#found a').click();
      await poll(found).toContain('23 items');
    });

    it('finds nothing by links and codes, which are not shown as text', async () => {
      await page.goto(find('?q=https'));
      await poll(found).toBe('Nothing found for “https”.');
      // What the page began with stands there again; it does not come and go while somebody types.
      expect(await page.locator('.find').getAttribute('data-none')).toBe('');
    });

    it('lists by filters alone, newest first', async () => {
      await page.goto(find('?access=subscriber'));
      await poll(found).toBe('3 items, newest first.');
      expect(await titles()).toEqual(['Swap tables, part 3', 'Swap tables, part 2', 'Swap tables, part 1']);
      expect(await page.locator('#content .tag').count()).toBe(3);
    });

    it('marks what matches, in text and not in markup', async () => {
      await page.goto(find('?q=bold+prepatch+letters'));
      await poll(titles).toEqual(['A <b>bold</b> prepatch']);
      expect(await page.locator('#content h2 mark').allTextContents()).toEqual(['bold', 'prepatch']);
      const text = await page.locator('#content .sum').textContent();
      expect(text).toBe(
        'The letters <img src=x onerror=alert(1)> and <mark>nothing</mark> else & more about firmware.',
      );
      expect(await page.locator('#content .sum mark').allTextContents()).toEqual(['letters']);
      expect(await page.locator('#content :is(b, img)').count()).toBe(0);
    });

    it('links to the item in its edition, and never to a script', async () => {
      await page.goto(find('?q=prepatch'));
      const item = page.locator('#content article');
      await poll(() => item.count()).toBe(1);
      expect(await item.locator('h2 a').getAttribute('href')).toBe('/kernel/2026/05/18/#alpha');
      expect(await item.locator('.by').textContent()).toBe('LWN by corbet 2026-05-18');
      await item.locator('.u-uid').click();
      await page.waitForURL(day('#alpha'));
      expect(await page.locator('article:target').getAttribute('id')).toBe('alpha');
    });

    it('says so when the index cannot be loaded', async () => {
      await page.goto(`${site.url}broken/?q=swap`);
      await poll(found).toBe('The search index could not be loaded.');
    });
  });
});
