import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { startBrowser } from '../client.test-kit.ts';
import { type Host, hostSite, withPage } from './quality.test-kit.ts';
import { day } from './sites.ts';

/** What an edition may cost: bytes, nodes, requests, processor time, movement. */

const sites = inject('sites');
/**
 * What a page may weigh by gzip and brotli, without what is folded in it. The titles, summaries and addresses of 50 real
 * items are 7.6 KB by themselves, so that edition is bounded by what we add to them: 9.4 KB.
 */
const editions = [
  ['of the examples', sites.examples, [14.0, 12.0]],
  ['of 50 items of real feeds', sites.fifty, [17.0, 14.0]],
  ['of 58 items', sites.busy, [17.0, 14.0]],
] as const;
const path = `${day.replaceAll('-', '/')}/`;
const kilobyte = 1024;

const gzipped = (text: string | Buffer): number => gzipSync(text, { level: 9 }).length;
const brotlied = (text: string): number => brotliCompressSync(text).length;

let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser?.close());

/** Whole items ride in the page, folded; they may add their own weight to it. */
const folded = (html: string): string =>
  [...html.matchAll(/(?<=<\/summary>)[\s\S]*?(?=<\/details>)/g)].join('');

describe.each(editions)('an edition %s', (_name, dir, [gzipBound, brotliBound]) => {
  const present = dir !== undefined;
  const html = present ? readFileSync(join(dir, '_site', path, 'index.html'), 'utf8') : '';
  let host: Host;
  beforeAll(async () => {
    if (present) host = await hostSite(dir);
  });
  afterAll(() => host?.close());

  it.runIf(present)('weighs what it may, and the bodies in it their own weight', () => {
    expect(gzipped(html) - gzipped(folded(html))).toBeLessThanOrEqual(gzipBound * kilobyte);
    expect(brotlied(html) - brotlied(folded(html))).toBeLessThanOrEqual(brotliBound * kilobyte);
  });

  it.runIf(present)('asks for nothing that blocks it, and for no font, image or other host', async () => {
    await withPage(browser, {}, async (page) => {
      const asked: string[] = [];
      page.on('request', (request) => {
        asked.push(`${request.resourceType()} ${new URL(request.url()).host === new URL(host.url()).host}`);
      });
      await page.goto(host.url(path));
      const script = asked.filter((one) => one === 'script true').length;
      expect(script).toBeLessThanOrEqual(1);
      expect(asked.filter((one) => one !== 'script true')).toEqual(['document true']);
      const blocking = await page.evaluate(() =>
        performance
          .getEntriesByType('resource')
          .filter((entry) => entry.toJSON().renderBlockingStatus === 'blocking')
          .map(({ name }) => name),
      );
      expect(blocking).toEqual([]);
    });
  });

  it.runIf(present)('spends at most 20 nodes on an item', async () => {
    await withPage(browser, {}, async (page) => {
      await page.goto(host.url(path));
      const nodes = await page.evaluate(() => {
        const stories = [...document.querySelectorAll('article')];
        const own = stories.map(
          (story) => story.querySelectorAll('*').length + 1 - story.querySelectorAll('.body *').length,
        );
        const items = stories.length + document.querySelectorAll('article .rel li').length;
        return own.reduce((sum, count) => sum + count, 0) / items;
      });
      expect(nodes).toBeLessThanOrEqual(20);
    });
  });

  it.runIf(present)('takes 70 ms of the processor for style, layout and script', async () => {
    const took: number[] = [];
    for (let run = 0; run < 3; run++) {
      took.push(await withPage(browser, { viewport: { width: 390, height: 844 } }, (page) => load(page)));
    }
    expect(Math.min(...took)).toBeLessThanOrEqual(70);
  });

  it.runIf(present).each([
    ['on a desktop', 1280, 800],
    ['on a phone', 390, 844],
  ])('moves nothing once it is shown %s, on a first visit and the next', async (_where, width, height) => {
    await withPage(browser, { viewport: { width, height } }, async (page) => {
      await page.addInitScript(() => {
        const shifts: number[] = [];
        Object.assign(globalThis, { shifts });
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) shifts.push(entry.toJSON().value);
        }).observe({ type: 'layout-shift', buffered: true });
      });
      for (const now of ['2026-05-18T12:00:00Z', '2026-05-19T12:00:00Z']) {
        await page.clock.setFixedTime(now);
        await page.goto(host.url(path));
        await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 50))));
        expect(await page.evaluate('shifts')).toEqual([]);
      }
    });
  });

  /** Milliseconds of the page's thread, so that other work on the machine does not count. */
  async function load(page: Page): Promise<number> {
    const session = await page.context().newCDPSession(page);
    await session.send('Performance.enable', { timeDomain: 'threadTicks' });
    await page.goto(host.url(path));
    const { metrics } = await session.send('Performance.getMetrics');
    const seconds = metrics
      .filter(({ name }) => ['LayoutDuration', 'RecalcStyleDuration', 'ScriptDuration'].includes(name))
      .reduce((sum, { value }) => sum + value, 0);
    expect(seconds).toBeGreaterThan(0);
    return seconds * 1000;
  }
});

it('brings 4 KB of script by gzip, and none is needed', () => {
  const folder = join(sites.examples, '_site', 'assets');
  const reader = readdirSync(folder).filter((name) => name.startsWith('reader.'));
  expect(reader).toHaveLength(1);
  const bytes = reader.map((name) => gzipped(readFileSync(join(folder, name))));
  expect(bytes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(4 * 1024);
});
