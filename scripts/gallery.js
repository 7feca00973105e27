// Renews the pictures in docs/images from the sample digest: `npm run gallery`.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { chromium } from 'playwright-core';
import { startPreview } from '../dist/cli/preview-server.js';
import { requireChromium } from './chromium.js';

// The fonts of the tests, so that the pictures are the same wherever they are made.
process.env.FONTCONFIG_FILE = resolve('test', 'fonts.conf');

const now = '2026-05-18T18:00:00Z';
const clockOffsetMs = Date.parse(now) - Date.now();
const pictures = [
  { name: 'edition', locale: 'en', path: '', width: 1280, height: 1000, colorScheme: 'light' },
  { name: 'edition-phone', locale: 'en', path: '', width: 390, height: 844, colorScheme: 'dark' },
  { name: 'edition-french', locale: 'fr', path: '', width: 1280, height: 1000, colorScheme: 'dark' },
  { name: 'reading-view', locale: 'fr', path: '?view=full', width: 820, height: 1000, colorScheme: 'light' },
  {
    name: 'search',
    locale: 'en',
    path: 'search/?q=swap',
    width: 1280,
    height: 800,
    colorScheme: 'light',
    wait: '#content li',
  },
  { name: 'month', locale: 'en', path: '2026/05/', width: 1280, height: 800, colorScheme: 'light' },
];

function buildSite(dir, locale) {
  const site = join(dir, locale);
  cpSync('examples', join(site, 'examples'), { recursive: true });
  writeFileSync(
    join(site, 'daybook.yaml'),
    readFileSync('daybook.yaml', 'utf8').replace(/^locale: .*$/m, `locale: ${locale}`),
  );
  const { status } = spawnSync(
    process.execPath,
    ['dist/cli/main.js', 'build', '--site', site, '--now', now, '--quiet'],
    {
      stdio: 'inherit',
    },
  );
  if (status !== 0) process.exit(status ?? 1);
  return join(site, '_site');
}

const dir = mkdtempSync(join(tmpdir(), 'daybook-gallery-'));
const browser = await chromium.launch({
  executablePath: requireChromium(),
  args: ['--no-sandbox', '--disable-gpu'],
});
mkdirSync('docs/images', { recursive: true });
for (const locale of new Set(pictures.map((picture) => picture.locale))) {
  const server = await startPreview({ dir: buildSite(dir, locale), port: 0, prefix: '/', clockOffsetMs });
  for (const { name, path, width, height, colorScheme, wait } of pictures.filter(
    (one) => one.locale === locale,
  )) {
    const page = await browser.newPage({ viewport: { width, height }, colorScheme });
    await page.goto(server.url + path);
    if (wait) await page.waitForSelector(wait);
    await page.screenshot({ path: `docs/images/${name}.png` });
    await page.close();
  }
  await server.close();
}
await browser.close();
rmSync(dir, { recursive: true });
