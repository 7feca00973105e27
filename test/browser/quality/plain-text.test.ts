import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Readability } from '@mozilla/readability';
import { parseHTML } from 'linkedom';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Item } from '../../../src/model/types.ts';
import { sharedSite } from '../../end-to-end/sample-site.test-kit.ts';
import { startBrowser } from '../browser.test-kit.ts';
import { examplesSite, hostSite, withPage } from './quality.test-kit.ts';
import { day } from './sites.ts';

/** A page as text: in text browsers, and as it is copied. Every item is there, and nothing that is decoration. */

const [examples, busy] = await Promise.all([examplesSite(), sharedSite('busy')]);
const sites = { examples, busy };
const file = `2026/05/18/index.html`;
const run = promisify(execFile);

let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser?.close());

const pageOf = (dir: string): string => join(dir, '_site', file);

async function innerText(dir: string, width: number): Promise<string> {
  const host = await hostSite(dir);
  try {
    return await withPage(browser, { viewport: { width, height: 844 } }, async (page) => {
      await page.goto(host.url('2026/05/18/'));
      return page.innerText('body');
    });
  } finally {
    await host.close();
  }
}

async function dumped(program: string, args: readonly string[]): Promise<string> {
  return (await run(program, [...args], { maxBuffer: 16e6 })).stdout;
}

const readers: readonly [string, (dir: string) => Promise<string>][] = [
  [
    'w3m',
    (dir) =>
      dumped('w3m', ['-dump', '-cols', '200', '-T', 'text/html', '-I', 'utf-8', '-O', 'utf-8', pageOf(dir)]),
  ],
  [
    'lynx',
    (dir) =>
      dumped('lynx', [
        '-dump',
        '-nolist',
        '-width=200',
        '-assume_charset=utf-8',
        '-display_charset=utf-8',
        pageOf(dir),
      ]),
  ],
  ['innerText', (dir) => innerText(dir, 1280)],
  ['innerText of a phone', (dir) => innerText(dir, 390)],
];

interface Expected {
  readonly title: string | undefined;
  readonly authors: readonly string[];
  readonly time: string;
  readonly source: string;
}

async function itemsOf(dir: string): Promise<{ items: Expected[]; written: string }> {
  const text = await readFile(join(dir, '_data', 'archive', '2026', '05', `${day}.json`), 'utf8');
  const { items }: { items: readonly Item[] } = JSON.parse(text);
  const page = await readFile(join(dir, '_site', 'sources', 'index.html'), 'utf8');
  const names = new Map(
    [...page.matchAll(/\/source\/([^/]+)\/"><bdi>([^<]+)/g)].map(([, id = '', name = '']) => [id, name]),
  );
  return {
    written: text,
    items: items.map((item) => ({
      title: item.title,
      authors: (item.authors ?? []).flatMap(({ name }) => name ?? []),
      source: names.get(item._daybook.feed) ?? item._daybook.feed,
      time: (item.date_published ?? '').slice(11, 16),
    })),
  };
}

/** White space counts for nothing: text browsers break lines where they like. */
const squeezed = (text: string): string => text.replace(/[\s\u00ad\u200b-\u200f\u2066-\u2069]+/gu, '');

describe.each(readers)('%s', (name, read) => {
  it.each([
    ['the examples', sites.examples],
    ['58 items', sites.busy],
  ])('gives title, source, author and time of every item of %s', async (_edition, dir) => {
    const text = squeezed(await read(dir));
    const { items } = await itemsOf(dir);
    expect(items.length).toBeGreaterThan(20);
    const missing = items.flatMap(({ title, authors, time, source }) =>
      [title?.replace(/^\[\$\] /, ''), ...authors, time, source].filter(
        (part) => part !== undefined && !text.includes(squeezed(part)),
      ),
    );
    expect(missing).toEqual([]);
  });

  it('gives no glyph that nobody wrote', async () => {
    const text = await read(sites.examples);
    const { written } = await itemsOf(sites.examples);
    const symbols = text.match(/[\p{So}\p{Co}\p{Cn}●▶▸•‹›]/gu) ?? [];
    // w3m draws the marks of lists and the lines of tables itself.
    const drawn = name === 'w3m' ? '•━┃┏┓┗┛┠┨┯┷│─┼' : '';
    expect(symbols.filter((symbol) => !drawn.includes(symbol) && !written.includes(symbol))).toEqual([]);
    // A source's initials are decoration.
    expect(text).not.toMatch(/\bKC\s+The Kernel Courier/);
  });
});

/** What Firefox's reading view takes for the article of a page: lists of bare links it leaves out. */
it('a reading view has every item, with source and time', async () => {
  const { document } = parseHTML(await readFile(pageOf(sites.examples), 'utf8'));
  const parts = [...document.querySelectorAll('article :is(h3, .by .s, .by time)')];
  const expected = parts.map(({ textContent }) => squeezed(textContent ?? ''));
  expect(expected.length).toBeGreaterThan(60);
  const { textContent, byline } = new Readability(document).parse() ?? {};
  const text = squeezed(textContent ?? '');
  expect(expected.filter((part) => !text.includes(part))).toEqual([]);
  expect(byline).toBe('The Morning Merge');
});
