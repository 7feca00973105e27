import { readdir, readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, sep } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import type { LookName } from '../../../src/model/source-settings.ts';
import { sampleSite } from '../../end-to-end/sample-site.test-kit.ts';
import { samplePrefix as prefix, sampleUrl } from '../../end-to-end/site.test-kit.ts';

/** The sample digest as browsers look at it, in a language of the interface and a look; shared: see `sampleSite`. */
export function examplesSite(locale: 'en' | 'ar' = 'en', look?: LookName): Promise<string> {
  return sampleSite({ url: sampleUrl, locale, ...(look && { look }) });
}

/** A site as a plain host gives it: compressed, and with files that never change kept permanently. */
export interface Host {
  /** Address of a path below the site: `url('2026/05/18/')`. */
  readonly url: (path?: string) => string;
  readonly close: () => Promise<void>;
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.xml': 'application/xml; charset=utf-8',
};

async function bytesOf(dir: string, path: string): Promise<{ body: Buffer; type: string } | undefined> {
  const inside = path.startsWith(prefix) ? path.slice(prefix.length) : path.slice(1);
  const file = join(dir, '_site', inside === '' || inside.endsWith('/') ? `${inside}index.html` : inside);
  const body = await readFile(file).catch(() => undefined);
  return body && { body, type: types[extname(file)] ?? 'application/octet-stream' };
}

export async function hostSite(dir: string): Promise<Host> {
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent((request.url ?? '/').split(/[?#]/)[0] ?? '/');
    const file = await bytesOf(dir, path);
    if (file === undefined) {
      response.writeHead(404).end();
      return;
    }
    const compressed = /text|json|svg|xml/.test(file.type);
    response.writeHead(200, {
      'content-type': file.type,
      'cache-control': path.includes('/assets/') ? 'max-age=31536000, immutable' : 'max-age=300',
      ...(compressed && { 'content-encoding': 'gzip' }),
    });
    response.end(compressed ? gzipSync(file.body) : file.body);
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', () => ready()));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    url: (path = '') => `http://127.0.0.1:${port}${prefix}${path}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise<void>((closed) => server.close(() => closed()));
    },
  };
}

const viewport = { width: 1280, height: 800 };

/** Paths of all pages of a site: `2026/05/18/`, `404.html`. */
export async function pagesOf(dir: string): Promise<string[]> {
  const root = join(dir, '_site');
  const files = await readdir(root, { recursive: true });
  return files
    .filter((file) => file.endsWith('.html') && !file.endsWith('email.html'))
    .map((file) =>
      file
        .split(sep)
        .join('/')
        .replace(/(^|\/)index\.html$/, '$1'),
    )
    .sort();
}

/** The file of a page: that of `2026/05/18/` is its `index.html`. */
function fileOf(dir: string, path: string): string {
  return join(dir, '_site', path === '' || path.endsWith('/') ? `${path}index.html` : path);
}

/** The kind of page that an address belongs to: `day`, `week`, `month`, `year`, or the name of its folder. */
export function kindOf(path: string): string {
  if (/^\d{4}\/w\d\d\/$/.test(path)) return 'week';
  const parts = path.split('/').filter(Boolean);
  if (/^\d{4}$/.test(parts[0] ?? '')) return ['', 'year', 'month', 'day'][parts.length] ?? 'day';
  if (path.endsWith('.html')) return path;
  return parts.length > 1 ? `${parts[0]}/…` : (parts[0] ?? 'home');
}

/** One page of each kind: the largest of its kind, which has the most that can be wrong. */
export async function pageKinds(dir: string): Promise<Map<string, string>> {
  const largest = new Map<string, { path: string; size: number }>();
  for (const path of await pagesOf(dir)) {
    const size = (await readFile(fileOf(dir, path))).length;
    const kind = kindOf(path);
    if (size > (largest.get(kind)?.size ?? -1)) largest.set(kind, { path, size });
  }
  return new Map([...largest].map(([kind, { path }]) => [kind, path]));
}

/** Pages that wait to be used again, by the options of their contexts: a new one has a process to start. */
const idlePages = new WeakMap<Browser, Map<string, Page[]>>();

async function newPage(browser: Browser, options: BrowserContextOptions): Promise<Page> {
  const context = await browser.newContext({
    viewport,
    // Copies for reading offline are made in the background, anew in every context.
    serviceWorkers: 'block',
    ...options,
  });
  return context.newPage();
}

/** Makes a used page like a new one: its storage, its media and its window. */
async function refresh(page: Page, options: BrowserContextOptions): Promise<void> {
  await page.evaluate(() => {
    localStorage.clear();
    sessionStorage.clear();
  });
  await page.setViewportSize(options.viewport ?? viewport);
  await page.emulateMedia({
    media: null,
    colorScheme: options.colorScheme ?? 'light',
    contrast: 'no-preference',
    forcedColors: 'none',
  });
}

/**
 * A page to use: a new one, or one that is like a new one. Whoever sets its clock, its fonts or scripts for all that it
 * will open closes its context.
 */
export async function withPage<T>(
  browser: Browser,
  options: BrowserContextOptions,
  use: (page: Page) => Promise<T>,
): Promise<T> {
  const byOptions = idlePages.get(browser) ?? new Map<string, Page[]>();
  idlePages.set(browser, byOptions);
  const key = JSON.stringify(options);
  const idle = byOptions.get(key) ?? [];
  byOptions.set(key, idle);
  const page = idle.pop() ?? (await newPage(browser, options));
  try {
    const result = await use(page);
    if (page.isClosed()) return result;
    await refresh(page, options);
    idle.push(page);
    return result;
  } catch (error) {
    await page.context().close();
    throw error;
  }
}
