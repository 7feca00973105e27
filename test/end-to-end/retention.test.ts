import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { differing, firstNow, madeAnew, siteOf, smallSites } from './small-site.test-kit.ts';

const { newSite, close } = smallSites();
afterAll(close);

const later = '2026-05-18T12:00:00Z';

/** Paths whose text names something. */
function naming(files: ReadonlyMap<string, string>, text: string): string[] {
  return [...files].filter(([, bytes]) => bytes.includes(text)).map(([path]) => path);
}

/** How many files are in the one and not in the other. */
function goneFrom(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): number {
  return [...before.keys()].filter((path) => !after.has(path)).length;
}

describe('what goes', () => {
  it('by prune goes with the pages of its days, and the report counts them', async () => {
    const site = await newSite();
    const before = await siteOf(site);
    const config = join(site.dir, 'daybook.yaml');
    await writeFile(config, `${await readFile(config, 'utf8')}archive: { keep: 3d }\n`);
    const { render } = await site.report(firstNow, 'prune');
    const after = await siteOf(site);
    expect(after.has('2026/05/14/index.html')).toBe(false);
    expect(after.has('2026/05/16/index.html')).toBe(true);
    expect(naming(after, 'report 0')).toEqual([]);
    expect(render.removed).toBe(goneFrom(before, after));
    expect(differing(after, await madeAnew(site, firstNow))).toEqual([]);
  });

  it('by a rule comes back when the rule goes, to the same bytes', async () => {
    const site = await newSite();
    const before = await siteOf(site);
    const config = await readFile(join(site.dir, 'daybook.yaml'), 'utf8');
    const rule = 'rules: [{ if: { tag: harvest }, then: drop }]\n';
    await writeFile(join(site.dir, 'daybook.yaml'), `${config}${rule}`);
    const { render, problems } = await site.report(firstNow, 'render');
    const after = await siteOf(site);
    expect(problems).toEqual([]);
    expect(naming(after, 'Beta report')).toEqual([]);
    expect(render.removed).toBe(goneFrom(before, after));
    expect(render.removed).toBeGreaterThan(3);
    expect(differing(after, await madeAnew(site, firstNow))).toEqual([]);
    await writeFile(join(site.dir, 'daybook.yaml'), config);
    await site.report(firstNow, 'render');
    expect(differing(before, await siteOf(site))).toEqual([]);
  });

  it('by a feed that is no longer followed stays: nobody asked for that', async () => {
    const site = await newSite();
    const config = await readFile(join(site.dir, 'daybook.yaml'), 'utf8');
    await writeFile(join(site.dir, 'daybook.yaml'), config.replace(/^.*beta.xml.*$/m, ''));
    await site.report(later, 'build');
    expect(naming(await siteOf(site), 'Beta report 1')).toContain('2026/05/15/index.html');
  });
});
