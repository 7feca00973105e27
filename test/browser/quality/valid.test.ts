import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { sharedSite } from '../../end-to-end/sample-site.test-kit.ts';
import { examplesSite, pagesOf } from './quality.test-kit.ts';

/** The Nu Html Checker, which is the W3C's, over every page. */

const jar = join(dirname(createRequire(import.meta.url).resolve('vnu-jar')), 'build', 'dist', 'vnu.jar');
const [examples, arabic, busy, varied] = await Promise.all([
  examplesSite(),
  examplesSite('ar'),
  sharedSite('busy'),
  sharedSite('varied'),
]);
const sites = { examples, arabic, busy, varied };

/** What the checker does not know yet: files of one's own host under a policy in the page, and newer CSS. */
const unknownToIt = [
  /violates Content Security Policy \(meta tag\): external (?:script|stylesheet) “\/merge\/assets\//,
  /Unrecognized at-rule “@view-transition”|Property “reading-flow” doesn't exist|CSS: “order”: Parse Error/,
];

/** A block of data is never run, so that no policy stops it; the checker takes it for a script. */
const withoutData = (html: string): string =>
  html.replace(/<script type="application\/ld\+json">[\s\S]*?<\/script>/, '');

/** One page of each style has it inside, to be checked: in the others it is the same, and slow to check. */
async function withStyle(html: string, page: string, dir: string): Promise<string> {
  const [link, file] = /<link rel="stylesheet" href="[^"]*(\/assets\/[^"]+)">/.exec(html) ?? [];
  if (page === 'search/' && link !== undefined && file !== undefined)
    return html
      .replace("style-src 'self'", "style-src 'unsafe-inline'")
      .replace(link, `<style>${await readFile(join(dir, '_site', file), 'utf8')}</style>`);
  return page === '2026/05/18/' ? html : html.replace(/<style>[\s\S]*?<\/style>/, '<style></style>');
}

/** Copies the pages. */
async function copyPages(dir: string, to: string): Promise<number> {
  const pages = await pagesOf(dir);
  for (const page of pages) {
    const file = page === '' || page.endsWith('/') ? `${page}index.html` : page;
    const html = withoutData(await readFile(join(dir, '_site', file), 'utf8'));
    await mkdir(join(to, dirname(file)), { recursive: true });
    await writeFile(join(to, file), await withStyle(html, page, dir));
  }
  return pages.length;
}

interface Message {
  readonly type: string;
  readonly url: string;
  readonly message: string;
  readonly extract?: string;
}

async function check(dir: string): Promise<string[]> {
  // A run of seconds earns no optimising compiler.
  const java = ['-Xss2m', '-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', '-jar', jar];
  const args = [...java, '--skip-non-html', '--exit-zero-always', '--format', 'json', dir];
  const { stderr } = await promisify(execFile)('java', args, { maxBuffer: 64e6 });
  const { messages }: { messages: readonly Message[] } = JSON.parse(stderr);
  const faults = messages
    .filter(({ message }) => !unknownToIt.some((known) => known.test(message)))
    .map(({ message, extract, url }) => `${message} ${extract ?? ''} ${url.split('/').slice(-4).join('/')}`);
  return [...new Set(faults)].slice(0, 20);
}

it('every page of the sample digest, in English and mirrored, is valid', async () => {
  const to = await mkdtemp(join(tmpdir(), 'daybook-valid-'));
  try {
    const pages = await copyPages(sites.examples, join(to, 'examples'));
    expect(pages).toBeGreaterThan(100);
    for (const at of ['arabic', 'busy', 'varied'] as const) {
      const site = sites[at];
      await mkdir(join(to, at));
      await writeFile(
        join(to, at, 'day.html'),
        withoutData(await readFile(join(site, '_site', '2026', '05', '18', 'index.html'), 'utf8')),
      );
    }
    expect(await check(to)).toEqual([]);
  } finally {
    await rm(to, { recursive: true });
  }
});

it('the checker finds what is wrong', async () => {
  const to = await mkdtemp(join(tmpdir(), 'daybook-valid-'));
  await writeFile(join(to, 'a.html'), '<!doctype html><html lang="en"><title>a</title><ul><p>b</ul>');
  expect((await check(to)).join()).toContain('not allowed as child of element “ul”');
  await rm(to, { recursive: true });
});
