// Renews the pictures in docs/images from the sample digest: `npm run gallery`.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { chromium } from 'playwright-core';
import sharp from 'sharp';
import { startPreview } from '../dist/cli/preview-server.js';
import { requireChromium } from './chromium.js';

// The fonts of the tests, so that the pictures are the same wherever they are made.
process.env.FONTCONFIG_FILE = resolve('test', 'fonts.conf');

const now = '2026-05-18T18:00:00Z';
const clockOffsetMs = Date.parse(now) - Date.now();
/** @typedef {'light' | 'dark'} ColorScheme */
/** @typedef {{ name: string, locale: string, look?: string, path: string, width: number, height: number,
 *   colorScheme: ColorScheme, wait?: string, small?: boolean }} Picture */

/**
 * What README shows.
 *
 * @type {Picture[]}
 */
const shown = [
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
  { name: 'planet', locale: 'en', look: 'planet', path: '', width: 1280, height: 1000, colorScheme: 'light' },
  { name: 'month', locale: 'en', path: '2026/05/', width: 1280, height: 800, colorScheme: 'light' },
];

/** One page of every kind: what it is, its name, its path, and what its script has to draw first. */
const kinds = [
  ['A day', 'day', '2026/05/18/'],
  ['A day as headlines', 'headlines', '2026/05/18/?view=headlines'],
  ['The reading view', 'full', '2026/05/18/?view=full', '.acts'],
  ['A week', 'week', '2026/w21/'],
  ['A month', 'month', '2026/05/'],
  ['A year', 'year', '2026/'],
  ['The archive', 'archive', 'archive/'],
  ['The sources', 'sources', 'sources/'],
  ['A source', 'source', 'source/kernel-courier/'],
  ['A source as full text', 'source-full', 'source/kernel-courier/?view=full', '.acts'],
  ['A source of the other direction', 'source-arabic', 'source/akhbar/'],
  ['A section', 'section', 'section/kernel/'],
  ['The topics', 'topics', 'topics/'],
  ['A topic', 'topic', 'topic/memory-management/'],
  ['An author', 'author', 'author/hollis/'],
  ['A story', 'story', 'story/a3c6qrkttk34/'],
  ['Security updates of a month', 'packages', 'packages/2026/05/'],
  ['Search', 'search', 'search/?q=swap', '#content li'],
  ['Since the last visit', 'since', 'since/'],
  ['What is saved', 'saved', 'saved/'],
  ['Offline', 'offline', 'offline/'],
  ['About', 'about', 'about/'],
  ['No such page', 'not-found', '404.html'],
];

/**
 * Each kind in these looks.
 *
 * @type {{ look: string, locale: string, width: number, height: number, colorScheme: ColorScheme }[]}
 */
const looks = [
  { look: 'en-wide-light', locale: 'en', width: 1280, height: 900, colorScheme: 'light' },
  { look: 'fr-wide-dark', locale: 'fr', width: 1280, height: 900, colorScheme: 'dark' },
  { look: 'ar-wide-light', locale: 'ar', width: 1280, height: 900, colorScheme: 'light' },
  { look: 'en-phone-dark', locale: 'en', width: 390, height: 844, colorScheme: 'dark' },
  { look: 'ar-phone-light', locale: 'ar', width: 390, height: 844, colorScheme: 'light' },
];

/** @type {Picture[]} */
const pictures = [
  ...shown,
  ...kinds.flatMap(([, kind, path, wait]) =>
    looks.map(({ look, ...rest }) => ({ name: `pages/${kind}-${look}`, path, wait, ...rest, small: true })),
  ),
];

function buildSite(dir, { locale, look = 'newspaper' }) {
  const site = join(dir, `${locale}-${look}`);
  cpSync('examples', join(site, 'examples'), { recursive: true });
  writeFileSync(
    join(site, 'daybook.yaml'),
    readFileSync('daybook.yaml', 'utf8').replace(/^locale: .*$/m, `locale: ${locale}\nlook: ${look}`),
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

/** A third of the size is enough to see how a page looks. */
async function writeSmall(picture, name) {
  const { width } = await sharp(picture).metadata();
  const file = `docs/images/${name}.webp`;
  await sharp(picture)
    .resize({ width: Math.round(width * 0.6) })
    .webp({ quality: 60, effort: 6 })
    .toFile(file);
}

/** The page that shows them all. */
function galleryPage() {
  const image = (kind, { look }) => `![${kind}, ${look}](pages/${kind}-${look}.webp)`;
  const parts = kinds.map(
    ([title, kind]) => `## ${title}\n\n${looks.map((look) => image(kind, look)).join('\n')}\n`,
  );
  return `# Every kind of page\n\nThese pictures show the sample digest in English, French and Arabic, wide and on a phone, light and dark. \`npm run gallery\` renews this page.\n\n${parts.join('\n')}`;
}

const dir = mkdtempSync(join(tmpdir(), 'daybook-gallery-'));
const browser = await chromium.launch({
  executablePath: requireChromium(),
  args: ['--no-sandbox', '--disable-gpu'],
});
rmSync('docs/images/pages', { recursive: true, force: true });
mkdirSync('docs/images/pages', { recursive: true });
const siteOf = ({ locale, look = 'newspaper' }) => `${locale} ${look}`;
for (const site of new Set(pictures.map(siteOf))) {
  const own = pictures.filter((picture) => siteOf(picture) === site);
  const server = await startPreview({ dir: buildSite(dir, own[0]), port: 0, prefix: '/', clockOffsetMs });
  if ('problem' in server) throw new Error(server.problem.what);
  for (const { name, path, width, height, colorScheme, wait, small } of own) {
    const page = await browser.newPage({ viewport: { width, height }, colorScheme });
    await page.goto(server.url + path);
    if (wait) await page.waitForSelector(wait);
    if (small) await writeSmall(await page.screenshot(), name);
    else await page.screenshot({ path: `docs/images/${name}.png` });
    await page.close();
  }
  await server.close();
}
await browser.close();
rmSync(dir, { recursive: true });
writeFileSync('docs/images/README.md', galleryPage());
