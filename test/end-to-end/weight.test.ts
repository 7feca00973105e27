import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { type DefaultTreeAdapterTypes, parse } from 'parse5';
import { describe, expect, it } from 'vitest';
import { sampleSite, sharedSite } from './sample-site.test-kit.ts';
import { sampleUrl } from './site.test-kit.ts';

/** What pages weigh: the budgets of `docs/reading.md`. */

type Element = DefaultTreeAdapterTypes.Element;

const [sample, fifty, planet] = await Promise.all([
  sampleSite(),
  sharedSite('fifty'),
  sampleSite({ url: sampleUrl, look: 'planet' }),
]);
const read = (dir: string, path: string): Promise<string> =>
  readFile(join(dir, '_site', path, 'index.html'), 'utf8');
const day = '2026/05/18';

function elementsIn(node: DefaultTreeAdapterTypes.Node): Element[] {
  const own = 'tagName' in node ? [node] : [];
  return [...own, ...('childNodes' in node ? node.childNodes.flatMap(elementsIn) : [])];
}

const attribute = ({ attrs }: Element, name: string): string =>
  attrs.find((one) => one.name === name)?.value ?? '';

/** What stands behind "Read on": texts as their sources wrote them, which weigh what they weigh. */
const folded = /(?<=<details><summary>[^<]*<\/summary>)[\s\S]*?(?=<\/details>\n)/g;

const kilobytes = (n: number): number => n * 1024;
const gzip = (text: string): number => gzipSync(text, { level: 9 }).length;
const brotli = (text: string): number => brotliCompressSync(text).length;

describe.each([
  ['the sample day', sample, 1],
  ['fifty items of an ordinary day', fifty, 1],
  // With the faces, at its end.
  ['the sample day in the look "planet"', planet, 2],
] as const)('the page of %s', (_case, dir, sheetsInAll) => {
  it('weighs at most 14.0 KB with gzip and 12.0 KB with brotli, style and all, beside its texts', async () => {
    const page = await read(dir, day);
    const texts = (page.match(folded) ?? []).join('\n');
    const rest = page.replace(folded, '');
    expect(texts.length).toBeGreaterThan(10_000);
    expect(gzip(rest)).toBeLessThanOrEqual(kilobytes(14));
    expect(brotli(rest)).toBeLessThanOrEqual(kilobytes(12));
    // Texts cost no more than they do alone.
    expect(gzip(page)).toBeLessThanOrEqual(kilobytes(14) + gzip(texts));
    expect(brotli(page)).toBeLessThanOrEqual(kilobytes(12) + brotli(texts));
  });

  it('has at most 20 elements an item, texts apart', async () => {
    const elements = elementsIn(parse((await read(dir, day)).replace(folded, '')));
    const [content] = elements.filter((element) => attribute(element, 'id') === 'content');
    const inside = content ? elementsIn(content) : [];
    const items = inside.filter((one) => attribute(one, 'data-source') !== '');
    expect(items.length).toBeGreaterThan(30);
    expect(inside.length / items.length).toBeLessThanOrEqual(20);
  });

  it('asks for a style sheet below what the first screen shows, and for no other', async () => {
    const page = (await read(dir, day)).replace(/<script[\s\S]*?<\/script>/g, '');
    const sheets = page.match(/<link rel="stylesheet"[^>]*>/g) ?? [];
    expect(sheets).toHaveLength(sheetsInAll);
    expect(page.indexOf(sheets[0] ?? '')).toBeGreaterThan(page.indexOf('<article'));
    expect(page.indexOf(sheets[0] ?? '')).toBeLessThan(
      page.indexOf('<article', page.indexOf('<article') + 1),
    );
  });
});

describe('what every page has weighs little', () => {
  it.each([
    ...['topics', 'archive', 'sources', 'about', 'saved', '2026', 'packages'].map(
      (path) => [path, 3.5] as const,
    ),
    // With the densities of the view menu, and a feed of their own.
    ...['source/workbench', 'topic/time'].map((path) => [path, 4] as const),
  ])('on /%s/: at most %d KB beside what it is about', async (path, most) => {
    const page = await read(sample, path);
    const about = /<main[\s\S]*<\/main>/.exec(page)?.[0] ?? '';
    const data = /<script type="application\/ld\+json">[\s\S]*?<\/script>/.exec(page)?.[0] ?? '';
    expect(about.length).toBeGreaterThan(100);
    expect(page.length - about.length - data.length).toBeLessThanOrEqual(kilobytes(most));
  });
});
