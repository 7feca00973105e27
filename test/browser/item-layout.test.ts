import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { PreviewServer } from '../../src/cli/preview-server.ts';
import { sampleSite, sharedSite } from '../end-to-end/sample-site.test-kit.ts';
import { sampleUrl } from '../end-to-end/site.test-kit.ts';
import { previewOf, startBrowser } from './browser.test-kit.ts';

/** What an item looks like, by the boxes of its parts: in a page of its direction, and of the other. */

let browser: Browser;
const servers = new Map<string, PreviewServer>();

beforeAll(async () => {
  for (const locale of ['en', 'ar']) {
    servers.set(locale, await previewOf(await sampleSite({ url: sampleUrl, locale })));
  }
  servers.set('fifty', await previewOf(await sharedSite('fifty')));
  browser = await startBrowser();
});
afterAll(async () => {
  await browser?.close();
  await Promise.all([...servers.values()].map((server) => server.close()));
});

/** One page for all tests that have scripts: each new one has a process to start. */
let used: Page | undefined;
afterEach(async () => {
  await used?.unrouteAll();
  await used?.evaluate(() => localStorage.clear());
});

async function open(locale: string, path: string, viewport = { width: 1280, height: 900 }): Promise<Page> {
  used ??= await browser.newPage({ serviceWorkers: 'block' });
  await used.setViewportSize(viewport);
  await used.goto(new URL(path, servers.get(locale)?.url).href);
  return used;
}

const unfold = (page: Page): Promise<void> =>
  page.evaluate(() => {
    for (const fold of document.querySelectorAll<HTMLDetailsElement>('article > details')) fold.open = true;
  });

interface Edges {
  readonly title: string;
  readonly direction: string;
  /** Where the lines of title, byline, summary and body begin, in pixels from the item's edge. */
  readonly begins: readonly number[];
}

/** Where the parts of each item begin, at the side on which the item's direction begins. */
const edgesOf = (page: Page): Promise<Edges[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('article')].map((article) => {
      const { direction } = getComputedStyle(article);
      const box = article.getBoundingClientRect();
      const parts = [
        ...article.querySelectorAll(':is(h3, .as3) a, .by > :first-child, .sum, .body > p:first-child'),
      ].filter((part) => part.getClientRects().length > 0);
      const begins = parts.map((part) => {
        const range = document.createRange();
        range.selectNodeContents(part);
        const lines = part.matches('.s, data') ? [part.getBoundingClientRect()] : [...range.getClientRects()];
        const edge =
          direction === 'rtl'
            ? Math.max(...lines.map((line) => line.right))
            : Math.min(...lines.map((line) => line.left));
        return Math.round(direction === 'rtl' ? box.right - edge : edge - box.left);
      });
      return { title: article.querySelector('.p-name')?.textContent ?? '', direction, begins };
    }),
  );

describe('title, byline, summary and body begin at one edge', () => {
  it.each([
    ['en', '2026/05/18/', 1280],
    ['en', 'source/akhbar/', 1280],
    ['en', 'source/akhbar/', 390],
    ['ar', '2026/05/18/', 1280],
    ['ar', '2026/05/18/', 390],
    ['ar', 'source/akhbar/', 1280],
    ['en', 'search/?q=source%3Aakhbar', 1280],
    ['ar', 'search/?q=kernel', 390],
  ])('in %s: %s at %i pixels', async (locale, path, width) => {
    const page = await open(locale, `./${path}`, { width, height: 900 });
    await page.locator('article').first().waitFor();
    const folded = await edgesOf(page);
    await unfold(page);
    const edges = [...folded, ...(await edgesOf(page))];
    expect(edges.length).toBeGreaterThan(2);
    const isMirrored = (locale === 'ar') !== path.includes('akhbar');
    expect(edges.some(({ direction }) => ((direction === 'rtl') === (locale === 'ar')) !== isMirrored)).toBe(
      true,
    );
    const apart = edges.filter(({ begins }) => Math.max(...begins) - Math.min(...begins) > 1);
    expect(apart).toEqual([]);
  });
});

describe('the masthead', () => {
  it('keeps the button beside the search, and both in its line where they have room', async () => {
    const page = await open('en', './2026/05/18/');
    await page.evaluate(() => {
      const words = ['Aujourd’hui', 'Semaine', 'Archives', 'Sujets', 'Sources'];
      for (const [at, link] of [...document.querySelectorAll('.top nav a')].entries())
        link.textContent = words[at] ?? '';
    });
    const apart: number[] = [];
    const wrapped: number[] = [];
    for (let width = 768; width <= 1280; width += 16) {
      await page.setViewportSize({ width, height: 900 });
      const [name = 0, nav = 0, form = 0, button = 0] = await page.evaluate(() =>
        ['.name', 'nav', 'form', '.btn'].map((part) => {
          const box = document.querySelector(`.top ${part}`)?.getBoundingClientRect();
          return box ? box.top + box.height / 2 : 0;
        }),
      );
      if (Math.abs(form - button) > 3 || Math.abs(name - nav) > 3) apart.push(width);
      if (form - name > 12 && width >= 880) wrapped.push(width);
    }
    expect([apart, wrapped]).toEqual([[], []]);
  });
});

describe('a lead that nobody else reports', () => {
  it('keeps its text in the column of its summary', async () => {
    const page = await open('fifty', './2026/05/18/');
    expect(await page.locator('.lead .rel').count()).toBe(0);
    const [summary, fold] = await Promise.all(
      ['.lead .sum', '.lead > details'].map((part) => page.locator(part).boundingBox()),
    );
    expect(fold?.x).toBe(summary?.x);
    expect(fold?.y).toBeGreaterThanOrEqual((summary?.y ?? 0) + (summary?.height ?? 0));
  });
});

describe('on paper', () => {
  it('items stand in rows, and what else reports the lead below its text: neither leaves a page half empty', async () => {
    const page = await open('en', './2026/05/18/', { width: 688, height: 1009 });
    await page.emulateMedia({ media: 'print' });
    const boxes = async (parts: string): Promise<(readonly [top: number, bottom: number])[]> =>
      page
        .locator(parts)
        .evaluateAll((all) =>
          all.map((one) => one.getBoundingClientRect()).map(({ top, bottom }) => [top, bottom] as const),
        );
    const [first, second, third] = await boxes('section:not(.front):has(article:nth-child(3)) article');
    expect(first?.[0]).toBe(second?.[0]);
    expect(third?.[0]).toBeGreaterThanOrEqual(Math.max(first?.[1] ?? 0, second?.[1] ?? 0));
    const [[, end = 0] = []] = await boxes('.lead .sum');
    const [[start = 0] = []] = await boxes('.lead .rel');
    expect(start).toBeGreaterThanOrEqual(end);
    await page.emulateMedia({ media: null });
  });
});

describe('the other reports of a story', () => {
  it.each([
    ['en', 1280],
    ['en', 390],
    ['ar', 1280],
    ['ar', 390],
  ])('keep each comma with the name before it, in %s at %i pixels', async (locale, width) => {
    const page = await open(locale, './2026/05/18/', { width, height: 900 });
    const strays = await page.evaluate(() => {
      const lists = [...document.querySelectorAll('article .rel ul')];
      const found: string[] = [];
      for (const list of lists) {
        for (let room = 90; room < 320; room += 23) {
          list.parentElement?.style.setProperty('inline-size', `${room}px`);
          for (const entry of list.children) {
            const link = entry.querySelector('a')?.getBoundingClientRect();
            const isBeside = ({ top, bottom }: DOMRect): boolean =>
              !!link && top < link.bottom && bottom > link.top;
            if (![...entry.getClientRects()].every(isBeside)) found.push(`${entry.textContent} at ${room}`);
          }
        }
      }
      return found;
    });
    expect(strays).toEqual([]);
  });

  it.each(['en', 'ar'])('have no comma where each has its line, in %s', async (locale) => {
    const page = await open(locale, './2026/05/18/');
    const signs = await page.evaluate(() =>
      [...document.querySelectorAll('.lead .rel li')].map(
        (entry) => getComputedStyle(entry, '::after').content,
      ),
    );
    expect(signs.length).toBeGreaterThan(2);
    expect(new Set(signs)).toEqual(new Set(['none']));
  });

  it('say each reason once', async () => {
    const page = await open('en', './2026/05/18/');
    const reasons = await page.locator('.lead .why').allInnerTexts();
    expect(reasons.length).toBeGreaterThan(0);
    expect(new Set(reasons).size).toBe(reasons.length);
  });
});

/** Items whose summary, as far as it goes, is not said exactly once by the text that is shown. */
const saidTwice = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const squeezed = (text: string): string => text.replace(/\s+/g, ' ');
    return [...document.querySelectorAll('article')].flatMap((article) => {
      const summary = article.querySelector('.sum');
      if (!summary) return [];
      const said = squeezed(summary.getAttribute('value') ?? summary.textContent ?? '')
        .replace(/…$/, '')
        .slice(0, 60)
        .trim();
      const shown = squeezed(article.innerText);
      const times = shown.split(said).length - 1;
      const isDrawn =
        getComputedStyle(summary, '::before').content !== 'none' && summary.getClientRects().length > 0;
      return times + Number(isDrawn) === 1 ? [] : [`${times} times: ${said}`];
    });
  });

describe('what an item says, it says once', () => {
  it.each([
    ['folded', './2026/05/18/', false],
    ['unfolded', './2026/05/18/', true],
    ['as full text', './2026/05/18/?view=full', false],
    ['on the page of its source', './source/kernel-courier/', true],
    ['in German, with headings and lists', './source/netzwerkstatt-nord/', true],
    ['in Arabic', './source/akhbar/', true],
    ['in Japanese', './source/kobeya/', true],
  ])('%s', async (_case, path, isUnfolded) => {
    const page = await open('en', path);
    if (isUnfolded) await unfold(page);
    expect(await page.locator('article .sum').count()).toBeGreaterThan(2);
    expect(await saidTwice(page)).toEqual([]);
  });

  it('and as full text without script', async () => {
    const page = await browser.newPage({ javaScriptEnabled: false });
    await page.goto(new URL('./2026/05/18/', servers.get('en')?.url).href);
    await page.click('[popovertarget=view]');
    await page.check('#density-full');
    expect(await saidTwice(page)).toEqual([]);
    await page.close();
  });

  it('as full text in one paragraph where it was cut within one', async () => {
    const page = await open('en', './2026/05/18/?view=full');
    const gaps = await page.evaluate(() =>
      [...document.querySelectorAll('article:has(.on)')].map((article) => {
        const lines = (selector: string): DOMRect[] => [
          ...(article.querySelector(selector)?.getClientRects() ?? []),
        ];
        const [before, after] = [lines('.sum').at(-1), lines('.on > p')[0]];
        return before && after ? Math.round(after.top - before.top) : undefined;
      }),
    );
    expect(gaps.length).toBeGreaterThan(2);
    // In the line where the opening ends, or in the next where that is full.
    expect(gaps.filter((gap) => gap === undefined || gap < 0 || gap > 30)).toEqual([]);
  });
});

describe('the style of a day', () => {
  const shiftsOf = (page: Page): Promise<unknown> =>
    page.evaluate(
      () =>
        new Promise((done) => {
          const found: unknown[] = [];
          new PerformanceObserver((list) => {
            for (const entry of list.getEntries()) found.push(entry.toJSON());
          }).observe({ type: 'layout-shift', buffered: true });
          requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => done(found))));
        }),
    );

  it.each([
    ['en', 1280, ''],
    ['en', 390, ''],
    ['ar', 1280, ''],
    ['en', 1280, '?view=full'],
    ['en', 390, '?view=headlines'],
  ])('moves nothing when the rest of it comes late, in %s at %i pixels %s', async (locale, width, query) => {
    const page = await open(locale, './about/', { width, height: 900 });
    let release = (): void => undefined;
    const held = new Promise<void>((done) => {
      release = done;
    });
    await page.route('**/assets/style.*.css', async (route) => {
      await held;
      await route.continue();
    });
    const loaded = page.goto(new URL(`./2026/05/18/${query}`, servers.get(locale)?.url).href);
    if (query === '') {
      const title = page.locator('.lead h3');
      await title.waitFor();
      // Read before the rest has come, and as it stays.
      const before = await title.boundingBox();
      expect(await page.locator('.side').count()).toBe(0);
      release();
      await loaded;
      expect(await title.boundingBox()).toEqual(before);
    } else {
      release();
      await loaded;
    }
    expect(await page.locator('.foot').count()).toBe(1);
    expect(await shiftsOf(page)).toEqual([]);
  });

  it.each([1280, 390])(
    'moves nothing when a picture of unknown size comes late, at %i pixels',
    async (width) => {
      const page = await open('fifty', './about/', { width, height: 900 });
      let release = (): void => undefined;
      const held = new Promise<void>((done) => {
        release = done;
      });
      await page.route('**/late.svg', async (route) => {
        await held;
        const body = '<svg xmlns="http://www.w3.org/2000/svg" width="900" height="200"/>';
        await route.fulfill({ contentType: 'image/svg+xml', body });
      });
      await page.route('**/2026/05/18/', async (route) => {
        const answer = await route.fetch();
        const picture = '<div class="body pic"><p><img src="late.svg" alt="A picture"></p></div>';
        const body = (await answer.text()).replace(/<link rel="stylesheet" href="\/[^>]*>/, `$&${picture}`);
        await route.fulfill({ response: answer, body });
      });
      await page.goto(new URL('./2026/05/18/', servers.get('fifty')?.url).href, {
        waitUntil: 'domcontentloaded',
      });
      const image = page.locator('.pic img');
      const before = await image.boundingBox();
      expect(before?.height).toBeGreaterThan(100);
      release();
      await page.waitForLoadState('load');
      expect(await image.evaluate((shown) => shown instanceof HTMLImageElement && shown.naturalWidth)).toBe(
        900,
      );
      expect(await image.boundingBox()).toEqual(before);
      expect(await shiftsOf(page)).toEqual([]);
    },
  );

  it.each([
    ['with scripts', 1280, true, '', 200],
    ['with scripts', 390, true, '', 200],
    ['without scripts', 1280, false, '', 200],
    ['without scripts', 390, false, '', 200],
    ['of a known size', 1280, true, ' width="140" height="120"', 120],
  ])(
    'has no hole where a picture is not there, %s at %i pixels',
    async (_case, width, javaScriptEnabled, size, height) => {
      const page = await browser.newPage({
        javaScriptEnabled,
        serviceWorkers: 'block',
        viewport: { width, height: 900 },
      });
      let answerPictures = (): void => undefined;
      const shown = new Promise<void>((done) => {
        answerPictures = done;
      });
      await page.route('**/dead.jpg*', async (route) => {
        await shown;
        await route.fulfill({ status: 404 });
      });
      await page.route('**/2026/05/18/', async (route) => {
        const answer = await route.fetch();
        const picture = `<div class="body pic"><p><img src="dead.jpg"${size} alt="A picture"></p></div>`;
        const body = (await answer.text())
          .replace(/<link rel="stylesheet" href="\/[^>]*>/, `$&${picture}`)
          // Another in the last of the items, far below what is seen first.
          .replace(/<\/article>(?![\s\S]*<\/article>)/, `${picture.replace('.jpg', '.jpg?2')}$&`);
        await route.fulfill({ response: answer, body });
      });
      await page.goto(new URL('./2026/05/18/', servers.get('fifty')?.url).href, { waitUntil: 'commit' });
      const [lead, below] = [page.locator('.lead .pic img'), page.locator('.cols:not(.side) .pic img')];
      await lead.waitFor();
      await below.waitFor();
      const before = await lead.boundingBox();
      expect(before?.height).toBeGreaterThanOrEqual(height);
      answerPictures();
      // Where nobody has looked yet, it gives its room back.
      await expect.poll(async () => (await below.boundingBox())?.height).toBeLessThan(40);
      // On the first screen what would move is being read: it keeps its room, which says what it would have shown.
      expect(await lead.boundingBox()).toEqual(before);
      expect(await lead.evaluate((image) => getComputedStyle(image).backgroundColor)).not.toBe(
        'rgba(0, 0, 0, 0)',
      );
      for (const picture of [lead, below]) expect(await picture.isVisible()).toBe(true);
      if (javaScriptEnabled) expect(await shiftsOf(page)).toEqual([]);
      await page.close();
    },
  );

  it('is met by fingers around its links, which keep their arrows, and no row of them scrolls up or down', async () => {
    const context = await browser.newContext({
      viewport: { width: 390, height: 844 },
      hasTouch: true,
      isMobile: true,
      serviceWorkers: 'block',
    });
    const page = await context.newPage();
    await page.goto(new URL('./2026/05/17/?view=full', servers.get('en')?.url).href);
    await page.locator('.acts.first').first().waitFor();
    const found = await page.evaluate(() => {
      const [next, name] = ['.near [rel=next]', '.top .name'].map((one) => document.querySelector(one));
      const hit = (name?.getBoundingClientRect().top ?? 0) - 5;
      return {
        arrow: next && getComputedStyle(next, '::after').content,
        above: document.elementFromPoint(30, hit)?.className,
        scrolling: [...document.querySelectorAll('.ix, .acts')].filter(
          ({ scrollHeight, clientHeight }) => scrollHeight > clientHeight,
        ).length,
      };
    });
    expect(found.arrow).toContain('›');
    expect(found).toMatchObject({ above: 'name', scrolling: 0 });
    await context.close();
  });

  it('says times in their own direction within an item of the other', async () => {
    const page = await open('en', './2026/05/18/');
    const [hours, unit] = await page
      .locator('article[dir=rtl] .by time')
      .first()
      .evaluate((time) => {
        time.textContent = '13 h 45';
        const text = time.firstChild;
        return [0, 3].map((at) => {
          const range = document.createRange();
          if (text) range.setStart(text, at);
          if (text) range.setEnd(text, at + 1);
          return range.getBoundingClientRect().left;
        });
      });
    expect(hours).toBeLessThan(unit ?? 0);
  });

  it('puts the lines of a long author at the edge of their item, whatever their direction', async () => {
    const page = await open('ar', './2026/05/18/', { width: 390, height: 844 });
    const gap = await page
      .locator('article[dir=ltr] .by > span')
      .first()
      .evaluate((author) => {
        author.textContent = `بقلم ${'x'.repeat(60)}`;
        const range = document.createRange();
        range.selectNodeContents(author);
        const [first] = range.getClientRects();
        return (first?.left ?? Number.NaN) - author.getBoundingClientRect().left;
      });
    expect(gap).toBeLessThan(1);
  });

  it.each(['?view=full', ''])(
    'leads to the item of an address in the reading view, too (%s)',
    async (query) => {
      const page = await open('en', './2026/05/18/?view=full');
      const ids = await page.$$eval('article', (list) => [3, 20].map((at) => list[at]?.id ?? ''));
      if (query === '') {
        await page.evaluate(() => localStorage.setItem('daybook:v1:/merge/', '{"prefs":{"density":"full"}}'));
      }
      for (const id of ids) {
        await page.goto('about:blank');
        await page.goto(new URL(`./2026/05/18/${query}#${id}`, servers.get('en')?.url).href);
        await page.locator('.acts.first').first().waitFor();
        await page.waitForTimeout(600);
        const top = await page.evaluate((at) => document.getElementById(at)?.getBoundingClientRect().top, id);
        expect(top).toBeGreaterThan(-1);
        expect(top).toBeLessThan(60);
      }
    },
  );

  it('names the keys in the order of the words beside them, in Arabic too', async () => {
    const page = await open('ar', './2026/05/18/');
    await page.keyboard.press('?');
    const keys = page.locator('#keyboard tr:first-child kbd');
    await keys.first().waitFor();
    expect(await keys.allTextContents()).toEqual(['j', 'k']);
    const [next, previous] = await Promise.all([keys.first().boundingBox(), keys.last().boundingBox()]);
    expect(next?.x).toBeGreaterThan(previous?.x ?? Number.POSITIVE_INFINITY);
    await page.keyboard.press('Escape');
  });

  it('says that the digest has stopped in a row that is there', async () => {
    const page = await open('fifty', './about/');
    await page.route('**/merge/', async (route) => {
      const answer = await route.fetch();
      const body = (await answer.text()).replace(
        /(<p class="meta" data-age[^>]*>[^<]*<time datetime=")[^"]*/,
        `$1${new Date(Date.now() - 40 * 86_400_000).toISOString()}`,
      );
      await route.fulfill({ response: answer, body });
    });
    await page.goto(new URL('./', servers.get('fifty')?.url).href);
    await page.locator('.count [role=status]').waitFor();
    expect(await shiftsOf(page)).toEqual([]);
    // Beside what is new, too, for somebody who comes back.
    await page.evaluate(() => {
      const [key = ''] = Object.keys(localStorage);
      const state = JSON.parse(localStorage.getItem(key) ?? '{}');
      localStorage.setItem(key, JSON.stringify({ ...state, seen: 1, since: 1 }));
    });
    await page.reload();
    await page.locator('.fresh [data-new-count]:not(:empty)').waitFor();
    const notice = page.locator('.count [role=status]');
    await notice.waitFor();
    const top = async (): Promise<number | undefined> => (await page.locator('#content').boundingBox())?.y;
    const withNotice = await top();
    await notice.evaluate((line) => line.remove());
    expect(withNotice).toBe(await top());
  });

  it.each([1280, 900, 390])('moves nothing while the masthead arrives, at %i pixels', async (width) => {
    const page = await open('fifty', './about/', { width, height: 900 });
    const origin = servers.get('fifty')?.url ?? '';
    const html = await (await fetch(new URL('./2026/05/18/', origin))).text();
    const [start, end] = [html.indexOf('<header class="top">'), html.indexOf('</header>')];
    const parts = html.slice(start, end).split(/(?=\n)|(?<=<\/li>)/);
    expect(parts.length).toBeGreaterThan(8);
    const painted = (): Promise<void> =>
      page.evaluate(
        () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done()))),
      );
    let write = (_text: string): Promise<void> => Promise.resolve();
    let finish = (): void => undefined;
    const slow = createServer((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
      response.write(html.slice(0, start).replace('<head>', `<head><base href="${origin}2026/05/18/">`));
      write = (text) => new Promise((done) => response.write(text, () => done()));
      finish = () => response.end(html.slice(end));
    });
    await new Promise<void>((done) => slow.listen(0, '127.0.0.1', () => done()));
    const { port } = slow.address() as AddressInfo;
    await page.goto(`http://127.0.0.1:${port}/`, { waitUntil: 'commit' });
    for (const part of parts) {
      await write(part);
      await painted();
    }
    finish();
    await page.locator('.foot').waitFor();
    expect(await page.locator('.top .btn').isVisible()).toBe(true);
    expect(await shiftsOf(page)).toEqual([]);
    await page.goto(origin);
    slow.close();
  });
});
