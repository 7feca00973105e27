import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { PreviewServer } from '../../src/cli/preview-server.ts';
import { copyOfSampleSite } from '../end-to-end/sample-site.test-kit.ts';
import { daybookHere, removeSites, sampleConfig, sampleNow, sampleUrl } from '../end-to-end/site.test-kit.ts';
import { previewOf, startBrowser } from './browser.test-kit.ts';

/** What a reader does on a whole site, from first visit to reading on a train. */

let browser: Browser;
let server: PreviewServer;
let siteDir: string;
let context: BrowserContext;
let page: Page;
let faults: string[];

const poll = <T>(read: () => Promise<T>, interval = 200): ReturnType<typeof expect.poll<T>> =>
  expect.poll(read, { timeout: 50_000, interval });
const address = (path: string): string => new URL(path, server.url).href;

async function render(more: string): Promise<void> {
  const config = await sampleConfig({ url: sampleUrl });
  await writeFile(join(siteDir, 'daybook.yaml'), `${config}\n${more}\n`);
  const run = await daybookHere(siteDir, 'render', '--now', sampleNow);
  expect(run.code, run.stderr).toBe(0);
}

beforeAll(async () => {
  siteDir = await copyOfSampleSite();
  server = await previewOf(siteDir);
  browser = await startBrowser();
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
  await removeSites();
});
async function openContext(serviceWorkers: 'allow' | 'block'): Promise<void> {
  context = await browser.newContext({
    viewport: { width: 1280, height: 900 },
    acceptDownloads: true,
    serviceWorkers,
  });
  page = await context.newPage();
  faults = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    if (/Content Security Policy/i.test(message.text())) faults.push(message.text());
  });
}

beforeEach(() => openContext('block'));
afterEach(async () => {
  await context.close();
  expect(faults).toEqual([]);
});

const shownTitles = (): Promise<string[]> =>
  page
    .locator('#content article:visible h3 a')
    .evaluateAll((all) => all.map(({ textContent }) => textContent ?? ''));
const datetimes = (): Promise<string[]> =>
  page
    .locator('#content article:visible .by time')
    .evaluateAll((all) => all.map((time) => time.getAttribute('datetime') ?? ''));

describe('the reading view', () => {
  it.each(['?view=full', '#full'])(
    'by %s shows whole texts, newest first, with actions at both ends',
    async (view) => {
      await page.goto(address(`./2026/05/18/${view}`));
      await poll(() => page.locator('.acts.first').count()).toBeGreaterThan(5);
      const times = (await datetimes()).map((time) => Date.parse(time));
      expect(times).toEqual([...times].sort((a, b) => b - a));
      expect(await page.locator('article .body').first().isVisible()).toBe(true);
      const first = page.locator('#content article').first();
      expect(await first.locator('.acts').count()).toBe(2);
      await first.locator('.acts.first .keep').click();
      expect(await first.locator('.acts:not(.first) .keep').getAttribute('aria-pressed')).toBe('true');
    },
  );

  it('goes back to the edition as it was', async () => {
    await page.goto(address('./2026/05/18/'));
    const before = await shownTitles();
    await page.click('[popovertarget=view]');
    await page.check('#density-full');
    await poll(() => page.locator('.acts.first').count()).toBeGreaterThan(5);
    expect(await shownTitles()).not.toEqual(before);
    await page.check('#density-summaries');
    await poll(shownTitles).toEqual(before);
  });

  it('keeps the item that is being read in the window, whatever the keys for densities do', async () => {
    await page.goto(address('./2026/05/18/'));
    for (let step = 0; step < 12; step += 1) await page.keyboard.press('j');
    const title = page.locator('#content h3 a:focus');
    await poll(() => title.count()).toBe(1);
    for (const key of ['3', '2', '1', '3']) {
      await page.keyboard.press(key);
      await poll(async () => (await title.boundingBox())?.y).toBeGreaterThanOrEqual(0);
      await poll(async () => (await title.boundingBox())?.y).toBeLessThan(500);
    }
  });

  it('needs no script: its link unfolds every text', async () => {
    const plain = await browser.newPage({ javaScriptEnabled: false });
    await plain.goto(address('./2026/05/18/'));
    expect(await plain.locator('article .body').first().isVisible()).toBe(false);
    await plain.click('a[href="#full"]');
    expect(await plain.locator('article .body').first().isVisible()).toBe(true);
    const tops = await plain.locator('#content article').evaluateAll((all) =>
      all
        .map((article) => [article.getBoundingClientRect().top, Number(article.getAttribute('data-t'))])
        .sort(([a = 0], [b = 0]) => a - b)
        .map(([, minute]) => minute),
    );
    expect(tops).toEqual([...tops].sort((a = 0, b = 0) => b - a));
    await plain.close();
  });

  it('opens the page of a source by one link, under the headings of days, with the actions of each text', async () => {
    await page.goto(address('./source/kernel-courier/'));
    expect(await page.locator('main section > header h2').first().innerText()).toBe('Monday 18 May 2026');
    expect(await page.locator('article .by time').first().innerText()).toMatch(/^\d\d:\d\d$/);
    await page.click('main #full');
    await poll(() => page.locator('.acts.first').count()).toBeGreaterThan(5);
    expect(await page.locator('main section > header h2').first().isVisible()).toBe(true);
    const first = page.locator('#content article').first();
    const words = (row: string): Promise<string[]> => first.locator(`${row} > *`).allInnerTexts();
    expect(await words('.acts.first')).toEqual(['Mark read', 'Save', 'Share', 'At the source']);
    expect(await words('.acts:not(.first)')).toEqual(['16:12', 'Save', 'At the source']);
    await first.locator('.acts.first .mark').click();
    await poll(() => first.locator('.acts.first .mark').innerText()).toBe('Mark unread');
    expect(await first.evaluate((item) => item.matches('.read'))).toBe(true);
    await first.locator('.acts.first .mark').click();
    await poll(() => first.locator('.acts.first .mark').innerText()).toBe('Mark read');
  });

  it('shows a source’s texts on its own page, in a measure that reads well', async () => {
    await page.goto(address('./source/kernel-courier/?view=full'));
    const body = page.locator('article .body > p + p').first();
    await body.waitFor();
    const characters = await body.evaluate((element) => {
      const style = getComputedStyle(element);
      const canvas = document.createElement('canvas').getContext('2d');
      if (!canvas) return 0;
      canvas.font = `${style.fontSize} ${style.fontFamily}`;
      const sample = 'The release team has announced that as of today a package moves on';
      return element.getBoundingClientRect().width / (canvas.measureText(sample).width / sample.length);
    });
    expect(characters).toBeGreaterThanOrEqual(45);
    expect(characters).toBeLessThanOrEqual(80);
  });
});

describe('filters', () => {
  it('combine, say so, and stand in the address', async () => {
    await page.goto(address('./2026/05/18/'));
    const all = await shownTitles();
    await page.click('[popovertarget=view]');
    await page.check('#only input[value=unread]');
    await page.check('#only input[name=source][value=kernel-courier]');
    expect(new URL(page.url()).search).toBe('?only=unread&source=kernel-courier');
    const some = await shownTitles();
    expect(some.length).toBeGreaterThan(0);
    expect(some.length).toBeLessThan(all.length);
    await page.keyboard.press('Escape');
    await page.reload();
    await poll(shownTitles).toEqual(some);
    expect(await page.locator('.active').innerText()).toContain('The Kernel Courier');
    await page.click('.active button >> text=Show everything');
    expect(await shownTitles()).toEqual(all);
    expect(new URL(page.url()).search).toBe('');
  });

  it('leave out subscribers’ items, but not a story that others report', async () => {
    await page.goto(address('./2026/05/18/?hide=subscribers'));
    await page.locator('.active').waitFor();
    const left = page.locator('#content article[data-access=subscriber]:visible');
    expect(await left.evaluateAll((all) => all.every((article) => article.querySelector('.rel li')))).toBe(
      true,
    );
    expect(
      await page.locator('#content article[data-access=subscriber]:not(:visible)').count(),
    ).toBeGreaterThan(0);
  });
});

describe('coming back', () => {
  it('counts as new what the filter for it shows, with no mark on other reports', async () => {
    await page.clock.setFixedTime(Date.parse('2026-05-18T14:30:00Z'));
    await page.goto(address('./about/'));
    await page.clock.setFixedTime(Date.parse('2026-05-18T18:30:00Z'));
    // Of the first story only other reports are new.
    await page.route('**/2026/05/18/', async (route) => {
      const answer = await route.fetch();
      const body = (await answer.text()).replace(
        /(<article class="h-entry item article lead"[^>]*?) data-seen="\d+"/,
        '$1',
      );
      await route.fulfill({ response: answer, body });
    });
    await page.goto(address('./2026/05/18/'));
    await page.locator('[data-new-count]', { hasText: 'new since' }).waitFor();
    const count = Number.parseInt(await page.innerText('[data-new-count]'), 10);
    expect(await page.locator('.lead.new').count()).toBe(1);
    expect(await page.locator('#content article[data-seen]').count()).toBe(count - 1);
    await page.click('[data-only-new]');
    await page.locator('.active').waitFor();
    expect(await page.locator('#content article:visible').count()).toBe(count);
    expect(await page.locator('.active > :first-child').innerText()).toBe(`${count} items`);
    const marks = await page
      .locator('.rel li.new')
      .evaluateAll((all) =>
        all.map((one) => getComputedStyle(one.querySelector('a') ?? one, '::before').content),
      );
    expect(new Set(marks)).toEqual(new Set(['none']));
    expect(await page.locator('.rel li', { hasText: '(new)' }).count()).toBe(0);
    await page.goto(address('./since/'));
    await poll(() => page.innerText('#since')).toContain(`${count} items since`);
  });

  it('catches up on what came since, by day, and says so where nothing did', async () => {
    await page.clock.setFixedTime(Date.parse('2026-05-16T20:00:00Z'));
    await page.goto(address('./since/'));
    expect(await page.innerText('#since')).toContain('first visit');
    // The same told by the pages themselves: the sample's older items are a backlog, which is never new.
    const plain = await browser.newPage({ javaScriptEnabled: false });
    let expected = 0;
    for (const day of ['14', '15', '16', '17', '18']) {
      await plain.goto(address(`./2026/05/${day}/`));
      expected += await plain.locator('#content article:is([data-seen], :has(.rel [data-seen]))').count();
    }
    await plain.close();
    expect(expected).toBeGreaterThan(5);
    await page.clock.setFixedTime(Date.parse('2026-05-18T18:30:00Z'));
    await page.goto(address('./since/'));
    await poll(() => page.innerText('#since')).toContain(`${expected} items since`);
    expect(await page.locator('#content section article').count()).toBe(expected);
    expect(await page.locator('#content section h2').first().textContent()).toBe('Monday 18 May 2026');
    await page.locator('#content article .keep').first().click({ force: true });
    expect(await page.locator('#content .keep[aria-pressed=true]').count()).toBe(1);
    await page.clock.setFixedTime(Date.parse('2026-05-20T18:30:00Z'));
    await page.goto(address('./since/'));
    await poll(() => page.innerText('#since')).toMatch(/^Nothing new since/);
    expect(await page.locator('#meanwhile').isVisible()).toBe(true);
  });

  it('says where the newest editions are when there is no script', async () => {
    const plain = await browser.newPage({ javaScriptEnabled: false });
    await plain.goto(address('./since/'));
    expect(await plain.locator('noscript a, main a[href="/merge/week/"]').count()).toBeGreaterThan(0);
    await plain.close();
  });
});

describe('saved items', () => {
  it('are listed, go into a file, come back from it, and can be removed', async () => {
    await page.goto(address('./2026/05/18/'));
    await page.locator('article .keep').first().click({ force: true });
    await page.locator('article .keep').nth(3).click({ force: true });
    await page.goto(address('./saved/'));
    await poll(() => page.locator('#saved li').count()).toBe(2);
    const [download] = await Promise.all([page.waitForEvent('download'), page.click('[data-export]')]);
    const file = join(siteDir, 'saved.json');
    await download.saveAs(file);
    expect(Object.keys(JSON.parse(await readFile(file, 'utf8')).saved)).toHaveLength(2);
    await page.locator('#saved button').first().click();
    await page.locator('#saved button').first().click();
    expect(await page.locator('#saved li').count()).toBe(0);
    await page.setInputFiles('#import', file);
    await poll(() => page.locator('#saved li').count()).toBe(2);
    expect(await page.innerText('#note')).toBe('2 items were added.');
    await page.locator('#saved a').first().click();
    await page.waitForURL('**/2026/05/18/#*');
  });

  it('take nothing harmful from a file', async () => {
    await page.goto(address('./saved/'));
    const saved = {
      bad: { time: 1, title: '<img src=x onerror=alert(1)>', url: 'javascript:alert(1)', date: '' },
      good: { time: 1, title: '<b>bold</b>', url: 'https://example.org/', date: 'never' },
    };
    const searches = {
      'javascript:alert(1)': { name: 'Script', time: 1 },
      '?q=kernel': { name: '<i>Kernel</i>', time: 2 },
      '?page=2': { name: 'Nothing', time: 3 },
    };
    const buffer = Buffer.from(JSON.stringify({ saved, searches }));
    await page.setInputFiles('#import', { name: 'a.json', mimeType: 'application/json', buffer });
    await poll(() => page.locator('#saved li').count()).toBe(1);
    expect(await page.locator('#saved a').textContent()).toBe('<b>bold</b>');
    expect(await page.innerText('#note')).toBe('1 item was added. 1 saved search was added.');
    const search = page.locator('#searches li');
    expect(await search.allTextContents()).toEqual(['<i>Kernel</i> Remove']);
    expect(await search.locator('a').getAttribute('href')).toMatch(/\/search\/\?q=kernel$/);
    await search.locator('button').click();
    expect(await page.locator('#searches').isVisible()).toBe(false);
    await page.setInputFiles('#import', {
      name: 'b.json',
      mimeType: 'application/json',
      buffer: Buffer.from('['),
    });
    await poll(() => page.innerText('#note')).toContain('not an export');
  });
});

describe('a story', () => {
  it('is shared by a copy of its address where the system has no other way', async () => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.addInitScript(() => Reflect.deleteProperty(Navigator.prototype, 'share'));
    await page.goto(address('./2026/05/18/'));
    const article = page.locator('article').first();
    await article.locator('.share').click({ force: true });
    await poll(() => page.innerText('#live')).toContain('Link copied');
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toBe(address(`./2026/05/18/#${await article.getAttribute('id')}`));
  });

  it('plays its recording once its link is clicked, and asks for nothing before', async () => {
    const asked: string[] = [];
    await context.route('**/*.mp3*', (route) => {
      asked.push(route.request().url());
      return route.fulfill({ status: 200, contentType: 'audio/mpeg', body: '' });
    });
    await page.goto(address('./source/ring-zero/'));
    const link = page.locator('a[type^=audio]').first();
    expect(await page.locator('audio').count()).toBe(0);
    expect(asked).toEqual([]);
    await link.click();
    await poll(() => page.locator('audio').count()).toBe(1);
    expect(page.url()).toBe(address('./source/ring-zero/'));
    await link.click();
    await poll(() => page.locator('audio').count()).toBe(0);
  });
});

describe('without a network', () => {
  beforeEach(async () => {
    await context.close();
    await openContext('allow');
  });

  const worker = (): Promise<string> =>
    page.evaluate(async () => {
      const registration = await navigator.serviceWorker.getRegistration();
      return registration?.active?.state ?? 'none';
    });

  it('shows what was opened, says it is a copy and of when, and what else there is', async () => {
    await page.goto(address('./2026/05/18/'));
    await poll(worker).toBe('activated');
    // What the network failed is tried again at the next page, as a reader comes by it.
    await poll(async () => {
      await page.goto(address('./2026/05/17/'));
      return page.evaluate(async () => {
        const [name = ''] = await caches.keys();
        return (await (await caches.open(name)).keys()).filter(({ url }) => /\/2026\/05\/\d\d\/$/.test(url))
          .length;
      });
    }, 2000).toBeGreaterThanOrEqual(7);
    await context.setOffline(true);
    await page.goto(address('./2026/05/18/'));
    expect(await page.innerText('.copy')).toMatch(/Copy of .*18 May 2026.* saved /);
    expect(await page.innerText('h1')).toContain('18 May 2026');
    await page.goto(address('./source/workbench/'));
    expect(await page.innerText('.copy')).toContain('not kept here');
    await poll(() => page.locator('#kept li').count()).toBeGreaterThanOrEqual(7);
    const kept = await page.locator('#kept li > a').allTextContents();
    expect(kept.slice(0, 2)).toEqual(['Monday 18 May 2026', 'Sunday 17 May 2026']);
    expect(new Set(kept).size).toBe(kept.length);
    await page.locator('#kept a[href$="/2026/05/17/"]').click();
    await page.waitForURL('**/2026/05/17/');
    expect(await page.innerText('.copy')).toContain('17 May 2026');
    await context.setOffline(false);
    await page.goto(address('./'));
    expect(await page.locator('.copy').count()).toBe(0);
  });

  it('shows the newest editions to whoever was here once, on one page', async () => {
    await page.goto(address('./sources/'));
    await poll(worker).toBe('activated');
    await poll(() =>
      page.evaluate(async () => {
        const [name = ''] = await caches.keys();
        const kept = await (await caches.open(name)).keys();
        return kept.filter(({ url }) => /\/2026\/05\/\d\d\/$/.test(url)).length;
      }),
    ).toBe(7);
  });

  it('shows a closed edition as the site has it now, while there is a network', async () => {
    const file = join(siteDir, '_site', '2026', '05', '15', 'index.html');
    const html = await readFile(file, 'utf8');
    const day = address('./2026/05/15/');
    await page.goto(address('./sources/'));
    await poll(worker).toBe('activated');
    await poll(() => page.evaluate(async (url) => (await caches.match(url))?.ok, day)).toBe(true);
    await writeFile(file, html.replace('</h1>', ', corrected</h1>'));
    // A machine that is busy may let the reader wait, who then sees the copy once.
    await poll(async () => {
      await page.goto(day);
      return [await page.locator('.copy').count(), (await page.innerText('h1')).endsWith(', corrected')];
    }).toEqual([0, true]);
    await writeFile(file, html);
  });

  it('forgets it all at the next visit once the publisher wants none of it', async () => {
    await page.goto(address('./2026/05/18/'));
    await poll(worker).toBe('activated');
    await render('offline: false');
    await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.update());
    await poll(() => page.evaluate(async () => (await caches.keys()).length)).toBe(0);
    await page.goto(address('./offline/'));
    await poll(worker).toBe('none');
    expect(await page.innerText('main')).toContain('keeps nothing');
  });
});

it('prints in two columns without what only a screen has', async () => {
  await page.goto(address('./2026/05/18/'));
  await page.emulateMedia({ media: 'print' });
  for (const part of ['.top nav', '.keep', '.share', '.foot', '#full']) {
    expect([part, await page.locator(`${part} >> visible=true`).count()]).toEqual([part, 0]);
  }
  expect((await page.pdf({ format: 'A4' })).byteLength).toBeGreaterThan(10_000);
});
