import type { Browser, BrowserContext, Page, Request } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startBrowser } from './browser.test-kit.ts';
import { startSite, type TestSite } from './client.test-kit.ts';
import { type HostKind, hostKinds } from './range-hosts.test-kit.ts';

/** A search finds the same on every host, whatever that makes of several ranges. */

let site: TestSite;
let browser: Browser;
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
  [site, browser] = await Promise.all([startSite(), startBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  site?.close();
});
beforeEach(async () => {
  context = await browser.newContext({ timezoneId: 'UTC', locale: 'en-GB' });
  page = await context.newPage();
});
afterEach(() => context.close());

/** A word that one item has. Those with digits are looked for in other writings, too. */
const wordOf = (item: number): string => `w${(60 * item + 7).toString(36)}x`;
const titlesOf = async (): Promise<string[]> => (await page.locator('#content h2').allTextContents()).sort();

/** What was asked for, by file: `terms-0.txt bytes=0-9,20-29`, `terms-0.txt whole`. */
async function asked(kind: HostKind, query: string, wait: () => Promise<void>): Promise<string[]> {
  const seen: string[] = [];
  const note = async (request: Request): Promise<void> => {
    const range = await request.headerValue('range');
    if (request.url().includes('-index/'))
      seen.push(`${request.url().split('/').at(-1)} ${range ?? 'whole'}`);
  };
  const notes: Promise<void>[] = [];
  page.on('request', (request) => notes.push(note(request)));
  await page.goto(`${site.url}${kind}/?q=${encodeURIComponent(query)}`);
  await wait();
  page.removeAllListeners('request');
  await Promise.all(notes);
  return seen;
}

const titles = ['Ledger 20', 'Ledger 250', 'Ledger 290'];
const query = `${wordOf(20)} OR ${wordOf(250)} OR ${wordOf(290)}`;
const isFound = (): Promise<void> => expect.poll(titlesOf, { timeout: 5_000 }).toEqual(titles);
const isTry = (one: string): boolean => one.startsWith('about.json');
const several = (all: readonly string[]): string[] => all.filter((one) => one.includes(',') && !isTry(one));

describe('a search', () => {
  it.each<[HostKind, string | null]>([
    ['search', 'several'],
    ['one', 'one'],
    ['first', 'one'],
    ['refusing', 'one'],
    ['torn', 'one'],
    ['moved', 'one'],
    ['whole', 'none'],
  ])('finds the same on a host of the kind %s', async (kind, kept) => {
    const seen = await asked(kind, query, isFound);
    expect(seen.filter(isTry)).toEqual(['about.json bytes=0-0,99-99']);
    if (kind === 'search') expect(several(seen).length).toBeGreaterThan(1);
    else expect(several(seen).length).toBe(kind === 'torn' || kind === 'moved' ? 1 : 0);
    expect(seen.includes('records-1.txt whole')).toBe(kind === 'whole');
    const key = `daybook:ranges:/kernel/${kind}-index/`;
    expect(await page.evaluate((name) => sessionStorage.getItem(name), key)).toBe(kept);
  });

  it.each(hostKinds)('does not try again in the same visit on a host of the kind %s', async (kind) => {
    await asked(kind, query, isFound);
    const again = await asked(kind, query, isFound);
    expect(again.filter(isTry)).toEqual([]);
    if (kind !== 'search') expect(several(again)).toEqual([]);
    if (kind === 'whole') expect(again.filter((one) => one.includes('bytes='))).toEqual([]);
  });

  it('loads one script before its first results', async () => {
    const scripts: string[] = [];
    page.on('request', (request) => {
      const name = request.url().split('/').at(-1) ?? '';
      if (/^search.*\.js$/.test(name)) scripts.push(name);
    });
    // What shows filters comes behind them.
    await page.route('**/search-later.js', (route) => route.abort());
    await page.goto(`${site.url}search/?q=${encodeURIComponent(query)}`);
    await isFound();
    expect(scripts.filter((name) => name !== 'search-later.js')).toEqual(['search.js']);
  });
});
