import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { XMLValidator } from 'fast-xml-parser';
import iconv from 'iconv-lite';
import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cleanHtml, cleanText, imageAddresses } from '../../src/clean/index.ts';
import { vectors } from '../../src/clean/vectors.test-kit.ts';
import type { PreviewServer } from '../../src/cli/preview-server.ts';
import { imagesDir, openImages } from '../../src/images/index.ts';
import type { ParsedItem } from '../../src/model/types.ts';
import { htmlToText } from '../../src/parse/html/html-text.ts';
import { parseFeed } from '../../src/parse/index.ts';
import { readScript } from '../../src/site/render/assets.ts';
import {
  daybookHere,
  type Finished,
  filesOf,
  makeSite,
  removeSites,
  sampleNow,
} from '../end-to-end/site.test-kit.ts';
import { previewOf, startBrowser } from './browser.test-kit.ts';
import { documentOf, type HostileItem, hostileFeeds, titleOf } from './hostile-feeds.test-kit.ts';
import { type Visit, visit } from './hostile-site.test-kit.ts';

/** A site made of attacks only: in every field of every format, then built, served, opened, fired at and clicked. */

const prefix = '/attacked/';
const feeds = hostileFeeds();
const items = feeds.flatMap((feed) => feed.items);
const days = [...new Set(items.map((item) => item.date.slice(0, 10)))].sort();
const dayPaths = days.map((day) => `${day.replaceAll('-', '/')}/`);
/** Control characters but tab and line ends, and everything that turns the direction of a text. */
const steering = /(?![\t\n])[\p{Cc}\u202a-\u202e\u2066-\u2069]/u;
/** Halves of surrogate pairs and control characters, as JSON writes them. */
const brokenText = /\\u(?:d[89a-f]|00[01])[0-9a-f]*/;
const controls = /(?![\t\n\r])\p{Cc}/u;

let dir: string;
let built: Finished;
let files: Map<string, string>;

beforeAll(async () => {
  const list = feeds.map(({ id, path }) => `  - { id: ${id}, url: ${path} }\n`).join('');
  dir = await makeSite(`title: Attacks\nurl: https://digest.example${prefix}\nfeeds:\n${list}`);
  await mkdir(join(dir, 'feeds'));
  for (const feed of feeds) await writeFile(join(dir, feed.path), documentOf(feed));
  built = await daybookHere(dir, 'build', '--now', sampleNow);
  expect(built.code, built.stderr).toBe(0);
  const bytes = await filesOf(join(dir, '_site'));
  files = new Map([...bytes].map(([path, text]) => [path, Buffer.from(text, 'latin1').toString('utf8')]));
});
afterAll(removeSites);

/** The field of a parsed item that its attack stands in. */
function fieldOf(item: ParsedItem, field: HostileItem['field']): string | undefined {
  switch (field) {
    case 'content':
      return item.content_html;
    case 'author':
      return item.authors?.[0]?.name;
    case 'tag':
      return item.tags?.[0];
    case 'link':
      return item.url;
    case 'enclosure':
      return item.attachments?.[0]?.url;
    case 'title':
    case 'id':
    case 'image':
    case 'summary':
      return item[field];
    case 'feed':
      return undefined;
  }
}

/** The beginning of a text as it is shown; names lose a mark at their end. */
const plain = (text: string | undefined): string =>
  (cleanText(text ?? '', 5_000) ?? '').slice(0, 60).replace(/;$/, '');

/** A text as feeds are read: what stands as a control character of ISO 8859-1 is one of windows-1252. */
const asRead = (text: string): string =>
  text.replace(/[\u0080-\u009f]/g, (control) =>
    iconv.decode(Buffer.from([control.charCodeAt(0)]), 'windows-1252').replace('\ufffd', ''),
  );
/** What is left of a name, also of one that was escaped twice: no markup, no empty brackets, and no dashes around it. */
const nameIn = (text: string): string =>
  plain(htmlToText(text).replace(/\(\s*\)/g, '')).replace(/^[\s-]+|[\s-]+$/g, '');
/** What a template left unfilled is no id. */
const isUnfilled = (text: string, field: string): boolean => field === 'id' && /^\{[{%]/.test(text);
/** Whether a text shows an attack: as it was written, as it was read, or what a name keeps of it. */
const shows = (text: string | undefined, attack: string, field: string): boolean =>
  [attack, asRead(attack)].some((one) => plain(text) === plain(one)) ||
  (['author', 'tag'].includes(field) && plain(text) === nameIn(attack));

describe('the attacks', () => {
  it('reach the cleaner: bodies byte for byte, plain texts whole in one format at least', () => {
    const arrived = new Set<number>();
    let sameBodies = 0;
    for (const feed of feeds) {
      const parsed = parseFeed(Buffer.from(documentOf(feed)), { url: 'https://pic.example/feed' });
      if ('problem' in parsed) throw new Error(parsed.problem.why);
      expect(parsed.feed.items).toHaveLength(feed.items.length);
      for (const [index, { attack, field }] of feed.items.entries()) {
        const item = parsed.feed.items[index] ?? {};
        const found = field === 'feed' ? parsed.feed.title : fieldOf(item, field);
        const { text = '' } = vectors[attack] ?? {};
        if (field === 'content' && found === text) sameBodies++;
        if (shows(found, text, field)) arrived.add(attack);
      }
    }
    const bodies = vectors.filter(({ field }) => field === 'content').length;
    expect(sameBodies).toBeGreaterThan(bodies * 0.8);
    const lost = vectors.filter(
      ({ field, text }, attack) =>
        ['title', 'author', 'tag', 'summary', 'id'].includes(field) &&
        !arrived.has(attack) &&
        !isUnfilled(text, field),
    );
    expect(lost).toEqual([]);
  });
});

describe('the files of the attacked site', () => {
  it('lie in the site, under names without dots, spaces or control characters', async () => {
    for (const path of files.keys()) {
      for (const part of path.split(sep)) expect(part).toMatch(/^[\p{L}\p{M}\p{N}_.-]+$/u);
      expect(path.split(sep)).not.toContain('..');
    }
    expect((await readdir(dir)).sort()).toEqual(['.cache', '_data', '_site', 'daybook.yaml', 'feeds']);
    for (let above = dirname(dir); above !== dirname(above); above = dirname(above))
      for (const name of ['owned', 'owned.html']) expect(existsSync(join(above, name))).toBe(false);
  });

  it('are well-formed and carry no control character', () => {
    const kinds = new Set<string>();
    for (const [path, text] of files) {
      const kind = /\.(html|json|txt|webmanifest|xml)$/.exec(path)?.[1];
      if (kind === undefined || path.startsWith('search-index')) continue;
      kinds.add(kind);
      expect(controls.exec(text)?.[0], path).toBeUndefined();
      if (kind === 'xml') expect(XMLValidator.validate(text), path).toBe(true);
      if (kind === 'json' || kind === 'webmanifest')
        expect(brokenText.exec(JSON.stringify(JSON.parse(text)))?.[0], path).toBeUndefined();
      if (kind === 'txt') expect(steering.exec(text)?.[0], path).toBeUndefined();
    }
    expect([...kinds].sort()).toEqual(['html', 'json', 'txt', 'webmanifest', 'xml']);
  });

  it('hold no script, handler or frame but the site’s own', () => {
    const scripts =
      /<script(?! (?:type="module" )?src="\/attacked\/assets\/[\w.-]+"(?: data-site="\/attacked\/")?><\/script>)/;
    // The weeks of a source: a path that is made of numbers.
    const sparklines =
      /<svg role="img" aria-label="[\p{L}\d ,:.]*" width="\d+" height="\d+" fill="currentColor" opacity="\.6"><path d="[Mhvz\d .-]*"\/><\/svg>/gu;
    const opening = /<script data-site="\/attacked\/" data-style="\/attacked\/assets\/[\w.-]+">/;
    const theme = `<script>${readScript('theme.js').trim()}</script>`;
    for (const [path, page] of files) {
      if (!path.endsWith('.html')) continue;
      // The one inline script, whose hash stands in the policy, byte for byte; and data, which no browser runs.
      const html = page
        .replace(opening, '<script>')
        .replace(theme, '')
        .replace(sparklines, '')
        .replace(/<script type="application\/ld\+json">([^<]*)<\/script>/, (_block, data: string) => {
          expect(typeof JSON.parse(data), path).toBe('object');
          return '';
        });
      expect(scripts.exec(html)?.[0], path).toBeUndefined();
      expect(
        /<(?:iframe|object|embed|base|svg|form(?! role="search"| aria-label| method="dialog"))\b[^>]*>/.exec(
          html,
        )?.[0],
        path,
      ).toBeUndefined();
      expect(
        /<[a-z][^<>]*\s(?:on[a-z]+|style|srcdoc)=/.exec(html.replace(/"[^"]*"/g, '""'))?.[0],
        path,
      ).toBeUndefined();
    }
  });
});

describe('the terminal', () => {
  it('shows no escape sequence of a feed, in progress, problems, reports or inspections', async () => {
    const titles = feeds.filter(({ items: [item] }) => item?.field === 'feed');
    for (const [index, { path }] of titles.entries())
      await writeFile(
        join(dir, path),
        index % 2 === 0
          ? '<!doctype html><title>\u001b]0;owned\u0007\u009b2J</title><p>A page.'
          : '\u001b[31mnothing\u009b2J',
      );
    const again = await daybookHere(dir, 'fetch', '--force', '--json', '--now', sampleNow);
    expect(again.stderr).toContain('FEED_IS_HTML');
    const inspected = await daybookHere(dir, 'inspect', 'feeds/json.json');
    expect(inspected.code, inspected.stderr).toBe(0);
    for (const text of [
      built.stdout,
      built.stderr,
      again.stdout,
      again.stderr,
      inspected.stdout,
      inspected.stderr,
    ])
      expect(steering.exec(text)?.[0]).toBeUndefined();
  });
});

describe('the attacked site in a browser', () => {
  let browser: Browser;
  let server: PreviewServer;

  beforeAll(async () => {
    server = await previewOf(dir, prefix);
    browser = await startBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  const quiet = {
    executed: [],
    violations: [],
    unsafe: [],
    escaped: [],
    titleChanged: false,
    moved: false,
    scrollsSideways: false,
    frames: 0,
  };

  /** Visits pages, some at a time; none of them does anything. */
  async function visitAll(
    paths: readonly string[],
    policy: 'kept' | 'removed',
    look?: (visit: Visit) => void,
  ): Promise<void> {
    for (let at = 0; at < paths.length; at += 4)
      await Promise.all(
        paths.slice(at, at + 4).map(async (path) => {
          const visited = await visit(browser, { siteUrl: server.url, path, policy });
          expect(visited.findings, path).toMatchObject(quiet);
          expect(visited.faults, path).toEqual([]);
          look?.(visited);
        }),
      );
  }

  const planted = [
    '<img src=x onerror=alert(1)>',
    '<a href="javascript:alert(2)">x</a>',
    '<p onmouseover=alert(3)>x</p>',
    '<p style="position:absolute;inset-block-start:-9rem" id=x>x</p>',
    '<link rel=stylesheet href="https://leak.example/c.css">',
    '<script>document.title = "owned"</script>',
  ].join('');

  it('is watched by something that notices', async () => {
    const options = { siteUrl: server.url, path: dayPaths[0] ?? '', planted };
    const bare = await visit(browser, { ...options, policy: 'removed' });
    expect(new Set(bare.findings.executed)).toEqual(new Set(['1', '2', '3']));
    expect(bare.findings.unsafe).toEqual(expect.arrayContaining(['IMG[onerror]', 'P is absolute', 'SCRIPT']));
    expect(bare.findings.unsafe.some((one) => one.includes('javascript:'))).toBe(true);
    expect(bare.findings.escaped.length).toBeGreaterThan(0);
    expect(bare.faults).toContain('asked for stylesheet https://leak.example/c.css');
    const guarded = await visit(browser, { ...options, policy: 'kept' });
    expect(guarded.findings.executed).toEqual([]);
    expect(guarded.findings.violations.length).toBeGreaterThanOrEqual(5);
    expect(guarded.faults.some((fault) => fault.includes('Content Security Policy'))).toBe(true);
  });

  it('shows every attack as an item of its day, and its texts as texts, held by cleaning alone', async () => {
    const keys = new Set<string>();
    const titles = new Set<string>();
    let text = '';
    await visitAll(dayPaths, 'removed', ({ findings }) => {
      for (const key of findings.keys) keys.add(key);
      for (const title of findings.titles) titles.add(title);
      text += findings.text;
    });
    expect(keys.size).toBe(items.length);
    const missing = feeds.flatMap((feed) =>
      feed.items.filter((item) => item.field !== 'title' && !titles.has(titleOf(item.attack, feed.format))),
    );
    expect(missing).toEqual([]);
    for (const { field, text: attack } of vectors)
      if (field === 'title') expect([...titles].some((title) => shows(title, attack, field))).toBe(true);
    expect(text).toContain('{% raw %}{{ 7 * 7 }}{% endraw %}');
    expect(text).toContain('{{ constructor.constructor("alert(1)")() }}');
  });

  it('breaks its policy nowhere', async () => {
    await visitAll(
      dayPaths.filter((_path, index) => index % 3 === 0),
      'kept',
    );
  });

  const threads = () =>
    [...files.keys()]
      .map((path) => path.split(sep).join('/'))
      .filter((path) => /^(?:author|source|story|topic)\/[^/]+\/index\.html$/.test(path));

  it('holds on pages of every other kind, with names of attacks as their headings', async () => {
    const general = ['', '2026/', '2026/05/', 'about/', 'archive/', 'sources/', 'topics/', 'week/'];
    const some = threads()
      .sort()
      .filter((path, index) => index % 9 === 0 || path.includes('script'));
    expect(some.length).toBeGreaterThan(10);
    const paths = [...general, ...some.map((path) => encodeURI(path.replace(/index\.html$/, '')))];
    await visitAll(paths, 'kept');
    const offline = { siteUrl: server.url, path: 'offline/', policy: 'kept', copies: 'kept' } as const;
    const { findings, faults } = await visit(browser, offline);
    expect(findings).toMatchObject(quiet);
    expect(faults).toEqual([]);
  });

  const found = (page: Page) => page.locator('#content li').first().waitFor();

  it.each(['alert', 'constructor', 'owned'])('finds attacks by "%s" and shows them as text', async (word) => {
    const path = `search/?q=${word}`;
    const { findings, faults } = await visit(browser, { siteUrl: server.url, path, policy: 'kept' }, found);
    expect(findings).toMatchObject(quiet);
    expect(faults).toEqual([]);
  });

  it.each(['"><img src=x onerror=alert(1)>', '{{7*7}}', '</title><script>alert(1)</script>', '__proto__'])(
    'takes %s for a question',
    async (question) => {
      const path = `search/?q=${encodeURIComponent(question)}&source=${encodeURIComponent(question)}`;
      const { findings, faults } = await visit(
        browser,
        { siteUrl: server.url, path, policy: 'kept' },
        async (page) => {
          await page
            .locator('#found')
            .filter({ hasText: /found|stor(?:y|ies)/i })
            .waitFor();
        },
      );
      expect(findings).toMatchObject(quiet);
      expect(findings.text).not.toContain('49');
      expect(faults).toEqual([]);
    },
  );

  /** Copies of every other picture that the archived attacks name, as `fetch` would have kept them. */
  async function keepCopies(): Promise<void> {
    const store = await openImages(imagesDir(dir));
    const archived = await filesOf(join(dir, '_data', 'archive'));
    const html = [...archived.values()].flatMap((text) => {
      const day: { items: { content_html: string }[] } = JSON.parse(Buffer.from(text, 'latin1').toString());
      return day.items.map((item) => cleanHtml(item.content_html));
    });
    const urls = [...new Set(html.flatMap(imageAddresses))];
    expect(urls.length).toBeGreaterThan(20);
    const bytes = await sharp({ create: { width: 8, height: 8, channels: 3, background: 'red' } })
      .webp()
      .toBuffer();
    const name = `${'0'.repeat(32)}.webp`;
    for (const url of urls.filter((_url, index) => index % 2 === 0))
      await store.keep(url, { kind: 'copy', width: 8, height: 8, files: [{ name, width: 8 }] }, [
        { name, width: 8, bytes },
      ]);
    await store.flush();
  }

  it.each(['local', 'none'] as const)('asks no other host for anything with images: %s', async (images) => {
    const configured = await readFile(join(dir, 'daybook.yaml'), 'utf8');
    await writeFile(
      join(dir, 'daybook.yaml'),
      `images: ${images}\n${configured.replace(/^images: .*\n/, '')}`,
    );
    if (images === 'local') await keepCopies();
    const rendered = await daybookHere(dir, 'render', '--now', sampleNow);
    expect(rendered.code, rendered.stderr).toBe(0);
    const pages = [...(await filesOf(join(dir, '_site')))].filter(([path]) => path.endsWith('.html'));
    const shown = pages.flatMap(
      ([, html]) => html.match(/<img [^>]*src="[^"]*\/images\/00\/0{32}\.webp"/g) ?? [],
    );
    if (images === 'local') expect(shown.length).toBeGreaterThan(10);
    else expect(shown).toEqual([]);
    for (const [path, html] of pages) {
      expect(
        /<(?:img|source|video)\b[^<>]* (?:srcset|poster)="[^"]*https?:[^"]*"/.exec(html)?.[0],
        path,
      ).toBeUndefined();
      expect(/<img\b[^<>]* src="https?:[^"]*"/.exec(html)?.[0], path).toBeUndefined();
    }
    for (const path of dayPaths.filter((_path, index) => index % 5 === 0)) {
      const options = { siteUrl: server.url, path, policy: 'removed', pictures: 'forbidden' } as const;
      const { findings, faults } = await visit(browser, options);
      expect(findings, path).toMatchObject(quiet);
      expect(faults, path).toEqual([]);
    }
  });
});
