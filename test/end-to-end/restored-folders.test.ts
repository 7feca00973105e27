import { cp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import {
  differing,
  feedsAtFirst,
  firstNow,
  madeAnew,
  overwriteUnseen,
  type SmallSite,
  settle,
  siteOf,
  smallSites,
} from './small-site.test-kit.ts';

const { newSite, close } = smallSites();
afterAll(close);

const later = '2026-05-18T12:00:00Z';

const mended = (count: number) => ({
  code: 'RENDER_MENDED',
  what: `Parts of the site were changed since the last rendering: ${count}.`,
});

describe('a file of the site that somebody changed', () => {
  it('is found by --check where nothing but its bytes tells', async () => {
    const site = await newSite();
    const before = await siteOf(site);
    const page = join(site.dir, '_site', '2026', '05', '15', 'index.html');
    await settle(page);
    await site.report(firstNow, 'render');
    await overwriteUnseen(page, (html) => html.replace('Alpha report', 'Alpha REPORT'));
    expect((await site.report(firstNow, 'render')).problems).toEqual([]);
    expect(differing(before, await siteOf(site))).toEqual(['2026/05/15/index.html']);
    const { problems } = await site.report(firstNow, 'render', '--check');
    expect(problems).toEqual([expect.objectContaining(mended(1))]);
    expect(differing(before, await siteOf(site))).toEqual([]);
    expect((await site.report(firstNow, 'render', '--check')).problems).toEqual([]);
  });

  it('is mended by any render where its size or time tells, and one line says so', async () => {
    const site = await newSite();
    const before = await siteOf(site);
    await writeFile(join(site.dir, '_site', '2026', '05', '15', 'index.html'), 'another');
    await rm(join(site.dir, '_site', 'source', 'alpha'), { recursive: true });
    await writeFile(join(site.dir, '_site', 'stray.html'), 'left by somebody');
    const { stderr } = await site.run(firstNow, 'render');
    expect(stderr.match(/RENDER_MENDED/g)).toHaveLength(1);
    expect(stderr).toContain(mended(3).what);
    expect(differing(before, await siteOf(site))).toEqual([]);
    // It is told once.
    expect((await site.run(firstNow, 'render')).stderr).not.toContain('RENDER_MENDED');
  });
});

describe('folders of an earlier run', () => {
  const kept = (site: SmallSite, name: string): string => join(site.dir, `kept-${name}`);

  /** Keeps folders, brings news, and puts the old ones back. */
  async function restored(names: readonly string[]): Promise<SmallSite> {
    const site = await newSite();
    for (const name of names)
      await cp(join(site.dir, name), kept(site, name), { recursive: true, preserveTimestamps: true });
    site.serve({ alpha: [...feedsAtFirst.alpha, { n: 7, day: '2026-05-18', tag: 'bridge' }] });
    await site.report(later, 'build');
    for (const name of names) {
      await rm(join(site.dir, name), { recursive: true });
      await cp(kept(site, name), join(site.dir, name), { recursive: true, preserveTimestamps: true });
      await rm(kept(site, name), { recursive: true });
    }
    return site;
  }

  it.each([
    ['the cache', ['.cache']],
    ['the site', ['_site']],
    ['cache and site', ['.cache', '_site']],
  ])('%s, older than the archive, come to what is made from nothing', async (_case, names) => {
    const site = await restored(names);
    await site.report(later, 'render');
    expect(differing(await siteOf(site), await madeAnew(site, later))).toEqual([]);
  });

  it('come to it without any cache', async () => {
    const site = await restored([]);
    await rm(join(site.dir, '.cache'), { recursive: true });
    await site.report(later, 'render');
    expect(differing(await siteOf(site), await madeAnew(site, later))).toEqual([]);
  });
});
