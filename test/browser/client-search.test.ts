import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { en } from '../../src/site/locales/en.ts';
import { startBrowser } from './browser.test-kit.ts';
import { noon, startSite, type TestSite } from './client.test-kit.ts';

/** What the search page makes of a query, and what it keeps. */

const stateKey = 'daybook:v1:/kernel/';
const poll = <T>(read: () => Promise<T>): ReturnType<typeof expect.poll<T>> =>
  expect.poll(read, { timeout: 15_000 });

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
  page = await open();
});
afterEach(async () => {
  await context.close();
  expect(faults).toEqual([]);
});

async function open(now = noon): Promise<Page> {
  const tab = await context.newPage();
  faults = [];
  tab.on('pageerror', (error) => faults.push(error.message));
  await tab.clock.setFixedTime(now * 1000);
  return tab;
}

const find = (query = ''): string => `${site.url}search/${query}`;
const ask = async (text: string): Promise<void> => {
  await page.locator('#query').fill(text);
  await page.locator('#query').press('Enter');
};
const found = (): Promise<string | null> => page.locator('#found').textContent();
const texts = (selector: string, tab = page): Promise<string[]> => tab.locator(selector).allTextContents();
const titles = (): Promise<string[]> => texts('#content h2');
/** Which spaces stand around the dash of two days is the browser's word. */
const chips = async (): Promise<string[]> =>
  (await texts('.chip')).map((label) => label.replace(/\s*–\s*/, '–'));
const notes = (): Promise<string[]> => texts('.notes p');

describe('a query', () => {
  const [french, bold, tokyo] = ['Les chevaux du noyau', 'A <b>bold</b> prepatch', '東京で開催された会議'];

  it('finds by every operator, and says what was understood', async () => {
    const rows: readonly (readonly [string, readonly string[], readonly string[]])[] = [
      ['bold firmware', [bold], ['bold', 'firmware']],
      ['"corrections de la semaine"', [french], ['“corrections de la semaine”']],
      ['firmware -swap', [bold], ['firmware', 'without swap']],
      ['firmware !swap', [bold], ['firmware', 'without swap']],
      ['bold OR 東京', [bold, tokyo], ['bold or 東京']],
      ['(bold OR noyau) -swap', [bold], ['(bold or noyau)', 'without swap']],
      ['intitle:noyau', [french], ['In the title: noyau']],
      ['author:corbet prepatch', [bold], ['Author: corbet', 'prepatch']],
      ['source:bulletin', [french], ['Source: bulletin']],
      ['section:core', [bold], ['Section: core']],
      ['#"memory management"', [bold], ['Topic: memory management']],
      ['label:security', [tokyo], ['Label: security']],
      ['lang:fr', [french], ['Language: French']],
      ['date:2026-05-17', [french], ['Days: 17 May 2026']],
      ['pubdate:2026-05-16', [tokyo], ['Published: 16 May 2026']],
      ['date:P2D/', [bold, french, tokyo], ['Days: from 16 May 2026']],
      ['is:subscriber part 2', ['Swap tables, part 2'], ['Subscribers', 'part', '2']],
      ['is:saved', [french], ['Saved']],
      ['is:unread firmware', [bold], ['Unread', 'firmware']],
      ['prepatsh', [bold], ['prepatsh']],
    ];
    const url = `${site.url}2026/05/17/#chevaux`;
    const saved = { chevaux: { time: noon, title: french, url, date: '2026-05-17T07:30:00Z' } };
    const state = JSON.stringify({ read: { chevaux: noon }, saved, prefs: {} });
    await page.goto(find());
    await page.evaluate(([key = '', text = '']) => localStorage.setItem(key, text), [stateKey, state]);
    for (const [query, expected, understood] of rows) {
      await ask(query);
      // Two searches after each other may find the same: what was understood tells them apart.
      await poll(async () => [query, (await titles()).sort(), await chips()]).toEqual([
        query,
        [...expected].sort(),
        understood,
      ]);
    }
    expect(await notes()).toEqual(['Showing results for “prepatch”. Nothing was found for “prepatsh”.']);
    expect(new URL(page.url()).searchParams.get('q')).toBe('prepatsh');
  });

  it('is explained where it makes no sense, and answered all the same', async () => {
    await page.goto(find('?q=prepatch+color%3A+date%3A2026-13'));
    await poll(notes).toEqual([
      'There is no field “color”: it was taken as a word.',
      '“date:2026-13” is not a day, a month, a year or a span of them, and was left out.',
    ]);
    await ask('"bold" is:lost OR');
    await poll(titles).toEqual([bold]);
    expect(await notes()).toEqual([
      '“is:lost” is not known here and was left out.',
      '“OR” needs a word on either side and was left out.',
    ]);
    await poll(() => page.locator('#live').textContent()).toContain('“is:lost” is not known here');
  });

  it('loses a part by a click or a key, and gets it back by the back button', async () => {
    await page.goto(find('?q=swap+-noyau+author%3Acorbet&source=lwn&to=2026-04-02'));
    await poll(chips).toEqual([
      'swap',
      'without noyau',
      'Author: corbet',
      'Source: LWN',
      'Days: until 2 Apr 2026',
    ]);
    await page.locator('.chip').nth(1).focus();
    await page.keyboard.press('Enter');
    await poll(chips).toEqual(['swap', 'Author: corbet', 'Source: LWN', 'Days: until 2 Apr 2026']);
    expect(page.url()).toBe(find('?q=swap+author%3Acorbet&source=lwn&to=2026-04-02'));
    expect(await page.locator('#query').inputValue()).toBe('swap author:corbet');
    expect(await page.locator('.chip:focus').textContent()).toBe('Author: corbet');
    await page.getByRole('button', { name: 'Remove the filter “Days: until 2 Apr 2026”' }).click();
    await poll(found).toContain('23 items');
    await page.goBack();
    await poll(found).toContain('2 items');
    await page.goBack();
    await poll(chips).toContain('without noyau');
    expect(await page.locator('#query').inputValue()).toBe('swap -noyau author:corbet');
    await ask('swap');
    await poll(chips).toEqual(['swap', 'Source: LWN', 'Days: until 2 Apr 2026']);
    for (let left = 3; left > 0; left--) {
      await page.locator('.chip').first().click();
      await poll(() => page.locator('.chip').count()).toBe(left - 1);
    }
    expect(await page.locator('#query:focus').count()).toBe(1);
    expect(await found()).toBe('Search every edition.');
    expect(page.url()).toBe(find('?'));
  });

  it('is filled in by an example of the help', async () => {
    await page.goto(find());
    await page.locator('#help').evaluate((help) => help.setAttribute('open', ''));
    await page.locator('#help a').click();
    await poll(chips).toEqual(['Author: corbet']);
    expect(await page.locator('#query').inputValue()).toBe('author:corbet');
    expect(page.url()).toBe(find('?q=author%3Acorbet'));
  });
});

describe('filters', () => {
  let taken: string[];
  const files = (name: string): number => taken.filter((path) => path.includes(`/${name}-`)).length;
  beforeEach(() => {
    taken = [];
    page.on('request', (request) => taken.push(new URL(request.url()).pathname));
  });

  it('count topics once they come into view', async () => {
    await page.goto(find('?q=ledger'));
    await page.evaluate(
      "document.querySelector('.values').after(Object.assign(document.createElement('div'), { id: 'far' }))",
    );
    await page.evaluate("document.querySelector('#far').style.blockSize = '2000px'");
    await poll(found).toContain('300 items');
    expect([files('facets'), files('topics')]).toEqual([0, 0]);
    await page.locator('#facets > summary').click();
    await poll(() => Promise.resolve(files('facets'))).toBeGreaterThan(0);
    await page.waitForTimeout(300);
    expect(files('topics')).toBe(0);
    await page.locator('.asked').scrollIntoViewIfNeeded();
    await poll(() => page.locator('input[name=topic]').count()).toBe(12);
    expect(files('topics')).toBeGreaterThan(0);
  });

  it('count what stands on one page without asking for more', async () => {
    await page.goto(find('?q=%22les+chevaux%22+OR+firmware+OR+%E6%9D%B1%E4%BA%AC'));
    await page.locator('#facets > summary').click();
    await poll(() => page.locator('input[name=source]').count()).toBeGreaterThan(1);
    expect([files('facets'), files('topics')]).toEqual([0, 0]);
  });
});

it('filters by days and by values, of which it shows eight at first', async () => {
  await page.goto(find('?q=ledger'));
  await poll(found).toContain('300 items');
  await page.locator('#facets > summary').click();
  const topics = page.locator('fieldset', { has: page.locator('input[name=topic]') });
  await poll(() => topics.locator(':scope > label').count()).toBe(8);
  expect(await topics.locator('summary').textContent()).toBe('4 more');
  await topics.locator('summary').click();
  await page.locator('input[value="Topic 9"]').check();
  await poll(found).toContain('25 items');
  await poll(() => topics.locator(':scope > label').count()).toBe(9);
  expect(await topics.locator('details[open] label').count()).toBe(3);
  expect(await page.locator('input[value="Topic 9"]:focus').count()).toBe(1);
  await page.locator('input[name=from]').fill('2026-03-10');
  await page.locator('input[name=to]').fill('2026-03-14');
  await poll(() => Promise.resolve(page.url())).toBe(
    find('?q=ledger&topic=Topic+9&from=2026-03-10&to=2026-03-14'),
  );
  await poll(chips).toEqual(['ledger', 'Topic: Topic 9', 'Days: 10–14 Mar 2026']);
  const between = await found();
  await page.goto(find('?q=ledger&topic=Topic+9&from=2026-03-14&to=2026-03-10'));
  await poll(chips).toEqual(['ledger', 'Topic: Topic 9', 'Days: 10–14 Mar 2026']);
  expect(await found()).toBe(between);
  expect(await page.locator('input[name=from]').inputValue()).toBe('2026-03-14');
  await page.goBack();
  await page.goBack();
  await poll(() => page.locator('input[name=to]').inputValue()).toBe('');
  expect(await page.locator('input[name=from]').inputValue()).toBe('2026-03-10');
  await ask('noyau');
  await poll(found).toBe(
    'Nothing found for “noyau”. Search without “Topic 9” Search without “from 10 Mar 2026”',
  );
});

it('shows what was read and saved, and saves from a result', async () => {
  await page.goto(find('?q=noyau'));
  const keep = page.locator('#content .keep');
  await poll(() => keep.getAttribute('aria-pressed')).toBe('false');
  expect(await keep.getAttribute('aria-label')).toBe('Save: Les chevaux du noyau');
  expect(await page.locator('#content .s').getAttribute('data-m')).toBe('BU');
  await keep.click();
  await poll(() => keep.getAttribute('aria-pressed')).toBe('true');
  await page.locator('#content h2 a').evaluate((link) => {
    link.addEventListener('click', (event) => event.preventDefault());
  });
  await page.locator('#content h2 a').click();
  await page.reload();
  await poll(() => keep.getAttribute('aria-pressed')).toBe('true');
  expect(await page.locator('#content article').getAttribute('class')).toContain('read');
  await ask('is:saved is:read');
  await poll(titles).toEqual(['Les chevaux du noyau']);
});

describe('a saved search', () => {
  const list = (tab = page): Promise<string[]> => texts('#searches li > a', tab);
  const counts = (): Promise<string[]> => texts('#searches li > span');

  async function keep(name: string): Promise<void> {
    await page.locator('.keeping button').click();
    await page.locator('.naming input').fill(name);
    await page.keyboard.press('Enter');
    await poll(() => page.locator('.keeping').textContent()).toContain(`Kept as “${name}”.`);
  }

  it('is named, listed, shared between tabs, renamed and removed by keyboard', async () => {
    await page.goto(find('?q=swap&source=lwn&page=2'));
    await page.locator('.keeping button').click();
    expect(await page.locator('.naming input').inputValue()).toBe('swap · LWN');
    await page.keyboard.press('Escape');
    await keep('Swap at LWN');
    const other = await context.newPage();
    await other.goto(find());
    await poll(() => list(other)).toEqual(['Swap at LWN']);
    await ask('bold');
    await keep('Bold');
    await poll(() => list(other)).toEqual(['Swap at LWN', 'Bold']);
    await page.goto(find());
    await page.getByRole('button', { name: 'Rename: Bold' }).press('Enter');
    await page.locator('.naming input').fill('<b>Fat</b>');
    await page.keyboard.press('Enter');
    await poll(list).toEqual(['Swap at LWN', '<b>Fat</b>']);
    await page.getByRole('button', { name: 'Remove: <b>Fat</b>' }).press('Enter');
    await poll(list).toEqual(['Swap at LWN']);
    expect(await page.locator('#live').textContent()).toBe('No longer kept: <b>Fat</b>');
    await page.locator('#searches a').click();
    await poll(chips).toEqual(['swap', 'Source: LWN']);
    expect(page.url()).toBe(find('?q=swap&source=lwn'));
    expect(await page.locator('.keeping').textContent()).toContain('Kept as “Swap at LWN”.');
    expect(await page.locator('#start').isVisible()).toBe(true);
  });

  it('counts what came since the last visit, and goes on to all through a visit', async () => {
    const older = ['2026-04.abc', '2026-03.abc'].map((name) => ({ name, docs: 1 }));
    await context.route('**/search-index/segments.json', (route) =>
      route.fulfill({ json: { segments: older } }),
    );
    await page.goto(find('?q=swap'));
    await keep('Swap');
    await page.goto(find());
    await poll(list).toEqual(['Swap']);
    await poll(() => page.evaluate((key) => localStorage.getItem(key), stateKey)).toContain('"seen":{');
    expect(await counts()).toEqual(['']);
    await context.unroute('**/search-index/segments.json');
    for (const minutes of [360, 370]) {
      await page.clock.setFixedTime((noon + minutes * 60) * 1000);
      await page.goto('about:blank');
      await page.goto(find());
      await poll(counts).toEqual(['1 new']);
    }
    await poll(() => page.evaluate((key) => localStorage.getItem(key), stateKey)).toContain('"before":{');
    await page.clock.setFixedTime((noon + 720 * 60) * 1000);
    await page.goto('about:blank');
    const whole = page.waitForResponse('**/2026-05.abc/**');
    await page.goto(find());
    await whole;
    expect(await counts()).toEqual(['']);
  });
});

describe('what is said', () => {
  it('is that it searches, where the results of another search have to stay for longer', async () => {
    await page.goto(find('?q=swap+part'));
    await poll(found).toContain('23 items');
    await page.route('**/search-index/**', async (route) => {
      await new Promise((done) => setTimeout(done, 2000));
      await route.continue();
    });
    await ask('ledger');
    await poll(found).toBe(en.searchLoading);
    await poll(found).toContain('300 items');
  });

  it('is how much was found, once, when typing ends', async () => {
    await page.goto(find(''));
    await page.evaluate(() => {
      const counts: string[] = [];
      Reflect.set(globalThis, 'said', counts);
      const live = document.querySelector('#live');
      const note = (): void => void counts.push(live?.textContent ?? '');
      if (live) new MutationObserver(note).observe(live, { childList: true });
    });
    await page.focus('#query');
    await page.keyboard.type('swap', { delay: 400 });
    expect(await page.getAttribute('#found', 'aria-live')).toBe('off');
    await poll(() => page.evaluate(() => Reflect.get(globalThis, 'said'))).toEqual([await found()]);
    await page.keyboard.press('Enter');
    await poll(() => page.getAttribute('#found', 'aria-live')).toBe('polite');
  });
});

describe('the files of the index', () => {
  it.each([
    ['by parts where the host gives them', 'search/', [200, 206]],
    ['whole where it does not', 'whole/', [200]],
  ])('are read %s', async (_case, path, expected) => {
    const statuses = new Set<number>();
    page.on('response', (response) => {
      if (response.url().includes('-index/')) statuses.add(response.status());
    });
    await page.goto(`${site.url}${path}?q=w${(60 * 123 + 7).toString(36)}x`);
    await poll(titles).toEqual(['Ledger 123']);
    expect([...statuses].sort()).toEqual(expected);
  });

  it('may be broken in the middle: the rest is shown, with a word', async () => {
    const broken = '**/2026-04.abc/terms-*';
    await page.route(broken, (route) => route.abort());
    await page.goto(find('?q=swap'));
    await poll(titles).toEqual(['Les chevaux du noyau']);
    expect(await found()).toContain('1 item');
    expect((await notes()).join()).toContain('Some editions could not be searched');
    await page.unroute(broken);
    await ask('swap tables');
    await poll(found).toContain('23 items');
    expect(await notes()).toEqual([]);
  });

  it('may be newer than their list: it is read again', async () => {
    const stale = [
      { name: '2026-05.old', docs: 3 },
      { name: '2026-04.abc', docs: 23 },
    ];
    const list = '**/search-index/segments.json';
    await page.route(list, (route) => route.fulfill({ json: { segments: stale } }), { times: 1 });
    await page.goto(find('?q=swap'));
    await poll(found).toContain('24 items');
    expect(await notes()).toEqual([]);
  });
});
