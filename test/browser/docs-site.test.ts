import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, posix } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startPreview } from '../../dist/cli/preview-server.js';
import { daybookHere, filesOf, projectDir } from '../end-to-end/site.test-kit.ts';
import { startBrowser } from './browser.test-kit.ts';
import { allViolations } from './quality/axe.test-kit.ts';

/** The documentation as a site: `npm run docs`. */

const url = 'https://docs.example/daybook/';
let dir: string;
let files: Map<string, string>;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'daybook-docs-site-'));
  const script = join(projectDir, 'scripts', 'docs.js');
  const { status, stderr } = spawnSync(process.execPath, [script, url, dir], { encoding: 'utf8' });
  expect([status, stderr]).toEqual([0, '']);
  files = await filesOf(dir);
});
afterAll(() => rm(dir, { recursive: true, force: true }));

const pages = (): [string, string][] => [...files].filter(([path]) => path.endsWith('.html'));
const idsOf = (html: string): Set<string> =>
  new Set([...html.matchAll(/\sid="([^"]*)"/g)].map(([, id = '']) => id));

/** Why an address in a page leads nowhere; nothing where it leads somewhere, or to another site. */
function faultOf(href: string, from: string): string | undefined {
  if (/^[a-z][a-z0-9+.-]*:/i.test(href)) return undefined;
  const [path = '', anchor] = href.split('#');
  if (path !== '' && !path.startsWith('/daybook/')) return `${from} → ${href} (outside of the site)`;
  const target = path === '' ? from : path.replace('/daybook/', '').replace(/(^|\/)$/, '$1index.html');
  const html = files.get(target);
  if (html === undefined) return `${from} → ${href}`;
  return anchor === undefined || idsOf(html).has(decodeURIComponent(anchor))
    ? undefined
    : `${from} → ${href} (no such heading)`;
}

describe('the site of the documentation', () => {
  it('has every page of docs/, with the navigation and its own place in it', async () => {
    const names = (await readdir(join(projectDir, 'docs'))).filter(
      (name) => name.endsWith('.md') && name !== 'README.md',
    );
    expect(names.length).toBeGreaterThan(20);
    for (const name of [
      ...names.map((one) => one.replace('.md', '')),
      'overview',
      'changelog',
      'contributing',
    ]) {
      const html = files.get(`docs/${name}/index.html`) ?? '';
      expect(html, name).toContain(`<a href="/daybook/docs/${name}/" aria-current="page">`);
      expect(html.match(/aria-current/g), name).toHaveLength(1);
      expect(html.match(/<h1>/g), name).toHaveLength(1);
    }
    expect(files.get('index.html')).toBe(files.get('docs/overview/index.html'));
  });

  it('has no link that leads nowhere, and no file of a digest', () => {
    const links = pages().flatMap(([from, html]) =>
      [...html.matchAll(/\s(?:href|src|action|data-engine|data-stems)="([^"]*)"/g)].map(([, href = '']) =>
        faultOf(href, from),
      ),
    );
    expect(links.length).toBeGreaterThan(1000);
    expect([...new Set(links)].filter(Boolean)).toEqual([]);
    const tops = new Set([...files.keys()].map((path) => path.split(posix.sep)[0]));
    expect([...tops].sort()).toEqual([
      'assets',
      'docs',
      'find',
      'find.js',
      'images',
      'index.html',
      'search-index',
    ]);
  });

  it.each([
    ['feed not due', 'troubleshooting/#a-feed-is-not-due'],
    ['missing post', 'troubleshooting/#a-post-is-missing'],
    ['digest stopped', 'troubleshooting/#the-digest-has-stopped'],
    ['ARCHIVE_TOO_NEW', 'upgrading/#what-is-taken-over'],
    ['intitle:fonts', 'theming/#fonts'],
  ])('answers %j through the command line', async (query, place) => {
    const { code, stdout, stderr } = await daybookHere(dir, 'search', query, '--from', dir, '--json');
    expect(code, stderr).toBe(0);
    const { items }: { items: { link: string }[] } = JSON.parse(stdout);
    expect(items.slice(0, 3).map(({ link }) => link)).toContain(`${url}docs/${place}`);
  });

  it('answers in the browser, and marks what was asked for', async () => {
    const server = await startPreview({ dir, port: 0, prefix: '/daybook/', clockOffsetMs: 0 });
    if (!('url' in server)) throw new Error(server.problem.why);
    const browser = await startBrowser();
    try {
      const page = await browser.newPage({ viewport: { width: 390, height: 844 } });
      const faults: string[] = [];
      page.on('pageerror', (error) => faults.push(error.message));
      page.on('console', (message) => {
        if (message.type() === 'error') faults.push(message.text());
      });
      await page.goto(new URL('find/?q=missing+post', server.url).href);
      const first = page.locator('#results a').first();
      await first.waitFor();
      expect(await first.getAttribute('href')).toBe('/daybook/docs/troubleshooting/#a-post-is-missing');
      expect(await allViolations(page)).toEqual([]);
      expect(await first.locator('mark').allInnerTexts()).toEqual(['post', 'missing']);
      await page.fill('#query', 'zzzyx');
      await page.getByText('Nothing says that.').waitFor();
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
      await page.goto(new URL('docs/theming/', server.url).href);
      expect(await allViolations(page)).toEqual([]);
      await page.goto(new URL('docs/configuration/', server.url).href);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
      expect(faults).toEqual([]);
    } finally {
      await browser.close();
      await server.close();
    }
  });
});
