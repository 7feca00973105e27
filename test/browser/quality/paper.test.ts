import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { sharedSite } from '../../end-to-end/sample-site.test-kit.ts';
import { startBrowser } from '../browser.test-kit.ts';
import { examplesSite, type Host, hostSite, withPage } from './quality.test-kit.ts';
import { day } from './sites.ts';

/** What is printed is whole: no sheet is empty, and nothing has to be pushed aside to be read. */

const sites = await Promise.all([examplesSite(), sharedSite('busy')]);
const path = `${day.replaceAll('-', '/')}/`;

let browser: Browser;
let examples: Host;
let busy: Host;
beforeAll(async () => {
  browser = await startBrowser();
  [examples, busy] = await Promise.all([hostSite(sites[0]), hostSite(sites[1])]);
});
afterAll(async () => {
  await browser?.close();
  await Promise.all([examples?.close(), busy?.close()]);
});

async function sheets(page: Page): Promise<number> {
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
  return [...pdf.matchAll(/\/Type\s*\/Page\b/g)].length;
}

/** The width between the margins of a sheet. */
const sheet = { width: 688, height: 1000 };

it.each(['since/', 'saved/', 'offline/', 'search/'])('%s takes one sheet', async (at) => {
  await withPage(browser, {}, async (page) => {
    await page.goto(examples.url(at));
    expect(await sheets(page)).toBe(1);
  });
});

it('full texts follow one another, without the room that their actions take on a screen', async () => {
  await withPage(browser, { viewport: sheet }, async (page) => {
    await page.emulateMedia({ media: 'print' });
    await page.goto(busy.url(`${path}?view=full`));
    const spaced = await page.$$eval('article', (list) =>
      list.filter((one) => {
        const { breakInside, paddingBlockStart, paddingBlockEnd } = getComputedStyle(one);
        const room = Number.parseFloat(paddingBlockStart) + Number.parseFloat(paddingBlockEnd);
        return breakInside !== 'auto' || room > 40;
      }),
    );
    expect(spaced).toEqual([]);
  });
});

it('lines of code and columns of tables are whole', async () => {
  await withPage(browser, { viewport: sheet }, async (page) => {
    await page.emulateMedia({ media: 'print' });
    await page.goto(examples.url(`${path}?view=full`));
    const cut = await page.evaluate(() => {
      const body = document.querySelector('article > details > .body');
      const pre = document.createElement('pre');
      pre.textContent = `const name = ${'call(argument).then '.repeat(20)}${'x'.repeat(200)}`;
      const table = document.createElement('table');
      const row = table.insertRow();
      for (let column = 0; column < 30; column++) row.insertCell().textContent = `Column ${column}`;
      body?.append(pre, table);
      return [pre, table, ...table.querySelectorAll('td')].map((element) => {
        const { left, right } = element.getBoundingClientRect();
        return element.scrollWidth > element.clientWidth + 1 || left < 0 || right > innerWidth;
      });
    });
    expect(cut).not.toContain(true);
  });
});

it('months of calendars, and titles with their sources, are not torn', async () => {
  await withPage(browser, { viewport: sheet }, async (page) => {
    await page.emulateMedia({ media: 'print' });
    const breaks = (selector: string): Promise<string[]> =>
      page.$$eval(selector, (list) => [...new Set(list.map((one) => getComputedStyle(one).breakInside))]);
    await page.goto(examples.url('archive/'));
    expect(await breaks('.months > *')).toEqual(['avoid']);
    await page.goto(examples.url(`${path}?view=full`));
    expect(await breaks('article h3, article .by')).toEqual(['avoid']);
  });
});

it('a source whose site is not known has no brackets after its name', async () => {
  await withPage(browser, { viewport: sheet }, async (page) => {
    await page.emulateMedia({ media: 'print' });
    await page.goto(busy.url(path));
    const written = (selector: string): Promise<string[]> =>
      page.$$eval(selector, (list) => [
        ...new Set(list.map((one) => getComputedStyle(one, '::after').content)),
      ]);
    expect(await written('.by .s:not([data-h])')).toEqual(['none']);
  });
});
